"""The network that reads headlines of which the linear model is unsure."""

import copy
import pickle

import numpy as np
import pytest

from arnews.artifacts import load_model, save_model
from arnews.errors import ModelError
from arnews.topics import TopicClassifier
from arnews.topics.context import ContextModel, ContextScorer
from arnews.topics.network import BUCKETS, Convolution, Network

FORMS = ("مباراه", "الفريق", "النفط", "المستشفي")
UNSURE = "مباراة جديدة في الأسواق"


def random_network(n_classes=3, width=6, hidden=8, pools=2, seed=0):
    rng = np.random.default_rng(seed)
    layers = [
        Convolution(
            *(
                rng.normal(0, 0.5, size).astype(np.float16).astype(np.float32)  # as it is stored
                for size in ((3 * size, hidden), hidden, hidden, hidden)
            )
        )
        for size in (width, hidden)
    ]
    return Network(
        FORMS,
        rng.integers(-127, 127, (len(FORMS), width), np.int8),
        rng.integers(-127, 127, (BUCKETS, width), np.int8),
        np.full((2, width), 0.01, np.float32),
        layers,
        rng.normal(size=(hidden + 1, pools)).astype(np.float32),
        rng.normal(size=(pools * hidden + 1, n_classes)).astype(np.float32),
    )


@pytest.fixture
def scorer():
    return ContextScorer(random_network(), 16, (2, 5))


@pytest.fixture
def reader(fitted, scorer):
    """A classifier with a network that is asked about every headline."""
    classifier = copy.copy(fitted)
    classifier._context = ContextModel(scorer, 1.1, 0.5, 2.0)
    return classifier


def test_logits_are_the_shares_of_the_words_added(scorer):
    line = "الفريق يعلن تشكيلة مباراة القمة"
    shares = scorer.shares(line)
    assert shares.shape == (5, 3)
    np.testing.assert_allclose(scorer.network.top[-1] + shares.sum(axis=0), scorer([line])[0], rtol=1e-4)


def test_a_headline_is_read_alike_alone_and_among_others(scorer):
    lines = ["الفريق يفوز", "", "ارتفاع أسعار النفط في الأسواق العالمية", "خبر", "... !"] * 900
    together = scorer(lines)
    for place in (0, 1, 2, 3, 4, 4497):
        np.testing.assert_allclose(together[place], scorer([lines[place]])[0], rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(together[1], scorer.network.top[-1])  # nothing is read


def test_order_of_words_matters(scorer):
    one, other = scorer(["الفريق يخسر مباراة النفط", "النفط يخسر مباراة الفريق"])
    assert np.abs(one - other).max() > 1e-3


def test_the_words_of_a_headline_are_read_up_to_forty(scorer):
    long = " ".join(["الفريق"] * 40)
    np.testing.assert_allclose(scorer([long + " النفط" * 50])[0], scorer([long])[0], rtol=1e-5)


def test_margins_are_the_weighted_sum_of_both(fitted, reader, scorer):
    linear = fitted.decision_function([UNSURE])
    expected = 0.5 * linear * fitted.sharpness_ + 2.0 * scorer([UNSURE])
    np.testing.assert_allclose(reader.decision_function([UNSURE]) * fitted.sharpness_, expected, rtol=1e-4)
    assert reader.predict([UNSURE])[0] == reader.classes_[expected.argmax()]


def test_sure_headlines_and_articles_are_left_to_the_linear_models(fitted, reader, rows):
    reader._context = reader._context._replace(unsure=0.0)
    headlines, _, texts = zip(*rows, strict=True)
    np.testing.assert_array_equal(reader.predict_proba(headlines), fitted.predict_proba(headlines))
    reader._context = reader._context._replace(unsure=1.1)
    np.testing.assert_array_equal(reader.predict_proba(headlines, texts), fitted.predict_proba(headlines, texts))
    assert np.abs(reader.predict_proba(headlines) - fitted.predict_proba(headlines)).max() > 0.01
    mixed = reader.predict_proba(headlines[:2], [None, texts[1]])
    np.testing.assert_array_equal(mixed[1], fitted.predict_proba(headlines[1:2], texts[1:2])[0])
    np.testing.assert_allclose(mixed[0], reader.predict_proba(headlines[:1])[0], rtol=1e-5)


def test_nothing_known_is_still_the_prior(reader):
    scores = reader.predict_proba(["", "🙂🙂", "x"])
    np.testing.assert_allclose(scores, np.tile(reader.prior_, (3, 1)), rtol=1e-6)


def test_explanation_adds_up_with_the_network(reader, fitted):
    for line in (UNSURE, "النفط " * 60):
        told = reader.explain(line)
        place = reader.classes_.tolist().index(told.topic)
        assert told.decision == pytest.approx(reader.decision_function([line])[0][place], rel=1e-3)
        assert told.decision == pytest.approx(told.intercept + sum(reason.weight for reason in told.reasons))
    assert fitted.explain(UNSURE, told.topic).reasons != reader.explain(UNSURE, told.topic).reasons


def test_saved_and_loaded_with_the_network(reader, tmp_path):
    reader.save(tmp_path / "model")
    again = TopicClassifier.load(tmp_path / "model")
    lines = [UNSURE, "الأهلي يفوز", ""]
    np.testing.assert_allclose(again.predict_proba(lines), reader.predict_proba(lines), rtol=1e-5)
    assert again._context[1:] == reader._context[1:]
    sent = pickle.loads(pickle.dumps(again))
    np.testing.assert_array_equal(sent.predict_proba(lines), again.predict_proba(lines))


def test_fitting_anew_drops_the_network(reader, rows):
    headlines, topics, _ = zip(*rows, strict=True)
    assert reader.fit(headlines, topics)._context is None


@pytest.mark.parametrize("name", ["network_forms", "network_0_matrix", "network_top", "network_pieces", "network_pool"])
def test_a_network_whose_parts_do_not_fit_is_an_error(reader, tmp_path, name):
    reader.save(tmp_path / "model")
    model = load_model(tmp_path / "model", task="topics")
    arrays = dict(model.arrays) | {name: model.arrays[name][:-1]}
    if name == "network_forms":
        arrays[name] = np.frombuffer("كلمة".encode(), np.uint8)
    save_model(tmp_path / "other", task="topics", config=model.config, arrays=arrays, card="")
    with pytest.raises(ModelError, match="fits together"):
        TopicClassifier.load(tmp_path / "other")
