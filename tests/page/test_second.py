"""The second look at which lines of a page are headlines."""

from __future__ import annotations

import pytest

from arnews.errors import ModelError
from arnews.page.headlines import find_headlines, headline_lines
from arnews.page.second import SecondLook, candidates, questions
from arnews.page.text import understand
from arnews.page.title import find_title

HEADS = (
    "إغلاق جسر الميناء القديم أسبوعين لأعمال الصيانة",
    "مدرسة في الجبل تفوز بجائزة القراءة الوطنية",
    "صيادو الخليج الصغير يشكون من ارتفاع أسعار الوقود",
    "قطار جديد يربط العاصمة بمدن الساحل الغربي",
)
TEXT = "\n".join(
    (
        "منارة الساحل",
        "بلدية المرسى تفتح حديقة جديدة على شاطئ المدينة",
        "4 أبريل 2019",
        "افتتحت بلدية المرسى صباح الأحد حديقة جديدة على شاطئ المدينة، بعد عامين من بدء الأشغال، بحضور سكان الأحياء.",
        "وقالت رئيسة البلدية إن الحديقة تضم ملاعب للأطفال ومسارا للدراجات، وإن الدخول إليها مجاني طوال أيام الأسبوع.",
        "اقرأ أيضا",
        *HEADS,
        "ترددات قناة المنارة",
        "© 2019 منارة الساحل",
    )
)


def found(second: SecondLook | None) -> list[str]:
    page = understand(TEXT)
    return [TEXT[start:end] for start, end in find_headlines(page, find_title(page), second)]


def test_line_is_dropped_and_another_added() -> None:
    first = found(None)
    assert set(HEADS) <= set(first)
    weights = {
        "": 0.0,
        "k": 2.0,
        "o": -2.0,
        "w الميناا": -9.0,
        "w الميناء": -9.0,
        "w المينا": -9.0,
        "first ترددات": 9.0,
    }
    expected = [*HEADS[1:], "ترددات قناة المنارة"]
    assert found(SecondLook(weights)) == expected


def test_thresholds_are_probabilities() -> None:
    assert found(SecondLook({"": -0.1}, keep=0.4, add=0.6)) == found(None)
    assert found(SecondLook({"": -2.0}, keep=0.5, add=0.6)) == []


def test_questions_know_the_neighbours() -> None:
    page = understand(TEXT)
    title = find_title(page)
    kept, _ = headline_lines(page, title)
    lines = candidates(page, title, kept)
    at = next(at for at in lines if page.lines[at].raw == HEADS[1])
    [asked] = questions(page, title, kept, [at], {at})
    assert {
        "k",
        "k-1kept",
        "k+1kept",
        "krole headline",
        "kgaps 1 1",
        "kflag4",
        "k-1class 14",
        "klabel 4",
        "klabel 4 1",
        "ktold 0",
        f"first {page.lines[at].row.words[0]}",
    } <= set(asked)
    assert title not in lines
    assert not any(page.inside[at] for at in lines)


def test_stored_weights_are_read_back() -> None:
    second = SecondLook({"": -1.25, "k": 2.5, "w خبر": 0.0001}, keep=0.3, add=0.7)
    again = SecondLook.from_bytes(second.to_bytes())
    assert again.weights == {"": -1.25, "k": 2.5}
    assert (again.keep, again.add) == pytest.approx((0.3, 0.7))


@pytest.mark.parametrize(
    "stored", [b"", b"[]", b'{"weights": {}}', b'{"weights": {"k": "x"}, "keep": 0.4, "add": 0.6}']
)
def test_weights_that_cannot_be_read_are_an_error(stored: bytes) -> None:
    with pytest.raises(ModelError, match="second look cannot be read"):
        SecondLook.from_bytes(stored)
