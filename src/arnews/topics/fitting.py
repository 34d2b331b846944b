"""From labelled rows to the two linear models and the sharpness of their probabilities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold, KFold

from arnews.errors import DataError
from arnews.topics.calibration import fit_sharpness
from arnews.topics.features import piece_matrix, word_matrix
from arnews.topics.linear import Block, fit_linear
from arnews.topics.raw import Raw, with_raw
from arnews.topics.scorer import BodyScorer, HeadlineScorer
from arnews.topics.vocabulary import Vocabulary

__all__ = ["BodyModel", "HeadlineModel", "Recipe", "fit", "held_out", "joined", "sharpness"]

UNFITTED = 5.0  # sharpness of a model that was not calibrated: what other models of this kind needed


class HeadlineModel(NamedTuple):
    """The fitted model of headlines."""

    scorer: HeadlineScorer
    intercept: NDArray[np.float32]


class BodyModel(NamedTuple):
    """The fitted model of headline and article together."""

    scorer: BodyScorer
    intercept: NDArray[np.float32]


class Recipe(NamedTuple):
    """Rows to learn from, and how.

    Attributes
    ----------
    settings : dict
        Parameters of the classifier.
    titles, bodies : list of str
        Headlines and articles; `bodies` is ``None`` when none were given.
    shares : ndarray of float32, shape (n_rows, n_classes)
        Share of each class in each row.
    weight : ndarray of float64, shape (n_rows,)
        Weight of each row.
    classes : sequence of str
        Names of the classes.
    """

    settings: dict[str, Any]
    titles: list[str]
    bodies: list[str] | None
    shares: NDArray[np.float32]
    weight: NDArray[np.float64]
    classes: Sequence[str]

    @classmethod
    def checked(
        cls,
        settings: dict[str, Any],
        titles: list[str],
        bodies: list[str] | None,
        shares: NDArray[np.float32],
        sample_weight: Iterable[float] | None,
        classes: Sequence[str],
    ) -> Self:
        """Check that everything is as long as the headlines.

        Raises
        ------
        DataError
            When it is not, or a weight is negative or no number.
        """
        n_rows = len(titles)
        weight = np.ones(n_rows) if sample_weight is None else np.asarray(list(sample_weight), np.float64)
        lengths = {
            "topics": len(shares),
            "texts": n_rows if bodies is None else len(bodies),
            "sample_weight": len(weight),
        }
        for name, length in lengths.items():
            if length != n_rows:
                raise DataError(f"{name} must be as long as headlines: {n_rows} headlines, {length} {name}")
        if not np.isfinite(weight).all() or (weight < 0).any() or not weight.any():
            raise DataError("sample_weight must hold numbers of at least 0, not all of them 0")
        return cls(settings, titles, bodies, shares, weight, classes)

    def part(self, rows: NDArray[np.int64]) -> Self:
        """Return the recipe for some of the rows."""
        bodies = None if self.bodies is None else [self.bodies[row] for row in rows]
        titles = [self.titles[row] for row in rows]
        return self._replace(titles=titles, bodies=bodies, shares=self.shares[rows], weight=self.weight[rows])

    @property
    def min_df(self) -> int:
        """Texts in which a feature must stand."""
        given = self.settings["min_df"]
        if given is not None:
            return int(given)
        return 1 + (len(self.titles) >= 1_000) + (len(self.titles) >= 60_000)

    def svm(self) -> dict[str, Any]:
        """Return the settings of the linear SVM."""
        return {key: self.settings[key] for key in ("C", "class_weight", "random_state")}


def fit(recipe: Recipe, raw: Raw | None = None) -> tuple[HeadlineModel, BodyModel | None]:
    """Fit both models; with raw articles, the model of headlines learns a second time, from both models' opinions."""
    headline, body = fit_headlines(recipe), fit_bodies(recipe)
    if raw is not None and len(raw.titles):
        headline = fit_headlines(with_raw(recipe, raw, headline, body))
    return headline, body


