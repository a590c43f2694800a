"""Compares the program's reading of the language model with ONNX Runtime's.

usage: parity.py READINGS_PROGRAM VOCABULARY TOKENIZER.json MODEL.onnx [--fixture OUT]

READINGS_PROGRAM is the built example `readings` of this package. The texts are those
of fixture_texts.jsonl beside this script, our own writing: {"text", "target"}, the
target's place in bytes or null. The reference tokenizer is `tokenizers`, the reference
network ONNX Runtime, one text at a time, on the same file. Prints the number of texts
whose pieces differ and the greatest difference of each output; with --fixture writes
the reference's answers to assets/model/fixture.jsonl, which the tests read: a first
line with the model's name, then a line a text with `text`, `target`, `ids`, `toward`
(1 on the target), `loaded`, `opinion`, `words` and `judging` (a number a piece, the
marks at both ends included), `kinds` (several a piece) and `tone`.
"""

import hashlib
import json
import os
import subprocess
import sys

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

LONGEST = 112


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def in_bytes(text, offsets):
    """Offsets in code points as offsets in bytes."""
    at = [0]
    for character in text:
        at.append(at[-1] + len(character.encode()))
    return [(at[start], at[end]) for start, end in offsets]


def reference(tokenizer, network, line):
    """The answer for a text of at most LONGEST pieces."""
    encoded = tokenizer.encode(line["text"])
    ids, spans = encoded.ids, in_bytes(line["text"], encoded.offsets)
    assert len(ids) <= LONGEST, "the fixture's texts fit one window"
    feed = lambda target: {
        "input_ids": np.array([ids], dtype=np.int64),
        "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
        "target": np.array([target], dtype=np.int64),
    }
    outputs = ["loaded", "opinion", "words_out", "judging", "kinds"]
    loaded, opinion, words, judging, kinds = network.run(outputs, feed([0] * len(ids)))
    answer = {
        **line,
        "ids": ids,
        "toward": None,
        "loaded": float(loaded[0, 0]),
        "opinion": [float(x) for x in opinion[0]],
        "words": [float(x) for x in words[0]],
        "judging": [float(x) for x in judging[0]],
        "kinds": [[float(x) for x in piece] for piece in kinds[0]],
        "tone": None,
    }
    if line["target"]:
        start, end = line["target"]
        inside = lambda span: span[0] < end and start < span[1]
        toward = [int(inside(span) and span[0] < span[1]) for span in spans]
        (tone,) = network.run(["tone"], feed(toward))
        answer |= {"toward": toward, "tone": [float(x) for x in tone[0]]}
    return answer, spans


def main():
    program, vocabulary, tokens, model = sys.argv[1:5]
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "fixture_texts.jsonl"), encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    tokenizer = Tokenizer.from_file(tokens)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = session(model)
    expected = [reference(tokenizer, network, line) for line in texts]
    done = subprocess.run(
        [program, model, vocabulary],
        input="".join(json.dumps(line) + "\n" for line in texts),
        capture_output=True, text=True, check=True,
    )
    got = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(got) == len(expected)
    differs = sum(e["ids"][1:-1] != g["ids"] for (e, _), g in zip(expected, got))
    places = sum(s[1:-1] != [tuple(x) for x in g["spans"]] for (_, s), g in zip(expected, got))
    print(f"{len(texts)} texts, pieces differ in {differs}, places in {places}")
    worst = {}
    for (e, spans), g in zip(expected, got):
        word = lambda head, start, end: max(w for w, s in zip(e[head][1:-1], spans[1:-1]) if s[0] < end and start < s[1])
        pairs = {
            "loaded": [(e["loaded"], g["loaded"])],
            "opinion": zip(e["opinion"], g["opinion"]),
            "words": [(word("words", start, end), loaded) for start, end, loaded, *_ in g["words"]],
            "judging": [(word("judging", start, end), judging) for start, end, _, judging, _ in g["words"]],
            "tone": zip(e["tone"] or [], g["tone"] or []),
        }
        for name, both in pairs.items():
            worst.setdefault(name, []).extend(abs(a - b) for a, b in both)
    for name, gaps in worst.items():
        print(f"{name}: greatest difference {max(gaps):.2g}, mean {np.mean(gaps):.2g} ({len(gaps)} numbers)")
    if "--fixture" in sys.argv:
        with open(sys.argv[sys.argv.index("--fixture") + 1], "w", encoding="utf-8") as out:
            with open(model, "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            out.write(json.dumps({"model": f"slantwise-{digest[:12]}"}) + "\n")
            for answer, _ in expected:
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
