"""Views over a document: made when asked for, cheap, read-only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from arnews.doc.span import Span
from arnews.doc.tables import LABELS, Reading
from arnews.normalize import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from arnews.doc.document import Doc

__all__ = ["Analysis", "Entity", "Sentence", "Token", "Views"]

T = TypeVar("T")


class Analysis:
    """One reading of a token.

    Attributes
    ----------
    lemma, root, pos, upos, diac, gloss : str
        `pos` in CAMeL's names, `upos` in Universal Dependencies'; empty where unknown.
    feats : dict of str to str
        Universal Dependencies' features.
    segments : tuple of Span
        The clitics and the stem, in order, with offsets into the raw text.
    score : float
        Probability over the word's readings.
    """

    __slots__ = ("_reading", "_source", "_start", "score")

    def __init__(self, reading: Reading, score: float, source: str, start: int) -> None:
        for name, value in (("_reading", reading), ("score", score), ("_source", source), ("_start", start)):
            object.__setattr__(self, name, value)

    _reading: Reading
    _source: str
    _start: int
    score: float

    __setattr__ = Span.__setattr__
    __delattr__ = Span.__delattr__

    lemma = property(lambda self: self._reading.lemma)
    root = property(lambda self: self._reading.root)
    pos = property(lambda self: self._reading.pos)
    upos = property(lambda self: self._reading.upos)
    diac = property(lambda self: self._reading.diac)
    gloss = property(lambda self: self._reading.gloss)

    @property
    def feats(self) -> dict[str, str]:
        """Universal Dependencies' features by name."""
        return dict(self._reading.feats)

    @property
    def segments(self) -> tuple[Span, ...]:
        """The clitics and the stem, with offsets into the raw text."""
        return tuple(Span(self._source, self._start + a, self._start + b) for a, b in self._reading.cuts)

    def _key(self) -> tuple[Any, ...]:
        return (self._reading, self.score, self._start, self._source)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Analysis) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Analysis(lemma={self.lemma!r}, upos={self.upos!r}, diac={self.diac!r}, score={self.score:.3f})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Analysis, (self._reading, self.score, self._source, self._start)


class Token(Span):
    """A word, a number or a mark, with its likeliest reading.

    Without the morphology step `lemma root pos upos diac gloss` are ``None``, `feats` is empty, and
    `segments` is the token itself.
    """

    __slots__ = ("_doc", "i")

    _doc: Doc
    i: int

    def __init__(self, doc: Doc, i: int) -> None:
        start, end = doc.columns.tokens[i].tolist()
        self._set(_doc=doc, i=i, _source=doc.text, start_char=start, end_char=end)

    @property
    def norm(self) -> str:
        """The text without vowel signs, tatweel and invisible marks."""
        return plain(self.text)

    def _best(self) -> Reading | None:
        table = self._doc.columns.readings
        if table is None:
            return None
        first = table.offsets[self.i]
        if first == table.offsets[self.i + 1]:
            return None
        return table.types[int(table.words[self.i])][int(table.choices[first])]

    def _field(self, name: str) -> str | None:
        best = self._best()
        return None if best is None else getattr(best, name)

    lemma = property(lambda self: self._field("lemma"))
    root = property(lambda self: self._field("root"))
    pos = property(lambda self: self._field("pos"))
    upos = property(lambda self: self._field("upos"))
    diac = property(lambda self: self._field("diac"))
    gloss = property(lambda self: self._field("gloss"))

    @property
    def feats(self) -> dict[str, str]:
        """Universal Dependencies' features of the likeliest reading."""
        best = self._best()
        return {} if best is None else dict(best.feats)

    @property
    def segments(self) -> tuple[Span, ...]:
        """The clitics and the stem of the likeliest reading."""
        best = self._best()
        cuts = ((0, len(self)),) if best is None else best.cuts
        return tuple(Span(self._source, self.start_char + a, self.start_char + b) for a, b in cuts)

    @property
    def analyses(self) -> tuple[Analysis, ...]:
        """Every reading, best first; their scores sum to 1."""
        table = self._doc.columns.readings
        if table is None:
            return ()
        readings = table.types[int(table.words[self.i])]
        rows = slice(int(table.offsets[self.i]), int(table.offsets[self.i + 1]))
        pairs = zip(table.choices[rows].tolist(), table.scores[rows].tolist(), strict=True)
        return tuple(Analysis(readings[row], score, self._source, self.start_char) for row, score in pairs)

    def __reduce__(self) -> tuple[Any, ...]:
        return Token, (self._doc, self.i)


class Sentence(Span):
    """A sentence; its spans tile the text up to white space."""

    __slots__ = ("_doc", "_row")

    _doc: Doc
    _row: int

    def __init__(self, doc: Doc, row: int) -> None:
        start, end = doc.columns.sents[row].tolist()
        self._set(_doc=doc, _row=row, _source=doc.text, start_char=start, end_char=end)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        first, end = self._doc.columns.sent_tokens[self._row].tolist()
        return tuple(Token(self._doc, i) for i in range(first, end))

    @property
    def ents(self) -> tuple[Entity, ...]:
        """The entities that start in the sentence."""
        return tuple(e for e in self._doc.ents if self.start_char <= e.start_char < self.end_char)

    def __reduce__(self) -> tuple[Any, ...]:
        return Sentence, (self._doc, self._row)


class Entity(Span):
    """A person, a place or an organisation.

    Attributes
    ----------
    label : str
        ``PER``, ``LOC`` or ``ORG``.
    score : float
        Calibrated probability that span and label are right.
    name : str
        The fullest form of the same bearer in the text.
    """

    __slots__ = ("_doc", "_row", "label", "score")

    _doc: Doc
    _row: int
    label: str
    score: float

    def __init__(self, doc: Doc, row: int) -> None:
        table = doc.columns.entities
        if table is None:
            raise IndexError(f"entity {row} of a document without entities")
        self._set(
            _doc=doc, _row=row, _source=doc.text, start_char=int(table.starts[row]), end_char=int(table.ends[row]),
            label=LABELS[table.labels[row]], score=float(table.scores[row]),
        )  # fmt: skip

    @property
    def name(self) -> str:
        """The fullest form of the same bearer in the text."""
        table = self._doc.columns.entities
        if table is None:
            return self.text
        full = int(table.names[self._row])
        return self._source[int(table.starts[full]) : int(table.ends[full])]

    def _key(self) -> tuple[Any, ...]:
        return (self.start_char, self.end_char, self.label, self.score, self.name, self._source)

    def __repr__(self) -> str:
        return f"Entity({self.text!r}, {self.label!r}, {self.start_char}, {self.end_char}, score={self.score:.2f})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Entity, (self._doc, self._row)


class Views(Sequence[T]):
    """A read-only sequence that makes its items when asked."""

    __slots__ = ("_make", "_rows")

    def __init__(self, make: Callable[[int], T], rows: range) -> None:
        self._make = make
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Views[T]: ...
    def __getitem__(self, index: int | slice) -> T | Views[T]:
        if isinstance(index, slice):
            return Views(self._make, self._rows[index])
        return self._make(self._rows[index])

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self[:3]))
        return f"[{shown}{', …' if len(self) > 3 else ''}] ({len(self)})"
