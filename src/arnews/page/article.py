"""The result of reading a page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from arnews.doc import Span
from arnews.errors import PageError

__all__ = ["Page"]


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start_char, span.end_char]


@dataclass(frozen=True, slots=True)
class Page:
    """One news page, read.

    Every Span indexes `text`: the page itself where it came as text, else the text extracted from the HTML.
    """

    title: str | None
    """Headline of the article, without the name of the outlet."""
    source: str | None
    """The outlet, or on an aggregator the paper that it names."""
    date: datetime.date | None
    """Day of publication; never today's date of the page header, never the day of the last update."""
    byline: str | None
    dateline: str | None
    """Place (and agency) that opens the article."""
    headlines: tuple[str, ...]
    """Headlines of other articles on the page, each once, in order."""
    paragraphs: tuple[Span, ...]
    """The article's own paragraphs."""
    kind: Literal["text", "html"]
    text: str
    """What the Spans index."""
    title_span: Span | None = None
    """Where the title stands in `text`; None where it is only in the metadata of an HTML page."""
    headline_spans: tuple[Span | None, ...] = ()
    """Where each of `headlines` stands in `text`, None where it does not."""

    @property
    def body(self) -> str:
        """The paragraphs, a line each, white space collapsed."""
        return "\n".join(" ".join(span.text.split()) for span in self.paragraphs)

    def to_dict(self) -> dict[str, Any]:
        """Return the page as plain JSON values, lossless."""
        return {
            "title": self.title,
            "source": self.source,
            "date": None if self.date is None else self.date.isoformat(),
            "byline": self.byline,
            "dateline": self.dateline,
            "headlines": list(self.headlines),
            "paragraphs": [_pair(span) for span in self.paragraphs],
            "kind": self.kind,
            "text": self.text,
            "title_span": _pair(self.title_span),
            "headline_spans": [_pair(span) for span in self.headline_spans],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Page:
        """Rebuild a page from `to_dict`.

        Raises
        ------
        PageError
            Where a field is missing or does not fit its text.
        """
        try:
            text = data["text"]

            def span(pair: list[int] | None) -> Span | None:
                return None if pair is None else Span(text, *pair)

            return cls(
                title=data["title"],
                source=data["source"],
                date=None if data["date"] is None else datetime.date.fromisoformat(data["date"]),
                byline=data["byline"],
                dateline=data["dateline"],
                headlines=tuple(data["headlines"]),
                paragraphs=tuple(Span(text, *pair) for pair in data["paragraphs"]),
                kind=data["kind"],
                text=text,
                title_span=span(data["title_span"]),
                headline_spans=tuple(map(span, data["headline_spans"])),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise PageError(f"this is no stored Page: {error!r}; make one with Page.to_dict()") from error
