"""Learn the second look at which lines of a page are headlines, from pages that the first look was not fitted on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from arnews.page.context import Context
from arnews.page.headlines import headline_lines
from arnews.page.roles import RoleModel
from arnews.page.second import SecondLook, candidates, questions
from arnews.page.tab import find_tab
from arnews.page.text import understand
from arnews.page.title import find_title

__all__ = ["learn", "parts"]

_SHARE = 0.4  # of a line's words that its headline has at least
_STRENGTH = 1.0  # inverse of the regularisation: C of scikit-learn
_FEWEST = 2  # lines that must answer a question with yes


def parts(pages: Sequence[dict[str, Any]], folds: int) -> list[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Return, for each of some stretches of the pages, the other pages and those of the stretch."""
    edges = [len(pages) * fold // folds for fold in range(folds + 1)]
    return [
        ([*pages[:low], *pages[high:]], list(pages[low:high]))
        for low, high in pairwise(edges)
        if 0 < high - low < len(pages)
    ]


def learn(judged: Iterable[tuple[dict[str, Any], RoleModel]]) -> SecondLook | None:
    """Return the second look; ``None`` where there is too little to learn from.

    Parameters
    ----------
    judged : iterable of (dict, RoleModel)
        Labelled pages, each with a model of line roles that did not learn from it.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    asked, right = [], []
    for page, model in judged:
        if page.get("headlines") is None:
            continue
        context = understand(page["text"], model)
        context.tab = find_tab(context)
        title = find_title(context)
        kept, filled = headline_lines(context, title)
        lines = candidates(context, title, kept)
        asked += questions(context, title, kept, lines, filled)
        right += [_holds_headline(context, at, page["headlines"]) for at in lines]
    if len(set(right)) < 2 or len(right) < 100:
        return None
    counter = CountVectorizer(analyzer=list, binary=True, min_df=_FEWEST)
    fitted = LogisticRegression(C=_STRENGTH, max_iter=500).fit(counter.fit_transform(asked), right)
    weights = dict(zip(counter.get_feature_names_out().tolist(), fitted.coef_[0].tolist(), strict=True))
    return SecondLook(weights | {"": float(fitted.intercept_[0])})


def _holds_headline(page: Context, at: int, headlines: Sequence[str]) -> bool:
    line = " ".join(page.lines[at].raw.split())
    sizes = [len(headline.split()) for headline in headlines if " ".join(headline.split()) in line]
    return bool(sizes) and max(sizes) >= _SHARE * len(line.split())
