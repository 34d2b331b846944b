"""Teach the small network of topics what a large encoder thinks of many texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from arnews.errors import DataError
from arnews.topics.features import piece_counts
from arnews.topics.network import BUCKETS, Convolution, Network, buckets
from arnews.topics.vocabulary import Rows, Vocabulary

__all__ = ["Settings", "distil"]

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]

_LONGEST = 40  # words of a text that are learnt from
_SLICE = 40  # batches that are sorted by length together


class Settings(NamedTuple):
    """Size of the network, and how to train it.

    Attributes
    ----------
    width, hidden : int
        Numbers of a word's vector, and of its states.
    layers, pools : int
        Convolutions, and poolings of their states.
    words : int
        Words with a vector of their own, the most frequent ones.
    epochs : int
        Passes over the texts.
    batch : int
        Texts of a step.
    lr : float
        Learning rate; vectors of words learn twice as fast.
    unknown, hidden_words : float
        Share of word types whose own vector is dropped in a step, so that their pieces learn too; and of words that
        are dropped altogether.
    dropout : float
        Share of states that are dropped.
    """

    width: int = 96
    hidden: int = 320
    layers: int = 2
    pools: int = 4
    words: int = 30_000
    epochs: int = 5
    batch: int = 256
    lr: float = 2e-3
    unknown: float = 0.1
    hidden_words: float = 0.03
    dropout: float = 0.05


class _Types(NamedTuple):
    """The word types of the texts: row of their own vector (0: none), and their pieces."""

    own: NDArray[np.int64]
    pieces: NDArray[np.int64]
    bounds: NDArray[np.int64]

    def flat(self, types: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the pieces of some types, one after the other, and where those of each begin."""
        starts = self.bounds[types]
        sizes = self.bounds[types + 1] - starts
        begin = np.cumsum(sizes) - sizes
        return self.pieces[np.repeat(starts - begin, sizes) + np.arange(sizes.sum())], begin


class _Student(nn.Module):
    def __init__(self, settings: Settings, n_words: int, n_classes: int) -> None:
        super().__init__()
        width, hidden = settings.width, settings.hidden
        self.words = nn.Embedding(n_words + 1, width, padding_idx=0)  # row 0: a word without a vector adds nothing
        self.pieces = nn.EmbeddingBag(BUCKETS, width, mode="mean")
        nn.init.normal_(self.words.weight.data[1:], std=0.3)
        nn.init.normal_(self.pieces.weight, std=0.3)
        widths = [width] + [hidden] * settings.layers
        self.layers = nn.ModuleList(nn.Linear(3 * w, hidden) for w in widths[:-1])
        self.norms = nn.ModuleList(nn.LayerNorm(hidden) for _ in widths[:-1])
        self.pool = nn.Linear(hidden, settings.pools)
        self.top = nn.Linear(settings.pools * hidden, n_classes)
        self.settings = settings

    def forward(self, known: _Types, types: NDArray[np.int64], places: Tensor, there: Tensor) -> Tensor:
        """Return the logits of texts whose words are ``types[places]`` where `there`."""
        drop = self.settings
        own = self.words(torch.from_numpy(known.own[types]))
        if self.training:
            own = own * (torch.rand(len(types), 1) > drop.unknown)
        pieces, begin = known.flat(types)
        vectors = own + self.pieces(torch.from_numpy(pieces), torch.from_numpy(begin))
        mask = there.unsqueeze(-1).float()
        x = vectors[places] * mask
        if self.training:
            x = x * (torch.rand(*x.shape[:2], 1) > drop.hidden_words)
        for depth, (layer, norm) in enumerate(zip(self.layers, self.norms, strict=True)):
            wide = fn.pad(x, (0, 0, 1, 1))
            y = torch.relu(layer(torch.cat([wide[:, :-2], wide[:, 1:-1], wide[:, 2:]], -1)))
            if self.training:
                y = y * (torch.rand(len(y), 1, y.shape[2]) > drop.dropout) / (1 - drop.dropout)
            x = norm(y + x if depth else y) * mask
        weights = torch.softmax(self.pool(x).masked_fill(~there.unsqueeze(-1), -1e4), 1)
        logits: Tensor = self.top(torch.einsum("btk,bth->bkh", weights, x).flatten(1))
        return logits


