"""Fits the weights by which a sentence's meaning shows the dimension of an issue (numpy only).

usage: frames.py READINGS_PROGRAM MODEL VOCABULARY OUT [SENTENCES]

The examples are those of frame_examples.txt beside this script, our own writing.
READINGS_PROGRAM is the built example `readings` of this package, which prints what
the program itself computes: a sentence's meaning is the mean of its pieces after the
network's shared layers, WIDTH numbers. A multinomial logistic regression on it tells
the dimensions and “none” apart. OUT is written as assets/weights/frames.txt: for each
dimension the difference of its weights to those of “none”, on meanings of length 1.
With SENTENCES (tests/fixtures/frame_sentences.txt) prints how good it is on these.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

RIDGE = 0.1  # pull towards zero of a standardised number
STEPS = 400
NONE = "-"
HEAD = """# what: weights of the dimensions of an issue on a sentence's meaning (multinomial logistic regression)
# source: fitted by training/frames.py on training/frame_examples.txt
# licence: AGPL-3.0-or-later
# examples: sha256:{digest}
"""


def read(path):
    """Sentences with the names of their dimensions, the main one first."""
    rows, section = [], ""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            sentence, _, others = line.partition(" = ")
            rows.append((sentence, [section] + [other for other in others.split("; ") if other]))
    return rows


def meanings(program, model, vocabulary, rows):
    """[rows, WIDTH], each of length 1."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text, _ in rows)
    done = subprocess.run([program, model, vocabulary], input=lines, capture_output=True, text=True, check=True)
    found = np.array([json.loads(line)["meaning"] for line in done.stdout.splitlines()])
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def softmax(logits):
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def fit(values, classes, count):
    """Weights [WIDTH, count] and biases [count], by Nesterov's accelerated descent from zero."""
    mean, spread = values.mean(0), values.std(0)
    inputs = np.c_[(values - mean) / spread, np.ones(len(values))]
    wanted = np.eye(count)[classes]
    steepest = np.linalg.norm(inputs, 2) ** 2 / len(inputs) / 2 + RIDGE
    weights = ahead = np.zeros((inputs.shape[1], count))
    pace = 1.0
    for _ in range(STEPS):
        slope = inputs.T @ (softmax(inputs @ ahead) - wanted) / len(inputs)
        slope[:-1] += RIDGE * ahead[:-1]
        further, faster = ahead - slope / steepest, (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = further + (pace - 1) / faster * (further - weights)
        weights, pace = further, faster
    plain = weights[:-1] / spread[:, None]
    return plain, weights[-1] - mean @ plain


def report(names, logits, rows):
    """Precision and recall where the most probable answer is a dimension, at several thresholds."""
    chances = softmax(np.c_[logits, np.zeros(len(logits))])
    best = chances.argmax(1)
    for least in (0.4, 0.5, 0.6):
        marked = (best < len(names)) & (chances.max(1) >= least)
        right = sum(names[best[at]] in kinds for at, (_, kinds) in enumerate(rows) if marked[at])
        main = sum(names[best[at]] == kinds[0] for at, (_, kinds) in enumerate(rows) if marked[at])
        wanted = sum(kinds[0] != NONE for _, kinds in rows)
        print(f"at {least}: {marked.sum()} found, precision {right / marked.sum():.3f}, recall {main / wanted:.3f}")


def main(program, model, vocabulary, out, sentences=None):
    examples = Path(__file__).parent / "frame_examples.txt"
    rows = read(examples)
    names = [name for name in dict.fromkeys(kinds[0] for _, kinds in rows) if name != NONE]
    classes = np.array([(names + [NONE]).index(kinds[0]) for _, kinds in rows])
    values = meanings(program, model, vocabulary, rows)
    weights, biases = fit(values, classes, len(names) + 1)
    weights = np.round(weights[:, :-1] - weights[:, -1:], 2)
    biases = np.round(biases[:-1] - biases[-1], 2)
    with open(out, "w", encoding="utf-8") as file:
        file.write(HEAD.format(digest=hashlib.sha256(examples.read_bytes()).hexdigest()))
        for at, name in enumerate(names):
            numbers = " ".join(f"{number:.2f}" for number in weights[:, at])
            file.write(f"\n[{name}]\nbias {biases[at]:.2f}\nweights {numbers}\n")
    if sentences:
        held_out = read(sentences)
        report(names, meanings(program, model, vocabulary, held_out) @ weights + biases, held_out)


if __name__ == "__main__":
    main(*sys.argv[1:])
