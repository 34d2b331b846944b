"""The topic classifier as a scikit-learn estimator."""

import pickle

import numpy as np
import pytest
from sklearn.base import clone, is_classifier
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.utils import estimator_checks, get_tags

from arnews.errors import DataError
from arnews.topics import TopicClassifier

SMALL = {"min_df": 1, "bits": 16, "calibration_folds": 0}


@pytest.mark.parametrize(
    ("headline", "topic"),
    [
        ("هدف في مباراة الزمالك", "sport"),
        ("أسعار الذهب في الأسواق", "economy"),
        ("علاج المرضى في المستشفى", "health"),
        ("اسعار الذهب فى الاسواق", "economy"),  # hamza and final yeh left out
        ("عِلاجُ المَرضى", "health"),  # vowel signs
        ("أســعار النفــط", "economy"),  # tatweel
    ],
)
def test_topic_is_told_whatever_the_spelling(fitted, headline, topic):
    assert fitted.predict([headline]).tolist() == [topic]


def test_article_decides_where_the_headline_says_nothing(fitted):
    texts = ["سجل الفريق هدفا في المباراة وقال المدرب إن الجمهور كان رائعا", "البنوك ترفع الفائدة والأسعار في الأسواق"]
    assert fitted.predict(["خبر", "خبر"], texts=texts).tolist() == ["sport", "economy"]


def test_empty_and_missing_articles_leave_the_headline_alone(fitted, rows):
    headlines = [row[0] for row in rows[:3]]
    alone = fitted.predict_proba(headlines)
    np.testing.assert_array_equal(alone, fitted.predict_proba(headlines, texts=["", None, " \n"]))


def test_articles_of_some_rows_do_not_move_the_others(fitted, rows):
    headlines, _, texts = zip(*rows, strict=True)
    some = [text if place % 2 else None for place, text in enumerate(texts)]
    mixed = fitted.predict_proba(headlines, some)
    np.testing.assert_array_equal(mixed[::2], fitted.predict_proba(headlines)[::2])
    np.testing.assert_array_equal(mixed[1::2], fitted.predict_proba(headlines, texts)[1::2])


def test_nothing_known_gives_the_prior(fitted):
    for headline in ("", " ", "😀😀", "...", "☃", "ا", " م "):
        np.testing.assert_allclose(fitted.predict_proba([headline])[0], fitted.prior_)


def test_low_scores_become_none(fitted):
    got = fitted.predict(["", "هدف في مباراة الزمالك والأهلي"], min_score=0.5)
    assert got.tolist() == [None, "sport"]
    assert fitted.predict(["هدف"], min_score=1.01).tolist() == [None]


def test_several_topics_are_given_likeliest_first(fitted):
    (everything,) = fitted.predict_topics(["أسعار علاج المرضى"], min_score=0.0)
    assert sorted(everything) == ["economy", "health", "sport"]
    assert everything[0] == fitted.predict(["أسعار علاج المرضى"])[0]
    assert fitted.predict_topics(["أسعار الذهب"], min_score=2.0) == [["economy"]]


def test_no_headlines_give_no_topics(fitted):
    assert fitted.predict([]).tolist() == []
    assert fitted.predict_proba([]).shape == (0, 3)


def test_one_by_one_gives_what_a_batch_gives(fitted, rows):
    headlines = [row[0] for row in rows]
    together = fitted.decision_function(headlines)
    alone = np.vstack([fitted.decision_function([headline]) for headline in headlines])
    np.testing.assert_allclose(together, alone, rtol=0, atol=1e-6)


def test_fit_is_deterministic(rows):
    headlines, topics, _ = zip(*rows, strict=True)
    first, second = (TopicClassifier(**SMALL).fit(headlines, topics) for _ in range(2))
    np.testing.assert_array_equal(first.predict_proba(headlines), second.predict_proba(headlines))


@pytest.mark.parametrize(
    "check",
    [
        "check_estimator_cloneable",
        "check_estimator_repr",
        "check_estimator_tags_renamed",
        "check_get_params_invariance",
        "check_no_attributes_set_in_init",
        "check_parameters_default_constructible",
        "check_set_params",
        "check_valid_tag_types",
    ],
)
def test_scikit_learns_own_checks_pass(check):
    """The checks that need no matrix of numbers."""
    getattr(estimator_checks, check)("TopicClassifier", TopicClassifier())


def test_tags_say_that_strings_come_in():
    tags = get_tags(TopicClassifier())
    assert tags.input_tags.string
    assert not tags.input_tags.two_d_array
    assert tags.estimator_type == "classifier"


def test_clone_keeps_parameters_and_forgets_the_fit(fitted):
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert is_classifier(copy)
    with pytest.raises(NotFittedError):
        copy.predict(["خبر"])


def test_set_params_is_what_init_stores():
    assert TopicClassifier().set_params(C=2.0, min_df=3).get_params() == TopicClassifier(C=2.0, min_df=3).get_params()


def test_grid_search_and_cross_validation_run(rows):
    headlines, topics, _ = map(list, zip(*rows, strict=True))
    search = GridSearchCV(TopicClassifier(**SMALL), {"C": [0.1, 1.0]}, cv=3).fit(headlines, topics)
    assert search.best_params_["C"] in {0.1, 1.0}
    assert search.predict(headlines[:1]).tolist() == ["sport"]
    assert cross_val_score(TopicClassifier(**SMALL), headlines, topics, cv=3).mean() > 0.5


