"""What a word can be: readings of the lexicon, guesses, and the supplement."""

from __future__ import annotations

import numpy as np
import pytest

from arnews.morphology.candidates import SUPPLEMENT, Groups, Supplement, group
from arnews.morphology.columns import flags
from arnews.morphology.hashing import Words, hash_words
from arnews.morphology.lexicon import load_lexicon
from arnews.morphology.tagset import UPOS


def supplement(*forms: str) -> Supplement:
    keys = np.sort(hash_words(list(forms), "fold"))
    return Supplement(keys, keys, np.full(len(forms), UPOS.index("NOUN"), np.uint8))


def groups(word: str, *added: str) -> Groups:
    lexicon = load_lexicon()
    return group(lexicon.arrays, flags(lexicon), Words([word]), supplement(*added))


def lexicon_cuts(found: Groups) -> set[int]:
    return set(found.cuts[found.stem >= 0].tolist())


def test_a_word_of_the_supplement_is_offered_whole_and_with_particles() -> None:
    assert any(groups("فروت", "فروت").kind >= SUPPLEMENT)
    found = groups("والفروت", "فروت")
    assert found.cuts[found.kind >= SUPPLEMENT].tolist() == [1]


@pytest.mark.parametrize(("word", "added"), [("فروت", "فروت"), ("ولد", "ولد"), ("وكتابهم", "كتاب")])
def test_what_the_supplement_adds_takes_no_reading_of_the_lexicon_away(word: str, added: str) -> None:
    assert 1 in lexicon_cuts(groups(word))
    assert lexicon_cuts(groups(word, added)) == lexicon_cuts(groups(word))


@pytest.mark.parametrize("word", ["مشاهدة", "بمكتبة", "أرشفة", "سهلة"])
def test_a_written_teh_marbuta_is_no_pronoun(word: str) -> None:
    assert not groups(word).enclitic.any()
    assert groups(f"{word[:-1]}ه").enclitic.any()
