"""Measures the engine and writes the figures into assets/accuracy.json (numpy only).

usage: accuracy.py DATA_FOLDER [--fresh FOLDER] [--trained FILE] [--only ID,ID] [--built target/debug]

Run from the project's root after `cargo build --bin slantwise --example layers`. DATA_FOLDER holds
labelled data, one JSON object a line; a row of which the file is not there keeps its figure, and
with it the fingerprint of the engine that it was taken on, which the program then says.
  coded.jsonl      articles that people coded: `id`, `kind`, `turn`, `sentences` with `text`,
                   `paragraph`, `voice`, `layers`
  basil.jsonl      sentences of news reports: `article`, `title`, `paragraph`, `text`, `label`, `any`
  newswcl.jsonl    articles on one event: `articles` with `id`, `text`, `mentions`
  polnear.jsonl    `text`, `attributed`
  checkthat.jsonl  `text`, `label`
  newsmtsc.jsonl   `text`, `target`, `tone`
FOLDER of --fresh holds another coded.jsonl, of articles that nothing was tuned on. FILE of --trained
(target/training/figures.json) is what training/train.py found on topics that the network had not
seen; it counts only where it is of the network that the program carries. The rows on own material
need only tests/. What the rows say in words is edited in assets/accuracy.json by hand; figures,
dates, fingerprints and commands are not.
"""

import argparse
import collections
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import numpy as np

import layers

FILE = os.path.join("assets", "accuracy.json")
FRAMES = os.path.join("tests", "fixtures", "frame_sentences.txt")
OWN = os.path.join("tests", "golden")
NETWORK = os.path.join("assets", "model", "slantwise.onnx")
BEGINNING = 40  # letters by which a coded sentence is found in the program's text
TONES = ("negative", "neutral", "positive")
PRONOUN = re.compile(r"(?i)(he|she|they|him|her|them|his|their|it|its|who|that)")
ACTOR = re.compile(r"_(ACTOR|COUNTRY|GROUP|ORG|ACTORS)$")


def squash(text):
    return re.sub(r"\W+", "", text.lower())


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def share(part, whole):
    return part / max(1, whole)


class Found:
    """Counts of yes and no, by what was said and what is true."""

    def __init__(self, pairs):
        count = collections.Counter((bool(said), bool(true)) for said, true in pairs)
        self.right, self.wrong, self.missed, self.none = (count[key] for key in ((1, 1), (1, 0), (0, 1), (0, 0)))
        self.precision = share(self.right, self.right + self.wrong)
        self.recall = share(self.right, self.right + self.missed)
        self.f1 = share(2 * self.right, 2 * self.right + self.wrong + self.missed)
        self.macro_f1 = (self.f1 + share(2 * self.none, 2 * self.none + self.wrong + self.missed)) / 2


