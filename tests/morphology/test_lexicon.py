"""The lexicon in the cache: built whole, built once, equal to what CAMeL Tools makes of it."""

from __future__ import annotations

import logging
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from arnews.errors import LexiconError
from arnews.morphology.almor import FEATURES, almor_lines
from arnews.morphology.analyzer import LONGEST, Reference, find_database, read_database
from arnews.morphology.hashing import Words, hash_words
from arnews.morphology.lexicon import Lexicon, almor_database, load_lexicon
from arnews.morphology.lookup import segment
from arnews.morphology.pieces import Pieces, make_pieces
from arnews.morphology.readings import Builder
from arnews.morphology.tables import find_tables, read_tables
from arnews.normalize import plain

WORDS = """
وسيكتبونها فبالمدرسة للاتحاد أليس لأن بعد هؤلاء مستواها لديهم كتب علم قال يقول الأوروبى مسئولية فى وقد والمسؤولون
بالطائرات كلاهما إنهم عليه لهم منه أولئك سنرى استقبالهم محطتي قوانينهم اثنين للرئيس والشعب فاستقال ليكتب أعلنت يتوقعون
رؤساء خمسة الثالثة شؤون أسئلة ماء بناؤه قضاياهم بدأ يبدؤون جاؤوا مليونا جدا أيضا شكرا كأن ولكنه لعلها ليت غيره
""".split()
CASES = [
    # word, lemma, pos, prc2, prc1, prc0, enc0
    ("وسيكتبونها", "كَتَب", "verb", "wa_conj", "sa_fut", "na", "3fs_dobj"),
    ("فبالمدرسة", "مَدْرَسَة", "noun", "fa_conj", "bi_prep", "Al_det", "0"),
    ("للاتحاد", "ٱِتِّحاد", "noun", "0", "li_prep", "Al_det", "0"),
    ("لأن", "لِأَنَّ", "conj_sub", "0", "0", "na", "0"),
    ("بعد", "بَعْدَ", "prep", "0", "0", "na", "0"),
    ("هؤلاء", "هٰذا", "pron_dem", "0", "0", "0", "0"),
    ("مستواها", "مُسْتَوَى", "noun", "0", "0", "0", "3fs_poss"),
    ("لديهم", "لَدَى", "prep", "0", "0", "na", "3mp_pron"),
    ("ثلاث", "ثَلاث", "noun_num", "0", "0", "0", "0"),
    ("ثلاثة", "ثَلاثَة", "noun_num", "0", "0", "0", "0"),
    ("عشر", "عَشْر", "noun_num", "0", "0", "0", "0"),
    ("عشرة", "عَشَرَة", "noun_num", "0", "0", "0", "0"),
    ("برشلونة", "بَرْشِلُونَة", "noun_prop", "0", "0", "0", "0"),
    ("ثلاثون", "ثَلاثُون", "noun_num", "0", "0", "0", "0"),
    ("ثمان", "ثَمانِي", "noun_num", "0", "0", "0", "0"),
    ("الآن", "آنَ", "adv", "0", "0", "na", "0"),
    ("ليكتب", "كَتَب", "verb", "0", "li_sub", "na", "0"),
    ("كتابه", "كِتاب", "noun", "0", "0", "0", "3ms_poss"),
    ("أأنت", "أَنْتَ", "pron", "0", "0", "0", "0"),
    ("ومصر", "مِصْر", "noun_prop", "wa_conj", "0", "0", "0"),
]


def nfc(text: str) -> str:
    """Put shadda and vowel in one order: the tables and a keyboard differ."""
    return unicodedata.normalize("NFC", text)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return make_pieces(read_tables(find_tables()))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference()


@pytest.mark.parametrize(("word", "lemma", "pos", "prc2", "prc1", "prc0", "enc0"), CASES)
def test_a_word_has_the_analysis_a_reader_gives(
    reference: Reference, word: str, lemma: str, pos: str, prc2: str, prc1: str, prc0: str, enc0: str
) -> None:
    found = {(nfc(a["lex"]), a["pos"], a["prc2"], a["prc1"], a["prc0"], a["enc0"]) for a in reference(word)}
    assert (nfc(lemma), pos, prc2, prc1, prc0, enc0) in found


@pytest.mark.parametrize(
    ("word", "diac", "feats"),
    [
        ("يكتبون", "يَكْتُبُونَ", {"asp": "i", "per": "3", "gen": "m", "num": "p"}),
        ("كتبت", "كَتَبَت", {"asp": "p", "per": "3", "gen": "f", "num": "s"}),
        ("المعلمات", "المُعَلِّمات", {"gen": "f", "num": "p", "stt": "d"}),
        ("كتابان", "كِتابانِ", {"num": "d", "cas": "n"}),
        ("كتابا", "كِتاباً", {"cas": "a", "stt": "i"}),
        ("مستواها", "مُسْتَواها", {"num": "s", "stt": "c"}),
    ],
)
def test_endings_set_person_gender_number_case(
    reference: Reference, word: str, diac: str, feats: dict[str, str]
) -> None:
    assert any(feats.items() <= analysis.items() for analysis in reference(word) if nfc(analysis["diac"]) == nfc(diac))


