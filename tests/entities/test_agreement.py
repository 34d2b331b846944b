import pytest

from arnews.entities.agreement import Mention, agree

PER, LOC, ORG = range(3)


def mention(text, name, label, score, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    return Mention(start, start + len(name), label, score)


def test_the_label_with_more_votes_wins():
    text = "تبون يصل. تبون يعلن. تبون يغادر"
    found = agree(
        text, [mention(text, "تبون", PER, 0.9), mention(text, "تبون", LOC, 0.5, 1), mention(text, "تبون", PER, 0.8, 2)]
    )
    assert [one.label for one in found] == [PER, PER, PER]


def test_close_votes_change_nothing():
    text = "النصر يفوز. النصر قريب"
    given = [mention(text, "النصر", ORG, 0.6), mention(text, "النصر", LOC, 0.5, 1)]
    assert agree(text, given) == given


@pytest.mark.parametrize("second", ["الشرع", "والشرع", "للشرع"])
def test_a_sure_name_is_found_where_it_was_missed(second):
    text = f"وصل الشرع أمس. وقال {second} نعم"
    found = agree(text, [mention(text, "الشرع", PER, 0.9)])
    expected = ["الشرع"] if second == "للشرع" else ["الشرع", "الشرع"]  # لل is no proclitic and article apart
    assert [text[one.start : one.end] for one in found] == expected
    assert all(one.label == PER for one in found)


@pytest.mark.parametrize(
    ("text", "why"),
    [("وصل الشرع. الشرعية هنا", "part of a word"), ("وصل الشرع. قال بالشرعي", "part of a word")],
)
def test_a_part_of_a_word_is_no_name(text, why):
    assert len(agree(text, [mention(text, "الشرع", PER, 0.9)])) == 1, why


def test_an_unsure_name_is_not_looked_for():
    text = "وصل الشرع. قال الشرع"
    assert len(agree(text, [mention(text, "الشرع", PER, 0.5)])) == 1


def test_the_longer_name_is_taken_and_none_overlap():
    text = "جامعة القاهرة تعلن. القاهرة اليوم. وفي جامعة القاهرة طلاب"
    given = [mention(text, "جامعة القاهرة", ORG, 0.9), mention(text, "القاهرة", LOC, 0.9, 1)]
    found = agree(text, given)
    assert [text[one.start : one.end] for one in found] == ["جامعة القاهرة", "القاهرة", "جامعة القاهرة"]
    edges = [edge for one in found for edge in one[:2]]
    assert edges == sorted(edges)


def test_no_mention_is_no_work():
    assert agree("نص", []) == []
