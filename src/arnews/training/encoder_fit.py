"""Fit the encoder: AdamW, a linear schedule, and the average of the last weights."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as fn

from arnews.entities.gazetteer import Gazetteer
from arnews.entities.pieces import Pieces
from arnews.training.encoder import Network
from arnews.training.encoder_examples import IGNORE, Batch, Item, collate, encode, shuffled
from arnews.training.encoder_noise import names_of, vary
from arnews.training.entity_corpora import Example

__all__ = ["Settings", "fit", "make_items", "without_lists"]


class Settings(NamedTuple):
    """How to train.

    Attributes
    ----------
    epochs : int
        Passes over the data.
    lr : float
        Learning rate of the top layer; `decay` times that for every layer below.
    head_lr : float
        Learning rate of the heads.
    budget : int
        Pieces of a batch. Small ones: at 1,200 the first epoch is nearly lost.
    average : float
        Share of the old average that is kept at every step.
    topics, cuts : float
        Weight of the losses beside that of the tags.
    bfloat16 : bool
        Multiply matrices in bfloat16: twice as fast where the processor can (AVX-512 BF16, AMX).
    """

    epochs: int = 3
    lr: float = 2e-4
    decay: float = 0.9
    head_lr: float = 1e-3
    budget: int = 450
    average: float = 0.9985
    warmup: float = 0.06
    topics: float = 0.3
    cuts: float = 0.2
    bfloat16: bool = True


def make_items(
    examples: Sequence[Example],
    pieces: Pieces,
    limit: int,
    rng: random.Random,
    *,
    swap: float = 0.0,
    gazetteer: Gazetteer | None = None,
) -> list[Item]:
    """Return the items of `examples`, varied."""
    names = names_of(examples) if swap else None
    items: list[Item] = []
    for example in examples:
        items += encode(
            vary(example, rng, names, swap),
            pieces,
            limit=limit,
            whole_tokens=example.whole_tokens,
            topics=example.topics,
            gazetteer=gazetteer,
        )
    return items


def without_lists(items: Sequence[Item], share: float, rng: random.Random) -> list[Item]:
    """Take the marks of lists from a share of the items, so that no name hangs on being listed."""
    return [
        item._replace(marks=item.marks * 0) if item.marks is not None and rng.random() < share else item
        for item in items
    ]


def fit(
    network: Network,
    epoch_items: Callable[[int], Sequence[Item]],
    settings: Settings,
    *,
    seed: int,
    progress: Callable[[str], None],
) -> None:
    """Train `network` in place; it ends with the averaged weights.

    Parameters
    ----------
    network : Network
        Is changed.
    epoch_items : callable
        Returns the items of an epoch, varied anew.
    settings : Settings
        How to train.
    seed : int
        Of dropout and of the order of batches.
    progress : callable
        Takes a line of text now and then.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    parameters = [p for p in network.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in parameters]
    optimiser = torch.optim.AdamW(
        network.groups(settings.lr, settings.decay, settings.head_lr), betas=(0.9, 0.98), weight_decay=0.01
    )
    peaks = [group["lr"] for group in optimiser.param_groups]
    network.train()
    step, total, began = 0, 0, time.monotonic()
    for epoch in range(settings.epochs):
        items = epoch_items(epoch)
        groups = shuffled(items, settings.budget, rng)
        total = total or len(groups) * settings.epochs
        losses: list[float] = []
        for group in groups:
            pace = min((step + 1) / (settings.warmup * total + 1), 1) * max(1 - step / total, 0) + 1e-3
            for part, peak in zip(optimiser.param_groups, peaks, strict=True):
                part["lr"] = peak * pace
            loss = _loss(network, collate([items[row] for row in group]), settings)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            step += 1
            _blend(average, parameters, max(1 - settings.average, 1 / (step + 1)))
            losses.append(loss.item())
            if step % 200 == 0:
                progress(f"epoch {epoch + 1} step {step}/{total} loss {np.mean(losses[-200:]):.3f}")
        progress(f"epoch {epoch + 1} done: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s")
    with torch.no_grad():
        for parameter, mean in zip(parameters, average, strict=True):
            parameter.copy_(mean)
    network.eval()


def _blend(average: Sequence[Tensor], parameters: Sequence[Tensor], share: float) -> None:
    with torch.no_grad():
        for mean, parameter in zip(average, parameters, strict=True):
            mean.lerp_(parameter, share)


def _loss(network: Network, batch: Batch, settings: Settings) -> Tensor:
    """Return the sum of the losses over a usual number of words, so that a batch of few words weighs little."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
        marks = None if batch.marks is None else torch.from_numpy(batch.marks)
        states, there = network(torch.from_numpy(batch.ids), marks)
    states = states.float()
    words = states[torch.from_numpy(batch.line), torch.from_numpy(batch.column)]
    usual = settings.budget * 0.44
    tags = network.tag(words)
    loss = fn.cross_entropy(tags, torch.from_numpy(batch.tags), ignore_index=IGNORE, reduction="sum") / usual
    if len(batch.soft_words):
        taught = torch.log_softmax(tags[torch.from_numpy(batch.soft_words)], -1)
        loss = loss - (torch.from_numpy(batch.soft) * taught).sum() / usual
    cuts = fn.cross_entropy(network.cut(words), torch.from_numpy(batch.cuts), ignore_index=IGNORE, reduction="sum")
    loss = loss + settings.cuts * cuts / (usual / 5)
    if len(batch.topic_lines):
        lines = torch.from_numpy(batch.topic_lines)
        guess = torch.log_softmax(network.topics(states[lines], there[lines]), -1)
        loss = loss - settings.topics * (torch.from_numpy(batch.topics) * guess).sum() / (usual / 14)
    return loss
