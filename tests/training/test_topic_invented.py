"""Headlines that nobody wrote."""

import pytest

from arnews.errors import DataError
from arnews.training.topic_invented import invented

LABELLED = ("وزير المالية: الميزانية الجديدة تخفض الضرائب", "فريق الساحل يفوز بكأس المدينة للمرة الثالثة")
HEADLINES = ("أسعار الوقود ترتفع في محطات العاصمة اليوم", "أسعار الخضار تنخفض في أسواق المدينة اليوم")
TEXTS = ("وقالت البلدية إن الأشغال في الشارع الرئيسي تنتهي قبل حلول الشتاء", "!!")


def test_as_many_as_asked_for_and_the_same_for_the_same_seed():
    found = invented(LABELLED, HEADLINES, TEXTS, 300, seed=1)
    assert len(found) == 300
    assert found == invented(LABELLED, HEADLINES, TEXTS, 300, seed=1)
    assert found != invented(LABELLED, HEADLINES, TEXTS, 300, seed=2)


def test_words_are_those_of_the_texts_and_the_headlines_are_new():
    found = invented(LABELLED, HEADLINES, TEXTS, 300, seed=1)
    known = {word for line in (*LABELLED, *HEADLINES, *TEXTS) for word in line.split()}
    assert {word for line in found for word in line.split()} <= known
    assert sum(line not in (*LABELLED, *HEADLINES) for line in found) > 250
    assert "!!" not in found  # nothing without a word


def test_halves_of_two_headlines_are_joined_at_their_marks():
    found = invented(LABELLED[:1], (), (), 300, seed=1)
    assert "وزير المالية: وزير المالية:" in found


def test_rare_words_take_the_place_of_frequent_ones():
    lines = ["بلدية المرسى تفتح حديقة"] * 50 + ["مسبار يبلغ مداره"] * 2
    found = invented(lines[:50], (), lines[50:], 400, seed=1)
    assert any("مسبار" in line and "حديقة" in line for line in found)


def test_headlines_of_two_words_give_nothing():
    with pytest.raises(DataError, match="three words"):
        invented(("خبر عاجل",), (), ("نص طويل من عدة كلمات",), 5, seed=0)


def test_without_words_to_exchange_headlines_stay_whole():
    assert set(invented(("من في على",), (), (), 50, seed=0)) >= {"من في على"}
