import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews.entities.words import MAX_LETTERS, bare, keep_letters, letters, split_words

WORDS = """
وصل إلى القاهرة.        | وصل إلى القاهرة .
في2013أعلن             | في 2013 أعلن
#غزة_الآن              | # غزة _ الآن
شركة OPPO الصينية       | شركة OPPO الصينية
مصرOPPO                | مصر OPPO
القَاهِــرة               | القاهرة
بـ"أحلام"              | ب " أحلام "
کابل و تهران            | كابل و تهران
"""


@pytest.mark.parametrize("row", WORDS.strip().splitlines())
def test_words_are_cut_at_marks_and_changes_of_script(row):
    text, words = (part.strip() for part in row.split("|"))
    assert split_words(text)[1] == words.split()


def test_a_line_of_invisible_marks_has_no_word():
    edges, words = split_words("\u200f\u200f \u0640")
    assert words == []
    assert edges.shape == (0, 2)


def test_an_endless_word_is_read_by_its_beginning_only():
    edges, words = split_words("ب" * 200_000)
    assert edges.tolist() == [[0, 200_000]]
    assert len(words[0]) == MAX_LETTERS


def test_a_lone_surrogate_can_be_encoded():
    assert split_words("قال \ud800")[1][-1].encode()


@given(st.text(max_size=60))
def test_edges_are_sorted_and_hold_every_letter(text):
    edges, words = split_words(text)
    flat = edges.ravel().tolist()
    assert flat == sorted(flat)
    assert len(edges) == len(words)
    outside = set(range(len(text))) - {i for start, end in edges.tolist() for i in range(start, end)}
    assert not any(bare(text[i]).isalnum() for i in outside)


@pytest.mark.parametrize(
    ("word", "skip", "left"),
    [
        ("بغزة", 1, "غزة"),
        ("بـغزة", 1, "غزة"),
        ("بِغزة", 1, "غزة"),
        ("وللعراق", 3, "عراق"),
        ("ب", 1, "ب"),
        ("غزة", 0, "غزة"),
    ],
)
def test_proclitics_go_with_their_marks(word, skip, left):
    assert word[keep_letters(word, 0, len(word), skip) :] == left


def test_letters_are_counted_without_marks():
    assert letters("بِـ") == 1
