"""Words without the clitics they may have."""

from __future__ import annotations

import pytest

from arnews.morphology.guesses import frames
from arnews.morphology.hashing import Words


def found(word: str) -> set[tuple[str, int, int, bool, bool, bool]]:
    """Return the frames of a word: its letters, cuts, letters of the pronoun, article, its alef, future."""
    all_ = frames(Words([word]))
    return {
        (word[int(start) : int(end)], int(cuts), int(enclitic), bool(article), bool(alef), bool(future))
        for _, start, end, cuts, enclitic, article, alef, future in zip(*all_, strict=True)
    }


@pytest.mark.parametrize(
    ("word", "frame"),
    [
        ("وللاتحاد", ("اتحاد", 3, 0, True, False, False)),
        ("بالمدرسة", ("مدرسة", 1, 0, True, True, False)),
        ("المدرسة", ("مدرسة", 0, 0, True, True, False)),
        ("سيكتبونها", ("يكتبون", 1, 2, False, False, True)),
        ("وسيكتب", ("يكتب", 3, 0, False, False, True)),
        ("كتابهم", ("كتاب", 0, 2, False, False, False)),
        ("إلمام", ("مام", 0, 0, True, True, False)),
    ],
)
def test_a_word_without_its_clitics_is_a_frame(word: str, frame: tuple[str, int, int, bool, bool, bool]) -> None:
    assert frame in found(word)
    assert (word, 0, 0, False, False, False) in found(word)


@pytest.mark.parametrize("word", ["سالمها", "وسالم", "بالهم", "للكم"])
def test_no_article_stands_behind_the_future_or_before_a_pronoun(word: str) -> None:
    assert not any(article and (future or enclitic) for _, _, enclitic, article, _, future in found(word))


def test_two_letters_are_left() -> None:
    assert found("وه") == {("وه", 0, 0, False, False, False)}
    assert found("الم") == {("الم", 0, 0, False, False, False)}


def test_words_of_a_batch_are_told_apart() -> None:
    both = frames(Words(["وكتب", "قلم"]))
    assert sorted(both.word.tolist()) == sorted([0] * len(found("وكتب")) + [1] * len(found("قلم")))
