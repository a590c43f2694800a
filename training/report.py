"""Figures of a run: computed, printed, and put into the model card and the weights file."""

import datetime
import os
import re

import numpy as np

import combine
import rules

HERE = os.path.dirname(os.path.abspath(__file__))
CARD = os.path.join(HERE, "card.md")
WORD = re.compile(r"[A-Za-z][A-Za-z'’\-]*")
with open(os.path.join(HERE, "..", "assets", "lexicons", "function_words.txt"), encoding="utf-8") as lines:
    FUNCTION_WORDS = {word.strip() for line in lines if line[0] not in "#[" for word in line.split(",")}


def save(path, text):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def macro_f1(guess, truth):
    guess, truth = np.asarray(guess, bool), np.asarray(truth, bool)
    parts = []
    for side in (True, False):
        both = np.sum((guess == side) & (truth == side))
        parts.append(2 * both / max(1, np.sum(guess == side) + np.sum(truth == side)))
    return float(np.mean(parts))


def content_words(text):
    """(start, end) of words that can carry a judgement, as in src/analysis/wording.rs: no function word, no name, no figure."""
    for word in WORD.finditer(text):
        named = word.group()[0].isupper() and word.start() > 0 and sum(c.isupper() for c in word.group()) <= 3
        if len(word.group()) > 2 and not named and word.group().lower() not in FUNCTION_WORDS:
            yield word.span()


def words_of(text, item, score, marks):
    """Per content word: the highest logit of its pieces, the confidence of a rule's mark on it, and whether annotators marked it."""
    rows = []
    for start, end in content_words(text):
        pieces = [at for at, (a, b) in enumerate(item["offsets"]) if b > a and a < end and b > start]
        if pieces:
            marked = max([mark["confidence"] for mark in marks if mark["start"] < end and mark["end"] > start], default=0.0)
            rows.append((max(score["words"][at] for at in pieces), marked, max(item["marked"][at] for at in pieces)))
    return rows


def words_figures(rows, items, scores, marks, folds):
    """How well words are found, and the weights (scale, marked, bias) of the probability that annotators mark one."""
    found, fold_of, sentence = [], [], []
    for at, (row, item, score) in enumerate(zip(rows, items, scores)):
        if item["marked"] is not None:
            words = words_of(row["text"], item, score, marks[at])
            found += words
            fold_of += [folds[at]] * len(words)
            sentence += [at] * len(words)
    found, fold_of, sentence = np.array(found), np.array(fold_of), np.array(sentence)
    x, y = found[:, :2], found[:, 2]
    p = combine.out_of_fold(x, y, fold_of)
    first = third = count = 0
    for at in sorted(set(sentence)):
        mine = sentence == at
        if rows[at]["label"] == "framing" and y[mine].any():
            order = np.argsort(-p[mine], kind="stable")
            count += 1
            first += y[mine][order[0]] == 1
            third += (y[mine][order[:3]] == 1).any()
    high = p >= 0.5
    return dict(top1=first / count, top3=third / count, n=count, right=float(y[high].mean()), ece=rules.figures(p, y)["ece"], weights=combine.fit(x, y))


def framing(rows, items, folds, singles, together, odds, marks):
    """All figures of the framing heads on rows that their fold's network did not see."""
    out = {}
    for head, (y, keep) in rules.questions(rows).items():
        keep = np.array(keep)
        column = 0 if head == "loaded" else 1
        share = None if head == "loaded" else combine.NOT_FACTUAL
        answers, of = y[keep], folds[keep]
        x = combine.inputs(items, together)[keep]
        p = combine.out_of_fold(x, answers, of, share)
        both = combine.out_of_fold(np.column_stack([x, odds[keep]]), answers, of, share)
        out[head] = dict(
            n=len(keep),
            rules=rules.figures(1 / (1 + np.exp(-odds[keep, column])), answers),
            singles=[macro_f1(combine.inputs(items, scores)[keep][:, column] > 0, answers > 0) for scores in singles],
            average=macro_f1(x[:, column] > 0, answers > 0),
            model=rules.figures(p, answers),
            with_rules=rules.figures(both, answers),
            by_fold=[rules.figures(p[of == fold], answers[of == fold])["macro_f1"] for fold in sorted(set(of))],
            weights=combine.fit(x, answers, share),
        )
        if head == "loaded":
            high = p >= 0.75
            out["high"] = dict(share=float(high.mean()), right=float(answers[high].mean()))
    out["words"] = words_figures(rows, items, together, marks, folds)
    return out


def print_framing(name, figures):
    for head in ("loaded", "evaluative"):
        one = figures[head]
        singles = " ".join(f"{value:.3f}" for value in one["singles"])
        print(f"{name} {head}: n {one['n']}; one seed {singles}; average of seeds {one['average']:.3f}")
        for kind in ("rules", "model", "with_rules"):
            print(f"  {kind:10}", " ".join(f"{key} {value:.3f}" for key, value in one[kind].items()))
        print("  by fold   ", " ".join(f"{value:.3f}" for value in one["by_fold"]))
        print("  weights   ", " ".join(f"{value:.3f}" for value in one["weights"]))
    print("  words", figures["words"], "high", figures["high"], flush=True)


