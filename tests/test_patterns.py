from __future__ import annotations

import re

import pytest

from arnews.page import cues
from arnews.patterns import Hinted, Openings, alternatives, pattern

_WORDS = (
    "شارك",
    "اكثر قراءه",
    "الاكثر قراءه",
    "تعليق",
    "التعليقات",
    "2 تعليق",
    "٢ تعليق",
    "© 2020",
    "(c) 2020",
    "TAGS",
)


def _whole(openings: Openings) -> re.Pattern[str]:
    return re.compile("|".join(openings._parts), re.IGNORECASE)


@pytest.mark.parametrize("name", ["MENU", "SHARE", "FINAL", "RELATED", "WRITER", "STARTERS"])
def test_openings_match_what_one_pattern_would(name: str) -> None:
    openings: Openings = getattr(cues, name)
    samples = [re.sub(r"\(\?:|[\\()?\[\]]|\W\*", "", part) for part in openings._parts]
    for text in (*_WORDS, *samples, *(f"ال{sample}" for sample in samples), "", "ا", "ال", "السوق"):
        found, expected = openings.match(text), _whole(openings).match(text)
        assert (found and found[0]) == (expected and expected[0]), text


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("(?:ال)?سوق", "السوق"),
        ("[|(]?سوق", "(سوق"),
        ("(?:سوق|بيت) قديم", "بيت قديم"),
        (r"\d+ خبر", "٣ خبر"),
        ("سو?ق", "سق"),
    ],
)
def test_first_letters_of_a_pattern_are_seen(part: str, text: str) -> None:
    assert Openings((part, "", "")).match(text)


def test_alternatives_are_cut_outside_brackets_only() -> None:
    assert alternatives(r"a|b(?:c|d(?:e|f))|[|]") == ["a", "b(?:c|d(?:e|f))", "[|]"]


def test_hinted_pattern_is_looked_for_where_a_piece_is() -> None:
    notice = Hinted(("حقوق|محفوظ", "كل الحقوق"), ("هاتف", "هاتف:"))
    assert notice.search("كل الحقوق لنا")
    assert notice.search("هاتف: 5")
    assert not notice.search("حقوق")
    assert not notice.search("خبر")


def test_pattern_is_a_pattern_once_used() -> None:
    digits = pattern(r"\d+", re.IGNORECASE)
    assert digits.search("a12")
    assert digits.sub("-", "1 2") == "- -"
    assert digits.pattern == r"\d+"
