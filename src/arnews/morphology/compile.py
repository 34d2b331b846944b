"""Turn the pieces of the lexicon into arrays for the fast lookup."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.hashing import EXACT, LONGEST, hash_words
from arnews.morphology.pieces import Piece, Pieces
from arnews.normalize import plain

__all__ = ["compile_pieces", "pack", "unpack"]

Arrays = dict[str, NDArray[Any]]


def pack(strings: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return the UTF-8 bytes of all `strings` and the edges between them."""
    encoded = [text.encode() for text in strings]
    edges = np.concatenate([[0], np.cumsum([len(text) for text in encoded])])
    return np.frombuffer(b"".join(encoded), np.uint8), edges.astype(np.uint32)


def unpack(data: NDArray[np.uint8], edges: NDArray[np.uint32], row: int) -> str:
    """Return string number `row` of a pack."""
    return bytes(data[edges[row] : edges[row + 1]]).decode()


def compile_pieces(pieces: Pieces) -> Arrays:
    """Return the arrays of the fast lookup: for each kind of piece its columns, sorted by key."""
    cats = {
        "prefix": sorted({p.cat for p in pieces.prefixes}),
        "stem": sorted({p.cat for p in pieces.stems}),
        "suffix": sorted({p.cat for p in pieces.suffixes}),
    }
    featsets: dict[str, int] = {}
    arrays: Arrays = {}
    for kind, rows in (("prefix", pieces.prefixes), ("stem", pieces.stems), ("suffix", pieces.suffixes)):
        arrays |= {f"{kind}_{name}": column for name, column in _columns(rows, cats[kind], featsets).items()}
    lemmas = sorted({p.lemma for p in pieces.stems})
    order = _order(pieces.stems)
    number = {lemma: i for i, lemma in enumerate(lemmas)}
    arrays["stem_lemma"] = np.array([number[pieces.stems[i].lemma] for i in order], np.int32)
    arrays |= _lemmas(lemmas)
    arrays["ab"] = _table(pieces.prefix_stem, cats["prefix"], cats["stem"])
    arrays["bc"] = _table(pieces.stem_suffix, cats["stem"], cats["suffix"])
    arrays["ac"] = _table(pieces.prefix_suffix, cats["prefix"], cats["suffix"])
    arrays["featsets_bytes"], arrays["featsets_edges"] = pack(featsets)
    arrays["featsets_code"] = np.array([zlib.crc32(text.encode()) for text in featsets], np.uint32)
    return arrays


def _order(rows: Sequence[Piece]) -> NDArray[np.intp]:
    return np.argsort(hash_words([p.key for p in rows]), kind="stable")


def _columns(rows: Sequence[Piece], cats: Sequence[str], featsets: dict[str, int]) -> Arrays:
    hashes = hash_words([p.key for p in rows])
    order = np.argsort(hashes, kind="stable")
    rows = [rows[i] for i in order]
    keys, first = np.unique(hashes[order], return_index=True)
    bare = [plain(p.diac) for p in rows]
    cat = {name: i for i, name in enumerate(cats)}
    columns: Arrays = {
        "keys": keys,
        "edges": np.append(first, len(rows)).astype(np.int32),
        "cat": np.array([cat[p.cat] for p in rows], np.uint8),
        "feats": np.array([_number(featsets, p.feats) for p in rows], np.uint16),
        "cuts": np.array([sum(1 << (c - 1) for c in p.cuts) for p in rows], np.uint8),
        "enclitic": np.array([p.enclitic for p in rows], np.uint8),
        "size": np.array([len(p.key) for p in rows], np.uint8),
        "bare_size": np.array([len(text) for text in bare], np.uint8),
    }
    # Pieces that differ in category only: their readings look alike.
    twins: dict[tuple[str, ...], int] = {}
    looks = [(p.diac, p.lemma, p.root, p.gloss, json.dumps(p.feats)) for p in rows]
    columns["twin"] = np.array([twins.setdefault(look, len(twins)) for look in looks], np.int32)
    for fold in EXACT:
        columns[fold] = hash_words(bare, fold)
    for name in ("diac", "gloss", "root"):
        columns[f"{name}_bytes"], columns[f"{name}_edges"] = pack(getattr(p, name) for p in rows)
    return columns


def _number(featsets: dict[str, int], feats: dict[str, str]) -> int:
    return featsets.setdefault(json.dumps(feats), len(featsets))


def _lemmas(lemmas: Sequence[str]) -> Arrays:
    data, edges = pack(lemmas)
    bare = [plain(lemma) for lemma in lemmas]
    last = np.array(
        [ord(text[-1]) - 0x600 if text and 0x600 <= ord(text[-1]) <= 0x6FF else 0 for text in bare], np.uint8
    )
    return {
        "lemma_bytes": data,
        "lemma_edges": edges,
        "lemma_fold": hash_words(bare, "fold"),
        "lemma_exact": hash_words([lemma[:LONGEST] for lemma in lemmas], "exact"),
        "lemma_size": np.array([len(text) for text in bare], np.uint8),
        "lemma_last": last,
    }


def _table(pairs: frozenset[tuple[str, str]], left: Sequence[str], right: Sequence[str]) -> NDArray[np.bool_]:
    table = np.zeros((len(left), len(right)), bool)
    a, b = ({name: i for i, name in enumerate(names)} for names in (left, right))
    for x, y in pairs:
        if x in a and y in b:
            table[a[x], b[y]] = True
    return table
