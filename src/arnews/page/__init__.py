"""News pages, as text or as HTML, become one `Page`."""

from __future__ import annotations

import re

from arnews.errors import wrong_type
from arnews.page.article import Page
from arnews.page.text import read_text

__all__ = ["Page", "read_page"]

_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<\?xml|<!--)", re.IGNORECASE)


def _looks_like_html(text: str) -> bool:
    return _HTML.match(text[:2000]) is not None


def read_page(text_or_html: str | bytes) -> Page:
    r"""Read one news page.

    Parameters
    ----------
    text_or_html : str or bytes
        The text of a page as pasted or crawled, or its HTML. Bytes are HTML, decoded as UTF-8 or as they declare.

    Returns
    -------
    Page
        What can be known; ``None`` and empty where the page does not say.

    Raises
    ------
    TypeError
        When the argument is neither str nor bytes.

    Examples
    --------
    >>> page = read_page("عنوان الخبر\nنشر في التحرير يوم 18 - 09 - 2015")
    >>> page.source, page.date
    ('التحرير', datetime.date(2015, 9, 18))
    """
    if isinstance(text_or_html, bytes):
        from arnews.page.html import decode, read_html

        return read_html(decode(text_or_html))
    if not isinstance(text_or_html, str):
        wrong_type("text_or_html", text_or_html, "a str (the page's text or HTML) or bytes of HTML")
    if _looks_like_html(text_or_html):
        from arnews.page.html import read_html  # its patterns and lxml are not needed for text

        return read_html(text_or_html)
    return read_text(text_or_html)
