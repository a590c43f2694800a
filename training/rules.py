"""Fits the weights of the rules' stance model (numpy only).

usage: rules.py DATA_FOLDER FEATURES_PROGRAM OUT

DATA_FOLDER holds babe.jsonl (BABE, Spinde et al. 2021, AGPL-3.0): a sentence a
line with `text`, `label` (framing or neutral), `opinion` (factual, mixed,
opinion or null) and `topic`. FEATURES_PROGRAM is the built example `features`
of this package, which prints what the program itself counts. OUT is written as
assets/weights/rules.txt. Figures are taken on topics that a fold's weights did
not see. No text enters the weights file, only single words with a weight.
"""

import collections
import json
import subprocess
import sys

import numpy as np

import data

RIDGE_FEATURES = 15.0  # pull towards zero of a standardised feature
RIDGE_WORDS = 25.0  # the same for a single word
WORD_TOPICS = 6  # topics in which a word must occur
WORD_COUNT = 12  # sentences in which a word must occur


def count(program, rows):
    """What the program counts in each sentence: feature names, values [rows, features], words of each."""
    lines = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    names = out[0]["names"]
    values = np.array([o["values"] for o in out[1:]], dtype=float)
    words = [set(w for w in o["words"] if w.isascii() and w.replace("-", "").replace("'", "").isalpha() and len(w) > 2) for o in out[1:]]
    return names, values, words


def choose_words(words, topics, names_out):
    """Words that occur in enough sentences and topics; names of people and places are left out."""
    count, seen = collections.Counter(), collections.defaultdict(set)
    for sentence, topic in zip(words, topics):
        for word in sentence:
            count[word] += 1
            seen[word].add(topic)
    return sorted(w for w in count if count[w] >= WORD_COUNT and len(seen[w]) >= WORD_TOPICS and w not in names_out)


def bag(words, chosen):
    place = {w: i for i, w in enumerate(chosen)}
    x = np.zeros((len(words), len(chosen)))
    for i, sentence in enumerate(words):
        for word in sentence:
            if word in place:
                x[i, place[word]] = 1.0
    return x


def fit(x, y, ridge, weight=None, steps=40):
    """Logistic regression by Newton's method, ridge penalty per column; the last column is the bias."""
    x = np.hstack([x, np.ones((len(x), 1))])
    ridge = np.append(ridge, 1e-6)
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def scores(x, w):
    return x @ w[:-1] + w[-1]


def figures(p, y):
    guess = p >= 0.5
    f = []
    for truth in (True, False):
        tp = np.sum((guess == truth) & (y == truth))
        f.append(2 * tp / max(1, np.sum(guess == truth) + np.sum(y == truth)))
    order = np.argsort(p, kind="stable")
    ranks = np.empty(len(p))
    ranks[order] = np.arange(1, len(p) + 1)
    pos = np.sum(y == 1)
    auroc = (ranks[y == 1].sum() - pos * (pos + 1) / 2) / (pos * (len(y) - pos))
    ece = 0.0
    for b in range(10):
        inside = (np.minimum(9, (p * 10).astype(int))) == b
        if inside.any():
            ece += inside.sum() / len(p) * abs(p[inside].mean() - y[inside].mean())
    return dict(macro_f1=float(np.mean(f)), auroc=float(auroc), ece=float(ece))


def platt(s, y):
    w = fit(s[:, None], y, np.array([1e-6]))
    return float(w[0]), float(w[1])


def prepare(values, words, train, topics, names_out):
    mean, spread = values[train].mean(0), values[train].std(0)
    rare = (values[train] > 0).sum(0) < 8
    spread[rare | (spread < 1e-9)] = np.inf  # too rare to be given a weight
    chosen = choose_words([words[i] for i in train], [topics[i] for i in train], names_out)
    return mean, spread, chosen


def design(values, words, mean, spread, chosen):
    return np.hstack([(values - mean) / spread, bag(words, chosen)])


def fit_head(values, words, train, y, topics, names_out):
    mean, spread, chosen = prepare(values, words, train, topics, names_out)
    x = design(values[train], [words[i] for i in train], mean, spread, chosen)
    ridge = np.append(np.full(values.shape[1], RIDGE_FEATURES), np.full(len(chosen), RIDGE_WORDS))
    return mean, spread, chosen, fit(x, y[train], ridge)


