"""Doc: a text and what was found in it."""

from __future__ import annotations

from typing import Any, NamedTuple, NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from arnews.doc.tables import EntityTable, Layout, Readings, TopicTable, frozen
from arnews.doc.views import Entity, Sentence, Token, Views
from arnews.errors import require_str

__all__ = ["Columns", "Doc"]


class Columns(NamedTuple):
    """Everything a document knows beside its text, as arrays."""

    tokens: NDArray[np.int32]
    sents: NDArray[np.int32]
    sent_tokens: NDArray[np.int32]
    readings: Readings | None
    entities: EntityTable | None
    topics: TopicTable | None


class Doc:
    """A text and what was found in it: frozen, columns inside, light views outside.

    Parameters
    ----------
    text : str
        The raw text, kept code point for code point.
    tokens, sents : array-like of int, shape (n, 2)
        Half-open code points, sorted, without overlap.
    readings, entities, topics : optional
        What the steps found; ``None`` when a step did not run.

    Examples
    --------
    >>> doc = Doc("زار القاهرة.", tokens=[(0, 3), (4, 11), (11, 12)], sents=[(0, 12)])
    >>> [token.text for token in doc.tokens]
    ['زار', 'القاهرة', '.']
    """

    __slots__ = ("columns", "text")

    text: str
    columns: Columns

    def __init__(
        self,
        text: str,
        *,
        tokens: ArrayLike = (),
        sents: ArrayLike = (),
        readings: Readings | None = None,
        entities: EntityTable | None = None,
        topics: TopicTable | None = None,
    ) -> None:
        require_str("text", text)
        spans = _spans("tokens", tokens, len(text))
        sentences = _spans("sents", sents, len(text))
        ranges = np.searchsorted(spans[:, 0], sentences, side="left")
        columns = Columns(
            spans, sentences, frozen(ranges, np.int32, (-1, 2)),
            None if readings is None else _frozen_readings(readings, len(spans)),
            None if entities is None else _frozen_entities(entities, len(text)),
            None if topics is None else TopicTable(tuple(topics.names), frozen(topics.scores, np.float32)),
        )  # fmt: skip
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "columns", columns)

    @property
    def layout(self) -> Layout:
        """What an estimator of words or names sees."""
        return Layout(self.text, self.columns.tokens, self.columns.sents, self.columns.sent_tokens)

    @property
    def tokens(self) -> Views[Token]:
        """Words, numbers and marks, in order."""
        return Views(lambda i: Token(self, i), range(len(self.columns.tokens)))

    @property
    def sents(self) -> Views[Sentence]:
        """Sentences; together they hold everything that is not white space."""
        return Views(lambda row: Sentence(self, row), range(len(self.columns.sents)))

    @property
    def ents(self) -> tuple[Entity, ...]:
        """People, places and organisations, sorted, without overlap; empty when the step did not run."""
        table = self.columns.entities
        return () if table is None else tuple(Entity(self, row) for row in range(len(table.starts)))

    @property
    def topic(self) -> str | None:
        """The likeliest topic; None when the step did not run."""
        table = self.columns.topics
        return None if table is None else table.names[int(np.argmax(table.scores))]

    @property
    def topic_scores(self) -> dict[str, float]:
        """Probability of every topic, likeliest first; sums to 1; empty when the step did not run."""
        table = self.columns.topics
        if table is None:
            return {}
        order = np.argsort(-table.scores, kind="stable").tolist()
        return {table.names[row]: float(table.scores[row]) for row in order}

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, strings and numbers that `from_dict` turns back into an equal Doc."""
        from arnews.doc import codec

        return codec.to_dict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Doc:
        """Rebuild a Doc from `to_dict`; a `DocError` says what does not fit."""
        from arnews.doc import codec

        return codec.from_dict(data)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return `to_dict` as JSON text in Arabic letters."""
        from arnews.doc import codec

        return codec.to_json(self.to_dict(), indent=indent)

    @classmethod
    def from_json(cls, data: str) -> Doc:
        """Rebuild a Doc from `to_json`."""
        from arnews.doc import codec

        return codec.from_dict(codec.parse(data))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Doc is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("Doc is frozen")

    def __len__(self) -> int:
        return len(self.columns.tokens)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        shown = self.text if len(self.text) <= 60 else self.text[:57] + "..."
        return f"Doc({shown!r}, {len(self)} tokens, {len(self.columns.sents)} sents, {len(self.ents)} ents)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Doc) and self.text == other.text and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce__(self) -> tuple[Any, ...]:
        readings = self.columns.readings
        columns = self.columns._replace(readings=None if readings is None else readings.compact())
        return _restore, (self.text, columns)


def _restore(text: str, columns: Columns) -> Doc:
    return Doc(
        text, tokens=columns.tokens, sents=columns.sents,
        readings=columns.readings, entities=columns.entities, topics=columns.topics,
    )  # fmt: skip


def _spans(name: str, values: ArrayLike, length: int) -> NDArray[np.int32]:
    spans: NDArray[np.int32] = frozen(values if np.size(values) else np.zeros((0, 2)), np.int32, (-1, 2))
    edges = spans.reshape(-1)
    if len(edges) and (
        edges[0] < 0 or edges[-1] > length or (np.diff(edges) < 0).any() or (spans[:, 0] == spans[:, 1]).any()
    ):
        raise ValueError(f"{name} must be sorted, not empty, without overlap, inside 0:{length}")
    return spans


def _frozen_readings(table: Readings, n_tokens: int) -> Readings:
    offsets = frozen(table.offsets, np.int32)
    if len(table.words) != n_tokens or len(offsets) != n_tokens + 1 or len(table.choices) != offsets[-1]:
        raise ValueError(f"readings do not line up with {n_tokens} tokens")
    if len(table.scores) != len(table.choices):
        raise ValueError("readings have another number of scores than of choices")
    return Readings(
        frozen(table.words, np.int32), offsets, frozen(table.choices, np.uint16),
        frozen(table.scores, np.float32), table.types,
    )  # fmt: skip


def _frozen_entities(table: EntityTable, length: int) -> EntityTable:
    spans = _spans("entities", np.stack([table.starts, table.ends], axis=1), length)
    if not len(table.labels) == len(table.scores) == len(table.names) == len(spans):
        raise ValueError("the columns of entities have different lengths")
    return EntityTable(
        frozen(spans[:, 0], np.int32), frozen(spans[:, 1], np.int32), frozen(table.labels, np.uint8),
        frozen(table.scores, np.float32), frozen(table.names, np.int32),
    )  # fmt: skip
