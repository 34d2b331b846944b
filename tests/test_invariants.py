"""The invariants of the design, on any Unicode, through the pipeline that users get."""

from __future__ import annotations

import threading
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import arnews

ARABIC = st.sampled_from(
    "و ب ل ال وال بال لل في من قال زار الرئيس محمد القاهرة مصر الأهلي وزارة الصحة غزة «حماس» "
    '"بوتين" ولروسيا، . ؟ \n 3.5 ب4 #غزة_الآن عَلِمَ كتـــاب \u200f \u200d IDG فى مسئولية ﻻ ..'.split(" ")
)
NEWS = st.lists(ARABIC, max_size=25).map(" ".join)
ANY = st.text(st.characters(), max_size=50)
PROCLITICS = ("و", "ف", "ب", "ل", "ك", "س", "أ")
QUOTES = "«»\"'“”‘’‹›"


@pytest.fixture(scope="module")
def check(nlp: arnews.Pipeline) -> object:
    def run(text: str) -> None:
        doc = nlp(text)
        _raw_text_is_kept(doc, text)
        _tokens_tile_the_text(doc)
        _sentences_hold_the_tokens(doc)
        _entities_are_clean(doc)
        _scores_are_probabilities(doc)
        assert arnews.Doc.from_dict(doc.to_dict()) == doc

    return run


def _raw_text_is_kept(doc: arnews.Doc, text: str) -> None:
    assert doc.text == text
    spans = [*doc.tokens, *doc.sents, *doc.ents, *(s for t in doc.tokens for s in t.segments)]
    assert all(text[span.start_char : span.end_char] == span.text != "" for span in spans)


def _tokens_tile_the_text(doc: arnews.Doc) -> None:
    last = 0
    for token in [*doc.tokens, None]:
        start = len(doc.text) if token is None else token.start_char
        assert start >= last
        assert all(c.isspace() or unicodedata.category(c) == "Cf" for c in doc.text[last:start])
        if token is not None:
            last = token.end_char
            segments = token.segments
            assert all(token.start_char <= s.start_char and s.end_char <= token.end_char for s in segments)
            assert all(a.end_char <= b.start_char for a, b in pairwise(segments))


def _sentences_hold_the_tokens(doc: arnews.Doc) -> None:
    assert [t for sent in doc.sents for t in sent.tokens] == list(doc.tokens)


def _entities_are_clean(doc: arnews.Doc) -> None:
    last = 0
    for ent in doc.ents:
        assert ent.start_char >= last
        last = ent.end_char
        assert ent.label in ("PER", "LOC", "ORG")
        assert not ent.text[-1].isspace()
        assert not ent.text[0].isspace()
        assert ent.text[-1] not in QUOTES or ent.text.count(ent.text[-1]) > 1
        assert ent.text[0] not in QUOTES
        assert ent.name


def _scores_are_probabilities(doc: arnews.Doc) -> None:
    assert sum(doc.topic_scores.values()) == pytest.approx(1, abs=1e-4)
    assert all(0 <= ent.score <= 1 for ent in doc.ents)
    for token in doc.tokens:
        if token.analyses:
            assert sum(a.score for a in token.analyses) == pytest.approx(1, abs=1e-4)


@settings(max_examples=60)
@given(text=NEWS)
def test_invariants_hold_for_words_of_news(check: object, text: str) -> None:
    check(text)  # type: ignore[operator]


@settings(max_examples=60)
@given(text=ANY)
def test_invariants_hold_for_any_unicode(check: object, text: str) -> None:
    check(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\x00",
        "\ud800 نص \udfff",
        "\u200f\u202bنص\u202c\u200f",
        "ا" * 200_000,
        "\u0651" * 5_000,
        "و" * 3_000,
        "ب4" * 5_000,
        "نص " * 20_000,
        "." * 20_000,
        "😀" * 1_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_invariants_hold_for_hostile_text(check: object, text: str) -> None:
    check(text)  # type: ignore[operator]


def test_threads_agree_with_one_after_another(nlp: arnews.Pipeline) -> None:
    texts = [f"قال الوزير سامي {n} إن مصر والأردن وقعتا {n} اتفاقات في عمان." for n in range(24)]
    alone = [nlp(text).to_dict() for text in texts]
    found: list[dict[str, object]] = [{}] * len(texts)

    def work(part: int) -> None:
        for row in range(part, len(texts), 4):
            found[row] = nlp(texts[row]).to_dict()

    threads = [threading.Thread(target=work, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == alone
