"""Reasons add up to the decision."""

import pytest


@pytest.mark.parametrize("topic", [None, "sport", "economy", "health"])
@pytest.mark.parametrize(
    "headline", ["الأهلي يفوز على الزمالك في مباراة", "أسعار النفط أسعار الذهب", "كلمة", "", "NATO 7"]
)
def test_reasons_add_up_to_the_margin(fitted, headline, topic):
    why = fitted.explain(headline, topic)
    column = fitted.classes_.tolist().index(why.topic)
    assert why.intercept + sum(reason.weight for reason in why.reasons) == pytest.approx(why.decision, abs=1e-9)
    assert why.decision == pytest.approx(fitted.decision_function([headline])[0, column], abs=1e-5)
    assert why.score == pytest.approx(fitted.predict_proba([headline])[0, column])


def test_predicted_topic_is_explained_by_its_words(fitted):
    why = fitted.explain("أسعار النفط بعد المباراة")
    assert why.topic == "economy"
    assert {"اسعار", "النفط"} <= {reason.text for reason in why.for_topic}
    assert "المباراه" in {reason.text for reason in why.against_topic}
    assert [abs(r.weight) for r in why.reasons] == sorted((abs(r.weight) for r in why.reasons), reverse=True)


def test_unknown_topic_is_refused(fitted):
    with pytest.raises(ValueError, match="topic must be one of economy, health, sport, got 'weather'"):
        fitted.explain("خبر", "weather")


def test_headline_must_be_str(fitted):
    with pytest.raises(TypeError, match=r"headlines\[0\] must be a str"):
        fitted.explain(None)
