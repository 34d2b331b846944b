"""The topic classifier: headlines in, topics out, a scikit-learn estimator."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from arnews.topics.calibration import softmax
from arnews.topics.checks import as_headlines, as_texts
from arnews.topics.context import ContextModel
from arnews.topics.explanation import Explanation, Reason
from arnews.topics.fitting import Recipe, fit, held_out, joined, sharpness
from arnews.topics.labels import Label, acceptable, shares
from arnews.topics.raw import Raw
from arnews.topics.store import read_folder, write_folder

__all__ = ["TopicClassifier"]


class TopicClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Tell the topic of headlines.

    A linear model over words, pairs of words and pieces of words, all in folded spelling; beside it a second one over
    headline and article together. With an article the margins of both are added. A trained model may bring a small
    network as well (``arnews train topics --context``): it reads the headlines of which the linear model is unsure.

    Parameters
    ----------
    C : float, default 0.3
        Inverse strength of regularisation.
    class_weight : {"balanced", None}, default "balanced"
        ``"balanced"``: a rare class counts as much as a frequent one. News is mostly politics; without it thin
        topics are lost.
    min_df : int, optional
        Features that stand in fewer headlines are dropped. Default: 1 below 1,000 headlines, 2 below 60,000, else 3.
    piece_lengths : tuple of int, default (2, 5)
        Shortest and longest pieces of words, the marks of the word's edges included.
    word_weight : float, default 1.4
        Weight of words and pairs beside pieces.
    body_words : int, default 150
        Words of headline and article that are read.
    first_share : float, default 0.7
        Share of the first of several topics of a row.
    bits : int, default 22
        Features are hashed to ``2 ** bits`` numbers.
    calibration_folds : int, default 3
        Folds that are held out in turn to fit the probabilities; 0 leaves margins as they are.
    raw_rows : int, default 12000
        Headlines of raw articles of each topic that are learnt from, and as many openings and sentences, at most.
    random_state : int, default 0
        Seed.

    Attributes
    ----------
    classes_ : ndarray of str
        The topics, sorted.
    prior_ : ndarray of float
        Probability of each topic when nothing in a headline is known.
    held_out_decision_, held_out_text_decision_ : ndarray of float
        Margins of the training rows, from models that did not see the row's group: by headline, and by headline and
        article; nan where there are none. They are not saved.

    Examples
    --------
    >>> classifier = TopicClassifier(calibration_folds=0)
    >>> classifier = classifier.fit(["فوز الأهلي في المباراة", "ارتفاع أسعار النفط"], ["sport", "economy"])
    >>> classifier.predict(["مباراة الأهلي"]).tolist()
    ['sport']
    """

    def __init__(
        self,
        *,
        C: float = 0.3,
        class_weight: str | None = "balanced",
        min_df: int | None = None,
        piece_lengths: tuple[int, int] = (2, 5),
        word_weight: float = 1.4,
        body_words: int = 150,
        first_share: float = 0.7,
        bits: int = 22,
        calibration_folds: int = 3,
        raw_rows: int = 12_000,
        random_state: int = 0,
    ) -> None:
        self.C = C
        self.class_weight = class_weight
        self.min_df = min_df
        self.piece_lengths = piece_lengths
        self.word_weight = word_weight
        self.body_words = body_words
        self.first_share = first_share
        self.bits = bits
        self.calibration_folds = calibration_folds
        self.raw_rows = raw_rows
        self.random_state = random_state

    def fit(
        self,
        headlines: Iterable[str],
        topics: Iterable[Label],
        texts: Iterable[str | None] | None = None,
        sample_weight: Iterable[float] | None = None,
        groups: Sequence[Any] | None = None,
        raw: Raw | None = None,
    ) -> Self:
        """Learn from labelled headlines.

        Parameters
        ----------
        headlines : iterable of str
            The headlines.
        topics : iterable
            Of each headline: one topic, a list of topics (the best first), or a dict of shares.
        texts : iterable of str or None, optional
            The article of each headline; ``None`` or an empty text where there is none.
        sample_weight : iterable of float, optional
            Weight of each row.
        groups : sequence, optional
            Outlet of each row: for the probabilities whole outlets are held out, as a new outlet will be. ``None``:
            a row that is never held out.
        raw : Raw, optional
            Articles without labels. What the models make of an article teaches the model of headlines.

        Raises
        ------
        TypeError
            When a headline is no str; the message names the cure.
        DataError
            When lengths differ or fewer than two topics occur.
        """
        titles, bodies = as_headlines(headlines), as_texts(texts)
        self.classes_, table = shares(topics, self.first_share)
        names = self.classes_.tolist()
        recipe = Recipe.checked(self.get_params(deep=False), titles, bodies, table, sample_weight, names)
        self.prior_ = (recipe.weight @ table) / (recipe.weight @ table).sum()
        self._headline, self._body = fit(recipe, raw)
        self._context: ContextModel | None = None
        alone, together = held_out(recipe, self.calibration_folds, groups, raw)
        self.held_out_decision_, self.held_out_text_decision_ = alone, together
        self.sharpness_, self.body_sharpness_ = sharpness(alone, table), sharpness(together, table)
        return self

    def decision_function(self, headlines: Iterable[str], texts: Iterable[str | None] | None = None) -> NDArray[Any]:
        """Return the margin of every topic, shape (n_headlines, n_classes)."""
        return self._margins(as_headlines(headlines), as_texts(texts))[0]

    def predict(
        self,
        headlines: Iterable[str],
        texts: Iterable[str | None] | None = None,
        min_score: float | None = None,
    ) -> NDArray[Any]:
        """Return the topic of every headline.

        Parameters
        ----------
        headlines : iterable of str
            The headlines.
        texts : iterable of str or None, optional
            The article of each; headline and article together are surer than either.
        min_score : float, optional
            Give ``None`` in place of a topic whose probability is lower.

        Returns
        -------
        ndarray
            Of str; of str and ``None`` (dtype object) with `min_score`.
        """
        scores = self.predict_proba(headlines, texts)
        best = self.classes_[scores.argmax(axis=1)]
        if min_score is None:
            return np.asarray(best)
        sure = best.astype(object)
        sure[scores.max(axis=1) < min_score] = None
        return np.asarray(sure)

    def predict_proba(self, headlines: Iterable[str], texts: Iterable[str | None] | None = None) -> NDArray[np.float64]:
        """Return the probability of every topic, shape (n_headlines, n_classes), columns as in `classes_`."""
        margins, known, with_text = self._margins(as_headlines(headlines), as_texts(texts))
        scores = softmax(margins, self.sharpness_)
        if with_text.any():
            scores[with_text] = softmax(margins[with_text], self.body_sharpness_)
        scores[~known & ~with_text] = self.prior_
        return scores

    def predict_topics(
        self, headlines: Iterable[str], texts: Iterable[str | None] | None = None, min_score: float = 0.25
    ) -> list[list[str]]:
        """Return every topic of at least `min_score`, the likeliest first; at least one a headline."""
        scores = self.predict_proba(headlines, texts)
        order = np.argsort(-scores, axis=1, kind="stable")
        return [
            [str(self.classes_[place]) for rank, place in enumerate(places) if rank == 0 or row[place] >= min_score]
            for row, places in zip(scores, order, strict=True)
        ]

    def score(self, headlines: Iterable[str], topics: Iterable[Label], sample_weight: Any = None) -> float:
        """Return the share of headlines whose predicted topic is one of their topics."""
        predicted = self.predict(headlines)
        hits = [str(got) in acceptable(label) for got, label in zip(predicted, topics, strict=True)]
        return float(np.average(hits, weights=sample_weight))

    def explain(self, headline: str, topic: str | None = None) -> Explanation:
        """Return the words for and against a topic; their weights add up to its margin.

        Parameters
        ----------
        headline : str
            One headline.
        topic : str, optional
            The topic to explain; default: the predicted one.

        Raises
        ------
        ValueError
            When `topic` is none of `classes_`.
        """
        headline = as_headlines([headline])[0]
        scores = self.predict_proba([headline])[0]
        names = self.classes_.tolist()
        if topic is not None and topic not in names:
            raise ValueError(f"topic must be one of {', '.join(names)}, got {topic!r}")
        place = int(scores.argmax()) if topic is None else names.index(topic)
        words, of_words, of_pairs, start = self._shares(headline)
        pairs = [" ".join(pair) for pair in zip(["^", *words], words, strict=False)]
        named = [*zip(words, of_words[:, place], strict=False), *zip(pairs, of_pairs[:, place], strict=False)]
        reasons = [Reason(text, float(weight)) for text, weight in named if weight]
        intercept = float(start[place])
        decision = intercept + sum(reason.weight for reason in reasons)
        reasons.sort(key=lambda reason: -abs(reason.weight))
        return Explanation(names[place], float(scores[place]), decision, intercept, tuple(reasons))

    def save(self, folder: str | os.PathLike[str], *, card: str = "") -> None:
        """Write the fitted classifier as a model folder: JSON and arrays, no pickle."""
        check_is_fitted(self)
        write_folder(self, folder, card)

    @classmethod
    def load(cls, folder: str | os.PathLike[str]) -> Self:
        """Rebuild a classifier from a model folder.

        Raises
        ------
        ModelError
            When the folder is missing, damaged, or of another task.
        """
        return read_folder(cls, folder)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array, tags.input_tags.string = False, True
        return tags

    def _margins(
        self, titles: list[str], bodies: list[str] | None
    ) -> tuple[NDArray[Any], NDArray[np.bool_], NDArray[np.bool_]]:
        """Return margins, whether a headline is known at all, and whether its article was read."""
        check_is_fitted(self)
        sums, known = self._headline.scorer(titles)
        known &= np.array([len(title.strip()) > 1 for title in titles], bool)  # one letter says nothing
        margins = sums + self._headline.intercept
        if bodies is not None and len(bodies) != len(titles):
            raise ValueError(f"texts must be as long as headlines: {len(titles)} headlines, {len(bodies)} texts")
        body, context = self._body, self._context
        with_text = np.zeros(len(titles), bool)
        if bodies is not None and body is not None:
            with_text = np.array([bool(text.strip()) for text in bodies], bool)
        if context is not None:
            asked = np.flatnonzero(context.is_asked(margins, self.sharpness_) & known & ~with_text)
            margins[asked] = context.mixed([titles[row] for row in asked], margins[asked], self.sharpness_)
        if bodies is not None and body is not None and with_text.any():
            both = [joined(titles[row], bodies[row]) for row in np.flatnonzero(with_text)]
            margins[with_text] += body.scorer(both) + body.intercept
        return margins, known, with_text

    def _shares(self, headline: str) -> tuple[list[str], NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return the words of a headline, the shares of each and of each pair, and what is there before them."""
        words, of_words, of_pairs = self._headline.scorer.shares(headline)
        start, context = self._headline.intercept, self._context
        if context is None or not words:
            return words, of_words, of_pairs, start
        sums, _ = self._headline.scorer([headline])
        if not context.is_asked(sums + start, self.sharpness_)[0]:
            return words, of_words, of_pairs, start
        factor, read = context.factor(self.sharpness_), context.scorer.shares(headline)
        of_words, of_pairs, start = context.linear * of_words, context.linear * of_pairs, context.linear * start
        of_words[: len(read)] += factor * read
        return words, of_words, of_pairs, start + factor * context.scorer.network.top[-1]
