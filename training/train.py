"""Trains the embedded model, measures it honestly, and writes what the program carries.

usage: train.py DATA_FOLDER [--out assets] [--work FOLDER] [--seeds 2] [--fold-seeds 1]

DATA_FOLDER holds babe.jsonl (BABE, AGPL-3.0), newsmtsc_train.jsonl and
newsmtsc.jsonl (NewsMTSC, MIT); the sentences of our own writing lie beside this file. Run from the project's root: the program itself
is built and asked what its rules count. Written are
  OUT/weights/rules.txt        weights of the rules
  OUT/weights/model.txt        how model and rules are weighed into probabilities
  OUT/weights/frames.txt       weights of the topic frames on a sentence's meaning
  OUT/model/slantwise.onnx     the network, int8
  OUT/model/vocabulary.txt     its word pieces, a line each
  OUT/model/README.md          the model card, with the figures of this run
  OUT/model/slantwise.onnx.sha256, fixture.jsonl   what the tests hold the program to
WORK keeps the predictions of finished folds, so that a broken run goes on, and the figures
(figures.json), which training/accuracy.py takes up.
"""

import argparse
import hashlib
import json
import os
import pickle
import subprocess
import sys
import time

import numpy as np
import onnxruntime
import torch

import combine
import data
import frames
import graph
import network
import report
import rules

FRAMING_EPOCHS = 4
TONE_EPOCHS = 3
BEAT_FOLDS = 5
BUILT = os.path.join("target", "debug")


def kept(work, name, make):
    """What `make` answers, from the work folder where an earlier run has left it."""
    path = os.path.join(work, name + ".pickle")
    if os.path.exists(path):
        with open(path, "rb") as file:
            return pickle.load(file)
    started = time.time()
    made = make()
    with open(path + ".part", "wb") as file:
        pickle.dump(made, file)
    os.replace(path + ".part", path)
    print(f"{name}: {time.time() - started:.0f} s", flush=True)
    return made


def framing_nets(items, chosen, seeds):
    nets = []
    for seed in range(seeds):
        net = network.framing_branch()
        nets.append(network.train(net, items, chosen, network.framing_loss(items), FRAMING_EPOCHS, seed))
    return nets


def averaged(make, nets):
    net = make()
    network.take(net, network.mean_weights(nets))
    return net.eval()


def framing_folds(work, items, folds, name, seeds):
    """Scores out of fold: of each seed's network, and of their average, as lists over the items that have a fold.

    `folds` has a fold for each item; those without one (None) are trained on in all of them.
    """
    singles, together = [{} for _ in range(seeds)], {}
    for fold in sorted({of for of in folds if of is not None}):
        chosen = [i for i, of in enumerate(folds) if of != fold]
        held = [i for i, of in enumerate(folds) if of == fold]

        def run(chosen=chosen, held=held):
            nets = framing_nets(items, chosen, seeds)
            scores = [network.framing_scores(net, items, held) for net in nets]
            return scores, network.framing_scores(averaged(network.framing_branch, nets), items, held)

        scores, both = kept(work, f"{name}-{fold}-of-{seeds}", run)
        together.update(both)
        for seed in range(seeds):
            singles[seed].update(scores[seed])
    in_order = lambda scores: [scores[i] for i, of in enumerate(folds) if of is not None]
    return [in_order(scores) for scores in singles], in_order(together)


def tone_nets(items, chosen, seeds):
    nets = []
    for seed in range(seeds):
        nets.append(network.train(network.tone_branch(), items, chosen, network.tone_loss(items), TONE_EPOCHS, seed))
    return averaged(network.tone_branch, nets)


def tone_held_out(work, items, rows, seeds):
    """Logits and classes of a seventh of the training texts, by a network that did not see them."""
    part = data.group_folds([row["text"] for row in rows], 7)

    def run():
        net = tone_nets(items, [i for i in range(len(rows)) if part[i] != 0], seeds)
        held = [i for i in range(len(rows)) if part[i] == 0]
        scores = network.tone_scores(net, items, held)
        return [scores[i] for i in held], [items.items[i]["tone"] for i in held]

    return kept(work, f"tone-held-out-of-{seeds}", run)


