"""Fits how likely two sentences of two articles tell the same (scikit-learn, numpy).

usage: points.py POINTS_PROGRAM OUT PAIRS STORIES

POINTS_PROGRAM is the built example `points` of this package, which prints what the program
looks at in each pair of sentences. PAIRS is a file of events with articles whose sentences
have the `events` and `entities` that they mention (ECB+: Cybulska and Vossen 2014, CC BY 3.0);
STORIES one of events with articles whose `rows` of sentences that tell the same were coded by
readers. OUT is written as assets/weights/points.txt. Figures are taken on events that the
weights did not see, topic by topic. No text enters the file.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

ENGINES = {"model": "by model", "words": "by words"}
C = 0.03  # of the logistic regression
TREES, LEAVES, SEEDS = 120, 7, 3
MOST = 6  # articles of an event of PAIRS that are compared at once
STORY_WEIGHT = 1.0  # what all pairs of STORIES weigh beside those of PAIRS
FOLDS = 8
JOINED, PERHAPS, ALONE = 0.3, 0.15, 0.12

squash = lambda text: re.sub(r"\W+", "", text.lower())


def events(pairs, stories):
    """Events: `id`, `topic`, `articles` as texts, `sentences` as texts, and `truth` of a pair."""
    out = []
    for event in (json.loads(line) for line in open(pairs, encoding="utf-8")):
        articles = [a for a in event["articles"] if any(s["events"] for s in a["sentences"])]
        for part in range(0, len(articles), MOST):
            chosen = articles[part : part + MOST]
            if len(chosen) > 1:
                out.append(mentioned(event["event"], part, chosen))
    for event in (json.loads(line) for line in open(stories, encoding="utf-8")):
        out.append(coded(event))
    return out


def mentioned(name, part, articles):
    def truth(a, i, b, j):
        one, other = articles[a]["sentences"][i], articles[b]["sentences"][j]
        if not (one["events"] or one["entities"]) or not (other["events"] or other["entities"]):
            return None
        shared = len(set(one["events"]) & set(other["events"]))
        if not shared:
            return 0
        return 1 if shared > 1 and set(one["entities"]) & set(other["entities"]) else None

    texts = ["\n\n".join(s["text"] for s in a["sentences"]) + "\n" for a in articles]
    sentences = [[s["text"] for s in a["sentences"]] for a in articles]
    topic = "pairs " + re.match(r"\d+", name)[0]
    return {"id": f"{name}/{part}", "topic": topic, "texts": texts, "sentences": sentences, "truth": truth, "rows": None}


def coded(event):
    ids = [a["id"] for a in event["articles"]]
    rows = [{ids.index(a): set(v) for a, v in row["cells"].items() if v} for row in event["rows"]]
    together = {(a, i, b, j) for row in rows for a in row for b in row for i in row[a] for j in row[b]}
    texts = []
    for article in event["articles"]:
        paragraphs = defaultdict(list)
        for sentence in article["sentences"]:
            paragraphs[sentence["paragraph"]].append(sentence["text"])
        texts.append("\n\n".join(" ".join(parts) for parts in paragraphs.values()) + "\n")
    sentences = [[s["text"] for s in a["sentences"]] for a in event["articles"]]
    once = {(ids.index(a), i) for a, found in event["once"].items() for i in found}
    truth = lambda a, i, b, j: int((a, i, b, j) in together)
    return {"id": event["event"], "topic": "story " + event["event"], "texts": texts, "sentences": sentences, "truth": truth, "rows": rows, "once": once}


def ask(program, events, *weights):
    lines = "".join(json.dumps({"id": e["id"], "articles": e["texts"]}) + "\n" for e in events)
    done = subprocess.run([program, *weights], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Places:
    """Which coded sentences a sentence of the program is."""

    def __init__(self, event, seen):
        self.gold = [[squash(s) for s in article] for article in event["sentences"]]
        self.seen = [[squash(s) for s in article] for article in seen["sentences"]]

    def of(self, article, sentence):
        own = self.seen[article][sentence]
        near = lambda gold: own == gold or min(len(gold), len(own)) > 11 and (own in gold or gold in own)
        return [j for j, gold in enumerate(self.gold[article]) if gold and near(gold)]


class Table:
    """What is looked at in all pairs of which the truth is known."""

    def __init__(self, events, seen, engine):
        values, truth, topic, same = [], [], [], []
        for event, one in zip(events, seen):
            places = Places(event, one)
            at = {(a, i): places.of(a, i) for a, article in enumerate(one["sentences"]) for i in range(len(article))}
            for a, i, b, j, is_same, row in one[engine]:
                known = [t for x in at[a, i] for y in at[b, j] if (t := event["truth"](a, x, b, y)) is not None]
                if known:
                    values.append(row)
                    truth.append(max(known))
                    topic.append(event["topic"])
                    same.append(is_same)
        self.values, self.truth = np.array(values, np.float32), np.array(truth)
        self.topic, self.same = np.array(topic), np.array(same)

    def weight(self, rows):
        story = np.char.startswith(self.topic, "story") & rows
        pairs = rows & ~story
        weight = rows.astype(float)
        if story.any() and pairs.any():
            weight[story] *= STORY_WEIGHT * pairs.sum() / story.sum()
        return weight


class Fit:
    """A logistic regression and boosted trees, of which the mean counts."""

    def __init__(self, table, rows, count):
        x, y, weight = table.values[rows][:, :count], table.truth[rows], table.weight(rows)[rows]
        self.count, self.usual, self.spread = count, x.mean(0), np.maximum(x.std(0), 1e-6)
        self.linear = LogisticRegression(C=C, max_iter=2000).fit((x - self.usual) / self.spread, y, weight)
        trees = lambda seed: HistGradientBoostingClassifier(max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=0.06, min_samples_leaf=60, l2_regularization=5.0, max_features=0.5, early_stopping=False, random_state=seed)
        self.trees = [trees(seed).fit(x, y, weight) for seed in range(SEEDS)]

    def probability(self, table, rows):
        x = table.values[rows][:, : self.count]
        linear = self.linear.predict_proba((x - self.usual) / self.spread)[:, 1]
        odds = np.mean([t.decision_function(x) for t in self.trees], 0)
        fitted = (linear + 1 / (1 + np.exp(-odds))) / 2
        return np.where(table.same[rows], np.maximum(fitted, 0.95), fitted)

    def lines(self, names):
        weights = self.linear.coef_[0] / self.spread
        yield f"joined {JOINED}"
        yield f"perhaps {PERHAPS}"
        yield f"alone {ALONE}"
        yield f"bias {self.linear.intercept_[0]:.4f}"
        for name, weight, usual in zip(names, weights, self.usual):
            yield f"{name} {weight:.4f} {usual:.4f}"
        yield f"tree_bias {np.mean([float(np.ravel(t._baseline_prediction)[0]) for t in self.trees]):.4f}"
        for booster in self.trees:
            for (predictor,) in booster._predictors:
                yield "tree " + " ".join(preorder(predictor.nodes))


def preorder(nodes):
    """A tree's nodes, each before those below it: `feature:value>number of the node above it`."""
    out = []

    def visit(at):
        node = nodes[at]
        if node["is_leaf"]:
            out.append(f"{node['value'] / SEEDS:.4f}")
            return
        place = len(out)
        out.append("")
        visit(node["left"])
        out[place] = f"{node['feature_idx']}:{node['num_threshold']:.5g}>{len(out)}"
        visit(node["right"])

    visit(0)
    return out


