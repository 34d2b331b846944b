"""The right reading of words, and what holds of every reading."""

from __future__ import annotations

import json
import threading
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews.artifacts import load_model, model_folder
from arnews.doc import Layout, Reading
from arnews.errors import ModelError
from arnews.morphology import Morphology
from arnews.morphology import model as model_module
from arnews.morphology.readings import certain_vowels
from arnews.normalize import fold
from arnews.text import layout

from .conftest import Read

Edges = tuple[tuple[int, int], ...]
SENTENCES = [
    # text; then for each word: folded lemma, tag, cuts
    ("وسيكتبونها غدا", [
        "كتب VERB و+س+يكتبون+ها", "* * غدا",
    ]),
    ("زار الرئيس المصري القاهرة أمس", [
        "زار VERB زار", "رييس NOUN الرئيس", "مصري ADJ المصري", "* PROPN القاهرة", "امس ADV أمس",
    ]),
    ("وقال الوزير للصحفيين", [
        "قال VERB و+قال", "وزير NOUN الوزير", "صحفي NOUN ل+لصحفيين",
    ]),
    ("فبالمدرسة نبدأ", [
        "مدرسه NOUN ف+ب+المدرسة", "بدا VERB نبدأ",
    ]),
    ("لأن الاتحاد قرر", [
        "لان SCONJ لأن", "اتحاد NOUN الاتحاد", "قرر VERB قرر",
    ]),
    ("بعد هؤلاء العمال", [
        "بعد ADP بعد", "هذا PRON هؤلاء", "عامل NOUN العمال",
    ]),
    ("ارتفع مستواها كثيرا", [
        "ارتفع VERB ارتفع", "مستوي NOUN مستوا+ها", "* * كثيرا",
    ]),
    ("ليس لديهم أي مشكلة", [
        "ليس * ليس", "لدي ADP لدي+هم", "اي * أي", "مشكله NOUN مشكلة",
    ]),
    ("فى البنك الأوروبى", [
        "في ADP فى", "بنك NOUN البنك", "* ADJ الأوروبى",
    ]),
    ("اكد المسئول ان الازمة انتهت", [
        "اكد VERB اكد", "* NOUN المسئول", "ان * ان", "ازمه NOUN الازمة", "انتهي VERB انتهت",
    ]),
    ("وافق المجلس على الاتفاقيات الجديدة", [
        "وافق VERB وافق", "مجلس NOUN المجلس", "علي ADP على", "اتفاقيه NOUN الاتفاقيات", "جديد ADJ الجديدة",
    ]),
    ("وأعلن الحوثيون استهداف مواقع الجيش", [
        "اعلن VERB و+أعلن", "حوثي NOUN الحوثيون", "استهداف NOUN استهداف", "موقع NOUN مواقع", "جيش NOUN الجيش",
    ]),
    ("لقاح ولقاحات ضد الفيروس", [
        "لقاح NOUN لقاح", "لقاح NOUN و+لقاحات", "ضد * ضد", "فيروس NOUN الفيروس",
    ]),
    ("إن ترامب يرى ذلك", [
        "ان SCONJ إن", "ترامب PROPN ترامب", "راي VERB يرى", "* PRON ذلك",
    ]),
    ("عصير الجريب فروت مفيد", [
        "عصير NOUN عصير", "* * الجريب", "فروت NOUN فروت", "مفيد ADJ مفيد",
    ]),
    ("وورد في البيان أن الرجل خرج ورمى سلاحه", [
        "ورد VERB و+ورد", "في ADP في", "بيان NOUN البيان", "ان * أن", "رجل NOUN الرجل", "خرج VERB خرج",
        "رمي VERB و+رمى", "سلاح NOUN سلاح+ه",
    ]),
    ("كلف الرئيس الوزير بتكوين حكومة يحبها الناس", [
        "* VERB كلف", "رييس NOUN الرئيس", "وزير NOUN الوزير", "تكوين NOUN ب+تكوين", "حكومه NOUN حكومة",
        "* VERB يحب+ها", "انسان NOUN الناس",
    ]),
    ("يسافر سنويا عشر مرات", [
        "سافر VERB يسافر", "سنوي ADJ سنويا", "عشر NUM عشر", "مره NOUN مرات",
    ]),
]  # fmt: skip