def state(net):
    return {name: value.clone() for name, value in net.state_dict().items()}


def final_nets(work, sentences, mtsc, rows, seeds):
    """Both branches, trained on everything; NewsMTSC's own development part is left out."""

    def framing():
        return state(averaged(network.framing_branch, framing_nets(sentences, range(len(sentences.items)), seeds)))

    def tone():
        return state(tone_nets(mtsc, range(rows), seeds))

    nets = []
    for name, make, run in (("framing", network.framing_branch, framing), ("tone", network.tone_branch, tone)):
        net = make()
        net.load_state_dict(kept(work, f"final-{name}-of-{seeds}", run))
        nets.append(net.eval())
    return nets


def through(path, items, chosen, outputs):
    """What an ONNX file answers, an item at a time, as the program asks it."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    answers = []
    for i in chosen:
        item = items.items[i]
        fed = dict(zip(graph.INPUTS, (np.array([row], np.int64) for row in (item["ids"], [1] * len(item["ids"]), item.get("target", [0] * len(item["ids"]))))))
        answers.append([answer[0] for answer in session.run(outputs, fed)])
    return answers


def int8_against_f32(work, babe, mtsc, folds, tone, classes, from_row):
    """Macro-F1 of both forms: the framing heads on one unseen fold, tone on NewsMTSC's development part."""
    chosen = [i for i in range(len(babe.items)) if i >= len(folds) or folds[i] != 0]
    held = [i for i, of in enumerate(folds) if of == 0]

    def run():
        [net] = framing_nets(babe, chosen, 1)
        answers = []
        paths = [os.path.join(work, f"fold-{form}.onnx") for form in ("f32", "int8")]
        graph.write(net, tone, *paths)
        for path in paths:
            framing = through(path, babe, held, ["loaded", "opinion"])
            tones = through(path, mtsc, range(from_row, len(mtsc.items)), ["tone"])
            answers.append((framing, [int(np.argmax(answer[0])) for answer in tones]))
        return answers

    whole, small = kept(work, "int8", run)
    loaded = np.array([babe.items[i]["loaded"] for i in held]) > 0
    known = np.array([babe.items[i]["opinion"] >= 0 for i in held])
    factual = np.array([babe.items[i]["opinion"] for i in held]) != 0
    rows = []
    for framing, tones in (whole, small):
        p = np.array([answer[0][0] for answer in framing]) > 0
        q = np.array([answer[1].argmax() for answer in framing]) != 0
        rows.append((report.macro_f1(p, loaded), report.macro_f1(q[known], factual[known]), combine.f1_of_classes(tones, classes)))
    flips = np.mean([(a[0][0] > 0) != (b[0][0] > 0) for a, b in zip(whole[0], small[0])])
    return rows, float(flips)