def fit_headlines(recipe: Recipe) -> HeadlineModel:
    """Fit words, pairs and pieces of the headlines."""
    bits, lengths, min_df = recipe.settings["bits"], recipe.settings["piece_lengths"], recipe.min_df
    vocabulary = Vocabulary()
    rows = vocabulary.read(recipe.titles)
    by_word = Block.weigh(word_matrix(rows, vocabulary, bits), min_df)
    by_piece = Block.weigh(piece_matrix(rows, vocabulary, bits, lengths), min_df)
    factor = float(recipe.settings["word_weight"])
    matrix = sp.hstack([by_word.matrix * factor, by_piece.matrix]).tocsr()
    weights, intercept = fit_linear(matrix, recipe.shares, recipe.weight, **recipe.svm())
    cut = len(by_word.features)
    packed = by_word.pack(weights[:cut] * factor, bits), by_piece.pack(weights[cut:], bits)
    return HeadlineModel(HeadlineScorer(*packed, bits, tuple(lengths)), intercept.astype(np.float32))


def fit_bodies(recipe: Recipe) -> BodyModel | None:
    """Fit words and pairs of headline and article; ``None`` when too few rows have an article."""
    rows = np.flatnonzero([bool(body.strip()) for body in recipe.bodies or ()])
    if len(rows) == 0 or np.count_nonzero(recipe.shares[rows].sum(axis=0)) < 2:
        return None
    part = recipe.part(rows)
    bits, longest = part.settings["bits"], part.settings["body_words"]
    min_df = recipe.min_df  # of all rows: articles have many words, and most pairs are rare
    vocabulary = Vocabulary()
    texts = [joined(*pair) for pair in zip(part.titles, part.bodies or (), strict=True)]
    block = Block.weigh(word_matrix(vocabulary.read(texts, longest), vocabulary, bits, once=True), min_df)
    weights, intercept = fit_linear(block.matrix, part.shares, part.weight, **part.svm())
    return BodyModel(BodyScorer(block.pack(weights, bits), bits, longest), intercept.astype(np.float32))


def joined(headline: str, body: str) -> str:
    """Return headline and article as one text."""
    return f"{headline}\n{body}"


def held_out(
    recipe: Recipe, folds: int, groups: Sequence[Any] | None, raw: Raw | None = None
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return margins of rows from models that did not see their group.

    Parameters
    ----------
    recipe : Recipe
        All rows.
    folds : int
        Number of models.
    groups : sequence, optional
        Group of each row; rows of group ``None`` are learnt from by every model. Default: each row by itself.
    raw : Raw, optional
        Raw articles; those of a group that is held out are too.

    Returns
    -------
    alone, together : ndarray of float32, shape (n_rows, n_classes)
        By headline, and by headline and article; nan where there is none.
    """
    alone = np.full(recipe.shares.shape, np.nan, np.float32)
    together = alone.copy()
    candidates = np.arange(len(recipe.titles)) if groups is None else np.flatnonzero([g is not None for g in groups])
    names = candidates if groups is None else np.array([str(groups[int(row)]) for row in candidates])
    folds = min(folds, len(np.unique(names)))
    if folds < 2:
        return alone, together
    if groups is None:
        parts = KFold(folds, shuffle=True, random_state=recipe.settings["random_state"]).split(candidates)
    else:
        parts = GroupKFold(folds).split(candidates, groups=names)
    for _, places in parts:
        test = candidates[places]
        train = np.setdiff1d(np.arange(len(recipe.titles)), test)
        others = None if raw is None else raw.without(set() if groups is None else set(names[places]))
        alone[test], together[test] = _margins(recipe.part(train), recipe.part(test), others)
    return alone, together


def sharpness(margins: NDArray[Any], shares: NDArray[Any]) -> float:
    """Return the sharpness that fits held-out margins; `UNFITTED` when there are none."""
    rows = ~np.isnan(margins[:, 0])
    return fit_sharpness(margins[rows], shares[rows] > 0) if rows.any() else UNFITTED


def _margins(train: Recipe, test: Recipe, raw: Raw | None) -> tuple[NDArray[Any], NDArray[Any]]:
    headline, body = fit(train, raw)
    alone = headline.scorer(test.titles)[0] + headline.intercept
    together = np.full_like(alone, np.nan)
    rows = np.flatnonzero([bool(text.strip()) for text in test.bodies or ()])
    if body is not None and test.bodies is not None and len(rows):
        texts = [joined(test.titles[row], test.bodies[row]) for row in rows]
        together[rows] = alone[rows] + body.scorer(texts) + body.intercept
    return alone, together
