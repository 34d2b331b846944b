"""Word lists and the supplement, made from a small data folder of our own."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from arnews.morphology.features import GIVEN, NEW_WORD, short
from arnews.morphology.hashing import hash_words
from arnews.normalize import fold
from arnews.training.morphology_corpus import Extras
from arnews.training.morphology_lists import build_extras

SUPPLEMENT = """\
# tag, lemma, forms, reason
NOUN\tفروت\tفروت
NOUN\tكتاب\tكتاب
NOUN\tكتاب\tكتب
NOUN\tكيوي\tكيوي كيويات
PRON\tهو\tهو\tone lemma
"""


def packed(path: Path, lines: list[str]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))


@pytest.fixture(scope="module")
def extras(tmp_path_factory: pytest.TempPathFactory) -> Extras:
    data = tmp_path_factory.mktemp("data")
    for name in ("gaz", "annotated", "raw"):
        (data / name).mkdir()
    packed(data / "gaz" / "faker_names.tsv.xz", ["سلمى\tPERTOK"])
    packed(data / "gaz" / "modern_words.tsv.xz", ["هاشتاغ\tNOUN"])
    (data / "annotated" / "own.tsv").write_text("own:1\tزارت [PER سلمى] [LOC تونس]\n" * 3, encoding="utf-8")
    article = {"id": "own:1", "title": "سلمى تقرأ", "text": "قرأت سلمى كتابا عن تونس. ثم قرأت كتابا آخر."}
    packed(data / "raw" / "own.jsonl.xz", [json.dumps(article, ensure_ascii=False)] * 6)
    treebank = data / "own.jsonl"
    treebank.write_text(json.dumps({"text": "كتب", "tokens": [
        {"start": 0, "end": 3, "form": "كتب", "lemma": "كتب", "upos": "VERB", "segments": ["كتب"]}
    ]}, ensure_ascii=False), encoding="utf-8")  # fmt: skip
    supplement = data / "supplement.tsv"
    supplement.write_text(SUPPLEMENT, encoding="utf-8")
    return build_extras(data, [treebank], supplement=supplement)


def test_the_supplement_keeps_what_the_lexicon_lacks_even_if_it_can_be_guessed(extras: Extras) -> None:
    assert set(extras.lemmas) == {"فروت", "كيوي", "هو"}  # كتاب is in the lexicon; a line with a reason stays
    assert len(extras.supplement.key) == 4


def test_names_and_frequencies_are_known_by_their_words(extras: Extras) -> None:
    known = extras.known

    def row(word: str, keys: NDArray[np.uint32]) -> int:
        return int(np.flatnonzero(keys == short(hash_words([fold(word)], "fold"))[0])[0])

    assert known.name_lists[row("سلمى", known.name_key)] == GIVEN
    assert known.name_lists[row("هاشتاغ", known.name_key)] == NEW_WORD
    assert known.name_seen[row("سلمى", known.name_key)] > known.name_seen[row("زارت", known.name_key)]
    assert known.freq_bin[row("سلمى", known.freq_key)] == 3  # 12 times: from 8 to 15
    assert known.freq_class[row("سلمى", known.freq_key)] > 0


def test_a_folder_without_articles_gives_lists_without_frequencies(tmp_path: Path) -> None:
    for name in ("gaz", "annotated", "raw"):
        (tmp_path / name).mkdir()
    packed(tmp_path / "gaz" / "modern_words.tsv.xz", ["هاشتاغ\tNOUN"])
    made = build_extras(tmp_path, [])
    assert (len(made.known.name_key), len(made.known.freq_key), made.lemmas) == (1, 0, ())
