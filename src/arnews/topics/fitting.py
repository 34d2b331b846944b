"""From labelled rows to the two linear models and the sharpness of their probabilities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold, KFold

from arnews.errors import DataError
from arnews.topics.calibration import fit_sharpness
from arnews.topics.features import piece_matrix, word_matrix
from arnews.topics.linear import Block, fit_linear
from arnews.topics.scorer import BodyScorer, HeadlineScorer
from arnews.topics.vocabulary import Vocabulary

__all__ = ["BodyModel", "HeadlineModel", "Recipe", "calibrated", "fit_bodies", "fit_headlines", "joined"]

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
    """

    settings: dict[str, Any]
    titles: list[str]
    bodies: list[str] | None
    shares: NDArray[np.float32]
    weight: NDArray[np.float64]

    @classmethod
    def checked(
        cls,
        settings: dict[str, Any],
        titles: list[str],
        bodies: list[str] | None,
        shares: NDArray[np.float32],
        sample_weight: Iterable[float] | None,
    ) -> Self:
        """Check that everything is as long as the headlines.

        Raises
        ------
        DataError
            When it is not, or a weight is negative or no number.
        """
        n_rows = len(titles)
        weight = np.ones(n_rows) if sample_weight is None else np.asarray(list(sample_weight), np.float64)
        lengths = {"topics": len(shares), "texts": n_rows if bodies is None else len(bodies), "sample_weight": len(weight)}
        for name, length in lengths.items():
            if length != n_rows:
                raise DataError(f"{name} must be as long as headlines: {n_rows} headlines, {length} {name}")
        if not np.isfinite(weight).all() or (weight < 0).any() or not weight.any():
            raise DataError("sample_weight must hold numbers of at least 0, not all of them 0")
        return cls(settings, titles, bodies, shares, weight)

    def part(self, rows: NDArray[np.int64]) -> Self:
        """Return the recipe for some of the rows."""
        bodies = None if self.bodies is None else [self.bodies[row] for row in rows]
        titles = [self.titles[row] for row in rows]
        return self._replace(titles=titles, bodies=bodies, shares=self.shares[rows], weight=self.weight[rows])

    def svm(self) -> dict[str, Any]:
        """Return the settings of the linear SVM."""
        return {key: self.settings[key] for key in ("C", "class_weight", "random_state")}


def fit_headlines(recipe: Recipe) -> HeadlineModel:
    """Fit words, pairs and pieces of the headlines."""
    import scipy.sparse as sp

    bits, lengths, min_df = (recipe.settings[key] for key in ("bits", "piece_lengths", "min_df"))
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
    bits, longest, min_df = (part.settings[key] for key in ("bits", "body_words", "min_df"))
    vocabulary = Vocabulary()
    texts = [joined(*pair) for pair in zip(part.titles, part.bodies or (), strict=True)]
    block = Block.weigh(word_matrix(vocabulary.read(texts, longest), vocabulary, bits, once=True), min_df)
    weights, intercept = fit_linear(block.matrix, part.shares, part.weight, **part.svm())
    return BodyModel(BodyScorer(block.pack(weights, bits), bits, longest), intercept.astype(np.float32))


def joined(headline: str, body: str) -> str:
    """Return headline and article as one text."""
    return f"{headline}\n{body}"


def calibrated(recipe: Recipe, folds: int, groups: Sequence[Any] | None) -> tuple[float, float]:
    """Return the sharpness for headlines alone and for headlines with their article, from held-out rows."""
    n_groups = len(recipe.titles) if groups is None else len(set(groups))
    folds = min(folds, n_groups)
    if folds < 2:
        return UNFITTED, UNFITTED
    splitter = KFold(folds, shuffle=True, random_state=recipe.settings["random_state"])
    if groups is not None:
        splitter = GroupKFold(folds)
    accepted = recipe.shares > 0
    held: list[tuple[Any, Any, Any]] = []  # rows, margins of headlines, margins with the article (nan: none)
    for train, test in splitter.split(recipe.titles, groups=groups):
        held.append((test, *_held_out(recipe.part(train), recipe.part(test))))
    order, alone, together = (np.concatenate(parts) for parts in zip(*held, strict=True))
    with_text = ~np.isnan(together[:, 0])
    sharpness = fit_sharpness(alone, accepted[order])
    if not with_text.any():
        return sharpness, sharpness
    return sharpness, fit_sharpness(together[with_text], accepted[order][with_text])


def _held_out(train: Recipe, test: Recipe) -> tuple[NDArray[Any], NDArray[Any]]:
    headline, body = fit_headlines(train), fit_bodies(train)
    alone = headline.scorer(test.titles)[0] + headline.intercept
    together = np.full_like(alone, np.nan)
    rows = np.flatnonzero([bool(text.strip()) for text in test.bodies or ()])
    if body is not None and test.bodies is not None and len(rows):
        texts = [joined(test.titles[row], test.bodies[row]) for row in rows]
        together[rows] = alone[rows] + body.scorer(texts) + body.intercept
    return alone, together