def best(read: Read, text: str) -> list[tuple[str, Reading]]:
    return [(token, readings[0][0]) for token, readings in read(text)]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_word_is_read_as_a_reader_reads_it(read: Read, text: str, expected: list[str]) -> None:
    for (token, reading), line in zip(best(read, text), expected, strict=True):
        lemma, upos, cuts = line.split()
        found = (fold(reading.lemma), reading.upos, "+".join(token[a:b] for a, b in reading.cuts))
        wanted = tuple(x if y == "*" else y for x, y in zip(found, (lemma, upos, cuts), strict=True))
        assert found == wanted


@pytest.mark.parametrize(
    ("token", "voice", "lemma"),
    [("عَلِمَ", "Act", "علم"), ("عُلِمَ", "Pass", "علم"), ("كُتِبَ", "Pass", "كتب"), ("كَتَبَ", "Act", "كتب")],
)
def test_a_vowel_sign_that_is_written_is_honoured(read: Read, token: str, voice: str, lemma: str) -> None:
    ((_, reading),) = best(read, token)
    assert (reading.upos, dict(reading.feats)["Voice"], fold(reading.lemma)) == ("VERB", voice, lemma)


@pytest.mark.parametrize(
    ("written", "cuts"),
    [
        ("وكتـــابها", ["و", "كتـــاب", "ها"]),
        ("وَبِالمَدرَسَةِ", ["وَ", "بِ", "المَدرَسَةِ"]),
        ("وقا\u200dل", ["و", "قا\u200dل"]),
        ("للاتحاد", ["ل", "لاتحاد"]),
        ("وﻻ", ["و", "ﻻ"]),
    ],
)
def test_cuts_lie_in_the_text_as_it_is_written(read: Read, written: str, cuts: list[str]) -> None:
    found = [(token, reading) for token, reading in best(read, written) if len(token) > 1]
    assert [token[a:b] for token, reading in found for a, b in reading.cuts] == cuts


def test_marks_do_not_change_the_lemma(read: Read) -> None:
    lemmas = {fold(best(read, word)[0][1].lemma) for word in ("المدرسة", "المَدرَسة", "المـدرسة", "المدرسة\u200f")}
    assert lemmas == {"مدرسه"}


def test_a_reading_has_its_features(read: Read) -> None:
    ((_, reading),) = best(read, "وسيكتبونها")
    assert (reading.pos, reading.root, reading.gloss) == ("verb", "ك.ت.ب", "write")
    assert dict(reading.feats) == {
        "Aspect": "Imp",
        "Gender": "Masc",
        "Number": "Plur",
        "Person": "3",
        "Voice": "Act",
        "Mood": "Ind",
    } or (dict(reading.feats).items() >= {"Aspect": "Imp", "Gender": "Masc", "Number": "Plur", "Person": "3"}.items())


def test_readings_are_ranked_and_sum_to_one(read: Read) -> None:
    for _, readings in read("وقال علم كتب الرجل بعد عام في ب4 2015 إن"):
        scores = [score for _, score in readings]
        assert scores == sorted(scores, reverse=True)
        assert sum(scores) == pytest.approx(1, abs=1e-5)


def test_an_ambiguous_word_keeps_its_other_readings(read: Read) -> None:
    ((_, readings),) = read("كتب")
    assert {reading.upos for reading, _ in readings} >= {"VERB", "NOUN"}
    assert len(set(readings)) == len(readings)


@pytest.mark.parametrize(
    "token",
    [
        "ب" * 200_000,
        "\u064e" * 200_000,
        "ب4" * 50_000,
        "aب" * 1000,
        "\x00",
        "\ud800",
        "\u200f",
        "ـ",
        "و",
        "ء",
        "١٢٣",
        "#غزة_الآن",
    ],
)
def test_any_token_has_a_reading_that_covers_it(morphology: Morphology, token: str) -> None:
    page = Layout(
        token,
        np.array([(0, len(token))], np.int32),
        np.array([(0, len(token))], np.int32),
        np.array([(0, 1)], np.int32),
    )
    table = morphology([page])[0]
    reading = table.types[0][int(table.choices[0])]
    assert reading.upos
    assert reading.cuts[0][0] == 0
    assert reading.cuts[-1][1] == len(token)
    assert all(a[1] == b[0] for a, b in pairwise(reading.cuts))


@given(st.lists(st.text(st.sampled_from("وبالكسفمنهيتةىأإآءئؤabc٤5.،ـَُّ\u200f")), min_size=1, max_size=8))
def test_cuts_tile_every_word(read: Read, words: list[str]) -> None:
    for token, readings in read(" ".join(words)):
        for reading, _ in readings:
            assert reading.cuts[0][0] == 0 and reading.cuts[-1][1] == len(token)
            assert all(a[1] == b[0] and a[0] < a[1] for a, b in pairwise(reading.cuts))