def f1(hit, false, missed):
    return 2 * hit / max(1, 2 * hit + false + missed)


def stories(events, shown, engine):
    """How well rows, empty cells and what is told once agree with the readers' rows."""
    c = Counter()
    for event, one in zip(events, shown):
        if event["rows"] is None:
            continue
        places, gold, found, seen = Places(event, one), event["rows"], {}, set()
        for raw in one[engine]["story_points"]:
            cells = {k: set().union(*[places.of(k, i) for i in x["sentences"][:3]]) for k, x in enumerate(raw["cells"]) if x}
            units = [(k, j) for k, v in cells.items() for j in v]
            pairs = {(x, y) for x in units for y in units if x[0] < y[0]}
            if pairs and 2 * len(pairs - seen) < len(pairs):
                continue
            seen |= pairs
            hits, best = max((sum(bool(cells.get(k, set()) & v) for k, v in row.items()), n) for n, row in enumerate(gold))
            c["rows"] += 1
            if hits < 2:
                continue
            c["right"] += 1
            found[best] = max(found.get(best, 0), hits)
            for k in range(len(event["texts"])):
                c["blank"] += k not in gold[best]
                if raw["cells"][k] is None:
                    c["empty"] += 1
                    c["silent"] += k not in gold[best]
        for n, row in enumerate(gold):
            c["gold"] += 1
            c["found"] += n in found
            if n in found:
                c["cells"] += len(row)
                c["told"] += found[n]
        told = set()
        for stretch in one[engine]["told_once"]:
            for i in stretch["sentences"]:
                at = {(stretch["article"], j) for j in places.of(stretch["article"], i)}
                told |= at
                c["alone"] += bool(at)
                c["once"] += bool(at) and not any(j in row.get(k, ()) for row in gold for k, j in at)
        c["single"] += len(event["once"])
        c["single_found"] += len(event["once"] & told)
    share = lambda x, y: c[x] / max(1, c[y])
    p, r = share("right", "rows"), share("found", "gold")
    figures = dict(row_f1=2 * p * r / max(1e-9, p + r), row_precision=p, row_recall=r, told=share("told", "cells"), silent=share("silent", "empty"), silent_found=share("silent", "blank"), once=share("once", "alone"), once_found=share("single_found", "single"))
    return " ".join(f"{k}={v:.3f}" for k, v in figures.items()) + f" rows={c['rows']}"


