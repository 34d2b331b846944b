import numpy as np
import pytest

from arnews.entities.gazetteer import KINDS, MARKS, Gazetteer
from arnews.errors import ModelError

ROWS = [
    ("القاهرة", "LOC"), ("مصر", "LOC"), ("الأمم المتحدة", "ORG"), ("المتحدة", "ORG"), ("أحمد", "PERTOK"),
    ("أحمد حلمي", "PER"), ("العراق", "LOC"), ("عين شمس", "LOC"),
]  # fmt: skip


@pytest.fixture(scope="module")
def names():
    return Gazetteer.collect(ROWS)


def marked(names, text):
    """Return kinds of the marked words, B at the first word of a name, I behind."""
    found = []
    for row in names(text.split()):
        kinds = [f"{'BI'[at % 2]}-{KINDS[at // 2]}" for at in np.flatnonzero(row)]
        found.append("+".join(kinds) or "-")
    return " ".join(found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("زار القاهره", "- B-LOC"),
        ("وبالقاهرة", "B-LOC"),
        ("وللعراق", "B-LOC"),
        ("الأمم المتحدة", "B-ORG I-ORG"),
        ("المتحدة", "B-ORG"),
        ("احمد حلمى", "B-PER+B-PERTOK I-PER"),
        ("شمس عين", "- -"),
        ("بعين شمس", "B-LOC I-LOC"),
        ("", ""),
    ],
)
def test_listed_names_are_marked_folded_longest_first_behind_proclitics(names, text, wanted):
    assert marked(names, text) == wanted


def test_lists_survive_packing(names):
    again = Gazetteer.from_bytes(names.to_bytes())
    assert len(again) == len(names)
    text = "زار أحمد حلمي القاهرة و الأمم المتحدة"
    np.testing.assert_array_equal(again(text.split()), names(text.split()))
    assert again.to_bytes() == names.to_bytes()


def test_marks_have_a_column_for_every_kind(names):
    assert names(["مصر"]).shape == (1, MARKS)


def test_damaged_lists_are_refused():
    with pytest.raises(ModelError, match="lists of names"):
        Gazetteer.from_bytes(b"nothing")