def distil(
    texts: Sequence[str],
    shares: NDArray[np.float32],
    weight: NDArray[np.float32],
    *,
    settings: Settings,
    seed: int,
    progress: Callable[[str], None],
    vectors: Vectors | None = None,
    bits: int = 22,
    lengths: tuple[int, int] = (2, 5),
) -> Network:
    """Train a network on texts with shares of topics.

    Parameters
    ----------
    texts : sequence of str
        Headlines and pieces of articles.
    shares : ndarray of float32, shape (n_texts, n_classes)
        What a teacher, or a reader, says of each.
    weight : ndarray of float32, shape (n_texts,)
        Weight of each.
    settings : Settings
        Size and schedule.
    seed : int
        Seed of everything random.
    progress : callable
        Gets a line of text now and then.
    vectors : callable, optional
        Returns a vector for each word of a list (as written); the network's own begin as their first components.
        Default: random ones.
    bits, lengths
        Hashes and lengths of pieces, as `arnews.topics.TopicClassifier` has them.

    Raises
    ------
    DataError
        When a text has no word.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    vocabulary = Vocabulary()
    rows = vocabulary.read(texts)
    if not np.diff(rows.bounds).all():
        raise DataError("a text without a word teaches nothing; leave it out")
    counts = np.bincount(rows.words, minlength=len(vocabulary))
    kept = np.argsort(-counts, kind="stable")[: settings.words]
    kept = kept[counts[kept] > 1]
    own = np.zeros(len(vocabulary), np.int64)
    own[kept] = np.arange(1, len(kept) + 1)
    hashed = piece_counts(vocabulary.forms, bits, lengths)
    known = _Types(own, buckets(hashed.indices), hashed.indptr.astype(np.int64))
    student = _Student(settings, len(kept), shares.shape[1])
    if vectors is not None:
        written = vocabulary.written()
        start = _components(vectors([written[row] for row in kept]), settings.width)
        student.words.weight.data[1:] = torch.from_numpy(0.3 * start)
    progress(f"{len(texts):,} texts, {len(vocabulary):,} word types, {len(kept):,} of them with a vector")
    _fit(student, known, rows, shares, weight, rng, progress)
    return _packed(student, [vocabulary.forms[row] for row in kept])


def _components(vectors: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Return the first principal components, of unit deviation over all."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    found = centred @ axes[:, ::-1][:, :width]
    result: NDArray[np.float32] = (found / max(float(found.std()), 1e-9)).astype(np.float32)
    return result


def _fit(
    student: _Student,
    known: _Types,
    rows: Rows,
    shares: NDArray[np.float32],
    weight: NDArray[np.float32],
    rng: np.random.Generator,
    progress: Callable[[str], None],
) -> None:
    settings = student.settings
    table = [student.words.weight, student.pieces.weight]
    others = [p for name, p in student.named_parameters() if not name.startswith(("words.", "pieces."))]
    optimiser = torch.optim.AdamW(
        [{"params": table, "weight_decay": 0.0}, {"params": others, "weight_decay": 0.02}], betas=(0.9, 0.98)
    )
    lengths = np.diff(rows.bounds)
    per_epoch = -(-len(lengths) // settings.batch)
    total, step, began, losses = settings.epochs * per_epoch, 0, time.monotonic(), []
    student.train()
    for _ in range(settings.epochs):
        for batch in _batches(lengths, settings.batch, rng):
            pace = min((step + 1) / 200, 1) * max(0.01, 1 - step / total)
            for group, factor in zip(optimiser.param_groups, (2, 1), strict=True):
                group["lr"] = factor * settings.lr * pace
            logits = student(known, *_laid(rows, batch))
            per_text = -(torch.from_numpy(shares[batch]) * torch.log_softmax(logits, -1)).sum(1)
            loss = (per_text * torch.from_numpy(weight[batch])).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
            torch.nn.utils.clip_grad_norm_(others, 1.0)
            optimiser.step()
            step += 1
            losses.append(loss.item())
            if step % 500 == 0:
                done = time.monotonic() - began
                progress(f"step {step:,} of {total:,}, loss {np.mean(losses[-500:]):.3f}, {done:.0f} s")
    student.eval()


def _batches(lengths: NDArray[Any], size: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Return the texts in random batches of like length."""
    order = rng.permutation(len(lengths))
    found = []
    for start in range(0, len(order), size * _SLICE):
        part = order[start : start + size * _SLICE]
        part = part[np.argsort(lengths[part] + 2 * rng.random(len(part)))]
        batches = [part[at : at + size] for at in range(0, len(part), size)]
        found += [batches[at] for at in rng.permutation(len(batches))]
    return found


def _laid(rows: Rows, texts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Tensor, Tensor]:
    lines = [rows.words[rows.bounds[text] : rows.bounds[text + 1]][:_LONGEST] for text in texts]
    padded = np.full((len(lines), max(1, *map(len, lines))), -1, np.int64)
    for row, line in enumerate(lines):
        padded[row, : len(line)] = line
    there = padded >= 0
    types, places = np.unique(np.where(padded < 0, 0, padded), return_inverse=True)
    return types, torch.from_numpy(places.reshape(padded.shape)), torch.from_numpy(there)


def _packed(student: _Student, forms: Sequence[str]) -> Network:
    arrays = {name: value.detach().numpy() for name, value in student.state_dict().items()}
    words, step = _steps(arrays["words.weight"][1:])
    pieces, piece_step = _steps(arrays["pieces.weight"])
    layers = []
    for depth in range(student.settings.layers):
        matrix = arrays[f"layers.{depth}.weight"].T
        parts = matrix, arrays[f"layers.{depth}.bias"], arrays[f"norms.{depth}.weight"], arrays[f"norms.{depth}.bias"]
        layers.append(Convolution(*(part.astype(np.float16).astype(np.float32) for part in parts)))
    pool, top = (np.vstack([arrays[f"{name}.weight"].T, arrays[f"{name}.bias"]]) for name in ("pool", "top"))
    top -= top.mean(axis=1, keepdims=True)  # what is said of every topic alike decides nothing
    return Network(forms, words, pieces, np.stack([step, piece_step]), layers, pool, top)


_LEVELS, _DEVIATIONS = 10, 4.5


def _steps(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return a table in whole steps, 21 of them in each column, and the sizes of the steps.

    So few compress to half of a byte each; what lies beyond 4.5 deviations is drawn in.
    """
    reach = np.minimum(np.abs(table).max(axis=0, initial=0.0), _DEVIATIONS * table.std(axis=0)) if len(table) else 0.0
    step = np.maximum(np.broadcast_to(reach, table.shape[1:]), 1e-9) / _LEVELS
    return np.clip(np.rint(table / step), -_LEVELS, _LEVELS).astype(np.int8), step.astype(np.float32)