def test_arrays_of_str_are_headlines(fitted, rows):
    headlines = np.array([row[0] for row in rows])
    assert fitted.predict(headlines).tolist() == [row[1] for row in rows]


def test_several_topics_and_shares_are_labels():
    headlines = ["أسعار تذاكر المباراة", "أسعار النفط", "هدف في المباراة", "نقل لاعب"]
    topics = [["sport", "economy"], "economy", {"sport": 0.9, "economy": 0.1}, ("sport",)]
    classifier = TopicClassifier(**SMALL).fit(headlines, topics)
    assert classifier.classes_.tolist() == ["economy", "sport"]
    assert classifier.score(headlines, topics) == 1.0


def test_folds_that_lack_a_class_are_survived():
    classifier = TopicClassifier(bits=16, calibration_folds=2).fit(["أمطار غدا", "فوز الفريق"], ["weather", "sport"])
    assert classifier.predict(["فوز", "أمطار"]).tolist() == ["sport", "weather"]
    headlines, topics = ["أمطار غدا", "رياح غدا", "فوز الفريق", "هدف الفريق"], ["weather", "weather", "sport", "sport"]
    split = TopicClassifier(bits=16, calibration_folds=2).fit(headlines, topics, groups=["x", "x", "y", "y"])
    assert split.predict(headlines).tolist() == topics


def test_weights_of_rows_count():
    headlines, topics = ["خبر اليوم", "خبر اليوم", "كرة", "نفط"], ["sport", "economy", "sport", "economy"]
    for weight, topic in (([9, 1, 1, 1], "sport"), ([1, 9, 1, 1], "economy")):
        classifier = TopicClassifier(**SMALL, class_weight=None).fit(headlines, topics, sample_weight=weight)
        assert classifier.predict(["خبر اليوم"]).tolist() == [topic]


def test_groups_are_held_out_whole(rows):
    headlines, topics, _ = map(list, zip(*rows, strict=True))
    groups = [None if place % 3 == 0 else str(place % 3) for place in range(len(rows))]
    classifier = TopicClassifier(min_df=1, bits=16, calibration_folds=2).fit(headlines, topics, groups=groups)
    never = np.isnan(classifier.held_out_decision_).all(axis=1)
    assert never.tolist() == [group is None for group in groups]


def test_copy_through_another_process_scores_alike(fitted, rows):
    headlines = [row[0] for row in rows]
    copy = pickle.loads(pickle.dumps(fitted))  # what joblib does with n_jobs
    np.testing.assert_array_equal(copy.predict_proba(headlines), fitted.predict_proba(headlines))


@pytest.mark.parametrize(
    ("headlines", "message"),
    [
        ("خبر", r"headlines must be a list of str \(for one of them write \[headline\]\), got str"),
        (b"x", r"headlines must be a list of str \(decode bytes first"),
        (None, "headlines must be a list of str, got NoneType"),
        (7, "headlines must be a list of str, got int"),
        (["خبر", None], r"headlines\[1\] must be a str \(use an empty string"),
        ([b"x"], r"headlines\[0\] must be a str \(decode bytes first"),
        ([1.5], r"headlines\[0\] must be a str, got float"),
    ],
)
def test_wrong_headlines_name_the_cure(fitted, headlines, message):
    for call in (fitted.predict, fitted.predict_proba, lambda lines: TopicClassifier().fit(lines, ["a"])):
        with pytest.raises(TypeError, match=message):
            call(headlines)


def test_wrong_texts_name_the_cure(fitted):
    with pytest.raises(TypeError, match=r"texts\[0\] must be a str, got int"):
        fitted.predict(["خبر"], texts=[3])
    with pytest.raises(TypeError, match="texts must be a list of str"):
        fitted.predict(["خبر"], texts="نص")
    with pytest.raises(ValueError, match="texts must be as long as headlines: 1 headlines, 2 texts"):
        fitted.predict(["خبر"], texts=["نص", "نص"])


@pytest.mark.parametrize(
    ("topics", "error", "message"),
    [
        (["a", "a"], DataError, "1 class"),
        (["a"], DataError, "topics must be as long as headlines: 2 headlines, 1 topics|1 class"),
        (["a", ""], DataError, r"topics\[1\] holds an empty topic"),
        (["a", []], DataError, r"topics\[1\] is empty"),
        (["a", {"b": 0.0}], DataError, r"topics\[1\] gives no topic a positive share"),
        (["a", None], TypeError, r"topics\[1\] must be a str, a list of str \(the best first\) or a dict"),
        (["a", 3], TypeError, r"topics\[1\] must be"),
        (["a", ["b", 3]], TypeError, r"topics\[1\] must be the name of a topic"),
    ],
)
def test_wrong_topics_name_the_row(topics, error, message):
    with pytest.raises(error, match=message):
        TopicClassifier(**SMALL).fit(["خبر أول", "خبر ثان"], topics)


@pytest.mark.parametrize("weight", [[1.0], [1.0, -1.0], [0.0, 0.0], [1.0, float("nan")]])
def test_wrong_weights_are_refused(weight):
    with pytest.raises(DataError, match="sample_weight"):
        TopicClassifier(**SMALL).fit(["خبر أول", "خبر ثان"], ["a", "b"], sample_weight=weight)
