"""Doc and Spans: frozen; columns inside, light views outside."""

from arnews.doc.document import Columns, Doc
from arnews.doc.tables import LABELS, EntityTable, Layout, Reading, Readings, TopicTable
from arnews.doc.views import Analysis, Entity, Sentence, Span, Token, Views

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
