"""Reads the labelled data and divides it: nothing here knows of networks."""

import collections
import glob
import json
import os
import re

TOPIC_FAMILIES = {"vaccines": "vaccine", "blm": "black lives matter", "gun-control": "gun control"}
OPINION = {"factual": 0, "mixed": 1, "opinion": 2}
TONE = {"negative": 0, "neutral": 1, "positive": 2}
MAX_PIECES = 112
# What a judgement is: the names behind the dot in OWN's files, in the order of the head `kinds`.
KINDS = ("verdict", "obligation", "prediction", "motive", "comparison", "irony", "person", "loaded", "label", "question", "insinuation")
OWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sentences")


def read(folder, name):
    """The rows of one file, a JSON object a line."""
    with open(os.path.join(folder, name + ".jsonl"), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def topic_of(row):
    """One name for spellings of one topic, so that no fold sees half of it."""
    return TOPIC_FAMILIES.get(row["topic"], row["topic"])


def group_folds(keys, count=5):
    """A fold number a row: rows with one key share a fold, folds are about equally large."""
    sizes, of = [0] * count, {}
    for key, rows in sorted(collections.Counter(keys).items(), key=lambda kv: (-kv[1], str(kv[0]))):
        smallest = sizes.index(min(sizes))
        of[key] = smallest
        sizes[smallest] += rows
    return [of[key] for key in keys]


def marked_pieces(row, offsets):
    """Per word piece: 1 where annotators marked the word, 0 where not, -1 for the pieces that frame the text.

    None where a loaded sentence has no marked word: then nothing is known of its words.
    """
    if row["label"] == "framing" and not row["biased_words"]:
        return None
    text, places = row["text"].lower(), []
    for words in row["biased_words"]:
        words = words.lower().strip()
        if words:
            places += [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)]
    return [float(any(start < to and end > at for at, to in places)) if end > start else -1.0 for start, end in offsets]


def babe(folder, tokenizer):
    """BABE as (rows, items); an item has ids, types, loaded, opinion (-100 where unknown), marked."""
    rows = read(folder, "babe")
    coded = tokenizer([r["text"] for r in rows], truncation=True, max_length=MAX_PIECES, return_offsets_mapping=True)
    items = [
        dict(
            ids=ids,
            offsets=offsets,
            loaded=float(row["label"] == "framing"),
            opinion=OPINION.get(row["opinion"], -100),
            marked=marked_pieces(row, offsets),
            judging=None,
            kind=-1,
        )
        for row, ids, offsets in zip(rows, coded["input_ids"], coded["offset_mapping"])
    ]
    return rows, items


def own():
    """The sentences of our own writing: dicts of beat, label, kind, variety, piece, text, phrases (spans that judge)."""
    rows = []
    for path in sorted(glob.glob(os.path.join(OWN, "*.txt"))):
        beat = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip() and not line.startswith("#"):
                    rows.append(dict(beat=beat, **own_row(line.rstrip("\n"))))
    return rows


def own_row(line):
    """One line, `label | variety | piece | sentence`; the words that carry the judgement stand in brackets."""
    label, variety, piece, bracketed = line.split(" | ", 3)
    text, phrases, opened = "", [], 0
    for letter in bracketed:
        if letter == "[":
            opened = len(text)
        elif letter == "]":
            phrases.append((opened, len(text)))
        else:
            text += letter
    label, _, kind = label.partition(".")
    return dict(label=label, kind=kind, variety=variety, piece=piece, text=text, phrases=phrases)


def own_items(rows, tokenizer):
    """Items like BABE's, with `judging` for `marked`, and the kind of judgement (-1 where it has none).

    They teach words and kinds alone. As answers on whole sentences they were tried: they made the
    network better on sentences like themselves and worse on coded articles.
    """
    coded = tokenizer([r["text"] for r in rows], truncation=True, max_length=MAX_PIECES, return_offsets_mapping=True)
    items = []
    for row, ids, offsets in zip(rows, coded["input_ids"], coded["offset_mapping"]):
        inside = lambda start, end: any(start < to and end > at for at, to in row["phrases"])
        items.append(
            dict(
                ids=ids,
                    offsets=offsets,
                loaded=-1.0,
                opinion=-100,
                marked=None,
                judging=[float(inside(start, end)) if end > start else -1.0 for start, end in offsets],
                kind=KINDS.index(row["kind"]) if row["kind"] else -1,
            )
        )
    return items


def newsmtsc(folder, name, tokenizer):
    """NewsMTSC as (rows, items); `target` is 1 on its pieces, long sentences are cut around it."""
    rows, items = read(folder, name), []
    for row in rows:
        coded = tokenizer(row["text"], return_offsets_mapping=True)
        ids = coded["input_ids"]
        at, to = row["target"]["start"], row["target"]["end"]
        target = [int(end > start and start < to and end > at) for start, end in coded["offset_mapping"]]
        if len(ids) > MAX_PIECES:
            middle = target.index(1) if 1 in target else 0
            first = max(0, min(middle - MAX_PIECES // 2, len(ids) - MAX_PIECES))
            ids, target = ids[first : first + MAX_PIECES], target[first : first + MAX_PIECES]
        items.append(dict(ids=ids, target=target, tone=TONE[row["tone"]]))
    return rows, items