def test_every_analysis_has_every_feature(reference: Reference) -> None:
    for analysis in reference("وبالمدرسة"):
        assert set(FEATURES) - {"prc3"} <= set(analysis)


@pytest.mark.parametrize("word", WORDS)
def test_the_fast_lookup_gives_what_camel_tools_gives(lexicon: Lexicon, reference: Reference, word: str) -> None:
    hits = segment(lexicon.arrays, Words([word]))
    builder = Builder(lexicon, ())
    ours = []
    for prefix, stem, suffix in zip(hits.prefix.tolist(), hits.stem.tolist(), hits.suffix.tolist(), strict=True):
        feats = builder.merged((prefix, stem, suffix))
        lemma = lexicon.text("lemma", int(lexicon.arrays["stem_lemma"][stem]))
        ours.append((builder.diac((prefix, stem, suffix)), lemma.replace(" ", "_"), tuple(sorted(feats.items()))))
    names = {name for _, _, feats in ours for name, _ in feats}
    theirs = [(a["diac"], a["lex"], tuple(sorted((n, a[n]) for n in names if n in a))) for a in reference(word)]
    assert sorted(ours) == sorted(theirs)


def test_the_words_are_found_at_all(lexicon: Lexicon) -> None:
    found = segment(lexicon.arrays, Words(WORDS)).word
    assert len(set(found.tolist())) >= len(WORDS) - 1


def test_exact_spelling_is_told_from_look_alikes(lexicon: Lexicon) -> None:
    hits = segment(lexicon.arrays, Words(["فى", "في", "القاهره", "القاهرة", "اعلن", "أعلن"]))
    best = [int(hits.spelling[hits.word == i].min()) for i in range(6)]
    assert best == [2, 0, 4, 0, 1, 0]


def test_the_same_tables_give_the_same_database(pieces: Pieces) -> None:
    again = make_pieces(read_tables(find_tables()))
    assert list(almor_lines(pieces)) == list(almor_lines(again))


def test_no_line_of_the_database_has_an_empty_lemma(pieces: Pieces) -> None:
    assert all(piece.lemma and piece.diac for piece in pieces.stems)


def test_a_damaged_cache_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ARNEWS_CACHE", str(tmp_path))
    with caplog.at_level(logging.WARNING, "arnews.lexicon"):
        load_lexicon()
    assert "building the lexicon in" in caplog.text
    (path,) = tmp_path.glob("lexicon-*/lexicon.npz")
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    lexicon = load_lexicon()
    assert path.read_bytes() == whole
    assert len(lexicon.featsets) > 100
    assert not list(path.parent.glob(".building-*"))


def test_two_processes_that_build_at_once_both_succeed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARNEWS_CACHE", str(tmp_path))
    code = "from arnews.morphology.lexicon import load_lexicon; print(len(load_lexicon().arrays['ab']))"
    runs = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], answers
    assert answers[0][0] == answers[1][0] != ""
    assert sum("building the lexicon" in errors for _, errors in answers) == 1


def test_a_cache_that_cannot_be_written_names_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARNEWS_CACHE", str(tmp_path / "file"))
    with pytest.raises(LexiconError, match="set ARNEWS_CACHE to a folder that can be written"):
        load_lexicon()


def test_a_database_of_the_users_is_read_by_path() -> None:
    own = read_database(almor_database())
    ours, theirs = (segment(x.arrays, Words(["وسيكتبونها", "لديهم"])) for x in (own, load_lexicon()))
    assert ours.word.tolist() == theirs.word.tolist()
    cuts = own.arrays["prefix_cuts"][ours.prefix][ours.word == 0]
    assert set(np.unique(cuts).tolist()) == {0b11}


def test_a_path_without_a_database_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no ALMOR database at"):
        find_database(tmp_path)


def test_calima_that_is_not_installed_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    with pytest.raises(LexiconError, match="camel_data -i morphology-db-msa-r13"):
        find_database("calima")


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "some.db").write_text("this is no database\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="is no ALMOR database"):
        read_database(tmp_path / "some.db")


def test_a_long_token_is_not_given_to_the_reference(reference: Reference) -> None:
    assert reference("ب" * (LONGEST + 1)) == []


def test_camels_backoff_takes_an_unknown_word_for_a_name() -> None:
    (analysis,) = [a for a in Reference(backoff="NOAN_PROP")("غوغل") if a["prc1"] == a["prc2"] == a["enc0"] == "0"]
    assert (analysis["pos"], analysis["lex"], analysis["source"]) == ("noun_prop", "غوغل", "backoff")


def test_marks_do_not_hide_a_word(lexicon: Lexicon) -> None:
    assert len(segment(lexicon.arrays, Words([plain("مَدْرَســـة")])).word)


def test_hashes_are_those_that_the_shipped_weights_were_learned_with(lexicon: Lexicon) -> None:
    # A change here means that models must be trained anew.
    assert hash_words(["كتاب", "وسيكتبونها"]).tolist() == [16723862005726287979, 15593341223627670286]
    assert int(np.bitwise_xor.reduce(lexicon.arrays["featsets_code"])) == 3416479878
