import json
import pickle

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arnews.artifacts import load_model, model_folder, save_model
from arnews.entities import Tagger
from arnews.entities.encoder import Encoder
from arnews.errors import ModelError
from arnews.text import layout

HEADLINES = """
[PER أحمد الشرع] يصل إلى [LOC الرياض] للقاء ولي العهد
وزير الخارجية يبحث مع نظيره في [LOC القاهرة] تطورات [LOC السودان]
مصرع 3 أشخاص في حادث تصادم ب[LOC أسيوط]
[ORG الأهلي] يفوز على [ORG الزمالك] بهدفين
مباحثات بين [LOC روسيا] و[LOC الصين] حول الطاقة
"""


@pytest.fixture(scope="module")
def tiny(tiny_model):
    return Tagger.load(tiny_model)


@pytest.fixture(scope="module")
def shipped():
    return Tagger.load(model_folder("ner"))


def check(text, table):
    assert table.starts.dtype == table.ends.dtype == np.int32
    flat = np.stack([table.starts, table.ends], axis=1).ravel().tolist()
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in zip(table.starts, table.ends, strict=True))
    assert np.all((table.scores >= 0) & (table.scores <= 1))
    assert np.all((table.names >= 0) & (table.names < max(1, len(table.starts))))
    for start, end in zip(table.starts.tolist(), table.ends.tolist(), strict=True):
        assert text[start] not in "\"«“”‘'(#"
        assert text[end - 1] not in "\"»“”’'#"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_keeps_the_invariants(tiny, text):
    check(text, tiny([layout(text)])[0])


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "\x00", "\ud800\udfff", "ـ" * 50, "\u200f", "ا" * 200_000, "«" * 2000, "ب\n" * 3000],
)
def test_odd_texts_are_read(tiny, text):
    check(text, tiny([layout(text)])[0])


def test_a_batch_answers_like_its_texts_one_by_one(tiny):
    texts = ["زار محمد القاهرة", "", "وصل الوفد إلى بيروت صباح اليوم.\nوغادر مساء", "نعم"]
    together = tiny.mentions(texts)
    for text, mentions in zip(texts, together, strict=True):
        [alone] = tiny.mentions([text])
        assert [m[:3] for m in alone] == [m[:3] for m in mentions]


def test_windows_answer_like_the_whole_line(shipped):
    names = ["محمود عباس", "القاهرة", "وزارة الصحة", "بيروت", "أحمد حلمي", "جامعة الدول العربية"]
    line = " ".join(f"وقال المتحدث إن {names[i % 6]} تابع أعمال اللجنة رقم {i} في الموعد المحدد لها." for i in range(9))
    whole = shipped.encoder
    windowed = Tagger(
        Encoder(whole._graph, whole.pieces, limit=60, overlap=24, gazetteer=whole.gazetteer), shipped.calibration
    )
    assert len(shipped.mentions([line])[0]) >= 9
    assert [m[:3] for m in windowed.mentions([line])[0]] == [m[:3] for m in shipped.mentions([line])[0]]


def test_a_tagger_goes_to_another_process(tiny):
    again = pickle.loads(pickle.dumps(tiny))
    assert again.mentions(["زار محمد القاهرة"]) == tiny.mentions(["زار محمد القاهرة"])


def test_the_shipped_model_finds_the_names_of_headlines(shipped):
    from arnews.training.encoder_score import compare, figures
    from arnews.training.entity_corpora import Example, parse_marked

    examples = [Example(parse_marked(line), line) for line in HEADLINES.strip().splitlines()]
    assert figures(compare(shipped, examples))["all F1"] > 0.8


@pytest.mark.parametrize("name", ["ner", "ner-tiny"])
def test_a_shipped_model_loads_and_its_card_names_data_and_scores(name):
    folder = model_folder(name)
    Tagger.load(folder)
    card = (folder / "card.md").read_text(encoding="utf-8")
    assert "no person has audited them" in card
    assert "MIT" in card
    assert "F1" in card


def test_a_model_without_pieces_is_refused(tiny_model, tmp_path):
    model = load_model(tiny_model, task="ner")
    files = {"encoder.onnx": model.files["encoder.onnx"]}
    folder = save_model(tmp_path / "m", task="ner", config=model.config, card="x", arrays=model.arrays, files=files)
    with pytest.raises(ModelError, match=r"lacks a part.*pieces\.json"):
        Tagger.load(folder)


def test_a_graph_that_is_none_is_refused(tiny_model, tmp_path):
    model = load_model(tiny_model, task="ner")
    files = {**model.files, "encoder.onnx": b"no graph"}
    folder = save_model(tmp_path / "m", task="ner", config=model.config, card="x", arrays=model.arrays, files=files)
    with pytest.raises(ModelError, match="cannot be read by onnxruntime"):
        Tagger.load(folder)


def test_a_model_for_another_task_is_refused(tmp_path):
    folder = save_model(tmp_path / "m", task="topics", config={}, card="x", files={"a.json": json.dumps([]).encode()})
    with pytest.raises(ModelError, match="not for 'ner'"):
        Tagger.load(folder)


def test_scores_are_raw_when_asked(tiny):
    tiny_raw = tiny.mentions(["زار محمد القاهرة"], raw=True)
    assert all(0 <= m.score <= 1 for m in tiny_raw[0])
