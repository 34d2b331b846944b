"""Training the choice of readings on small sentences of our own."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from arnews.artifacts import load_model
from arnews.errors import DataError
from arnews.morphology import Morphology
from arnews.morphology.features import BITS
from arnews.morphology.lexicon import load_lexicon
from arnews.morphology.ranker import segment_softmax
from arnews.normalize import plain
from arnews.text import layout
from arnews.training.loglinear import fit, total
from arnews.training.morphology import evaluate, train
from arnews.training.morphology_corpus import Corpus, read_extras
from arnews.training.morphology_fit import moved
from arnews.training.raw_news import read_readings, sample_sentences
from arnews.training.treebank import (
    Sentence,
    Word,
    accepted_lemmas,
    coarse,
    read_sentences,
    same_cuts,
    settled,
)
from arnews.training.word_classes import BOUNDARY, numbered, word_classes

LINES = [
    ("زار الوزير المدرسة", "زار/زار/VERB الوزير/وزير/NOUN المدرسة/مدرسة/NOUN"),
    ("كتب الرجل رسالة", "كتب/كتب/VERB الرجل/رجل/NOUN رسالة/رسالة/NOUN"),
    ("وكتب قديمة في البيت", "و+كتب/كتاب/NOUN قديمة/قديم/ADJ في/في/ADP البيت/بيت/NOUN"),
    ("وقال إن البيت قديم", "و+قال/قال/VERB إن/إن/SCONJ البيت/بيت/NOUN قديم/قديم/ADJ"),
]


def sentence(text: str, words: str, doc: str) -> str:
    tokens, place = [], 0
    for word in words.split():
        form, lemma, upos = word.split("/")
        start = text.index(form.replace("+", ""), place)
        place = start + len(form.replace("+", ""))
        tokens.append(
            {"start": start, "end": place, "form": form, "lemma": lemma, "upos": upos, "segments": form.split("+")}
        )
    return json.dumps({"id": doc, "doc": doc, "source": "own", "text": text, "tokens": tokens}, ensure_ascii=False)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("treebank") / "own.jsonl"
    rows = [sentence(text, words, f"{i}.{j}") for j in range(3) for i, (text, words) in enumerate(LINES)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "own"
    said: list[str] = []
    scores = train([corpus], folder, progress=said.append, epochs=4)
    assert scores["reading"] > 60
    assert len(said) >= 3
    return folder


def test_a_trained_model_reads_its_own_sentences(corpus: Path, folder: Path) -> None:
    scores = evaluate([corpus], model=folder)
    assert scores["words"] == 3 * 14
    assert min(scores["lemma"], scores["broad_tag"], scores["cuts"]) > 90


def test_a_trained_model_is_loaded_by_its_folder(folder: Path) -> None:
    (table,) = Morphology.load(folder)([layout("كتب الرجل")])
    assert table.types[0][int(table.choices[0])].upos == "VERB"


def test_the_same_seed_gives_the_same_model(corpus: Path, folder: Path, tmp_path: Path) -> None:
    train([corpus], tmp_path / "again", epochs=4)
    assert (tmp_path / "again" / "manifest.json").read_text() == (folder / "manifest.json").read_text()


def test_a_file_without_lemmas_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text(
        json.dumps({"text": "زار", "tokens": [{"start": 0, "end": 3, "form": "زار"}]}) + "\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="no word with a lemma"):
        train([path], tmp_path / "out")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "broken.jsonl:1: no JSON"),
        ('{"text": "x", "tokens": [{"start": 0, "end": 9, "form": "x"}]}', "broken.jsonl:1: a token lies outside"),
        ("[]", "broken.jsonl:1: list in place of an object"),
        ("{}", "broken.jsonl:1 is no sentence"),
    ],
)  # fmt: skip
def test_a_broken_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=message):
        list(read_sentences([path]))


def test_a_missing_file_is_an_error_of_the_data(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        list(read_sentences([tmp_path / "none.jsonl"]))


@pytest.mark.parametrize(
    ("gold", "upos", "found"),
    [
        ("كِتاب", "NOUN", "كتاب"),
        ("السودان", "PROPN", "سودان"),
        ("هِيَ", "PRON", "هو"),
        ("هذه", "PRON", "هذا"),
        ("عِندَما", "SCONJ", "عند"),
        ("مِصر_1", "PROPN", "مصر"),
        ("مسؤول", "NOUN", "مسوول"),
    ],
)  # fmt: skip
def test_lemmas_that_differ_by_convention_are_equal(gold: str, upos: str, found: str) -> None:
    assert found in accepted_lemmas(gold, upos)


@pytest.mark.parametrize(
    ("gold", "found", "equal"),
    [
        (("ل", "الحكومة"), ("ل", "لحكومة"), True),
        (("لل", "حكومة"), ("ل", "لحكومة"), True),
        (("عند", "ما"), ("عندما",), True),
        (("و", "قال"), ("وقال",), False),
        (("لغة", "ه"), ("لغت", "ه"), True),
    ],
)  # fmt: skip
def test_cuts_that_differ_by_convention_are_equal(gold: tuple[str, ...], found: tuple[str, ...], equal: bool) -> None:
    assert same_cuts(gold, found) is equal


@pytest.mark.parametrize(
    ("upos", "lemma", "tag"),
    [
        ("SCONJ", "ان", "CONJ"),
        ("AUX", "كان", "VERB"),
        ("AUX", "قد", "PART"),
        ("DET", "هذا", "PRON"),
        ("DET", "كل", "NOUN"),
        ("X", "بي", "PROPN"),
    ],
)  # fmt: skip
def test_tags_of_closed_classes_go_by_lemma(upos: str, lemma: str, tag: str) -> None:
    assert coarse(upos, lemma) == tag


def test_a_log_linear_model_learns_which_candidate_is_right() -> None:
    rows = np.array([[1, 5], [2, 5], [1, 6], [2, 6]], np.int32)
    weights = fit(rows, np.array([0, 2, 4]), np.array([True, False, True, False]), np.ones(2, np.float32), bits=4,
                  rate=0.1, penalty=0.0, epochs=10)  # fmt: skip
    assert weights[1] > 0.2 > -0.2 > weights[2]
    assert weights[3] == 0


def test_words_of_the_same_places_get_the_same_class() -> None:
    words = ["زار", "قال", *(f"اسم{i}" for i in range(298)), *(f"فعل{i}" for i in range(300))]
    numbers = {word: i for i, word in enumerate(words)}
    rows = [("زار", f"اسم{i}", ".", "قال", f"فعل{i}", ".") for i in range(298)]
    stream = numbered([token for row in rows for token in row] * 3, numbers, len(words))
    assert stream[2] == BOUNDARY
    _, coarse_class = word_classes([stream], len(words))
    names = {int(coarse_class[numbers[f"اسم{i}"]]) for i in range(298)}
    verbs = {int(coarse_class[numbers[f"فعل{i}"]]) for i in range(298)}
    assert not names & verbs


def readings_folder(tmp_path: Path, lines: str) -> tuple[Path, Path]:
    raw = tmp_path / "raw"
    raw.mkdir()
    articles = [
        {"id": "a1", "text": "وصل الوفد مساء أمس. قالت إن عائلتي سافرت إلى المدينة القديمة."},
        {"id": "a2", "text": "كتب الطالب رسالة طويلة إلى الوزير الجديد. ثم زار المدرسة القديمة صباحا."},
        {"id": "a3", "text": None},
    ]
    for name, rows in (("free_2020", articles), ("saudinewsnet_2015", [{"id": "s1", "text": articles[1]["text"]}])):
        with lzma.open(raw / f"{name}.jsonl.xz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path = tmp_path / "readings.tsv"
    path.write_text(lines, encoding="utf-8")
    return path, raw


def test_single_words_are_read_in_the_articles_they_stand_in(tmp_path: Path) -> None:
    (found,) = read_readings(*readings_folder(tmp_path, "# head\na1\t28\t34\tعائلة\tNOUN\tعائلت+ي\n"))
    assert found.text == "قالت إن عائلتي سافرت إلى المدينة القديمة."
    labelled = [(found.text[w.start : w.end], w.lemma, w.upos, w.segments) for w in found.words if w.lemma]
    assert labelled == [("عائلتي", "عائلة", "NOUN", ("عائلت", "ي"))]
    assert len(found.words) == 8


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a1\t28\t34\tعائلة\tNOUN\n", "line 1 is no reading"),
        ("a1\t27\t34\tعائلة\tNOUN\tعائلت+ي\n", "does not fit a1 at 27"),
        ("a9\t0\t3\tكتب\tVERB\tكتب\n", "names articles that .* does not hold: a9"),
    ],
)
def test_a_reading_that_fits_no_article_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_readings(*readings_folder(tmp_path, line))


def test_raw_sentences_come_from_free_files_and_from_no_scored_article(tmp_path: Path) -> None:
    _, raw = readings_folder(tmp_path, "")
    assert {s.doc for s in sample_sentences(raw, 1000, seed=0)} == {"a1", "a2"}
    assert {s.doc for s in sample_sentences(raw, 1000, seed=0, without=["a2"])} == {"a1"}
    assert not any(word.lemma for s in sample_sentences(raw, 1000, seed=0) for word in s.words)


def test_a_taught_example_gets_the_probabilities_it_was_taught() -> None:
    rows = np.array([[1, 2], [3, 4], [5, 6]], np.int32)
    right = np.array([0.5, 0.3, 0.2], np.float32)
    weights = fit(
        rows, np.array([0, 3]), right, np.ones(1, np.float32), bits=3, rate=0.2, penalty=0.0, epochs=300,
        taught=np.ones(1, bool),
    )  # fmt: skip
    assert segment_softmax(total(weights, rows), np.array([0, 3])) == pytest.approx(right, abs=0.02)


def test_a_teacher_learns_the_readings_and_teaches_a_model(corpus: Path, folder: Path, tmp_path: Path) -> None:
    _, raw = readings_folder(tmp_path, "")
    said: list[str] = []
    scores = train(
        [corpus], tmp_path / "taught", progress=said.append, raw=raw, raw_words=40, teachers=2, epochs=2, runs=1
    )
    assert sum("teacher, pass 3" in line for line in said) == 2
    assert "(the mean of 2 seeds)" in (tmp_path / "taught" / "card.md").read_text(encoding="utf-8")
    assert scores["reading"] > 60
    assert evaluate([corpus], model=tmp_path / "taught")["lemma"] > 90


def chance(model: Path, text: str, tag: str) -> float:
    """Return how likely a model finds it that the first word of a text has a tag."""
    (readings,) = Morphology.load(model)([layout(text)])
    first = slice(*readings.offsets[:2])
    word = readings.types[int(readings.words[0])]
    ranked = zip(readings.choices[first], readings.scores[first], strict=True)
    return sum(float(score) for choice, score in ranked if word[int(choice)].upos == tag)


def test_a_model_begins_with_others_and_moves_towards_what_it_reads(corpus: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    text, words = "وكتب قديمة في البيت", "و+كتب/كَتَب/VERB قديمة/قديم/ADJ في/في/ADP البيت/بيت/NOUN"
    other.write_text("\n".join(sentence(text, words, str(n)) for n in range(40)) + "\n", encoding="utf-8")
    assert train([other], tmp_path / "moved", start=[folder, folder]) == {}
    assert chance(folder, text, "VERB") < chance(tmp_path / "moved", text, "VERB") < 0.9
    old, new = (load_model(path, task="morphology") for path in (folder, tmp_path / "moved"))
    assert new.config["temperature"] == old.config["temperature"]
    card = (tmp_path / "moved" / "card.md").read_text(encoding="utf-8")
    assert "the mean of 2 models" in card
    assert "Nothing was held out" in card


def test_the_mean_of_two_models_is_where_a_model_begins(corpus: Path, folder: Path, tmp_path: Path) -> None:
    train([corpus], tmp_path / "other", seed=5, epochs=1, runs=1)
    known = read_extras(folder)
    found = moved(
        Corpus(list(read_sentences([corpus])), load_lexicon(), known), [folder, tmp_path / "other"],
        {"bits": BITS, "rate": 0.0, "penalty": 0.0, "epochs": 1, "seed": 0}, lambda _: None, rate=0.0,
    )  # fmt: skip
    tables = [load_model(path, task="morphology") for path in (folder, tmp_path / "other")]
    for name, mine in (("word", found.word), ("joint", found.joint)):
        assert mine == pytest.approx(sum(t.arrays[name] * np.float32(t.config["scale"]) for t in tables) / 2, abs=1e-5)


def test_a_model_that_begins_with_others_reads_no_raw_words(corpus: Path, folder: Path, tmp_path: Path) -> None:
    _, raw = readings_folder(tmp_path, "")
    with pytest.raises(DataError, match="leave out either"):
        train([corpus], tmp_path / "out", start=[folder], raw=raw, raw_words=10)


def test_raw_words_without_a_folder_are_refused(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="name it as raw"):
        train([corpus], tmp_path / "out", raw_words=100)


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "settled_lemma"),
    [
        ("ثلاث", "ثَلاث", "NUM", "ثلاث"),
        ("ثلاث", "ثَلاثَة", "NUM", "ثلاث"),
        ("ثلاثة", "ثَلاث", "NUM", "ثلاثة"),
        ("الأربع", "أربعة", "ADJ", "أربع"),
        ("اربعه", "أربع", "NUM", "أربعة"),
        ("ثمان", "ثَمان", "NUM", "ثماني"),
        ("ثمانية", "ثَماني", "NUM", "ثمانية"),
        ("ست", "سِتّ", "NOUN", "سِتّ"),
        ("عشر", "عَشَرَة", "NUM", "عشر"),
        ("الآن", "الآنَ", "ADV", "آن"),
        ("الناس", "ناس", "NOUN", "إِنْسان"),
        ("تقريباً", "تَقْرِيباً", "ADV", "تقريب"),
        ("مؤخرا", "مُؤَخَّراً", "ADV", "مؤخر"),
        ("أيضا", "أَيْضاً", "ADV", "أَيْضاً"),
        ("جدا", "جِدّاً", "ADV", "جِدّاً"),
    ],
)
def test_treebanks_are_brought_to_one_convention(form: str, lemma: str, upos: str, settled_lemma: str) -> None:
    word = Word(0, len(form), lemma, upos, (form,))
    assert settled(Sentence(form, (word,), "own", "d")).words[0].lemma == settled_lemma


@pytest.mark.parametrize(
    ("form", "lemma", "upos"),
    [
        ("سنويا", "سَنَوِيّ", "ADJ"),
        ("حاليّاً", "حالِيّاً", "ADJ"),
        ("ثانيا", "ثانِياً", "ADV"),
        ("سويا", "سَوِيّاً", "ADV"),
        ("مؤخرا", "مُؤَخَّراً", "ADV"),
    ],
)
def test_adverbs_made_of_a_nisba_are_adjectives(form: str, lemma: str, upos: str) -> None:
    word = settled(Sentence(form, (Word(0, len(form), lemma, "ADV", (form,)),), "own", "d")).words[0]
    assert word.upos == upos
    assert upos == "ADV" or not plain(word.lemma).endswith("ا")
