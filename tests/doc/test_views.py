from __future__ import annotations

import pytest

from arnews import Doc, Span


def test_span_reads_its_text_from_the_source() -> None:
    span = Span("زار القاهرة", 4, 11)
    assert (span.text, str(span), len(span)) == ("القاهرة", "القاهرة", 7)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 12)])
def test_span_outside_its_source_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside a text of 11 characters"):
        Span("زار القاهرة", start, end)


def test_spans_are_equal_by_place_and_text() -> None:
    assert Span("ab ab", 0, 2) == Span("ab ab", 0, 2)
    assert Span("ab ab", 0, 2) != Span("ab ab", 3, 5)
    assert len({Span("ab", 0, 1), Span("ab", 0, 1)}) == 1


def test_span_and_token_of_one_place_differ(doc: Doc) -> None:
    token = doc.tokens[0]
    assert token != Span(doc.text, token.start_char, token.end_char)
    assert token == doc.tokens[0]


def test_views_behave_like_a_sequence(doc: Doc) -> None:
    tokens = doc.tokens
    assert len(tokens) == 7
    assert tokens[1:3] == [tokens[1], tokens[2]]
    assert tokens[0] in tokens
    with pytest.raises(IndexError):
        tokens[7]


def test_reprs_show_text_and_place(doc: Doc) -> None:
    assert repr(doc.tokens[0]) == "Token('زار', 0, 3)"
    assert repr(doc.ents[1]) == "Entity('بيروت', 'LOC', 9, 14, score=0.80)"
    assert "score=0.750" in repr(doc.tokens[4].analyses[0])
    assert repr(doc) == "Doc('زار سامي بيروت. وعاد سامي حداد', 7 tokens, 2 sents, 3 ents)"
