"""Fits the layer decision on articles that people coded (numpy only).

usage: layers.py LAYERS_PROGRAM OUT CODED...

LAYERS_PROGRAM is the built example `layers` of this package, which prints what the program
looks at in each sentence. CODED is a file of coded articles, one a line (`id`, `kind`, and
`sentences` with `text`, `paragraph`, `voice` and the `layers` that its readers allow, the more
likely one first), or a folder of own articles: NAME.txt beside NAME.labels. OUT is written as
assets/weights/layers.txt. Figures are taken article by article, by weights that did not see
it. No text enters the file.
"""

import json
import pathlib
import subprocess
import sys
import unicodedata

import numpy as np

RIDGE = 10.0  # pull towards zero of a standardised feature
RIDGE_PIECE = 30.0  # the same for one of the whole piece: there are few pieces
SPREAD = 0.2  # a feature that hardly varies counts as one that varies so much: it is no proof
LEAN = 1.2  # what a framing sentence weighs: missing one is worse than the plain count says
UNSURE = 0.5  # what a sentence weighs for which readers allow two layers
FOLDS = 11
# What may have a say. A plus: its weight must not be negative, for a mark never speaks
# against framing; a minus: it must not be positive.
FEATURES = """own_evaluative+ own_judges+ own_judging+ whole_evaluative marks_judging+ marks_wording+ marks_other+ verdicts+ terms- own_nothing
quoted quoted_part question+ figure subheading_marks+
around_evaluative+ around_marks+ before_evaluative+ after_evaluative+
piece_evaluative+ piece_marks+ piece_attributed piece_first+ piece_obligation+ piece_opinion+
words.cues.obligation+ words.cues.comparison+ words.cues.possibility words.speculation.future+""".split()
ENGINES = {"model": "by model", "rules": "by rules"}


def squash(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def read(path):
    """Coded articles: `id`, `kind`, `text` and `sentences`."""
    path = pathlib.Path(path)
    if path.is_dir():
        return [own(labels) for labels in sorted(path.glob("*.labels"))]
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for article in articles:
        paragraphs = {}
        for sentence in article["sentences"]:
            paragraphs.setdefault(sentence["paragraph"], []).append(sentence["text"])
        article["text"] = "\n\n".join(" ".join(parts) for parts in paragraphs.values()) + "\n"
    return articles


def own(path):
    """An own article: its labels give the voice, the layers and the beginning of each sentence."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    kind = next(line.removeprefix("# kind: ") for line in lines if line.startswith("# kind: "))
    sentences, at = [], 0
    for voice, layers, start in (line.split("\t") for line in lines if line and not line.startswith("#")):
        at = text.index(start, at)
        sentences.append({"at": at, "voice": voice, "layers": layers.split("/")})
        at += 1
    for sentence, after in zip(sentences, [s["at"] for s in sentences[1:]] + [len(text)]):
        sentence["text"] = text[sentence["at"] : after].split("\n\n")[0]
    return {"id": path.stem, "kind": kind, "text": text, "sentences": sentences}


def look(program, articles):
    """What the program looks at: the features' names, and for each article its text and sentences."""
    lines = "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in articles)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    return out[0]["names"], out[1:]


def matched(article, seen):
    """Pairs of a coded sentence and the sentence of the program that it lies in, by letters."""
    text, letters = seen["text"].encode(), squash(article["text"])
    place = lambda byte: len(squash(text[:byte].decode()))
    spans = [(place(sentence["start"]), place(sentence["end"])) for sentence in seen["sentences"]]
    end = 0
    for sentence in article["sentences"]:
        begin = letters.index(squash(sentence["text"]), end)
        end = begin + len(squash(sentence["text"]))
        if sentence["layers"][0] == "aside" or not spans:
            continue
        shared = [min(end, right) - max(begin, left) for left, right in spans]
        best = int(np.argmax(shared))
        if 2 * shared[best] > min(end - begin, spans[best][1] - spans[best][0]):
            yield sentence, best


class Table:
    """What the program looks at in every coded sentence, and what the readers say of it."""

    def __init__(self, program, articles):
        self.names, seen = look(program, articles)
        pairs = [(article, one["sentences"][at], sentence, n) for n, (article, one) in enumerate(zip(articles, seen)) for sentence, at in matched(article, one)]
        column = lambda engine, what: np.array([[value or 0.0 for value in row[engine][what]] for _, row, _, _ in pairs])
        self.values = {engine: column(engine, "values") for engine in ENGINES}
        self.trust = {engine: column(engine, "trust") for engine in ENGINES}
        self.layers = [[layer for layer in sentence["layers"] if layer != "aside"] for _, _, sentence, _ in pairs]
        self.article = np.array([n for *_, n in pairs])
        self.report = np.array([article["kind"].endswith("report") for article, *_ in pairs])
        self.theirs = np.array([sentence["voice"] == "attributed" for _, _, sentence, _ in pairs])

    def allows(self):
        """Sentences that readers allow to be framing."""
        return np.array(["framing" in layers for layers in self.layers])

    def target(self):
        """How far readers say that it is framing, 0 to 1, and what each sentence weighs."""
        alone = np.array([layers == ["framing"] for layers in self.layers])
        first = np.array([layers[:1] == ["framing"] for layers in self.layers])
        yes = np.where(alone, 1.0, np.where(self.allows(), np.where(first, 0.7, 0.4), 0.0))
        weight = np.where(self.allows() & ~alone, UNSURE, 1.0) * np.where(yes > 0.5, LEAN, 1.0)
        return yes, weight



class Linear:
    """A logistic regression over named features: bias, and a weight and usual value a feature."""

    def __init__(self, table, engine, yes, weight, rows):
        self.features = [name.rstrip("+-") for name in FEATURES]
        self.columns = [table.names.index(name) for name in self.features]
        values, trust = table.values[engine][rows][:, self.columns], table.trust[engine][rows][:, self.columns]
        yes, weight = yes[rows], weight[rows]
        shares = weight[:, None] * trust
        self.usual = (shares * values).sum(0) / np.maximum(shares.sum(0), 1e-9)
        centred = trust * (values - self.usual)
        spread = np.maximum(centred.std(0), SPREAD)
        ridge = np.array([RIDGE_PIECE if name.startswith("piece_") else RIDGE for name in self.features])
        sign = np.array([{"+": 1, "-": -1}.get(name[-1], 0) for name in FEATURES])
        free = np.ones(len(FEATURES), bool)
        while True:
            weights, self.bias = newton(centred / spread * free, yes, weight, ridge)
            wrong = free & (weights * sign < 0)
            if not wrong.any():
                break
            free &= ~wrong
        self.weights = weights * free / spread

    def probability(self, table, engine):
        values, trust = table.values[engine][:, self.columns], table.trust[engine][:, self.columns]
        return 1 / (1 + np.exp(-((trust * (values - self.usual)) @ self.weights + self.bias)))

    def lines(self):
        yield f"bias {self.bias:.4f}"
        for name, weight, usual in zip(self.features, self.weights, self.usual):
            if abs(weight) >= 5e-4:
                yield f"{name} {weight:.4f} {usual:.4f}"


def newton(x, yes, weight, ridge, steps=40):
    """Weights and bias of a weighed logistic regression with a ridge penalty a column."""
    x, ridge = np.hstack([x, np.ones((len(x), 1))]), np.append(ridge, 1e-6)
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weight * (p - yes)) + ridge * w
        step = np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge), gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w[:-1], float(w[-1])


