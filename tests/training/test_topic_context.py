"""Training the network of topics: an encoder, its opinions, and a network that learns them."""

import numpy as np
import pytest

pytest.importorskip("torch")

from arnews.entities.pieces import Pieces
from arnews.errors import DataError
from arnews.topics import TopicClassifier
from arnews.topics.features import piece_counts
from arnews.topics.raw import Raw
from arnews.topics.vocabulary import Vocabulary
from arnews.training import topic_student, topic_teacher
from arnews.training.encoder import random_weights
from arnews.training.topic_context import Settings, Start, Task, _weigh, add_context
from arnews.training.topics import train

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءئؤأإ"
SPORT = ["مباراة", "الفريق", "لاعب", "هدف", "الدوري", "المدرب", "كأس", "ملعب"]
MONEY = ["أسعار", "النفط", "البنك", "بورصة", "الدولار", "أسهم", "فائدة", "تجارة"]
SMALL = Settings(
    texts=400,
    teacher=topic_teacher.Settings(layers=1, epochs=6, lr=3e-3, head_lr=3e-3, budget=200, average=0.9),
    student=topic_student.Settings(width=8, hidden=16, words=100, epochs=12, batch=32, lr=5e-3),
)


def start(_texts):
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", *LETTERS, *(f"▁{word}" for word in SPORT + MONEY)]
    pieces = Pieces(names, np.full(len(names), -2.0, np.float32))
    return Start(pieces, random_weights(len(names), width=16, layers=1), 4)


def line(rng, words):
    return " ".join(rng.choice(words, 5))


@pytest.fixture(scope="module")
def task():
    rng = np.random.default_rng(0)
    lines = [line(rng, (MONEY, SPORT)[at % 2]) for at in range(120)]
    shares = np.eye(2, dtype=np.float32)[np.arange(120) % 2]
    raw = [line(rng, (MONEY, SPORT)[at % 2]) for at in range(200)]
    bodies = [f"{title}. {title} {title}." for title in raw]
    return Task(
        lines,
        shares,
        np.ones(120, np.float32),
        [f"o{at % 3}" for at in range(100)],
        shares[:100] > 0,
        np.ones(100, bool),
        Raw(raw, bodies, [f"o{at % 4}" for at in range(200)]),
        16,
        (2, 5),
    )


def classifier_of(task):
    names = np.array(["economy", "sport"])
    classifier = TopicClassifier(bits=16, calibration_folds=2)
    return classifier.fit(
        task.headlines[:100], names[task.shares[:100].argmax(axis=1)].tolist(), groups=list(task.groups)
    )


def test_the_network_learns_what_the_encoder_says(task):
    classifier, told = classifier_of(task), []
    margins = add_context(classifier, task, start=start, settings=SMALL._replace(unsure=1.1), progress=told.append)
    held_out = ~np.isnan(margins[:, 0])
    groups = np.array(task.groups)
    assert 0 < held_out.sum() < 100
    assert not set(groups[held_out]) & set(groups[~held_out])  # whole outlets
    assert (margins[held_out].argmax(axis=1) == np.arange(100)[held_out] % 2).mean() > 0.9
    logits = classifier._context.scorer(task.headlines[:100])
    assert (logits.argmax(axis=1) == np.arange(100) % 2).mean() > 0.9
    assert classifier.predict(["هدف الفريق كأس الدوري"])[0] == "sport"
    assert any("held-out headlines" in text for text in told)


def test_the_network_decides_as_it_did_in_training():
    import torch

    settings = topic_student.Settings(width=8, hidden=16, words=10)
    torch.manual_seed(1)
    student = topic_student._Student(settings, 10, 3)
    texts = ["مباراة الفريق", "لاعب هدف الدوري المدرب كأس", "ملعب"]
    vocabulary = Vocabulary()
    rows = vocabulary.read(texts)
    counts = piece_counts(vocabulary.forms, 16, (2, 5))
    own = np.array([*range(1, len(vocabulary) - 1), 0, 0])[: len(vocabulary)]
    known = topic_student._Types(own, topic_student.buckets(counts.indices), counts.indptr.astype(np.int64))
    student.eval()
    forms = [vocabulary.forms[row] for row in np.argsort(own) if own[row]] + ["x"] * (10 - own.max())
    network = topic_student._packed(student, forms)
    with torch.no_grad():  # vectors are stored in whole steps
        student.words.weight[1:] = torch.from_numpy(network.words * network.steps[0])
        student.pieces.weight.copy_(torch.from_numpy(network.pieces * network.steps[1]))
        logits = student(known, *topic_student._laid(rows, np.arange(3))).numpy()
    found = network(network.vectors(vocabulary.forms, counts)[rows.words], rows.bounds)
    np.testing.assert_allclose(found, logits - logits.mean(axis=1, keepdims=True), atol=0.01)


def test_vectors_are_stored_in_few_steps():
    table = np.random.default_rng(0).normal(size=(4_000, 3)).astype(np.float32) * np.float32([1, 0.1, 0])
    stored, steps = topic_student._steps(table)
    assert stored.dtype == np.int8 and np.abs(stored).max() == 10
    near = np.abs(table) <= 10 * steps
    assert near.mean() > 0.999
    assert (np.abs(stored * steps - table) <= 0.5 * steps + 1e-6)[near].all()
    empty, steps = topic_student._steps(table[:0])
    assert empty.shape == (0, 3) and (steps > 0).all()


def test_without_raw_news_or_a_second_outlet_training_says_so(task):
    classifier = classifier_of(task)
    with pytest.raises(DataError, match="give --raw"):
        add_context(classifier, task._replace(raw=Raw((), (), ())), start=start, settings=SMALL)
    with pytest.raises(DataError, match="two outlets"):
        add_context(classifier, task._replace(groups=["one"] * 100), start=start, settings=SMALL)


def test_a_text_without_a_word_is_refused():
    with pytest.raises(DataError, match="teaches nothing"):
        topic_student.distil(
            ["!"], np.ones((1, 2), np.float32), np.ones(1, np.float32), settings=SMALL.student, seed=0, progress=print
        )


def test_the_network_needs_rows_that_were_held_out(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("title,topic\nمباراة الفريق,sport\nأسعار النفط,economy\n", encoding="utf-8")
    with pytest.raises(DataError, match="set folds to 2"):
        train([path], tmp_path / "model", folds=0, context=True, bits=16, min_df=1)


def test_both_models_are_weighed_and_common_topics_get_back_what_they_lost():
    rng = np.random.default_rng(1)
    right = np.where(rng.random(900) < 0.8, 0, 1)  # topic 0 is common, both models see no difference
    shares = np.eye(3, dtype=np.float32)[right]
    logits = (shares * 2 + rng.normal(size=(900, 3))).astype(np.float32)
    noise = rng.normal(size=(900, 3))
    found = _weigh(noise, logits, shares, shares > 0, np.ones(900, bool))
    assert found.context > 5 * abs(found.linear)
    assert found.shift[0] == max(found.shift) > found.shift[1] > found.shift[2] - 1  # topic 2 never was right
    assert found.shift.sum() == pytest.approx(0, abs=1e-5)
    plain = (logits.argmax(axis=1) == right).mean()
    assert ((logits + found.shift).argmax(axis=1) == right).mean() > plain
