"""A teacher for the choice of readings: an encoder that scores the readings of a word in its sentence.

It is far too slow for the pipeline (some thousand words a second) but reads better. What it says of raw news is what
the log-linear choice learns from, beside the sentences that were read by hand.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from arnews.entities.pieces import CLOSE, OPEN, PAD, Pieces
from arnews.entities.words import bare
from arnews.morphology.hashing import mix
from arnews.training.encoder import Network
from arnews.training.encoder_base import Base
from arnews.training.morphology_corpus import Corpus

__all__ = ["Open", "Teacher"]

Rows = NDArray[np.intp]
Floats = NDArray[np.float32]
TEMPLATES = (
    ("tag",), ("kind",), ("kind", "tag"), ("article", "tag"), ("cut",), ("cut", "tag"), ("suffix", "tag"),
    ("suffix", "kind", "article"), ("stem", "tag"), ("lemma",), ("lemma", "tag"), ("lists", "tag"),
)  # fmt: skip
"""What is known of a reading, each as one of `BUCKETS` vectors."""
BUCKETS, WIDTH = 1 << 16, 128
LENGTH = 230
"""Pieces of a sentence that are read; words behind them are left out."""
REACH = 10
"""Words before and behind a wanted word that are read; of a sentence with one labelled word the rest is left out."""
BUDGET, READING_BUDGET = 500, 2500
"""Pieces of a batch, in training and in reading."""
FROZEN = 2
"""Layers from the bottom that stay as they are, with the vectors of the pieces."""


class Open(NamedTuple):
    """The readings of a token that are open: rows of the corpus, their chance by word type, which are right."""

    pairs: Rows
    chance: Floats
    right: Floats


class Teacher(nn.Module):
    """Encoder and a vector for each property of a reading; their product is the score.

    Parameters
    ----------
    base : Base
        The encoder to begin with.
    seed : int
        Of the new weights, of dropout, and of the order of batches.
    """

    def __init__(self, base: Base, *, seed: int = 0) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self._random, self._cut = random.Random(seed), base.pieces
        self.encoder = Network(base.weights, heads=base.heads)
        self.narrow = nn.Linear(self.encoder.emb.weight.shape[1], WIDTH)
        self.vectors, self.weights = nn.Embedding(BUCKETS, WIDTH), nn.Embedding(BUCKETS, 1)
        nn.init.zeros_(self.vectors.weight)
        nn.init.zeros_(self.weights.weight)
        self.trust = nn.Parameter(torch.ones(()))

    def forward(self, batch: _Batch) -> Tensor:
        """Return the log probability of each reading of each token of a batch."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states, _ = self.encoder(batch.ids)
        words = torch.tanh(self.narrow(states.float()[batch.line, batch.column]))
        words = fn.dropout(words, 0.1, self.training)
        score = (words[batch.token] * self.vectors(batch.codes).sum(1)).sum(1)
        score = score + self.weights(batch.codes).sum((1, 2)) + self.trust * batch.chance
        return _log_softmax(score, batch.token, len(batch.line))

    def learn(
        self, corpus: Corpus, examples: Mapping[int, Open], *, epochs: int = 3, rate: float = 3e-4,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        """Fit the teacher to tokens of a corpus whose right readings are known; the last weights are averaged."""
        optimiser = torch.optim.AdamW(self._groups(rate), betas=(0.9, 0.98), weight_decay=0.01)
        peaks = [group["lr"] for group in optimiser.param_groups]
        moving = [p for group in optimiser.param_groups for p in group["params"]]
        average = [p.detach().clone() for p in moving]
        wanted = {token: open_ for token, open_ in examples.items() if len(open_.pairs) > 1}
        total = epochs * sum(1 for _ in self._batches(corpus, wanted, BUDGET))
        self.train()
        step = 0
        for epoch in range(epochs):
            losses = []
            for batch in self._batches(corpus, wanted, BUDGET):
                pace = min((step + 1) / (0.06 * total + 1), 1) * max(1 - step / total, 0) + 1e-3
                for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                    group["lr"] = peak * pace
                mass = torch.zeros(len(batch.line)).index_add(0, batch.token, torch.exp(self(batch)) * batch.right)
                loss = -torch.log(mass + 1e-9).sum()
                optimiser.zero_grad()
                (loss / 120).backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
                torch.nn.utils.clip_grad_norm_(moving, 1.0)
                optimiser.step()
                step += 1
                with torch.no_grad():
                    for mean, parameter in zip(average, moving, strict=True):
                        mean.lerp_(parameter, max(0.002, 1 / (step + 1)))
                losses.append(loss.item() / len(batch.line))
            progress(f"teacher, pass {epoch + 1}: loss {np.mean(losses):.3f}")
        with torch.no_grad():
            for mean, parameter in zip(average, moving, strict=True):
                parameter.copy_(mean)

    def read(self, corpus: Corpus, examples: Mapping[int, Open]) -> dict[int, Floats]:
        """Return the probability of each open reading of tokens."""
        self.eval()
        found: dict[int, Floats] = {}
        with torch.no_grad():
            for batch in self._batches(corpus, examples, READING_BUDGET):
                chance = torch.exp(self(batch)).numpy()
                edges = np.searchsorted(batch.token.numpy(), np.arange(len(batch.line) + 1))
                for place, token in enumerate(batch.tokens):
                    found[token] = chance[edges[place] : edges[place + 1]]
        return found

    def _groups(self, rate: float) -> list[dict[str, object]]:
        encoder = self.encoder
        new = [*self.narrow.parameters(), self.vectors.weight, self.weights.weight, self.trust]
        groups: list[dict[str, object]] = [{"params": new, "lr": 2e-3}]
        for depth, layer in enumerate(reversed(encoder.layers[FROZEN:])):
            groups.append({"params": list(layer.parameters()), "lr": rate * 0.9**depth})
        for part in (encoder.emb, encoder.pos, encoder.eln, *encoder.layers[:FROZEN]):
            part.requires_grad_(requires_grad=False)
        return groups

    def _batches(self, corpus: Corpus, examples: Mapping[int, Open], budget: int) -> Iterator[_Batch]:
        lines = _lines(corpus, self._cut, examples)
        self._random.shuffle(lines)
        lines.sort(key=lambda line: len(line.ids) + (8 * self._random.random() if self.training else 0))
        groups: list[list[_Line]] = [[]]
        for line in lines:
            if groups[-1] and len(line.ids) * (len(groups[-1]) + 1) > budget:
                groups.append([])
            groups[-1].append(line)
        if self.training:
            self._random.shuffle(groups)
        return (_collate(corpus, group, examples) for group in groups if group)


class _Line(NamedTuple):
    """A sentence in pieces: where the wanted tokens begin."""

    ids: list[int]
    columns: list[int]
    tokens: list[int]


class _Batch(NamedTuple):
    ids: Tensor
    line: Tensor
    column: Tensor
    codes: Tensor
    token: Tensor
    chance: Tensor
    right: Tensor
    tokens: list[int]


def _lines(corpus: Corpus, pieces: Pieces, wanted: Mapping[int, Open]) -> list[_Line]:
    found, token = [], 0
    for sentence in corpus.sentences:
        line = _Line([OPEN], [], [])
        places = [place for place in range(len(sentence.words)) if token + place in wanted]
        near = {place + step for place in places for step in range(-REACH, REACH + 1)}
        for place, word in enumerate(sentence.words):
            ids = pieces(bare(sentence.text[word.start : word.end]) or ".") if place in near else ()
            if ids and len(line.ids) + len(ids) < LENGTH:
                if token in wanted:
                    line.columns.append(len(line.ids))
                    line.tokens.append(token)
                line.ids.extend(ids)
            token += 1
        if line.tokens:
            found.append(line._replace(ids=[*line.ids, CLOSE]))
    return found


def _collate(corpus: Corpus, lines: Sequence[_Line], examples: Mapping[int, Open]) -> _Batch:
    ids = np.full((len(lines), max(len(line.ids) for line in lines)), PAD, np.int64)
    for row, line in enumerate(lines):
        ids[row, : len(line.ids)] = line.ids
    tokens = [token for line in lines for token in line.tokens]
    open_ = [examples[token] for token in tokens]
    pairs = np.concatenate([part.pairs for part in open_])
    return _Batch(
        torch.from_numpy(ids),
        torch.tensor([row for row, line in enumerate(lines) for _ in line.tokens]),
        torch.tensor([column for line in lines for column in line.columns]),
        torch.from_numpy(_codes(corpus, pairs)),
        torch.from_numpy(np.repeat(np.arange(len(tokens)), [len(part.pairs) for part in open_])),
        torch.from_numpy(np.log(np.maximum(np.concatenate([part.chance for part in open_]), 1e-6)).astype(np.float32)),
        torch.from_numpy(np.concatenate([part.right for part in open_])), tokens,
    )  # fmt: skip


def _codes(corpus: Corpus, pairs: Rows) -> NDArray[np.int64]:
    """Return the buckets of the properties of pairs, shape (n pairs, templates)."""
    rows = corpus.table.pairs[pairs + 1]
    columns = [
        mix(np.uint64(number), *(rows[name].astype(np.uint64) for name in names))
        for number, names in enumerate(TEMPLATES, 1)
    ]
    return np.stack([(column >> np.uint64(48)).astype(np.int64) for column in columns], axis=1)


def _log_softmax(scores: Tensor, owner: Tensor, count: int) -> Tensor:
    top = torch.full((count,), -1e9).scatter_reduce(0, owner, scores, "amax", include_self=False).detach()
    shifted = scores - top[owner]
    mass = torch.zeros(count).index_add(0, owner, torch.exp(shifted))
    return shifted - torch.log(mass)[owner]
