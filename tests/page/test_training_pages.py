from __future__ import annotations

import datetime
import itertools
import json
import random
from pathlib import Path

import pytest

import arnews
from arnews.page.roles import ALLOWED, STATES, RoleModel
from arnews.page.text import prepare, read_text
from arnews.training.page_articles import Article, Shelf, shelves
from arnews.training.page_inner import clocked, with_list
from arnews.training.page_labels import roles_of_lines, states_of
from arnews.training.page_layouts import make_pages
from arnews.training.page_score import score_pages
from arnews.training.page_second import parts
from arnews.training.pages import evaluate, train

_SUBJECTS = ("البلدية", "الجامعة", "الوزارة", "الشركة", "النادي", "الجمعية", "المدرسة", "النقابة", "المحكمة", "المكتبة")
_VERBS = ("تعلن", "تفتتح", "تؤجل", "تطلق", "ترفض", "تمول", "تراجع", "تنهي")
_THINGS = ("مشروع الحديقة", "خطة النقل", "دورة الشباب", "سباق الخيل", "معرض الكتاب", "جسر الوادي", "سوق التمور")


def _headlines() -> list[str]:
    return [" ".join(words) + " هذا العام" for words in itertools.product(_SUBJECTS, _VERBS, _THINGS)]


def _article(title: str, number: int) -> Article:
    lead = f"{title}، وقال متحدث باسمها إن القرار اتخذ بعد اجتماع دام ثلاث ساعات وحضره عشرون عضوا."
    more = f"وأضاف المتحدث أن العمل يبدأ بعد {number} أيام، وأن كلفته لن تتجاوز ما رصد له في الميزانية الجديدة."
    return Article(
        title, datetime.date(2020, 1, 1) + datetime.timedelta(number), (lead, more, more.replace("وأضاف", "وتابع"))
    )


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    titles = _headlines()
    articles = [_article(title, number) for number, title in enumerate(titles[::11], 2)]
    return Shelf("outlet", articles, titles, [(one.title, one.paragraphs[0]) for one in articles])


