from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews.text import tokenize

# A bar stands at every edge of a token; blanks outside bars lie between tokens.
PARTITIONS = """
|زار| |الرئيس| |القاهرة|.|
|العَرَبـيّة|
|«|القومية| |للتوزيع|»|
|في|3.5|%|
|1,250,000|،| |٣٫٥|
|2|-|1| |7|:|30|
|ب|4| |نقاط|
|IDG| |e|2| |New|
|abc|مصر|
|د|.| |أ|.|ش|.|أ|
|#|غزة|_|الآن|
|@|user|
|http|:|/|/|a|.|b|/|c|
|😀|👍🏽|
|ﷺ| |ﻻ|
|..| |…|
|وسيكتبونها|؟|
"""


def _spans(row: str) -> tuple[str, list[str]]:
    text, tokens, inside = "", [], False
    for piece in row.split("|"):
        if inside and piece.strip():
            tokens.append(piece)
        text += piece
        inside = True
    return text, tokens


@pytest.mark.parametrize("row", PARTITIONS.strip().splitlines())
def test_tokens_partition_the_text(row: str) -> None:
    text, expected = _spans(row.replace("|..|", "|.|.|"))
    assert [text[start:end] for start, end in tokenize(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u200fمرحبا\u200f،", ["مرحبا", "،"]),
        ("ما\u200cزال", ["ما\u200cزال"]),
        ("\ufeffأول", ["أول"]),
        ("\u200f \u202b", []),
        ("نص\x00نص", ["نص", "\x00", "نص"]),
        ("\ud800", ["\ud800"]),
        ("\u0651", ["\u0651"]),
    ],
)
def test_invisible_marks_belong_to_no_token_and_nothing_else_is_lost(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in tokenize(text)] == expected


@given(st.text(st.characters(), max_size=60))
def test_tokens_keep_order_and_lose_only_space_and_format_characters(text: str) -> None:
    spans = tokenize(text)
    edges = spans.reshape(-1).tolist()
    assert edges == sorted(edges)
    assert (spans[:, 0] < spans[:, 1]).all()
    outside = "".join(text[a:b] for a, b in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True))
    assert all(c.isspace() or unicodedata.category(c) == "Cf" for c in outside)
    assert not any(c.isspace() for start, end in spans for c in text[start:end])


@pytest.mark.parametrize("text", ["ا" * 200_000, "." * 100_000, "ا." * 50_000, "\u0651" * 100_000, "ب4" * 50_000])
def test_long_stretches_are_tokenized_whole(text: str) -> None:
    spans = tokenize(text)
    assert (spans[:, 1] - spans[:, 0]).sum() == len(text)


def test_invisible_marks_alone_are_no_token_however_many() -> None:
    assert len(tokenize("\u200f" * 200_000)) == 0
    assert tokenize("\u200f" * 100_000 + "ا" + "\u200d" * 100_000).tolist() == [[100_000, 100_001]]


@pytest.mark.parametrize(("value", "kind"), [(None, "NoneType"), (b"x", "bytes"), (3, "int"), (["x"], "list")])
def test_text_of_wrong_type_names_argument_and_cure(value: object, kind: str) -> None:
    with pytest.raises(TypeError, match=f"text must be a str.*got {kind}"):
        tokenize(value)  # type: ignore[arg-type]
