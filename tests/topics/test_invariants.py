"""What holds for any text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arnews.topics.vocabulary import Growing, Vocabulary, row_sums
from arnews.topics.words import MAX_WORD, pieces, spelled, words

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text("ابتثةىي ًـ_0٣.«»\u200f\ud800")


@settings(deadline=None, max_examples=150)
@given(headlines=st.lists(ANY_TEXT, max_size=4), text=ANY_TEXT)
def test_any_text_gives_a_distribution(fitted, headlines, text):
    for texts in (None, [text] * len(headlines)):
        scores = fitted.predict_proba(headlines, texts)
        assert scores.shape == (len(headlines), len(fitted.classes_))
        assert (scores >= 0).all()
        np.testing.assert_allclose(scores.sum(axis=1), 1)
        assert fitted.predict(headlines, texts).tolist() == fitted.classes_[scores.argmax(axis=1)].tolist()


@settings(deadline=None, max_examples=100)
@given(headline=ANY_TEXT)
def test_any_explanation_adds_up(fitted, headline):
    why = fitted.explain(headline)
    column = fitted.classes_.tolist().index(why.topic)
    assert why.decision == pytest.approx(fitted.decision_function([headline])[0, column], abs=1e-4)


@pytest.mark.parametrize(
    "text",
    ["ا" * 200_000, "\x00" * 1000, "ab " * 100_000, "\u064b" * 200_000, "_" * 200_000, "خبر\u202e" * 50_000],
    ids=["one word", "NUL", "many words", "vowel signs", "underscores", "bidi marks"],
)
def test_huge_texts_give_a_distribution(fitted, text):
    np.testing.assert_allclose(fitted.predict_proba([text], [text]).sum(), 1)


@given(ANY_TEXT)
def test_words_stand_in_the_text_in_order(text):
    place = 0
    spaced = text.replace("_", " ")
    for word in words(text):
        place = spaced.index(word, place) + len(word)


@given(ANY_TEXT)
def test_spelling_is_short_and_settled(text):
    for word in words(text):
        form = spelled(word)
        assert len(form) <= MAX_WORD
        assert not any(digit in form for digit in "123456789٣")


@given(st.text("ابتث", max_size=12), st.integers(1, 4), st.integers(0, 3))
def test_pieces_are_every_run_of_these_lengths(word, shortest, more):
    edged = f" {word} "
    runs = [edged[i:j] for i in range(len(edged)) for j in range(i + 1, len(edged) + 1)]
    assert sorted(pieces(word, shortest, shortest + more)) == sorted(
        run for run in runs if shortest <= len(run) <= shortest + more
    )


@given(st.lists(st.lists(st.integers(-5, 5), max_size=3), max_size=5))
def test_row_sums_are_sums_of_rows(texts):
    values = np.array([[x] for text in texts for x in text], np.float32).reshape(-1, 1)
    bounds = np.cumsum([0, *map(len, texts)])
    assert row_sums(values, bounds)[:, 0].tolist() == [sum(text) for text in texts]


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=6))
def test_growing_array_is_the_concatenation(parts):
    growing = Growing(np.zeros(0, np.int64))
    for part in parts:
        growing.extend(np.array(part, np.int64))
    assert growing.array.tolist() == [value for part in parts for value in part]


def test_words_spelled_alike_share_a_row():
    rows = Vocabulary().read(["الأُوروبى", "الاوروبي ٢٠١٥", "", "1999"])
    assert rows.words.tolist() == [0, 0, 1, 1]
    assert rows.bounds.tolist() == [0, 1, 3, 3, 4]
    assert rows.text_of_word.tolist() == [0, 1, 1, 3]
