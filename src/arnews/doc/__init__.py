"""Doc and Spans: frozen; columns inside, light views outside.

Names are imported when they are first asked for: a page needs spans, and no arrays.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from arnews.doc.document import Columns, Doc
    from arnews.doc.span import Span
    from arnews.doc.tables import LABELS, EntityTable, Layout, Reading, Readings, TopicTable
    from arnews.doc.views import Analysis, Entity, Sentence, Token, Views

__all__ = [
    "LABELS",
    "Analysis",
    "Columns",
    "Doc",
    "Entity",
    "EntityTable",
    "Layout",
    "Reading",
    "Readings",
    "Sentence",
    "Span",
    "Token",
    "TopicTable",
    "Views",
]

_HOMES = {
    **dict.fromkeys(("Columns", "Doc"), "document"),
    **dict.fromkeys(("LABELS", "EntityTable", "Layout", "Reading", "Readings", "TopicTable"), "tables"),
    **dict.fromkeys(("Analysis", "Entity", "Sentence", "Token", "Views"), "views"),
    "Span": "span",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
