"""Saved and loaded, a classifier is the same; what does not fit is refused."""

import numpy as np
import pytest

from arnews.artifacts import load_model, model_folder, save_model
from arnews.errors import ModelError
from arnews.taxonomy import TOPICS
from arnews.topics import TopicClassifier


def test_round_trip_is_identical(fitted, rows, tmp_path):
    fitted.save(tmp_path / "model", card="small")
    loaded = TopicClassifier.load(tmp_path / "model")
    headlines, _, texts = zip(*rows, strict=True)
    assert loaded.get_params() == fitted.get_params()
    assert loaded.classes_.tolist() == fitted.classes_.tolist()
    for some in (None, texts):
        np.testing.assert_array_equal(loaded.predict_proba(headlines, some), fitted.predict_proba(headlines, some))
    np.testing.assert_array_equal(loaded.predict_proba([""]), fitted.predict_proba([""]))


def test_model_without_articles_round_trips(rows, tmp_path):
    headlines, topics, texts = zip(*rows, strict=True)
    classifier = TopicClassifier(min_df=1, bits=16, calibration_folds=0).fit(headlines, topics)
    classifier.save(tmp_path / "model")
    loaded = TopicClassifier.load(tmp_path / "model")
    np.testing.assert_array_equal(loaded.predict_proba(headlines, texts), classifier.predict_proba(headlines))


@pytest.mark.parametrize("missing", ["word_gaps", "piece_packed", "prior", "headline_intercept", "body_scale"])
def test_missing_array_is_refused(fitted, tmp_path, missing):
    fitted.save(tmp_path / "model")
    model = load_model(tmp_path / "model", task="topics")
    arrays = {name: array for name, array in model.arrays.items() if name != missing}
    save_model(tmp_path / "broken", task="topics", config=model.config, arrays=arrays, card="")
    with pytest.raises(ModelError, match="no topic classifier that fits together"):
        TopicClassifier.load(tmp_path / "broken")


@pytest.mark.parametrize("change", [{"bits": 4}, {"colour": "red"}])
def test_settings_that_do_not_fit_are_refused(fitted, tmp_path, change):
    fitted.save(tmp_path / "model")
    model = load_model(tmp_path / "model", task="topics")
    config = model.config | {"params": model.config["params"] | change}
    save_model(tmp_path / "broken", task="topics", config=config, arrays=model.arrays, card="")
    with pytest.raises(ModelError, match="no topic classifier that fits together"):
        TopicClassifier.load(tmp_path / "broken")


@pytest.fixture(scope="module")
def shipped():
    return TopicClassifier.load(model_folder("topics"))


def test_shipped_model_knows_the_ten_topics(shipped):
    assert shipped.classes_.tolist() == sorted(TOPICS)


@pytest.mark.parametrize(
    ("headline", "topic"),
    [
        ("الرئيس يستقبل وزير الخارجية الفرنسي لبحث الأزمة", "politics"),
        ("ارتفاع أسعار النفط مع تراجع المخزونات", "economy"),
        ("الأهلي يفوز على الزمالك بثلاثة أهداف", "sport"),
        ("انطلاق مهرجان القاهرة السينمائي بمشاركة نجوم الفن", "culture"),
        ("ناسا تطلق مركبة فضائية جديدة نحو المريخ", "science_tech"),
        ("دراسة: النوم القليل يزيد خطر الإصابة بأمراض القلب", "health"),
        ("خطيب المسجد الحرام يوصي الحجاج بتقوى الله", "religion"),
        ("الجامعة تعلن نتائج القبول للفصل الدراسي الأول", "society"),
        ("طريقة عمل كيكة الشوكولاتة في المنزل", "lifestyle"),
        ("مصرع ثلاثة أشخاص في حادث تصادم على الطريق الصحراوي", "incidents"),
    ],
)
def test_shipped_model_tells_plain_headlines(shipped, headline, topic):
    assert shipped.predict([headline]).tolist() == [topic]


def test_headline_of_no_topic_spreads_its_mass(shipped):
    assert shipped.predict_proba(["إلى أين؟"]).max() < 0.6


def test_card_is_complete():
    card = (model_folder("topics") / "card.md").read_text(encoding="utf-8")
    for topic in TOPICS:
        assert f"| {topic} |" in card
    assert "no person has audited them" in card.replace("\n", " ").replace("  ", " ")
    for corpus in ("annotated", "SaudiNewsNet", "ANT"):
        assert corpus in card
    assert "CC BY-NC-SA 4.0" in card


def test_shipped_model_is_small():
    assert sum(file.stat().st_size for file in model_folder("topics").iterdir()) < 15e6
