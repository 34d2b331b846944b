"""Tokens that are no words, and vowel signs that are written."""

from __future__ import annotations

import pytest

from arnews.morphology.marks import conflict, has_marks
from arnews.morphology.signs import is_word, sign_kind


@pytest.mark.parametrize(
    ("token", "upos"),
    [("2015", "NUM"), ("٢٠١٥", "NUM"), ("3.5", "NUM"), ("،", "PUNCT"), ("«", "PUNCT"), ("$", "SYM"), ("+", "SYM"),
     ("BBC", "X"), ("ب4", "X"), ("َُِ", "X"), ("\x00", "X"), ("\ud800", "X"), ("ب" * 200_000, "X"), ("1" * 200_000, "X")],
)  # fmt: skip
def test_a_sign_gets_the_tag_of_its_kind(token: str, upos: str) -> None:
    assert sign_kind(token)[0] == upos


@pytest.mark.parametrize(
    ("bare", "word"),
    [("كتب", True), ("ﻛﺘﺐ", False), ("ب4", False), ("", False), ("BBC", False), ("ب" * 33, False), ("پاكستان", True)],
)
def test_only_runs_of_arabic_letters_are_words(bare: str, word: bool) -> None:
    assert is_word(bare) is word


@pytest.mark.parametrize(
    ("token", "marked"),
    [("عَلِمَ", True), ("كتب", False), ("جدًا", False), ("جداً", False), ("محمّد", True), ("كتـــاب", False)],
)
def test_a_tanwin_of_adverbs_is_no_help(token: str, marked: bool) -> None:
    assert has_marks(token) is marked


@pytest.mark.parametrize(
    ("token", "diac", "count"),
    [
        ("عُلِمَ", "عُلِمَ", 0), ("عُلِمَ", "عَلِمَ", 1), ("عَلَّم", "عَلِم", 2),
        ("عَلم", "عِلْم", 1), ("كِتابُ", "كِتاب", 0), ("كتِب", "كَتْب", 1), ("علم", "عَلَّمَ", 0),
    ],
)  # fmt: skip
def test_contradicted_signs_are_counted(token: str, diac: str, count: int) -> None:
    assert conflict(token, diac) == count
