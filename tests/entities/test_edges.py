import numpy as np
import pytest

from arnews.entities.edges import proclitic, trim

# word, letters that the model would cut, letters that may be cut
CUTS = """
وباريس   2 2
باريس    2 0
للعراق   2 2
وللعراق  3 3
لبنان    0 0
فيفي     1 1
غزة      1 0
ب        1 0
بغ       1 0
كوفي     3 0
"""


@pytest.mark.parametrize("row", CUTS.strip().splitlines())
def test_only_proclitics_are_cut_and_two_letters_stay(row):
    word, wanted, cut = row.split()
    probs = np.full(4, 0.02, np.float32)
    probs[int(wanted)] = 0.94
    if cut != wanted:
        probs[0] = 0.03
    assert proclitic(word, probs)[0] == int(cut)


def test_the_probability_is_shared_among_the_cuts_that_are_possible():
    size, sure = proclitic("غزة", np.array([0.2, 0.8, 0.0, 0.0], np.float32))
    assert size == 0
    assert sure == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("«الأهلي»", "الأهلي"), ('"أحلام"', "أحلام"), ("#غزة", "غزة"), ("أوبك+", "أوبك+"), ("(رويترز)", "رويترز"),
        ("تكتل (لبنان القوي)", "تكتل (لبنان القوي)"), ("غزة\u200f", "غزة"), ("ـغزةـ", "غزة"), ("«»", ""),
        ("د.", "د."),
    ],
)  # fmt: skip
def test_quotes_and_signs_stay_outside(text, name):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == name