def aligned(events, shown, engine):
    """How well pairs in one row agree with the events that both mention, first six articles each."""
    hit = false = missed = 0
    for event, one in zip(events, shown):
        if event["rows"] is not None or not event["id"].endswith("/0"):
            continue
        places, pred = Places(event, one), set()
        for point in one[engine]["story_points"]:
            units = [(k, j) for k, x in enumerate(point["cells"]) if x for i in x["sentences"] for j in places.of(k, i)]
            pred |= {(x, y) for x in units for y in units if x[0] < y[0]}
        for a, first in enumerate(event["sentences"]):
            for b in range(a + 1, len(event["sentences"])):
                for i in range(len(first)):
                    for j in range(len(event["sentences"][b])):
                        truth = event["truth"](a, i, b, j)
                        if truth is not None:
                            found = ((a, i), (b, j)) in pred
                            hit, false, missed = hit + (found and truth), false + (found and not truth), missed + (truth and not found)
    return f"f1={f1(hit, false, missed):.3f} precision={hit / max(1, hit + false):.3f} recall={hit / max(1, hit + missed):.3f}"


def weights_file(fits, names, what):
    lines = ["# what: how likely two sentences tell the same (logistic regression: a weight and a usual value a feature; boosted trees)", f"# source: fitted by training/points.py on {what}, of which no text is kept", "# licence: AGPL-3.0-or-later"]
    for engine, name in ENGINES.items():
        lines += ["", f"[{name}]", *fits[engine].lines(names)]
    return "\n".join(lines) + "\n"


def folds(events):
    """Topics that are left out together: every story by itself, the others in turn."""
    topics = sorted({e["topic"] for e in events}, key=lambda t: (t.split()[0], int(t.split()[1])))
    story = [[t] for t in topics if t.startswith("story")]
    pairs = [t for t in topics if not t.startswith("story")]
    return story + [pairs[k::FOLDS] for k in range(FOLDS)]


def main():
    program, target, *sources = sys.argv[1:]
    found = events(*sources)
    head, *seen = ask(program, found)
    counts = {"model": len(head["names"]), "words": head["by_words"]}
    tables = {engine: Table(found, seen, engine) for engine in ENGINES}
    print("pairs", len(tables["model"].truth), "told alike", int(tables["model"].truth.sum()))
    what = "ECB+ (Cybulska and Vossen 2014, CC BY 3.0) and articles on one event whose rows people coded"
    shown = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, left_out in enumerate(folds(found)):
            fits = {e: Fit(t, ~np.isin(t.topic, left_out), counts[e]) for e, t in tables.items()}
            path = pathlib.Path(folder) / f"{number}.txt"
            path.write_text(weights_file(fits, head["names"], what), encoding="utf-8")
            unseen = [e for e in found if e["topic"] in left_out]
            shown |= {e["id"]: one for e, one in zip(unseen, ask(program, unseen, str(path)))}
    everything = {e: Fit(t, np.ones(len(t.truth), bool), counts[e]) for e, t in tables.items()}
    pathlib.Path(target).write_text(weights_file(everything, head["names"], what), encoding="utf-8")
    fitted = ask(program, found, target)
    for name, answers in {"unseen": [shown[e["id"]] for e in found], "fitted": fitted}.items():
        for engine in ENGINES:
            print(name, engine, "stories", stories(found, answers, engine))
            print(name, engine, "pairs  ", aligned(found, answers, engine))


if __name__ == "__main__":
    main()
