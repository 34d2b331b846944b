"""Raw articles that teach the model of headlines."""

import random
import re

import numpy as np
import pytest

from arnews.topics import TopicClassifier
from arnews.topics.raw import Raw, excerpts

SMALL = {"min_df": 1, "bits": 16, "calibration_folds": 0}
HEADLINES = ["هدف في المباراة", "فوز الفريق في المباراة", "أسعار النفط في البورصة", "البورصة تصعد بعد قرار البنك"]
TOPICS = ["sport", "sport", "economy", "economy"]
TEXTS = [
    "سجل اللاعب هدفا في شباك الحارس خلال المباراة",
    "فاز الفريق على ضيفه بعد هدف اللاعب في المباراة",
    "صعدت أسعار النفط والأسهم في البورصة والبنوك",
    "صعدت الأسهم في البورصة بعد قرار البنك رفع أسعار الفائدة",
]
RAW = Raw(
    ["زامورانو يتألق", "كرونشتاين يهبط", ""],
    [
        "سجل زامورانو هدفا في شباك الحارس خلال المباراة. ثم خرج اللاعب مصابا قبل نهاية شوط الفريق الثاني.",
        "هبطت أسهم كرونشتاين في البورصة بعد قرار البنك. وخسرت أسعار النفط والأسهم أكثر من ثلاثة بالمئة.",
        "",
    ],
    ["a", "b", "c"],
)


def test_names_that_stand_in_raw_articles_only_are_learnt():
    classifier = TopicClassifier(**SMALL).fit(HEADLINES, TOPICS, TEXTS, raw=RAW)
    assert classifier.predict(["زامورانو", "كرونشتاين"]).tolist() == ["sport", "economy"]
    plain = TopicClassifier(**SMALL).fit(HEADLINES, TOPICS, TEXTS)
    margins = [np.ptp(model.decision_function(["كرونشتاين"])) for model in (classifier, plain)]
    assert margins[0] > margins[1]


def test_fit_with_raw_articles_is_deterministic():
    first, second = (TopicClassifier(**SMALL).fit(HEADLINES, TOPICS, TEXTS, raw=RAW) for _ in range(2))
    np.testing.assert_array_equal(first.decision_function(HEADLINES), second.decision_function(HEADLINES))


def test_raw_articles_without_anything_change_nothing():
    plain = TopicClassifier(**SMALL).fit(HEADLINES, TOPICS, TEXTS)
    empty = TopicClassifier(**SMALL).fit(HEADLINES, TOPICS, TEXTS, raw=Raw((), (), ()))
    np.testing.assert_array_equal(plain.decision_function(HEADLINES), empty.decision_function(HEADLINES))


def test_labels_of_a_reader_win_over_opinions():
    raw = Raw([HEADLINES[0]], ["كرونشتاين شركة من شركات البورصة والبنك والنفط والأسهم"], ["a"])
    classifier = TopicClassifier(**SMALL).fit(HEADLINES, TOPICS, TEXTS, raw=raw)
    assert classifier.predict(["كرونشتاين"]).tolist() == ["sport"]  # its headline was read as sport


def test_opinions_of_another_model_tell_what_articles_do_not():
    raw = Raw(["كرونشتاين"] * 2, ["", ""], ["a", "b"], [{"sport": 1.0}, {"sport": 0.9, "economy": 0.1}])
    classifier = TopicClassifier(**SMALL).fit(HEADLINES, TOPICS, TEXTS, raw=raw)
    assert classifier.predict(["كرونشتاين"]).tolist() == ["sport"]
    assert raw.without({"a"}) == Raw(["كرونشتاين"], [""], ["b"])  # what is scored learns from no opinions


def test_raw_articles_of_a_held_out_outlet_are_held_out():
    groups = ["a", "b", "a", "b"]
    settings = {"min_df": 1, "bits": 16, "calibration_folds": 2}
    apart, anyone = (
        TopicClassifier(**settings).fit(HEADLINES, TOPICS, TEXTS, groups=groups, raw=RAW._replace(groups=names))
        for names in (("a", "b", "c"), ("x", "y", "z"))
    )
    assert not np.array_equal(apart.held_out_decision_, anyone.held_out_decision_)
    np.testing.assert_array_equal(apart.decision_function(HEADLINES), anyone.decision_function(HEADLINES))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("الرياض - فاز الفريق الأول في المباراة.", "فاز الفريق الأول في المباراة."),
        ("كتب أحمد علي: فاز الفريق الأول في المباراة", "فاز الفريق الأول في المباراة"),
        ("قصير.\nفاز الفريق الأول في المباراة", "فاز الفريق الأول في المباراة"),
        ("", None),
        ("كلمة", None),
    ],
)
def test_opening_stands_without_dateline(text, opening):
    found = excerpts(text, 0, random.Random(0))
    assert found == ([] if opening is None else [opening])


def test_excerpts_are_as_long_as_headlines_and_stand_in_the_text():
    text = ". ".join(" ".join(f"كلمة{part}{word}" for word in range(30)) for part in range(9))
    found = excerpts(text, 4, random.Random(0))
    assert len(found) == 5
    assert all(7 <= len(line.split()) <= 14 and line in text for line in found)


@pytest.mark.parametrize(
    "text", ["ا" * 200_000, "\0" * 9, "\ud800 " * 50, "\u202e." * 3_000, "،" * 5_000, " \n" * 5_000]
)
def test_noise_gives_few_excerpts(text):
    assert all(re.search(r"\S", line) for line in excerpts(text, 4, random.Random(0)))
