"""The chain of line roles: the search that leaves states out finds the path of the full search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from arnews import ModelError
from arnews.artifacts import save_model
from arnews.page.features import PAIRS, SINGLES, SIZES, answers, columns, kept_lines
from arnews.page.roles import ALLOWED, BASES, STATES, RoleModel, roles_of
from arnews.page.text import prepare

_TEXT = "\n".join(
    [
        "نداء الشمال",
        "الرئيسية",
        "أخبار",
        "رياضة",
        "البلدية تفتتح الحديقة الجديدة بعد عامين",
        "12 مارس 2019",
        "كتب: سامي حداد",
    ]
    + ["قال رئيس البلدية إن الحديقة تفتح أبوابها كل يوم من الصباح حتى المساء، وإن الدخول بلا رسوم."] * 3
    + ["اقرأ أيضا", "النادي يفوز بكأس المدينة للمرة الثالثة", "المدرسة تعلن نتائج العام", "© 2019 نداء الشمال"]
)


def _arrays(seed: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    dice = np.random.default_rng(seed)
    n = len(STATES)
    return (
        dice.normal(0, 0.4, (sum(SIZES), n)).astype(np.float32),
        dice.normal(0, 1.5, (n, n)).astype(np.float32),
        dice.normal(0, 1.0, n).astype(np.float32),
    )


def _full_search(table: NDArray[Any], weights: NDArray[Any], steps: NDArray[Any], start: NDArray[Any]) -> list[int]:
    scores = weights[table + np.array(BASES)].astype(np.float64).sum(axis=1)
    steps = np.where(np.array(ALLOWED), steps, -1e9)
    best, ways = start + scores[0], []
    for score in scores[1:]:
        paths = steps + best[:, None]
        ways.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + score
    path = [int(best.argmax())]
    for way in reversed(ways):
        path.append(int(way[path[-1]]))
    return path[::-1]


@pytest.mark.parametrize("seed", range(20))
def test_best_path_is_that_of_the_full_search(seed: int) -> None:
    dice = np.random.default_rng(seed)
    found = [dice.integers(0, size, 60).tolist() for size in SINGLES.values()]
    names = dict(zip(SINGLES, found, strict=True))
    pairs = [np.array(names[left]) * SINGLES[right] + np.array(names[right]) for left, right in PAIRS]
    table = np.stack([*map(np.array, found), *pairs], axis=1)
    arrays = _arrays(seed)
    model = RoleModel(*(array.tolist() for array in arrays))
    assert model.decode(found) == _full_search(table, *arrays)
    assert model.decode(found) == model.decode(found)  # the second time from memory


def test_answers_and_columns_agree() -> None:
    page = prepare(_TEXT)
    table = columns(page)
    assert table.shape == (len(page.lines), len(SIZES))
    assert (table[:, : len(SINGLES)] == np.array(answers(page)).T).all()
    assert ((table >= 0) & (table < np.array(SIZES))).all()


@pytest.mark.parametrize("stored", ["lanes", "arrays"])
def test_model_is_read_back(tmp_path: Path, stored: str) -> None:
    weights, steps, start = _arrays(3)
    model = RoleModel(weights.tolist(), steps.tolist(), start.tolist())
    given: dict[str, Any] = (
        {"files": model.to_files()}
        if stored == "lanes"
        else {"arrays": {"weights": weights, "steps": steps, "start": start}}
    )
    save_model(tmp_path / "m", task="pages", config={"sizes": list(SIZES)}, card="", **given)
    found = answers(prepare(_TEXT))
    assert RoleModel.load(tmp_path / "m").decode(found) == model.decode(found)


def test_model_of_other_questions_is_refused(tmp_path: Path) -> None:
    save_model(tmp_path / "m", task="pages", config={"sizes": [1]}, card="", files={"roles.bin": b""})
    with pytest.raises(ModelError, match="other questions"):
        RoleModel.load(tmp_path / "m")


def test_page_of_one_line() -> None:
    model = RoleModel(*(array.tolist() for array in _arrays(1)))
    assert len(model.decode(answers(prepare("سطر واحد")))) == 1


def test_long_menu_is_cut_short_for_the_model_only() -> None:
    entries = [f"باب {letter}" for letter in "ابتثجحخدذرزسشصضطظعغ"]
    menu = "\n".join(entries)
    page = prepare(f"{menu}\n{_TEXT}\n{menu}")
    kept = kept_lines(page)
    assert [page.lines[at].raw for at in kept[:2]] == entries[:2]
    assert len(kept) < len(page.lines) - 20
    assert kept == sorted(set(kept))
    roles, zones = roles_of(page)
    assert len(roles) == len(zones) == len(page.lines)
    assert {roles[at] for at in range(len(roles)) if at not in set(kept)} == {"other"}
    assert zones == sorted(zones)
    assert "title" in roles


def test_short_menus_and_lines_with_digits_are_kept() -> None:
    page = prepare("\n".join(["أخبار", "رياضة", "ثقافة", "صحة", "12 مارس", "فن", "سفر", "علوم"]))
    assert kept_lines(page) == list(range(8))