def out_of_fold(values, words, keep, y, topics, folds, names_out):
    """Raw scores of all kept rows, each by weights that did not see its fold."""
    s = np.zeros(len(y))
    for fold in sorted(set(folds)):
        train = [i for i in keep if folds[i] != fold]
        test = [i for i in range(len(y)) if folds[i] == fold]
        mean, spread, chosen, w = fit_head(values, words, train, y, topics, names_out)
        s[test] = scores(design(values[test], [words[i] for i in test], mean, spread, chosen), w)
    return s


def questions(rows):
    """For each head the answers and the rows that have one."""
    return {
        "loaded": (np.array([r["label"] == "framing" for r in rows], float), list(range(len(rows)))),
        "evaluative": (
            np.array([r["opinion"] not in (None, "factual") for r in rows], float),
            [i for i, r in enumerate(rows) if r["opinion"]],
        ),
    }


def odds(counts, rows, folds):
    """Log-odds of the rules, calibrated and out of fold: [rows, 2] of loaded and evaluative."""
    _, values, words = counts
    topics, names_out = [data.topic_of(r) for r in rows], proper_names(rows)
    columns = []
    for y, keep in questions(rows).values():
        s = out_of_fold(values, words, keep, y, topics, folds, names_out)
        known = np.array(keep)
        calibrated = np.zeros(len(rows))
        for fold in sorted(set(folds)):
            a, b = platt(s[known][folds[known] != fold], y[known][folds[known] != fold])
            calibrated[folds == fold] = a * s[folds == fold] + b
        columns.append(calibrated)
    return np.column_stack(columns)


def proper_names(rows):
    """Words mostly written with a capital inside sentences."""
    upper, all_ = collections.Counter(), collections.Counter()
    for row in rows:
        for word in row["text"].split()[1:]:
            bare = word.strip(".,;:!?\"'()[]“”‘’").removesuffix("'s").removesuffix("’s")
            if bare:
                all_[bare.lower()] += 1
                upper[bare.lower()] += bare[0].isupper()
    return {w for w in all_ if upper[w] > 0.5 * all_[w]}


def weights_file(counts, rows, folds):
    """The text of assets/weights/rules.txt: fitted on all rows, calibrated out of fold."""
    names, values, words = counts
    topics, names_out = [data.topic_of(r) for r in rows], proper_names(rows)
    lines = [
        "# what: weights of the rules' stance model (logistic regression)",
        "# source: fitted by training/rules.py on BABE (Spinde et al. 2021), of which no text is kept",
        "# licence: AGPL-3.0-or-later (BABE: AGPL-3.0)",
    ]
    for head, (y, keep) in questions(rows).items():
        s = out_of_fold(values, words, keep, y, topics, folds, names_out)
        a, b = platt(s[keep], y[keep])
        mean, spread, chosen, w = fit_head(values, words, keep, y, topics, names_out)
        weights = a * w[: len(names)] / spread
        bias = a * (w[-1] - np.sum(w[: len(names)] * mean / spread)) + b
        lines += ["", f"[{head}]", f"bias {bias:.4f}"]
        lines += [f"feature {n} {v:.4f}" for n, v in zip(names, weights) if abs(v) >= 5e-4]
        lines += [f"word {n} {v:.3f}" for n, v in zip(chosen, a * w[len(names) : -1]) if abs(v) >= 0.02]
    return "\n".join(lines) + "\n"


def main():
    folder, program, target = sys.argv[1:4]
    rows = data.read(folder, "babe")
    counts = count(program, rows)
    folds = np.array(data.group_folds([data.topic_of(r) for r in rows]))
    odds_out = odds(counts, rows, folds)
    for column, (head, (y, keep)) in enumerate(questions(rows).items()):
        p = 1 / (1 + np.exp(-odds_out[keep, column]))
        print(head, "unseen topics:", {k: round(v, 4) for k, v in figures(p, y[keep]).items()})
    with open(target, "w", encoding="utf-8") as out:
        out.write(weights_file(counts, rows, folds))


if __name__ == "__main__":
    main()
