"""Sentences a second of ONNX Runtime on the program's model, one thread.

usage: onnx_runtime.py   (needs onnxruntime, numpy)

The file, the sentences (the fixture's texts of five words and more) and the outputs
are those of `cargo bench --bench model`. Texts are given one at a time, which gives the
program's numbers, and in batches of eight padded to the longest, where a sentence's
numbers depend on its neighbours'. Word pieces are cut beforehand: they are those of
assets/model/fixture.jsonl.
"""

import json
import os
import statistics
import time

import numpy as np
import onnxruntime

ROUNDS = 15
HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "..", "assets", "model")


def feeds(all_ids, size):
    ordered = sorted(all_ids, key=len) if size > 1 else all_ids
    for at in range(0, len(ordered), size):
        batch = ordered[at : at + size]
        width = max(map(len, batch))
        yield {
            "input_ids": np.array([ids + [0] * (width - len(ids)) for ids in batch], dtype=np.int64),
            "attention_mask": np.array([[1] * len(ids) + [0] * (width - len(ids)) for ids in batch], dtype=np.int64),
            "target": np.zeros((len(batch), width), dtype=np.int64),
        }


def main():
    with open(os.path.join(MODEL, "fixture.jsonl"), encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][1:]
    all_ids = [row["ids"] for row in rows if len(row["text"].split()) >= 5]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    start = time.perf_counter()
    network = onnxruntime.InferenceSession(
        os.path.join(MODEL, "slantwise.onnx"), options, providers=["CPUExecutionProvider"]
    )
    print(f"onnxruntime {onnxruntime.__version__}, loaded in {1000 * (time.perf_counter() - start):.0f} ms")
    for size in (1, 8):
        batches = list(feeds(all_ids, size))
        seconds = []
        for _ in range(ROUNDS + 1):
            start = time.perf_counter()
            for batch in batches:
                network.run(["loaded", "opinion", "words_out"], batch)
            seconds.append(time.perf_counter() - start)
        median = statistics.median(seconds[1:])
        print(f"batches of {size}: {len(all_ids) / median:.0f} sentences a second ({len(all_ids)} sentences, median of {ROUNDS})")


if __name__ == "__main__":
    main()
