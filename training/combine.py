"""From raw scores to calibrated probabilities: a handful of numbers, fitted on predictions out of fold."""

import numpy as np

import rules

INPUTS = ("loaded", "opinion", "strongest_word")
RIDGE = 1.0
NO_WORD = -6.0  # logit of the strongest word where there is none
# Of BABE's sentences 55 in 100 are not purely factual, for many were chosen for their
# wording. Probabilities are for material with fewer.
NOT_FACTUAL = 0.45


def inputs(items, scores):
    """Columns in the order of INPUTS, a row an item, in log-odds; scores as of network.framing_scores."""
    loaded = np.array([score["loaded"] for score in scores])
    opinion = np.array([score["opinion"] for score in scores])
    not_factual = np.logaddexp(opinion[:, 1], opinion[:, 2]) - opinion[:, 0]
    strongest = [max([NO_WORD] + [logit for logit, (start, end) in zip(score["words"], item["offsets"]) if end > start]) for item, score in zip(items, scores)]
    return np.column_stack([loaded, not_factual, strongest])


def fit(x, y, share=None, ridge=RIDGE):
    """Weights and, last, the bias of a logistic regression; for material with that share of yes, where one is given."""
    weights = rules.fit(x, y, np.full(x.shape[1], ridge))
    if share is not None:
        weights[-1] += log_odds(share) - log_odds(y.mean())
    return weights


def log_odds(p):
    return float(np.log(p / (1 - p)))


def probability(x, weights):
    return 1 / (1 + np.exp(-rules.scores(x, weights)))


def out_of_fold(x, y, folds, share=None):
    """Calibrated probabilities: each fold's by weights fitted on the others."""
    p = np.zeros(len(y))
    for fold in sorted(set(folds)):
        inside = folds == fold
        p[inside] = probability(x[inside], fit(x[~inside], y[~inside], share))
    return p


def temperature(logits, classes):
    """The divisor of logits [rows, classes] that makes their softmax most likely."""
    logits, classes = np.array(logits), np.array(classes)

    def loss(t):
        z = logits / t
        z = z - z.max(1, keepdims=True)
        return float((np.log(np.exp(z).sum(1)) - z[np.arange(len(z)), classes]).mean())

    return min((loss(t), t) for t in np.arange(0.5, 4.001, 0.01))[1]


def f1_of_classes(predicted, classes, count=3):
    predicted, classes = np.array(predicted), np.array(classes)
    parts = [2 * np.sum((predicted == c) & (classes == c)) / max(1, np.sum(predicted == c) + np.sum(classes == c)) for c in range(count)]
    return float(np.mean(parts))
