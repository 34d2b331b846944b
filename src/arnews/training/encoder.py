"""The encoder in PyTorch, for training: BERT after layer normalisation, with a head for each answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from arnews.entities.gazetteer import MARKS
from arnews.entities.pieces import PAD

__all__ = ["Network", "random_weights"]

Arrays = Mapping[str, NDArray[np.float32]]

N_TAGS, N_CUTS, N_TOPICS = 7, 4, 10
_EPSILON = 1e-12


class Layer(nn.Module):
    """Self-attention and a feed-forward block, each with dropout, a sum and a norm behind it."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.ao = nn.Linear(width, width)
        self.fi = nn.Linear(width, inner)
        self.fo = nn.Linear(inner, width)
        self.aln = nn.LayerNorm(width, _EPSILON)
        self.oln = nn.LayerNorm(width, _EPSILON)
        self.heads = heads
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the states after the layer; `mask` is added to the attention scores."""
        lines, pieces, width = x.shape
        parts = self.qkv(x).view(lines, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        # Written out: on a CPU the way back through torch's own attention takes as long as all the rest of a layer.
        scores = query * (width // self.heads) ** -0.5 @ key.transpose(-1, -2) + mask
        mixed = torch.softmax(scores, -1, dtype=torch.float32).to(value.dtype) @ value
        mixed = self.ao(mixed.transpose(1, 2).reshape(lines, pieces, width))
        x = self.aln(x + fn.dropout(mixed, self.dropout, self.training))
        inner = self.fo(fn.gelu(self.fi(x)))
        result: Tensor = self.oln(x + fn.dropout(inner, self.dropout, self.training))
        return result


class Network(nn.Module):
    """Pieces in; states of every piece out, and three linear heads to read them.

    Parameters
    ----------
    weights : mapping of str to ndarray
        Names as in `state_dict`; heads that are missing start small and random, the marks of lists at nothing.
    heads : int
        Attention heads of a layer.
    layers : int, optional
        How many of the layers to keep, from the bottom; all by default.
    dropout : float, default 0.1
        Share of states that is dropped in training.
    """

    def __init__(self, weights: Arrays, *, heads: int, layers: int | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        size, width = weights["emb.weight"].shape
        found = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
        self.heads, self.dropout = heads, dropout
        self.emb = nn.Embedding(size, width)
        self.pos = nn.Embedding(len(weights["pos.weight"]), width)
        self.eln = nn.LayerNorm(width, _EPSILON)
        inner = len(weights["layers.0.fi.bias"])
        self.layers = nn.ModuleList(Layer(width, inner, heads, dropout) for _ in range(min(layers or found, found)))
        self.tag = nn.Linear(width, N_TAGS)
        self.cut = nn.Linear(width, N_CUTS)
        self.top = nn.Linear(width, N_TOPICS)
        self.gaz = nn.Linear(MARKS, width, bias=False)
        nn.init.zeros_(self.gaz.weight)
        for head in (self.tag, self.cut, self.top):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        own = self.state_dict()
        self.load_state_dict({k: torch.tensor(weights[k]) if k in weights else own[k] for k in own})

    def forward(self, ids: Tensor, marks: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return the states (lines, pieces, width), and where there are pieces (lines, pieces)."""
        there = ids != PAD
        x = self.emb(ids) + self.pos.weight[: ids.shape[1]]
        if marks is not None:
            x = x + self.gaz(marks).to(x.dtype)
        x = self.eln(x)
        x = fn.dropout(x, self.dropout, self.training)
        dtype = torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else x.dtype
        mask = torch.zeros(there.shape, dtype=dtype).masked_fill_(~there, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x, there

    def topics(self, states: Tensor, there: Tensor) -> Tensor:
        """Return the logits of the topics, from the mean state of every line."""
        weight = there.unsqueeze(-1).to(states.dtype)
        result: Tensor = self.top((states * weight).sum(1) / weight.sum(1))
        return result

    def weights(self, *, lists: bool) -> dict[str, NDArray[np.float32]]:
        """Return what `encoder_graph.build` takes: no head of topics, the marks of lists only if there are `lists`."""
        left_out = ("top.",) if lists else ("top.", "gaz.")
        kept = {name: value for name, value in self.state_dict().items() if not name.startswith(left_out)}
        return {name: value.detach().float().numpy().copy() for name, value in kept.items()}

    def groups(self, lr: float, decay: float, head_lr: float) -> list[dict[str, Any]]:
        """Return parameter groups for an optimiser: lower layers learn more slowly, by `decay` a layer."""
        heads = [p for head in (self.tag, self.cut, self.top, self.gaz) for p in head.parameters()]
        groups: list[dict[str, Any]] = [{"params": heads, "lr": head_lr}]
        for depth, layer in enumerate(reversed(self.layers)):
            groups.append({"params": list(layer.parameters()), "lr": lr * decay**depth})
        bottom = [*self.emb.parameters(), *self.pos.parameters(), *self.eln.parameters()]
        groups.append({"params": bottom, "lr": lr * decay ** len(self.layers)})
        return groups


def random_weights(
    size: int, *, width: int = 16, layers: int = 1, inner: int = 32, length: int = 64, seed: int = 0
) -> dict[str, NDArray[np.float32]]:
    """Return weights of a small network of no knowledge, for tests and for training from nothing."""
    rng = np.random.default_rng(seed)
    shapes = {"emb.weight": (size, width), "pos.weight": (length, width), "eln.weight": (width,), "eln.bias": (width,)}
    for layer in range(layers):
        shapes |= {
            f"layers.{layer}.{name}": shape
            for name, shape in {
                "qkv.weight": (3 * width, width), "qkv.bias": (3 * width,),
                "ao.weight": (width, width), "ao.bias": (width,),
                "fi.weight": (inner, width), "fi.bias": (inner,),
                "fo.weight": (width, inner), "fo.bias": (width,),
                "aln.weight": (width,), "aln.bias": (width,), "oln.weight": (width,), "oln.bias": (width,),
            }.items()
        }  # fmt: skip
    shapes |= {
        "tag.weight": (N_TAGS, width),
        "tag.bias": (N_TAGS,),
        "cut.weight": (N_CUTS, width),
        "cut.bias": (N_CUTS,),
    }
    weights = {}
    for name, shape in shapes.items():
        if name.split(".")[-2].endswith("ln"):
            weights[name] = np.full(shape, float(name.endswith("weight")), np.float32)
        elif name.endswith("bias"):
            weights[name] = np.zeros(shape, np.float32)
        else:
            weights[name] = rng.normal(0, 0.5 / np.sqrt(width), shape).astype(np.float32)
    return weights
