"""A large encoder that is fine-tuned on labelled headlines and then asked about texts that nobody labelled."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from arnews.entities.pieces import UNKNOWN, Pieces
from arnews.entities.windows import batches, owners
from arnews.entities.words import split_words
from arnews.normalize import fold
from arnews.training.encoder import Arrays, Network

__all__ = ["Settings", "Teacher", "fine_tune"]

_LONGEST = 62  # pieces of a text that are read
_FOLDED = 0.25  # share of headlines that are learnt in folded spelling
_READ = 3_000  # pieces that are read at once


class Settings(NamedTuple):
    """How to fine-tune.

    Attributes
    ----------
    layers : int
        Layers of the encoder that are kept, from the bottom.
    epochs : int
        Passes over the headlines.
    lr, head_lr : float
        Learning rates of the top layer (`decay` times that for every layer below) and of the head.
    budget : int
        Pieces of a batch.
    average : float
        Share of the old average of the weights that is kept at every step.
    """

    layers: int = 12
    epochs: int = 2
    lr: float = 2e-4
    head_lr: float = 1e-3
    decay: float = 0.9
    budget: int = 1_200
    average: float = 0.998
    warmup: float = 0.06


class Teacher:
    """Say what texts are about.

    Parameters
    ----------
    network : Network
        Encoder with a head of topics.
    pieces : Pieces
        Its vocabulary.
    """

    def __init__(self, network: Network, pieces: Pieces) -> None:
        self.network, self.pieces = network, pieces

    def cut(self, text: str) -> list[tuple[int, ...]]:
        """Return the pieces of the words of a text, as many as are read."""
        kept, size = [], 0
        for word in split_words(text)[1]:
            pieces = self.pieces(word)
            size += len(pieces)
            if size > _LONGEST:
                break
            kept.append(pieces)
        return kept or [(UNKNOWN,)]

    def logits(self, rows: Sequence[Sequence[tuple[int, ...]]]) -> Tensor:
        """Return the logits of a batch of texts in pieces."""
        ids, _ = owners(rows)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states, there = self.network(torch.from_numpy(ids))
        return self.network.topics(states.float(), there)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the probabilities of the topics of texts, shape (n_texts, n_classes)."""
        self.network.eval()
        rows = [self.cut(text) for text in texts]
        found = np.zeros((len(rows), self.network.top.out_features), np.float32)
        with torch.no_grad():
            for batch in batches([_size(row) for row in rows], _READ):
                found[batch] = torch.softmax(self.logits([rows[at] for at in batch]), -1).numpy()
        return found


def fine_tune(
    headlines: Sequence[str],
    shares: NDArray[np.float32],
    weight: NDArray[np.float32],
    *,
    pieces: Pieces,
    weights: Arrays,
    heads: int,
    settings: Settings,
    seed: int,
    progress: Callable[[str], None],
) -> Teacher:
    """Train an encoder on headlines with shares of topics.

    Parameters
    ----------
    headlines : sequence of str
        The headlines.
    shares : ndarray of float32, shape (n_headlines, n_classes)
        Share of each topic.
    weight : ndarray of float32, shape (n_headlines,)
        Weight of each headline.
    pieces, weights, heads
        Where training begins, as `arnews.training.encoder_base.Base` has it.
    settings : Settings
        Schedule.
    seed : int
        Seed of everything random.
    progress : callable
        Gets a line of text now and then.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = Network(weights, heads=heads, layers=settings.layers)
    network.top = nn.Linear(network.top.in_features, shares.shape[1])
    nn.init.normal_(network.top.weight, std=0.02)
    nn.init.zeros_(network.top.bias)
    teacher = Teacher(network, pieces)
    as_written = [teacher.cut(line) for line in headlines]
    folded = [teacher.cut(fold(line)) for line in headlines]
    optimiser = torch.optim.AdamW(
        network.groups(settings.lr, settings.decay, settings.head_lr), betas=(0.9, 0.98), weight_decay=0.01
    )
    peaks = [group["lr"] for group in optimiser.param_groups]
    parameters = [p for p in network.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in parameters]
    network.train()
    step, total, losses, began = 0, 0, [], time.monotonic()
    for _ in range(settings.epochs):
        rows = [other if rng.random() < _FOLDED else own for own, other in zip(as_written, folded, strict=True)]
        groups = list(batches([_size(row) + int(3 * rng.random()) for row in rows], settings.budget))
        rng.shuffle(groups)
        total = total or len(groups) * settings.epochs
        for group in groups:
            pace = min((step + 1) / (settings.warmup * total + 1), 1) * max(1 - step / total, 0) + 1e-3
            for part, peak in zip(optimiser.param_groups, peaks, strict=True):
                part["lr"] = peak * pace
            logs = torch.log_softmax(teacher.logits([rows[at] for at in group]), -1)
            per_line = -(torch.from_numpy(shares[group]) * logs).sum(1) * torch.from_numpy(weight[group])
            loss = per_line.sum() / (settings.budget / 20)  # a batch of few headlines weighs little
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            step += 1
            with torch.no_grad():
                for mean, parameter in zip(average, parameters, strict=True):
                    mean.lerp_(parameter, max(1 - settings.average, 1 / (step + 1)))
            losses.append(float(per_line.mean().item()))
            if step % 200 == 0:
                done = time.monotonic() - began
                progress(f"step {step:,} of {total:,}, loss {np.mean(losses[-200:]):.3f}, {done:.0f} s")
    with torch.no_grad():
        for parameter, mean in zip(parameters, average, strict=True):
            parameter.copy_(mean)
    network.eval()
    return teacher


def _size(row: Sequence[tuple[int, ...]]) -> int:
    return 2 + sum(map(len, row))