def by_program(rows):
    """What the program counts in the sentences, and what its rules mark there."""
    build = ["cargo", "build", "--quiet", "--bin", "slantwise", "--example", "features", "--example", "readings"]
    subprocess.run(build, check=True)
    counts = rules.count(os.path.join(BUILT, "examples", "features"), rows)
    lines = "".join(json.dumps(dict(id=row["id"], text=row["text"])) + "\n" for row in rows)
    label = [os.path.join(BUILT, "slantwise"), "label", "--rules-only"]
    answers = subprocess.run(label, input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    return counts, [json.loads(line)["findings"] for line in answers]


def main():
    os.makedirs(ARGUMENTS.work, exist_ok=True)
    tokenizer, work, seeds = network.tokenizer(), ARGUMENTS.work, ARGUMENTS.seeds
    rows, babe_items = data.babe(ARGUMENTS.data, tokenizer)
    own_rows = data.own()
    own_items = data.own_items(own_rows, tokenizer)
    sentences = network.Items(babe_items + own_items)
    counts, marks = by_program(rows)
    results = {}
    for name, key, runs in (("topics", data.topic_of, ARGUMENTS.fold_seeds), ("outlets", lambda row: row["outlet"], 1)):
        folds = data.group_folds([key(row) for row in rows])
        singles, together = framing_folds(work, sentences, [*folds, *[None] * len(own_rows)], name, runs)
        odds = rules.odds(counts, rows, np.array(folds))
        results[name] = report.framing(rows, babe_items, np.array(folds), singles, together, odds, marks)
        report.print_framing(name, results[name])
    topic_folds = data.group_folds([data.topic_of(row) for row in rows])
    folds = data.group_folds([row["beat"] for row in own_rows], BEAT_FOLDS)
    _, scores = framing_folds(work, sentences, [*[None] * len(rows), *folds], "beats", 1)
    results["beats"] = report.beats(own_rows, own_items, scores)
    report.print_beats(results["beats"])
    train_rows, train_items = data.newsmtsc(ARGUMENTS.data, "newsmtsc_train", tokenizer)
    dev_rows, dev_items = data.newsmtsc(ARGUMENTS.data, "newsmtsc", tokenizer)
    mtsc = network.Items(train_items + dev_items)
    held_logits, held_classes = tone_held_out(work, mtsc, train_rows, 1)
    framing, tone = final_nets(work, sentences, mtsc, len(train_rows), seeds)
    dev = network.tone_scores(tone, mtsc, range(len(train_rows), len(mtsc.items)))
    classes = [item["tone"] for item in dev_items]
    results["tone"] = dict(
        held_out=combine.f1_of_classes(np.argmax(held_logits, 1), held_classes),
        development=combine.f1_of_classes([int(np.argmax(dev[i])) for i in sorted(dev)], classes),
        temperature=combine.temperature(held_logits, held_classes),
    )
    results["int8"] = int8_against_f32(work, sentences, mtsc, topic_folds, tone, classes, len(train_rows))
    write(framing, tone, tokenizer, rows, len(own_rows), counts, topic_folds, results)


def write(framing, tone, tokenizer, rows, own, counts, folds, results):
    model, weights = os.path.join(ARGUMENTS.out, "model"), os.path.join(ARGUMENTS.out, "weights")
    os.makedirs(model, exist_ok=True)
    whole, small = os.path.join(ARGUMENTS.work, "slantwise-f32.onnx"), os.path.join(model, "slantwise.onnx")
    graph.write(framing, tone, whole, small)
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda piece: piece[1])
    report.save(os.path.join(model, "vocabulary.txt"), "".join(piece + "\n" for piece, _ in pieces))
    report.save(os.path.join(weights, "rules.txt"), rules.weights_file(counts, rows, np.array(folds)))
    report.save(os.path.join(weights, "model.txt"), report.weights_file(results))
    with open(small, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    report.save(small + ".sha256", digest + "\n")
    readings, vocabulary = os.path.join(BUILT, "examples", "readings"), os.path.join(model, "vocabulary.txt")
    frames.main(readings, small, vocabulary, os.path.join(weights, "frames.txt"))
    parity = [sys.executable, os.path.join(os.path.dirname(__file__), "parity.py"), readings]
    parity += [vocabulary, os.path.join(network.model_folder(), "tokenizer.json")]
    subprocess.run(parity + [whole], check=True)
    subprocess.run(parity + [small, "--fixture", os.path.join(model, "fixture.jsonl")], check=True)
    card = report.card(results, len(rows), own, digest, os.path.getsize(small), ARGUMENTS.seeds)
    report.save(os.path.join(model, "README.md"), card)
    print(card)
    figures = dict({name: value for name, value in results.items() if name not in ("int8", "beats")}, network=digest)
    report.save(os.path.join(ARGUMENTS.work, "figures.json"), json.dumps(figures, default=lambda v: v.tolist()) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--out", default="assets")
    parser.add_argument("--work", default=os.path.join("target", "training"))
    parser.add_argument("--seeds", type=int, default=2, help="runs whose weights are averaged in the network that is carried")
    parser.add_argument("--fold-seeds", type=int, default=1, help="runs averaged in each fold by topic")
    ARGUMENTS = parser.parse_args()
    torch.manual_seed(0)
    main()
