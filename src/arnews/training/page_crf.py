"""Fit the linear chain of `arnews.page.roles`: a conditional random field over the lines of labelled pages."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from arnews.page.features import SIZES
from arnews.page.roles import ALLOWED, BASES, STATES, RoleModel

__all__ = ["Example", "fit"]

_BATCH = 32
_LONGEST = 400
"""Lines of a page that are learnt from; the others add little and cost much."""


class Example(NamedTuple):
    """One page: the features of its lines, and their states."""

    table: NDArray[np.int16]
    states: NDArray[np.int8]


class _Chain(nn.Module):
    def __init__(self, features: int, states: int) -> None:
        super().__init__()
        self.pad = features
        self.weights = nn.EmbeddingBag(features + 1, states, mode="sum", padding_idx=features)
        nn.init.zeros_(self.weights.weight)
        self.steps = nn.Parameter(torch.zeros(states, states))
        self.never = torch.from_numpy(np.where(ALLOWED, 0.0, -1e4).astype(np.float32))
        self.start = nn.Parameter(torch.zeros(states))

    def forward(self, table: Tensor, roles: Tensor, there: Tensor) -> Tensor:
        """Return the mean negative log-likelihood of a line's role; tables are batch, lines, columns."""
        batch, lines, columns = table.shape
        scores = self.weights(table.reshape(batch * lines, columns)).reshape(batch, lines, -1)
        steps = self.steps + self.never
        total = self.start + scores[:, 0]
        right = self.start[roles[:, 0]] + scores[:, 0].gather(1, roles[:, :1]).squeeze(1)
        for at in range(1, lines):
            moved = torch.logsumexp(total[:, :, None] + steps[None], 1) + scores[:, at]
            total = torch.where(there[:, at, None], moved, total)
            step = steps[roles[:, at - 1], roles[:, at]] + scores[:, at].gather(1, roles[:, at : at + 1]).squeeze(1)
            right = right + torch.where(there[:, at], step, torch.zeros(()))
        loss: Tensor = (torch.logsumexp(total, 1) - right).sum() / there.sum()
        return loss


def _batch(examples: Sequence[Example], pad: int, drop: float, dice: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(example.states) for example in examples)
    table = np.full((len(examples), longest, len(SIZES)), pad, dtype=np.int64)
    roles = np.zeros((len(examples), longest), dtype=np.int64)
    there = np.zeros((len(examples), longest), dtype=bool)
    for row, (features, known) in enumerate(examples):
        table[row, : len(known)] = features + BASES
        roles[row, : len(known)] = known
        there[row, : len(known)] = True
    shown = torch.from_numpy(table)
    gone = torch.rand(shown.shape, generator=dice) < drop
    return torch.where(gone, torch.tensor(pad), shown), torch.from_numpy(roles), torch.from_numpy(there)


def fit(
    examples: Sequence[Example],
    *,
    epochs: int,
    seed: int,
    progress: Callable[[str], None],
    rate: float = 0.05,
    decay: float = 1e-5,
    drop: float = 0.1,
) -> RoleModel:
    """Return the model under which the roles of `examples` are likely.

    Parameters
    ----------
    examples : sequence of Example
        Pages with the role of every line.
    epochs, seed, rate
        Passes over the pages; order of them; highest step size of Adam (one cycle).
    decay : float
        Pull of the weights to zero.
    drop : float
        Share of the features hidden at random, so that no cue is relied upon alone.
    """
    torch.manual_seed(seed)
    dice = torch.Generator().manual_seed(seed)
    order_dice = random.Random(seed)
    cut = [Example(table[:_LONGEST], states[:_LONGEST]) for table, states in examples]
    net = _Chain(int(sum(SIZES)), len(STATES))
    adam = torch.optim.Adam(net.parameters(), lr=rate)
    per_epoch = -(-len(cut) // _BATCH)
    cycle = torch.optim.lr_scheduler.OneCycleLR(adam, rate, total_steps=epochs * per_epoch + 1)
    for epoch in range(epochs):
        order = sorted(range(len(cut)), key=lambda at: (len(cut[at].states) // 16, order_dice.random()))
        batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
        order_dice.shuffle(batches)
        losses = []
        for chosen in batches:
            loss = net(*_batch([cut[at] for at in chosen], net.pad, drop, dice))
            pull = decay * sum((values**2).sum() for values in net.parameters())
            adam.zero_grad()
            (loss + pull).backward()
            adam.step()
            cycle.step()
            losses.append(float(loss.detach()))
        progress(f"pass {epoch + 1}: loss of a line {np.mean(losses):.4f}")
    weights = net.weights.weight.detach()[: net.pad].tolist()
    return RoleModel(weights, net.steps.detach().tolist(), net.start.detach().tolist())
