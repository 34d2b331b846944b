from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews.normalize import fold, is_arabic, plain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("العَرَبـيّة", "العربية"),
        ("كتـــاب", "كتاب"),
        ("ﻻ", "لا"),
        ("\u200fمصر\u200e", "مصر"),
        ("هٰذا", "هذا"),
        ("مصر", "مصر"),
        ("", ""),
    ],
)
def test_plain_drops_marks_tatweel_and_invisible_characters(written: str, expected: str) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("أحمد", "احمد"), ("فى", "في"), ("مكتبة", "مكتبه"), ("إلى", "الي"), ("آمال", "امال"), ("شيء", "شي")],
)
def test_fold_joins_spellings_that_writers_mix(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قلم", "علم"), ("حرب", "حزب"), ("مائة", "مية")])
def test_fold_keeps_different_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters(), max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(("text", "expected"), [("مصر", True), ("ﻻ", True), ("x٣", False), ("", False), ("،", False)])
def test_is_arabic_asks_for_a_letter(text: str, expected: bool) -> None:
    assert is_arabic(text) is expected