def beats(rows, items, scores):
    """Figures on the words that judge, by beat; scores are of networks that had not seen the beat.

    Of sentences that frame: how often the strongest word is one that writer and labeller mark (`top1`),
    how often the kind is theirs (`kind`); and how well the strongest word tells framing from plain
    sentences (`auc`).
    """
    found = {}
    for beat in sorted({row["beat"] for row in rows}):
        strongest, frames, hit, kind = [], [], [], []
        for row, item, score in zip(rows, items, scores):
            if row["beat"] != beat:
                continue
            inner = [at for at, known in enumerate(item["judging"]) if known >= 0]
            best = max(inner, key=lambda at: score["judging"][at])
            if row["label"][0] in "FR":
                strongest.append(score["judging"][best])
                frames.append(row["label"] == "F")
            if row["label"] == "F":
                marked = np.array(item["judging"]) > 0
                hit.append(item["judging"][best] > 0)
                kind.append(int(np.array(score["kinds"])[marked].mean(0).argmax()) == item["kind"])
        found[beat] = dict(n=len(frames), auc=auc(strongest, frames), top1=float(np.mean(hit)), kind=float(np.mean(kind)))
    return found


def auc(scores, truth):
    """Probability that a yes has the higher score than a no; equals count half."""
    truth = np.asarray(truth, bool)
    yes, no = np.asarray(scores)[truth], np.asarray(scores)[~truth]
    return float(np.mean([(one > no).mean() + (one == no).mean() / 2 for one in yes]))


def mean_of_beats(found, figure):
    return float(np.mean([one[figure] for one in found.values()]))


def print_beats(found):
    for beat, one in found.items():
        print(f"{beat:12}", " ".join(f"{name} {value:.3f}" if name != "n" else f"n {value}" for name, value in one.items()))
    print("mean        ", " ".join(f"{name} {mean_of_beats(found, name):.3f}" for name in ("auc", "top1", "kind")), flush=True)


def weights_file(results):
    """The text of assets/weights/model.txt."""
    lines = [
        "# what: how the embedded model's answers become probabilities",
        "# source: fitted by training/train.py on predictions for topics that the predicting network had not seen",
        "# licence: AGPL-3.0-or-later",
    ]
    topics = results["topics"]
    for head in ("loaded", "evaluative"):
        lines += ["", f"[{head}]"]
        lines += [f"{name} {value:.4f}" for name, value in zip((*combine.INPUTS, "bias"), topics[head]["weights"])]
    lines += ["", "[words]"]
    lines += [f"{name} {value:.4f}" for name, value in zip(("scale", "marked", "bias"), topics["words"]["weights"])]
    lines += ["", "[tone]", f"temperature {results['tone']['temperature']:.2f}"]
    return "\n".join(lines) + "\n"


def figure_rows(results):
    """(what, on, measure, value) as in the card's table."""
    rows = []
    for name, on in (("topics", "BABE, topics not trained on"), ("outlets", "BABE, outlets not trained on")):
        for head, what in (("loaded", "loaded wording or not"), ("evaluative", "purely factual or not")):
            one = results[name][head]
            rows.append((what, on, "macro-F1", one["model"]["macro_f1"]))
            rows.append((what, on, "calibration error", one["model"]["ece"]))
            rows.append((what + ", with the rules' numbers beside it", on, "macro-F1", one["with_rules"]["macro_f1"]))
            rows.append((what + ", rules alone", on, "macro-F1", one["rules"]["macro_f1"]))
    words = results["topics"]["words"]
    rows.append(("strongest word is one that annotators marked", f"BABE, topics not trained on, {words['n']} sentences", "share", words["top1"]))
    rows.append(("one of the three strongest words is", "the same", "share", words["top3"]))
    rows.append(("of words given .5 and more, marked by annotators", "the same", "share", words["right"]))
    beats_of, on = results["beats"], f"own sentences, beats not trained on, mean of {len(results['beats'])}"
    rows.append(("strongest word of a framing sentence is one that judges", on, "share", mean_of_beats(beats_of, "top1")))
    rows.append(("framing or plain, by the strongest word alone", on, "AUC", mean_of_beats(beats_of, "auc")))
    rows.append(("kind of judgement, of eleven", on, "share", mean_of_beats(beats_of, "kind")))
    rows.append(("tone toward a target", "NewsMTSC, development part, not trained on", "F1 over three classes", results["tone"]["development"]))
    rows.append(("tone toward a target", "NewsMTSC, a seventh of the training texts, held out", "F1 over three classes", results["tone"]["held_out"]))
    return rows


def card(results, sentences, own, digest, size, carried):
    """The model card: card.md with the figures of this run."""
    table = "\n".join(f"| {what} | {on} | {measure} | {value:.3f} |" for what, on, measure, value in figure_rows(results))
    (whole, small), flips = results["int8"]
    loss = "; ".join(f"{what} {a:.4f} → {b:.4f}" for what, a, b in zip(("loaded", "factual", "tone"), whole, small))
    high = results["topics"]["high"]
    seeds = results["topics"]["loaded"]["singles"]
    with open(CARD, encoding="utf-8") as file:
        text = file.read()
    values = dict(
        date=datetime.date.today().isoformat(), sentences=f"{sentences:,}", own=f"{own:,}", sha256=digest, megabytes=f"{size / 1e6:.1f}",
        figures=table, int8=loss, flips=f"{100 * flips:.1f}", high_right=f"{10 * high['right']:.0f}", high_share=f"{100 * high['share']:.0f}",
        carried=f"{carried}", seeds=f"{len(seeds)}", seed_mean=f"{np.mean(seeds):.3f}", seed_low=f"{min(seeds):.3f}", seed_high=f"{max(seeds):.3f}",
    )
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