class Program:
    """The program that is measured."""

    def __init__(self, built):
        ending = ".exe" if os.name == "nt" else ""
        self.path = os.path.join(built, "slantwise" + ending)
        self.layers = os.path.join(built, "examples", "layers" + ending)
        said = subprocess.run([self.path, "--version"], capture_output=True, text=True, check=True).stdout
        self.fingerprint = re.search(r"sha256:\w{64}", said).group()

    def label(self, items):
        lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
        done = subprocess.run([self.path, "label"], input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if [answer["id"] for answer in answers] != [item["id"] for item in items]:
            raise SystemExit("label: the answers are not those to the questions.")
        return answers

    def label_all(self, items):
        return self.label([dict(id=str(at), text=item["text"], **({"target": item["target"]} if "target" in item else {})) for at, item in enumerate(items)])

    def run(self, command, texts, *options):
        """What the command says of these texts, as files in this order."""
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for at, text in enumerate(texts):
                paths.append(os.path.join(folder, f"{at:04}.txt"))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(text)
            done = subprocess.run([self.path, command, *paths, "--format", "json", *options], capture_output=True, text=True, encoding="utf-8")
        if done.returncode > 1:
            raise SystemExit(f"{command}: {done.stderr[-500:]}")
        return json.loads(done.stdout)

    def analyze(self, texts, *options):
        parts = [texts[at : at + 50] for at in range(0, len(texts), 50)]
        return [article for part in parts for article in self.run("analyze", part, *options)["articles"]]


def pairs_of(article, seen):
    """Coded sentences, each with those of the program that at least half of one of the two lies in."""
    ends, end = [0], 0
    for letter in seen["text"]:
        ends.append(ends[-1] + len(squash(letter)))
    letters = squash(seen["text"])
    places = [(ends[one["start"]], ends[one["end"]], one) for one in seen["sentences"]]
    for sentence in article["sentences"]:
        text = squash(sentence["text"])
        at = letters.find(text[:BEGINNING], end)
        end = at + len(text) if at >= 0 else end
        if sentence["layers"][0] == "aside":
            continue
        if at < 0:
            yield sentence, []
        else:
            halves = [one for left, right, one in places if 2 * (min(end, right) - max(at, left)) > min(end - at, right - left)]
            yield sentence, halves


def layer_of(halves, framed):
    """The layer that the sentence gets where weights that had not seen it say whether it is framing.

    The program's own answer stands where those agree with it. Framing stays out of quotations.
    """
    by_program = [one["layer"] for one in halves]
    quoted = sum(mark["end"] - mark["start"] for one in halves for mark in one["quoted"])
    is_quotation = 2 * quoted > sum(one["end"] - one["start"] for one in halves) or any(one["p_framing"] == 0.49 for one in halves)
    if framed is not None and framed and not is_quotation or framed is None and "framing" in by_program:
        return "framing"
    rest = [layer for layer in by_program if layer != "framing"]
    if rest:
        return "voices" if "voices" in rest else "reported"
    return "voices" if any(one["voice"] == "attributed" and one["quoted"] for one in halves) else "reported"


def is_turn_right(article, seen):
    """Whether the program says that there is none, or finds it within two sentences."""
    told, gold = seen.get("turn"), article["turn"]
    if gold is None or not told:
        return gold is None and not told
    near = [squash(one["text"])[:30] for one in article["sentences"][max(0, gold - 2) : gold + 3]]
    return squash(seen["sentences"][told["sentence"]]["text"])[:30] in near


def coded(program, articles, is_unseen):
    """Shares right of layers, turns and voices; `is_unseen` where nothing was fitted on them."""
    answers = program.analyze([article["text"] for article in articles])
    framed = [{} for _ in articles]
    if not is_unseen:
        # As when the weights are fitted: with the own articles, each article by weights of others.
        together = articles + layers.read(OWN)
        table = layers.Table(program.layers, together)
        said = layers.unseen(table, "model") >= 0.5
        matched = [(n, id(sentence)) for n, (article, one) in enumerate(zip(together, layers.look(program.layers, together)[1])) for sentence, _ in layers.matched(article, one)]
        for (n, which), answer in zip(matched, said):
            if n < len(articles):
                framed[n][which] = bool(answer)
    count = collections.Counter()
    for article, seen, known in zip(articles, answers, framed):
        for sentence, halves in pairs_of(article, seen):
            count["all"] += 1
            if halves:
                layer = layer_of(halves, known.get(id(sentence)))
                count["layer"] += layer in sentence["layers"]
                count["voice"] += any(one["voice"] == sentence["voice"] for one in halves)
        if "turn" in article:
            count["articles"] += 1
            count["turn"] += is_turn_right(article, seen)
    return share(count["layer"], count["all"]), share(count["turn"], count["articles"]), share(count["voice"], count["all"])


def coded_rows(program, folder, fresh):
    known = coded(program, layers.read(os.path.join(folder, "coded.jsonl")), False)
    others = coded(program, layers.read(os.path.join(fresh, "coded.jsonl")), True) if fresh else (None,) * 3
    return dict(zip(("layers", "turn", "voice"), zip(known, others)))


def basil_rows(program, folder):
    articles = collections.OrderedDict()
    for row in rows(folder, "basil.jsonl"):
        articles.setdefault(row["article"], []).append(row)
    texts = []
    for sentences in articles.values():
        paragraphs = collections.OrderedDict()
        for row in sentences:
            paragraphs.setdefault(row["paragraph"], []).append(row["text"])
        texts.append("\n\n".join([sentences[0]["title"], *map(" ".join, paragraphs.values())]) + "\n")
    own, marked, sure, truth = [], [], [], []
    for sentences, seen in zip(articles.values(), program.analyze(texts)):
        known = [(squash(one["text"]), one) for one in seen["sentences"]]
        for row in sentences:
            text = squash(row["text"])
            halves = [one for other, one in known if other and (other in text or text in other)]
            findings = [seen["findings"][at] for one in halves for at in one["findings"]]
            own.append((any(one["layer"] == "framing" for one in halves), row["label"] == "framing"))
            marked.append((bool(findings), row["any"]))
            sure.append((any(one["level"] == "high" for one in findings), row["any"]))
            truth.append(bool(row["any"]))
    chance = share(sum(truth), len(truth))
    marks = Found(marked)
    return {
        "marks": (marks.precision, chance),
        "marks_sure": (Found(sure).precision, chance),
        "marks_found": (marks.recall, None),
        "own_wording": (Found(own).f1, None),
    }


def names_rows(program, folder):
    """B-cubed over the distinct wordings of actors, groups and countries; one in no row is alone."""
    precision = recall = count = 0
    for event in rows(folder, "newswcl.jsonl"):
        truth = {}
        for at, article in enumerate(event["articles"]):
            for mention in article["mentions"]:
                words = mention["text"]
                if ACTOR.search(mention["chain"]) and len(words) > 3 and not PRONOUN.fullmatch(words):
                    truth[at, words.lower()] = mention["chain"]
        answer = program.run("compare", [article["text"] for article in event["articles"]])
        labels = collections.defaultdict(dict)
        for number, row in enumerate(answer["names"]):
            for at, cell in enumerate(row["cells"]):
                for label in (cell or {}).get("labels", []):
                    labels[at][squash(label["text"])] = number
        said = {}
        for key in truth:
            at, text = key[0], squash(key[1])
            ends = sorted(labels[at].items(), key=lambda one: -len(one[0]))
            close = (row for other, row in ends if len(other) > 3 and (text.endswith(other) or other.endswith(text)))
            row = labels[at].get(text)
            said[key] = next(close, ("alone", key)) if row is None else row
        for key in truth:
            row = {other for other in truth if said[other] == said[key]}
            same = {other for other in truth if truth[other] == truth[key]}
            precision += len(row & same) / len(row)
            recall += len(row & same) / len(same)
            count += 1
    return {"names": (share(precision, count), None), "names_found": (share(recall, count), None)}


def polnear_rows(program, folder):
    known = rows(folder, "polnear.jsonl")
    answers = program.label_all(known)
    found = Found((answer["voice"] != "outlet" or bool(answer.get("quoted")), row["attributed"]) for answer, row in zip(answers, known))
    return {"others": (found.f1, None), "others_right": (found.precision, None)}


def checkthat_rows(program, folder):
    known = rows(folder, "checkthat.jsonl")
    answers = program.label_all(known)
    found = Found((answer["p_loaded"] >= 0.5, row["label"] == "framing") for answer, row in zip(answers, known))
    return {"opinionated": (found.macro_f1, None)}


def tone_rows(program, folder):
    known = rows(folder, "newsmtsc.jsonl")
    answers = program.label_all(known)
    parts = [Found((answer["tone"] == tone, row["tone"] == tone) for answer, row in zip(answers, known)).f1 for tone in TONES]
    return {"tone": (float(np.mean(parts)), None)}


def frame_rows(program):
    """Each sentence as a piece that says it twice, so that one alone is enough to be stated."""
    known, section = [], ""
    with open(FRAMES, encoding="utf-8") as lines:
        for line in filter(None, map(str.strip, lines)):
            if line.startswith("["):
                section = line.strip("[]")
            elif not line.startswith("#"):
                text, _, others = line.partition(" = ")
                known.append((text, [section, *filter(None, others.split("; "))]))
    texts = [f"Sentences\n\n{text}\n\n{text}\n" for text, _ in known]

    def scores(*options):
        answers = [{frame["frame"] for frame in article["frames"]} for article in program.analyze(texts, *options)]
        right = sum(len(found & set(frames)) for found, (_, frames) in zip(answers, known))
        main = sum(frames[0] in found for found, (_, frames) in zip(answers, known))
        return share(right, sum(map(len, answers))), share(main, sum(frames[0] != "-" for _, frames in known))

    both, words = scores(), scores("--rules-only")
    return {"frames": (both[0], words[0]), "frames_found": (both[1], words[1])}


def own_rows(program):
    layer, _, voice = coded(program, layers.read(OWN), True)
    return {"own_layers": (layer, None), "own_voice": (voice, None)}


def trained_rows(path):
    with open(path, encoding="utf-8") as file:
        figures = json.load(file)
    with open(NETWORK, "rb") as file:
        if figures["network"] != hashlib.sha256(file.read()).hexdigest():
            print(f"{path} is of another network: its rows stay as they are.", file=sys.stderr)
            return {}
    loaded, factual = figures["topics"]["loaded"]["model"], figures["topics"]["evaluative"]["model"]
    return {
        "loaded": (loaded["macro_f1"], None),
        "factual": (factual["macro_f1"], None),
        "calibration": (loaded["ece"], None),
        "loaded_sure": (figures["topics"]["high"]["right"], None),
        "word": (figures["topics"]["words"]["top1"], None),
    }


def measures(program, arguments):
    """What can be measured here, and on which data: (ids, data, how)."""
    folder, fresh = arguments.data, arguments.fresh
    trained = "training/train.py on babe.jsonl"
    yield ("layers", "turn", "voice"), "coded.jsonl" + (", --fresh coded.jsonl" if fresh else ""), "coded.jsonl", lambda: coded_rows(program, folder, fresh)
    yield ("marks", "marks_sure", "marks_found", "own_wording"), "basil.jsonl", "basil.jsonl", lambda: basil_rows(program, folder)
    yield ("names", "names_found"), "newswcl.jsonl", "newswcl.jsonl", lambda: names_rows(program, folder)
    yield ("others", "others_right"), "polnear.jsonl", "polnear.jsonl", lambda: polnear_rows(program, folder)
    yield ("opinionated",), "checkthat.jsonl", "checkthat.jsonl", lambda: checkthat_rows(program, folder)
    yield ("tone",), "newsmtsc.jsonl", "newsmtsc.jsonl", lambda: tone_rows(program, folder)
    yield ("loaded", "factual", "calibration", "loaded_sure", "word"), trained, arguments.trained, lambda: trained_rows(arguments.trained)
    yield ("frames", "frames_found"), FRAMES, FRAMES, lambda: frame_rows(program)
    yield ("own_layers", "own_voice"), OWN, OWN, lambda: own_rows(program)


def is_there(folder, needed):
    return bool(needed) and (os.path.exists(needed) or os.path.exists(os.path.join(folder, needed)))


def main(arguments):
    program = Program(arguments.built)
    with open(FILE, encoding="utf-8") as file:
        kept = json.load(file)
    by_id = {row["id"]: row for row in kept["rows"]}
    only = set(filter(None, arguments.only.split(",")))
    options = "".join(f" {name} {what}" for name, what in (("--fresh", "FOLDER"), ("--trained", "FILE")) if getattr(arguments, name.strip("-")))
    command = "python training/accuracy.py DATA_FOLDER" + options
    for ids, data, needed, measure in measures(program, arguments):
        if only and not only & set(ids):
            continue
        if not is_there(arguments.data, needed):
            print(f"{', '.join(ids)}: no {needed or '--trained'}, so the figures stay as they are.", file=sys.stderr)
            continue
        for name, (value, beside) in measure().items():
            row = by_id[name]
            print(f"{name}: {row['value']} -> {value:.3f}" + ("" if beside is None else f", beside {beside:.3f}"), flush=True)
            row.update(value=round(value, 3), engine=program.fingerprint, measured=datetime.date.today().isoformat(), data=data.replace(os.sep, "/"), command=command)
            if beside is not None and "engine" in row.get("beside", {}):
                row["beside"].update(value=round(beside, 3), engine=program.fingerprint)
    with open(FILE, "w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
    print(f"Written: {FILE}. Now UPDATE_README=1 cargo test readme.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--fresh")
    parser.add_argument("--trained")
    parser.add_argument("--only", default="")
    parser.add_argument("--built", default=os.path.join("target", "debug"))
    main(parser.parse_args())
