"""Train and score the model of line roles that `arnews.read_page` reads text pages with."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from arnews.artifacts import save_model
from arnews.errors import DataError, MissingExtraError
from arnews.page.features import SIZES, columns, kept_lines
from arnews.page.roles import ROLES, STATES, RoleModel
from arnews.page.text import prepare
from arnews.training.json_lines import read_objects
from arnews.training.page_articles import Shelf, shelves
from arnews.training.page_card import card
from arnews.training.page_labels import roles_of_lines, states_of
from arnews.training.page_layouts import make_pages
from arnews.training.page_score import score_pages
from arnews.training.page_second import learn, parts

__all__ = ["evaluate", "train"]

_FEWEST_FOR_SECOND = 40  # labelled pages
_MADE_FOR_SECOND, _MADE_AS_WELL = 2_500, 300  # made pages that the models learn from, and that are judged as well

Progress = Callable[[str], None]
Pages = list[dict[str, Any]]


def train(
    paths: Sequence[Path],
    output: Path,
    *,
    seed: int = 0,
    progress: Progress = lambda _: None,
    pages: int = 6000,
    epochs: int = 6,
    held_out: float = 0.15,
    articles: int = 700,
    repeat: int = 1,
    folds: int = 4,
    corpora: Path | None = None,
) -> dict[str, float]:
    """Train on pages made of raw articles, on labelled pages of one's own, or on both.

    Parameters
    ----------
    paths : sequence of Path
        JSON lines, plain or ``.xz``. A file whose rows have ``paragraphs`` holds labelled pages (``text title date
        source byline headlines paragraphs``, and ``roles``, one for each line of the text, if known); any other holds
        articles (``title text source date``), from which pages in made-up layouts are put together.
    output : Path
        Folder of the new model.
    seed : int, default 0
        Seed of the layouts, the split and the fit.
    progress : callable
        Gets a line of text now and then.
    pages : int, default 6000
        How many pages to make of raw articles.
    epochs : int, default 6
        Passes over the pages.
    held_out : float, default 0.15
        Share of the outlets whose articles are only scored, in layouts of other made-up sites.
    articles : int, default 700
        At most so many articles of one outlet.
    repeat : int, default 1
        How often a labelled page counts; a page made of raw articles counts once.
    folds : int, default 4
        Parts of the labelled pages, each of which is read in turn by a model that did not learn from it, so that the
        second look at headlines learns what a model makes of pages it does not know; below 2: no second look.
    corpora : Path, optional
        Markdown for the card: where the data come from, and their licences.

    Returns
    -------
    dict
        Scores on the pages held out.

    Raises
    ------
    DataError
        Where there is too little to learn from.
    """
    fit = _fitter()
    raw, labelled = _sorted(paths)
    known, unknown = _split(shelves(raw, most=articles, seed=seed), held_out)
    made = list(make_pages(known, pages, seed=seed, per_site=2)) if known else []
    judged = list(make_pages(unknown, max(60, pages // 10), seed=seed + 7919)) if unknown else []
    own, own_judged = _split_pages(labelled, held_out)
    progress(f"{len(made)} pages made, {len(own)} labelled pages, {len(judged) + len(own_judged)} held out")
    if len(made) + len(own) < 20:
        raise DataError(
            f"{len(made) + len(own)} pages are too few to learn from; give 20 pages, or 80 articles of an outlet"
        )
    model = fit([*_examples(made), *list(_examples(own)) * repeat], epochs=epochs, seed=seed, progress=progress)
    if folds > 1 and len(own) >= _FEWEST_FOR_SECOND:
        progress(f"second look: {folds} models")
        model.second = learn(_judged(fit, made, own, folds, repeat=repeat, epochs=epochs, seed=seed, progress=progress))
    scores = score_pages([*judged, *own_judged], model)
    outlets = {"learnt": [shelf.outlet for shelf in known], "held out": [shelf.outlet for shelf in unknown]}
    text = card(
        made,
        own,
        judged + own_judged,
        outlets,
        scores,
        corpora.read_text(encoding="utf-8") if corpora else "",
        {"seed": seed, "epochs": epochs, "articles of an outlet": articles, "repeat": repeat},
    )
    save_model(
        output,
        task="pages",
        config={"states": [list(state) for state in STATES], "sizes": list(SIZES)},
        card=text,
        files=model.to_files(),
    )
    return scores


def evaluate(paths: Sequence[Path], *, model: Path | None = None) -> dict[str, float]:
    """Score a model on labelled pages, or on made pages where `paths` hold raw articles.

    Parameters
    ----------
    paths : sequence of Path
        As for `train`.
    model : Path, optional
        A model folder; the shipped model by default.
    """
    raw, labelled = _sorted(paths)
    pages = [row for rows in labelled for row in rows]
    found = shelves(raw, most=300, seed=1)
    pages += list(make_pages(found, 400, seed=104729)) if found else []
    return score_pages(pages, None if model is None else RoleModel.load(model))


def _judged(
    fit: Callable[..., RoleModel], made: Pages, own: Pages, folds: int, *, repeat: int, **settings: Any
) -> Iterable[tuple[dict[str, Any], RoleModel]]:
    """Yield every labelled page, and some made ones, with a model that did not learn from it."""
    made_examples = list(_examples(made[:_MADE_FOR_SECOND]))
    unseen = made[_MADE_FOR_SECOND : _MADE_FOR_SECOND + _MADE_AS_WELL]
    for others, part in parts(own, folds):
        model = fit([*made_examples, *list(_examples(others)) * repeat], **settings)
        yield from ((page, model) for page in [*part, *unseen])
        unseen = []


def _fitter() -> Callable[..., RoleModel]:
    try:
        from arnews.training.page_crf import fit
    except ModuleNotFoundError as error:
        raise MissingExtraError("training the page reader", "train") from error
    return fit


def _sorted(paths: Sequence[Path]) -> tuple[list[Path], list[Pages]]:
    """Tell files of raw articles from files of labelled pages."""
    raw: list[Path] = []
    labelled: list[Pages] = []
    for path in paths:
        first = [row for _, row in itertools.islice(read_objects(path), 1)]
        if first and "paragraphs" in first[0]:
            labelled.append([_checked(place, row) for place, row in read_objects(path) if row.get("text")])
        else:
            raw.append(path)
    return raw, labelled


def _checked(place: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a labelled page whose roles, where it has some, fit its lines."""
    roles = row.get("roles")
    if roles is None:
        return row
    lines = len(str(row["text"]).splitlines())
    if not isinstance(roles, list) or len(roles) not in (lines, len(str(row["text"]).split("\n"))):
        raise DataError(f"{place}: roles must be a list with one entry for each of the {lines} lines of text")
    if strange := sorted({str(role) for role in roles} - {*ROLES, ""}):
        raise DataError(f"{place}: unknown role {strange[0]!r}; roles are {', '.join(ROLES)}")
    return row


