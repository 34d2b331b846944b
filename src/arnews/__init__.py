"""arnews: Arabic news, from the text of a page to words, names and topics.

Examples
--------
>>> import arnews
>>> nlp = arnews.load()  # doctest: +SKIP
>>> doc = nlp("زار الرئيس محمود عباس القاهرة أمس.")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from arnews.doc import Analysis, Doc, Entity, Sentence, Span, Token
    from arnews.errors import (
        ArnewsError,
        DataError,
        DocError,
        LexiconError,
        MissingExtraError,
        ModelError,
        PageError,
    )
    from arnews.mentions import parse_date
    from arnews.page import Page, read_page
    from arnews.pipeline import News, Pipeline, load
    from arnews.topics import TopicClassifier

__version__ = "0.1.0"

# Where each public name lives; a name is imported when it is first asked for, so `import arnews` stays light.
_HOMES = {
    "Analysis": "doc",
    "ArnewsError": "errors",
    "DataError": "errors",
    "Doc": "doc",
    "DocError": "errors",
    "Entity": "doc",
    "LexiconError": "errors",
    "MissingExtraError": "errors",
    "ModelError": "errors",
    "News": "pipeline",
    "Page": "page",
    "PageError": "errors",
    "Pipeline": "pipeline",
    "Sentence": "doc",
    "Span": "doc",
    "Token": "doc",
    "TopicClassifier": "topics",
    "load": "pipeline",
    "parse_date": "mentions",
    "read_page": "page",
}

__all__ = [
    "Analysis",
    "ArnewsError",
    "DataError",
    "Doc",
    "DocError",
    "Entity",
    "LexiconError",
    "MissingExtraError",
    "ModelError",
    "News",
    "Page",
    "PageError",
    "Pipeline",
    "Sentence",
    "Span",
    "Token",
    "TopicClassifier",
    "__version__",
    "load",
    "parse_date",
    "read_page",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'arnews' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"arnews.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
