"""The bytes of an HTML page become text: byte order mark, declared charset, else what the bytes look like."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode"]

_HEAD = 16_384
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What pages call themselves, and what a browser then reads: the larger table of the family (WHATWG Encoding).
_ALIASES = {
    "arabic": "iso-8859-6",
    "asmo-708": "iso-8859-6",
    "cp-1256": "windows-1256",
    "x-cp1256": "windows-1256",
    "win-1256": "windows-1256",
    "windows1256": "windows-1256",
    "iso8859-6": "iso-8859-6",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-6-e": "iso-8859-6",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "unicode": "utf-8",
    "utf8": "utf-8",
    "x-mac-arabic": "mac-arabic",
}
_ARABIC = re.compile("[\u0621-\u064a]")
# Letters that Arabic is made of; a wrong table gives the rare ones, or Latin letters with accents.
_COMMON = re.compile("[\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628]")
_WRONG = re.compile("[\u00c0-\u00ff\u0152\u0153\u0192\ufffd\u0080-\u009f]")
_SAMPLE = 200_000


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    return _ALIASES.get(name, name)


def _reads_well(text: str) -> float:
    """Return how Arabic a text looks: common letters for, letters of a wrong table against."""
    sample = text[:_SAMPLE]
    return 2.0 * len(_COMMON.findall(sample)) - len(_ARABIC.findall(sample)) - 4.0 * len(_WRONG.findall(sample))


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, UnicodeError):
        return None


def decode(data: bytes) -> str:
    """Decode the bytes of a page.

    A byte order mark decides; then UTF-8 where the bytes are valid UTF-8 beyond ASCII, whatever the page declares (by
    chance that does not happen); then the declared charset where the bytes allow it and the text reads like Arabic at
    least as well as in the tables that Arabic pages use; undecodable bytes become U+FFFD.

    Examples
    --------
    >>> decode('<meta charset="utf-8"><p>خبر'.encode("windows-1256"))  # a page that lies
    '<meta charset="utf-8"><p>خبر'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if b"\x00" in data[:200] and len(data) % 2 == 0:
        for name in ("utf-16-le", "utf-16-be"):
            text = _strict(data, name)
            if text is not None and "<" in text[:200]:
                return text
    whole = _strict(data, "utf-8")
    if whole is not None:
        return whole
    declared = _declared(data)
    names = ([declared] if declared not in (None, "utf-8") else []) + ["windows-1256", "iso-8859-6"]
    texts = [text for name in dict.fromkeys(names) if name and (text := _strict(data, name)) is not None]
    broken = data.decode("utf-8", "replace")
    # A page of UTF-8 with a few cut letters is still UTF-8: its text reads better than any single-byte table's.
    return max([broken, *texts] if not texts else [*texts, broken], key=_reads_well)