def _split(found: list[Shelf], share: float) -> tuple[list[Shelf], list[Shelf]]:
    """Hold out whole outlets, spread evenly over their names."""
    count = round(share * len(found)) if len(found) > 1 else 0
    every = len(found) // count if count else 0
    held = set(range(every // 2, len(found), every)) if every else set()
    return [one for at, one in enumerate(found) if at not in held], [found[at] for at in sorted(held)]


def _split_pages(files: list[Pages], share: float) -> tuple[Pages, Pages]:
    """Hold out whole outlets of labelled pages; a single outlet is learnt from."""
    rows = [row for file in files for row in file]
    counts = Counter(str(row.get("outlet") or "") for row in rows)
    held: set[str] = set()
    for outlet, _ in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        if sum(counts[name] for name in held) + counts[outlet] > share * len(rows):
            break
        held.add(outlet)
    return [row for row in rows if str(row.get("outlet") or "") not in held], [
        row for row in rows if str(row.get("outlet") or "") in held
    ]


def _examples(pages: Iterable[dict[str, Any]]) -> Iterable[Any]:
    from arnews.training.page_crf import Example

    for page in pages:
        context = prepare(page["text"])
        if context.lines:
            kept = kept_lines(context)
            states = states_of(roles_of_lines(page, context))[kept]
            yield Example(columns(context.only(kept)).astype(np.int16), states)
