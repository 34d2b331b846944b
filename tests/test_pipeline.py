from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import arnews
from arnews.artifacts import save_model
from arnews.doc import TopicTable
from arnews.pipeline import Batch, Pipeline


def _mark(name: str, seen: list[tuple[str, int]]) -> object:
    def step(batch: Batch) -> Batch:
        seen.append((name, len(batch)))
        return [draft._replace(topics=TopicTable((name,), np.ones(1, np.float32))) for draft in batch]

    return step


@pytest.fixture
def seen() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def two_steps(seen: list[tuple[str, int]]) -> Pipeline:
    return Pipeline({"ner": _mark("ner", seen), "topics": _mark("topics", seen)})  # type: ignore[dict-item]


def test_steps_run_in_order_on_batches(two_steps: Pipeline, seen: list[tuple[str, int]]) -> None:
    docs = list(two_steps.pipe(["أ", "ب", "ت"], batch_size=2))
    assert [doc.text for doc in docs if doc] == ["أ", "ب", "ت"]
    assert seen == [("ner", 2), ("topics", 2), ("ner", 1), ("topics", 1)]


def test_disabled_step_does_not_run(two_steps: Pipeline, seen: list[tuple[str, int]]) -> None:
    (doc,) = two_steps.pipe(["أ"], disable=["topics"])
    assert doc is not None
    assert doc.topic == "ner"
    assert seen == [("ner", 1)]


def test_pipe_reads_no_further_than_it_must(two_steps: Pipeline) -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield str(number)

    docs = two_steps.pipe(texts(), batch_size=10)
    next(docs)
    assert taken == 10


def test_text_that_is_no_str_raises_or_gives_none(two_steps: Pipeline) -> None:
    texts = ["أ", None, "ب"]
    with pytest.raises(TypeError, match="each of texts must be a str"):
        list(two_steps.pipe(texts))  # type: ignore[arg-type]
    docs = list(two_steps.pipe(texts, on_error="none"))  # type: ignore[arg-type]
    assert [doc and doc.text for doc in docs] == ["أ", None, "ب"]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"texts": "نص"}, TypeError, "texts must be an iterable of str"),
        ({"texts": 3}, TypeError, "texts must be an iterable of str"),
        ({"on_error": "ignore"}, ValueError, "on_error must be"),
        ({"batch_size": 0}, ValueError, "batch_size must be"),
        ({"n_jobs": 0}, ValueError, "n_jobs must be"),
        ({"disable": ["nre"]}, ValueError, "unknown step 'nre'; steps are morphology, ner, topics"),
        ({"disable": "ner"}, TypeError, "disable must be a sequence of step names"),
    ],
)
def test_wrong_argument_of_pipe_is_named(
    two_steps: Pipeline, options: dict[str, object], error: type[Exception], message: str
) -> None:
    arguments = {"texts": ["أ"], **options}
    with pytest.raises(error, match=message):
        list(two_steps.pipe(**arguments))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, b"abc", 3, ["نص"]])
def test_text_of_wrong_type_names_argument_and_cure(two_steps: Pipeline, text: object) -> None:
    with pytest.raises(TypeError, match="text must be a str"):
        two_steps(text)  # type: ignore[arg-type]


def test_date_of_wrong_type_names_argument_and_cure(two_steps: Pipeline) -> None:
    assert two_steps("أ", date=datetime.date(2026, 1, 2)).text == "أ"
    with pytest.raises(TypeError, match=r"date must be a datetime\.date"):
        two_steps("أ", date="2026-01-02")  # type: ignore[arg-type]


def test_progress_changes_nothing(two_steps: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert [d.text for d in two_steps.pipe(["أ", "ب"], progress=True) if d] == ["أ", "ب"]
    assert capsys.readouterr().out == ""


def test_page_of_wrong_type_names_the_cure(two_steps: Pipeline) -> None:
    with pytest.raises(TypeError, match=r"page must be a Page \(from arnews.read_page\)"):
        two_steps.read(3)  # type: ignore[arg-type]


def test_pipeline_without_topics_says_so(two_steps: Pipeline) -> None:
    with pytest.raises(arnews.ModelError, match="without topics"):
        _ = two_steps.topics


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"ner": "slow"}, ValueError, "ner must be one of 'fast', 'accurate', 'tiny', got 'slow'"),
        ({"disable": ["tagger"]}, ValueError, "unknown step 'tagger'"),
        ({"path": "no/such/folder"}, arnews.ModelError, "is no model folder and holds none"),
        ({"path": 3}, TypeError, "path must be the path of a model folder"),
        ({"lexicon": "no/such/lexicon.db"}, arnews.LexiconError, "no/such/lexicon"),
    ],
)
def test_wrong_argument_of_load_is_named(options: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        arnews.load(**options)  # type: ignore[arg-type]


def test_model_of_an_unknown_task_is_refused(tmp_path: Path) -> None:
    save_model(tmp_path / "m", task="weather", config={}, card="")
    with pytest.raises(arnews.ModelError, match="unknown task 'weather'"):
        arnews.load(tmp_path)


# The pipeline that users get.

TEXT = "زار الرئيس محمود عباس القاهرة أمس.\nوالتقى عباس وزير الخارجية."


def test_document_has_words_names_and_a_topic(nlp: arnews.Pipeline) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert doc.tokens[0].lemma is not None
    assert {"محمود عباس", "القاهرة"} <= {ent.text for ent in doc.ents}
    assert doc.topic == "politics"


def test_one_by_one_in_batches_and_in_processes_agree(nlp: arnews.Pipeline) -> None:
    texts = [TEXT, "", "فاز الأهلي على الزمالك 2-1 في القاهرة", "ارتفعت أسعار النفط 3.5% في لندن."]
    single = [nlp(text) for text in texts]
    assert list(nlp.pipe(texts, batch_size=3)) == single
    assert list(nlp.pipe(texts, batch_size=2, n_jobs=2)) == single


def test_answers_do_not_depend_on_the_neighbours_in_a_batch(nlp: arnews.Pipeline) -> None:
    words = "زار الرئيس محمود عباس مدينة القاهرة أمس والتقى وزير الخارجية سامي حداد في مقر الجامعة العربية".split()
    texts = [" ".join(words[:n]) for n in range(1, len(words))]
    options = {"disable": ["morphology"]}
    single = [doc for text in texts for doc in nlp.pipe([text], **options)]  # type: ignore[arg-type]
    assert list(nlp.pipe(texts, batch_size=len(texts), **options)) == single  # type: ignore[arg-type]


def test_loading_without_steps_gives_words_only() -> None:
    bare = arnews.load(disable=["morphology", "ner", "topics"])
    assert repr(bare) == "Pipeline(tokens, sents)"
    doc = bare(TEXT)
    assert (doc.ents, doc.topic, doc.tokens[0].lemma) == ((), None, None)


def test_page_becomes_news(nlp: arnews.Pipeline, seed_page: str) -> None:
    news = nlp.read(arnews.read_page(seed_page))
    assert len(news.headlines) == len(news.page.headlines) == 58
    assert all(doc.topic in nlp.topics.classes_ for doc in news.headlines)
    assert news.article.text.startswith("التقارب الروسي الأمريكي")
    assert news.article.topic == "politics"
    assert nlp.read(seed_page).article == news.article
