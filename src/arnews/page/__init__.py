"""News pages, as text or as HTML, become one `Page`."""

from __future__ import annotations

from arnews.errors import wrong_type
from arnews.page.article import Page
from arnews.page.text import read_text

__all__ = ["Page", "read_page"]


def read_page(text_or_html: str | bytes) -> Page:
    """Read one news page."""
    if not isinstance(text_or_html, str):
        wrong_type("text_or_html", text_or_html, "a str")
    return read_text(text_or_html)