def unseen(table, engine):
    """Probabilities of framing, each article's by weights that did not see it."""
    target = table.target()
    out = np.zeros(len(table.layers))
    for fold in range(FOLDS):
        inside = table.article % FOLDS == fold
        out[inside] = Linear(table, engine, *target, ~inside).probability(table, engine)[inside]
    return out


def figures(table, framed, which):
    """How well framing is found in the sentences `which`, where `framed` says what was found."""
    may, must = table.allows(), np.array([layers == ["framing"] for layers in table.layers])
    hit, false, missed = (framed & may)[which].sum(), (framed & ~may)[which].sum(), (~framed & must)[which].sum()
    share = lambda of: round(float((framed & of & ~may & which).sum() / max(1, (of & ~may & which).sum())), 3)
    return {
        "framing_f1": round(float(2 * hit / max(1, 2 * hit + false + missed)), 3),
        "precision": round(float(hit / max(1, hit + false)), 3),
        "recall": round(float(hit / max(1, hit + missed)), 3),
        "straight_fp": share(table.report),
        "false_blame": share(table.theirs),
    }


def main():
    program, target, *sources = sys.argv[1:]
    articles, of = [], []
    for source in sources:
        found = read(source)
        articles += found
        of += [source] * len(found)
    table = Table(program, articles)
    everything = np.ones(len(table.layers), bool)
    lines = [
        "# what: weights of the layer decision (logistic regression; a weight and a usual value a feature)",
        f"# source: fitted by training/layers.py on {len(articles)} articles coded by people, of which no text is kept",
        "# licence: AGPL-3.0-or-later",
    ]
    for engine, name in ENGINES.items():
        framed = unseen(table, engine) >= 0.5
        for source in sources:
            which = np.array([of[n] == source for n in table.article])
            print(engine, pathlib.Path(source).name, figures(table, framed, which))
        lines += ["", f"[{name}]", *Linear(table, engine, *table.target(), everything).lines()]
    pathlib.Path(target).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
