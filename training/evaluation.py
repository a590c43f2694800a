"""Fits how likely a word of a framing sentence carries its judgement (numpy only).

usage: evaluation.py PROGRAM READINGS_PROGRAM MODEL VOCABULARY OUT CODED...

CODED are files of articles that people coded, an article a line: `id` and `sentences` with
`text`, `layers` and `words`, the phrases by which a framing sentence judges. PROGRAM is the
built program, asked what its rules mark; READINGS_PROGRAM the built example `readings`,
asked what the model says of each word. OUT is written as assets/weights/evaluation.txt. No text
enters it. Printed are figures on articles that a fold's weights did not see.
"""

import json
import os
import re
import subprocess
import sys

import numpy as np

import data
import rules

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
NAMES = ("loaded", "around_loaded", "judging", "around_judging", "around_opinion", "words", "listed")
RIDGE = 1.0
FOLDS = 11
# As in src/analysis/evaluation.rs.
BEGINS = 0.4
JOINS = 0.6
LONGEST = 8


def sentences(paths):
    """(article, text, phrases) of each sentence that frames and in which people marked words."""
    found = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                for one in article["sentences"]:
                    if one["layers"][0] == "framing" and one.get("words"):
                        found.append((article["id"], one["text"], one["words"]))
    return found


def ask(command, texts):
    lines = "".join(json.dumps(dict(id=str(at), text=text)) + "\n" for at, text in enumerate(texts))
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def around(values):
    """Mean of each value and its neighbours."""
    return np.array([np.mean(values[max(0, at - 1) : at + 2]) for at in range(len(values))])


def features(text, reading, findings):
    """(words, values [words, NAMES]) of one sentence."""
    raw, spans = text.encode(), [(start, end) for start, end, *_ in reading["words"]]
    place = lambda at: len(text[:at].encode())
    marked = [(place(one["start"]), place(one["end"])) for one in findings]
    loaded, judging, opinion = (np.array([word[at] for word in reading["words"]]) for at in (2, 3, 4))
    listed = [any(start < to and end > at for at, to in marked) for start, end in spans]
    usual, length = opinion.mean(), np.full(len(spans), np.log(len(spans)))
    columns = loaded, around(loaded), judging, around(judging), around(opinion) - usual, length, listed
    return [raw[start:end].decode() for start, end in spans], np.column_stack(columns).astype(float)


def is_marked(text, reading, phrases):
    lower, places = text.lower(), []
    for phrase in phrases:
        at = lower.find(phrase.lower())
        if at >= 0:
            places.append((len(text[:at].encode()), len(text[: at + len(phrase)].encode())))
    return np.array([any(start < to and end > at for at, to in places) for start, end, *_ in reading["words"]])


def runs(words, odds, content):
    """Phrases as (from, to, odds of the surest word), as the program makes them."""
    p, used, found = 1 / (1 + np.exp(-odds)), set(), []
    for seed in sorted(np.flatnonzero(content), key=lambda at: -odds[at]):
        if seed in used or (found and odds[seed] < BEGINS):
            continue
        start, end = seed, seed + 1
        joins = lambda at: p[at] if 0 <= at < len(words) and at not in used and p[at] >= p[seed] * JOINS else -1
        while end - start < LONGEST and max(joins(start - 1), joins(end)) > 0:
            if joins(start - 1) >= joins(end):
                start -= 1
            else:
                end += 1
        used |= set(range(start, end))
        found.append((start, end, odds[seed]))
    return found


def function_words():
    with open(os.path.join(ROOT, "assets", "lexicons", "function_words.txt"), encoding="utf-8") as lines:
        return {word.strip() for line in lines if line[0] not in "#[" for word in line.split(",")}


def fit(x, y):
    return rules.fit(x, y, np.full(x.shape[1], RIDGE))


def main():
    program, readings, model, vocabulary, out, *paths = sys.argv[1:]
    found = sentences(paths)
    texts = [text for _, text, _ in found]
    read = ask([readings, model, vocabulary], texts)
    marks = [one["findings"] for one in ask([program, "label", "--rules-only", "--min-confidence", "0"], texts)]
    functions = function_words()
    words, values, truth, content = [], [], [], []
    for (_, text, phrases), reading, findings in zip(found, read, marks):
        names, x = features(text, reading, findings)
        words.append(names)
        values.append(x)
        truth.append(is_marked(text, reading, phrases))
        content.append(np.array([name.lower() not in functions and any(map(str.isalpha, name)) for name in names]))
    fold = np.array(data.group_folds([article for article, _, _ in found], FOLDS))
    surest, hit, right, all_words, shown = [], [], 0, 0, 0
    for held in range(FOLDS):
        inside = np.flatnonzero(fold != held)
        weights = fit(np.vstack([values[at] for at in inside]), np.concatenate([truth[at] for at in inside]))
        for at in np.flatnonzero(fold == held):
            blamed = runs(words[at], rules.scores(values[at], weights), content[at])
            shown += any(truth[at][start:end].any() for start, end, _ in blamed)
            for start, end, odds in blamed:
                surest.append(odds)
                hit.append(truth[at][start:end].any())
                right += truth[at][start:end].sum()
                all_words += end - start
    print(f"{len(found)} sentences, unseen articles: evidence {shown / len(found):.3f}, precise {right / all_words:.3f}, phrases {len(hit)}")
    word = fit(np.vstack(values), np.concatenate(truth))
    phrase = fit(np.array(surest)[:, None], np.array(hit))
    listed = []
    for (_, text, phrases), reading, findings in zip(found, read, marks):
        listed += [any(big(one["text"]) & big(phrase) for phrase in phrases) for one in findings if one["device"] == "evaluation"]
    print(f"listed phrases: {np.mean(listed):.3f} of {len(listed)}")
    save(out, word, phrase, np.mean(listed))


def big(text):
    return {word.lower() for word in re.findall(r"[\w'’-]+", text) if len(word) > 2}


def save(path, word, phrase, listed):
    lines = [
        "# what: how likely a word of a framing sentence carries its judgement, and a phrase of such words",
        "# source: fitted by training/evaluation.py on articles in which people marked such words",
        "# licence: AGPL-3.0-or-later",
        "",
        "[word]",
        *(f"{name} {value:.4f}" for name, value in zip((*NAMES, "bias"), word)),
        "",
        "[phrase]",
        *(f"{name} {value:.4f}" for name, value in zip(("surest", "bias"), phrase)),
        "",
        "[rules]",
        f"listed {listed:.4f}",
    ]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
