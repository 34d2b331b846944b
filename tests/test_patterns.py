from __future__ import annotations

import re

import pytest

from arnews.patterns import Hinted, Openings, alternatives, pattern

_RULES = (
    ("تعليق|اكثر (?:قراه|مشاهده)|حقوق النشر", "(?:ال)?", r"(?:\b|\s*$)"),
    (r"شارك بتعليق|\d+ تعليق|©|\(c\)|tags|اعلان(?:ات)?\s*$", "", ""),
    ("(?:نشر|كتب) بواسطه|كتبت?|by", r"[|(\[]?\s*", r"\b\s*[:|]*\s*"),
)


@pytest.mark.parametrize(
    "text",
    [
        "تعليق",
        "التعليق",
        "تعليقات",
        "اكثر مشاهده اليوم",
        "الاكثر قراه:",
        "حقوق",
        "حقوق النشر",
        "شارك بتعليق",
        "2 تعليق",
        "٢ تعليق",
        "© 1",
        "(c) 2",
        "TAGS",
        "اعلانات",
        "اعلانات هنا",
        "نشر بواسطه: سامي",
        "(كتب سامي",
        "| كتبت : مني",
        "كتاب",
        "By Sami",
        "",
        "ا",
        "ال",
        "السوق",
    ],
)
def test_openings_match_what_one_pattern_would(text: str) -> None:
    parts = [before + part + after for inner, before, after in _RULES for part in alternatives(inner)]
    expected = re.compile("|".join(parts), re.IGNORECASE).match(text)
    assert Openings(*_RULES).match(text) == (expected.end() if expected else 0)


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