def test_no_document_gives_nothing(morphology: Morphology) -> None:
    assert morphology([]) == []


def test_an_empty_document_has_no_readings(morphology: Morphology) -> None:
    (table,) = morphology([layout("")])
    assert (len(table.words), table.offsets.tolist()) == (0, [0])


def test_company_in_a_batch_changes_nothing(morphology: Morphology) -> None:
    pages = [layout(text) for text, _ in SENTENCES]
    together = morphology(pages)
    fresh = Morphology.load()
    for page, table in zip(reversed(pages), reversed(together), strict=True):
        (alone,) = fresh([page])
        assert alone.words.tolist() == table.words.tolist()
        assert alone.choices.tolist() == table.choices.tolist()
        np.testing.assert_allclose(alone.scores, table.scores, rtol=1e-5)
        assert alone.compact().types == table.compact().types


def test_threads_share_a_model(morphology: Morphology) -> None:
    pages = [layout(text + f" {i}") for i in range(20) for text, _ in SENTENCES]
    wanted = [table.choices.tolist() for table in morphology(pages)]
    found: dict[int, list[list[int]]] = {}

    def run(number: int) -> None:
        found[number] = [morphology([page])[0].choices.tolist() for page in pages]

    threads = [threading.Thread(target=run, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[number] == wanted for number in range(3))


def test_a_store_that_is_full_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_module, "MOST_LETTERS", 10)
    morphology = Morphology.load()
    first = morphology([layout("وقال الرئيس المصري")])[0]
    second = morphology([layout("وقال الرئيس المصري")])[0]
    assert first.compact().types == second.compact().types


def test_the_card_is_complete() -> None:
    folder = model_folder("morphology")
    card = (folder / "card.md").read_text(encoding="utf-8")
    for part in (
        "no person has audited them",
        "CC BY-SA",
        "GeoNames",
        "GPL",
        "calibrated",
        "Limits",
        "arnews train morphology",
    ):
        assert part in card


def test_the_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in model_folder("morphology").iterdir()) < 8_000_000


def test_a_changed_byte_is_refused(tmp_path: Path) -> None:
    source = model_folder("morphology")
    for path in source.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    data = bytearray((tmp_path / "arrays.npz").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "arrays.npz").write_bytes(bytes(data))
    with pytest.raises(ModelError, match="checksum"):
        Morphology.load(tmp_path)


def test_the_manifest_names_what_it_was_trained_on() -> None:
    model = load_model(model_folder("morphology"), task="morphology")
    assert model.config["trained_on"] == ["modern_train.jsonl.xz", "pud_train.jsonl.xz"]
    assert json.dumps(model.config)


@pytest.mark.parametrize(
    ("word", "diac"), [("البنك", "البَنْك"), ("السوق", "السُوق"), ("الدفاع", "الدِفاع"), ("سعر", "سِعْر")]
)
def test_the_vowels_are_those_of_the_news_sense(read: Read, word: str, diac: str) -> None:
    ((_, reading),) = best(read, word)
    assert reading.diac == diac


@pytest.mark.parametrize(
    ("token", "edges", "diac"),
    [
        ("وترامب", ((0, 1), (1, 6)), "وَترامب"), ("بإنستجرام", ((0, 1), (1, 9)), "بِإنستجرام"),
        ("بروكسلية", ((0, 8),), "بروكسليَة"), ("كولاة", ((0, 5),), "كولاة"), ("ترامْب", ((0, 6),), "ترامْب"),
        ("تـــرامب", ((0, 8),), "ترامب"),
    ],
)  # fmt: skip
def test_a_guessed_word_has_the_vowels_that_are_certain(token: str, edges: Edges, diac: str) -> None:
    assert certain_vowels(token, edges) == diac


def test_every_word_has_a_vocalised_form(read: Read) -> None:
    assert all(reading.diac for _, reading in best(read, "نشر ترامب صورة على إنستجرام عن البنك الأوروبى"))


def test_what_two_sources_say_alike_is_one_reading(read: Read) -> None:
    ((_, readings),) = read("إلى")
    assert readings[0][0].diac == "إِلَى"
    assert readings[0][1] > 0.9
    said = [(fold(r.lemma), r.upos, r.cuts, r.diac) for r, _ in readings]
    assert len(set(said)) == len(said)