def test_same_seed_makes_the_same_pages(shelf: Shelf) -> None:
    first, again, other = (list(make_pages([shelf], 30, seed=seed)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_made_pages_know_their_lines(shelf: Shelf) -> None:
    for page in make_pages([shelf], 120, seed=1):
        lines = page["text"].split("\n")
        assert len(lines) == len(page["roles"])
        text = "\n".join(line.strip() for line, role in zip(lines, page["roles"], strict=True) if role == "body")
        assert " ".join(text.split()) == " ".join(" ".join(page["paragraphs"]).split())
        assert (
            page["source"] is None
            or page["source"] in page["text"]
            or any(n in page["text"] for n in page["source_any"])
        )
        assert "title" in page["roles"]


def test_states_of_a_page_never_step_back(shelf: Shelf) -> None:
    for page in make_pages([shelf], 60, seed=2):
        states = states_of(roles_of_lines(page, prepare(page["text"])))
        assert all(ALLOWED[left][right] for left, right in itertools.pairwise(states))


def test_page_of_ones_own_is_aligned_by_its_answers() -> None:
    page = {
        "text": "الموقع\nعنوان الخبر الأول هنا\n12 مارس 2019\nكتب: سامي حداد\nفقرة أولى طويلة تكفي.\nعنوان خبر آخر تماما\nحقوق",
        "title": "عنوان الخبر الأول هنا",
        "date": "2019-03-12",
        "source": "الموقع",
        "byline": "سامي حداد",
        "paragraphs": ["فقرة أولى طويلة تكفي."],
        "headlines": ["عنوان خبر آخر تماما"],
    }
    roles = roles_of_lines(page, prepare(page["text"]))
    assert roles == ["source", "title", "date", "byline", "body", "headline", "other"]
    assert [STATES[state][0] for state in states_of(roles)] == [0, 1, 1, 1, 1, 2, 2]


def test_model_learns_to_read_made_pages(shelf: Shelf, tmp_path: Path) -> None:
    data = tmp_path / "raw.jsonl"
    with data.open("w", encoding="utf-8") as file:
        for outlet in ("one", "two"):
            for number, title in enumerate(shelf.headlines):
                article = _article(title, number)
                row = {"title": f"{title} {outlet}", "date": str(article.date), "source": outlet}
                file.write(json.dumps({**row, "text": "\n".join(article.paragraphs)}, ensure_ascii=False) + "\n")
    scores = train([data], tmp_path / "model", pages=80, epochs=3, held_out=0.5, articles=60)
    assert scores["body"] > 0.75
    model = RoleModel.load(tmp_path / "model")
    assert "80 pages made" in (tmp_path / "model" / "card.md").read_text(encoding="utf-8")
    page = read_text("خبر قصير عن السوق\n12 مارس 2019\n" + shelf.articles[0].paragraphs[0], model)
    assert page.date == datetime.date(2019, 3, 12)
    pages = tmp_path / "pages.jsonl"
    rows = list(make_pages([shelf], 12, seed=9))
    pages.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert evaluate([pages], model=tmp_path / "model") == score_pages(rows, model)


def test_too_few_pages_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "pages.jsonl"
    data.write_text(json.dumps({"text": "سطر", "title": "سطر", "paragraphs": []}), encoding="utf-8")
    with pytest.raises(arnews.DataError, match="1 pages are too few to learn from"):
        train([data], tmp_path / "model")


def test_articles_with_captions_and_bylines_inside_are_left_out(tmp_path: Path) -> None:
    data = tmp_path / "raw.jsonl"
    with data.open("w", encoding="utf-8") as file:
        for number, title in enumerate(_headlines()[:80]):
            rows = _article(title, number).paragraphs
            text = "\n".join(("كتب - سامي حداد", *rows)) if number % 2 else "\n".join(rows)
            file.write(json.dumps({"title": title, "text": text, "source": "one"}, ensure_ascii=False) + "\n")
    [shelf] = shelves([data], most=100, seed=0)
    assert len(shelf.articles) == 40


def test_head_of_a_page_reaches_up_to_its_title() -> None:
    between = ["other"] * 12
    states = states_of(["headline", "other", "title", "teaser", *between, "body", "body", "headline"])
    zones = [STATES[state][0] for state in states]
    assert zones[:2] == [0, 0]
    assert zones[2:-1] == [1] * (len(zones) - 3)
    assert STATES[states[3]] == (1, "teaser")


def test_labelled_page_counts_as_often_as_is_said(shelf: Shelf, tmp_path: Path) -> None:
    rows = [{**page, "outlet": f"outlet {at}"} for at, page in enumerate(make_pages([shelf], 24, seed=5))]
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    once = train([path], tmp_path / "once", epochs=1, held_out=0.2)
    thrice = train([path], tmp_path / "thrice", epochs=1, held_out=0.2, repeat=3)
    assert once["pages"] == thrice["pages"]
    assert "repeat 3" in (tmp_path / "thrice" / "card.md").read_text(encoding="utf-8")
    one, other = (RoleModel.load(tmp_path / name).to_files() for name in ("once", "thrice"))
    assert one != other


@pytest.mark.parametrize(
    ("roles", "message"),
    [(["title"], "one entry for each of the 2 lines"), (["title", "boddy"], "unknown role 'boddy'")],
)
def test_roles_that_do_not_fit_are_refused(tmp_path: Path, roles: list[str], message: str) -> None:
    row = {"text": "عنوان الخبر\nقال المتحدث.", "title": "عنوان الخبر", "paragraphs": ["قال المتحدث."], "roles": roles}
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(arnews.DataError, match=f"own.jsonl:1: .*{message}"):
        train([path], tmp_path / "m")


def test_lists_stand_between_the_paragraphs() -> None:
    rows = [
        f"{which} فقرة من المقال وفيها كلمات كثيرة جدا، أكثر مما تأخذه نقطة من نقاط القائمة"
        for which in ("أول", "ثاني")
    ]
    for seed in range(40):
        found = with_list(random.Random(seed), rows)
        assert [row for row in found if row in rows] == rows
        assert found[0] == rows[0]
        assert len(found) >= len(rows) + 2


def test_entries_of_a_live_report_have_an_hour_each() -> None:
    rows = [[("body", f"قال مراسلنا في الرسالة رقم {number} إن الحفل بدأ في موعده قبل قليل")] for number in range(5)]
    found = clocked(random.Random(1), rows)
    assert [part[-1] for part in found] == [row[-1] for row in rows]
    assert all(part[0][0] == "other" for part in found[1:])
    assert len({part[0][1] for part in found[1:]}) == 4


def test_second_look_is_learnt_from_labelled_pages(shelf: Shelf, tmp_path: Path) -> None:
    rows = [{**page, "outlet": f"outlet {at}"} for at, page in enumerate(make_pages([shelf], 50, seed=7))]
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    train([path], tmp_path / "one", epochs=1, held_out=0.1, folds=0)
    assert RoleModel.load(tmp_path / "one").second is None
    train([path], tmp_path / "two", epochs=1, held_out=0.1, folds=2)
    second = RoleModel.load(tmp_path / "two").second
    assert second is not None
    # a line that the first look took for a headline is one more often than another
    assert sum(value for name, value in second.weights.items() if name in ("k", "krole headline")) > second.weights["o"]


def test_every_page_is_judged_once_by_a_model_that_did_not_learn_from_it() -> None:
    pages = [{"id": at} for at in range(11)]
    found = parts(pages, 4)
    assert [page for _, part in found for page in part] == pages
    assert all(len(others) + len(part) == 11 and not any(one in others for one in part) for others, part in found)
