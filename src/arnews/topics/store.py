"""The classifier as a model folder, and back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from arnews.artifacts import load_model, save_model
from arnews.errors import ModelError
from arnews.topics.context import ContextModel, ContextScorer
from arnews.topics.fitting import BodyModel, HeadlineModel
from arnews.topics.network import Network
from arnews.topics.scorer import BodyScorer, HeadlineScorer
from arnews.topics.weights import Weights

if TYPE_CHECKING:
    from arnews.topics.classifier import TopicClassifier

    Classifier = TypeVar("Classifier", bound=TopicClassifier)

__all__ = ["read_folder", "write_folder"]

_CONTEXT = ("unsure", "linear", "context")
"""Numbers of `ContextModel` that are stored."""


def write_folder(
    classifier: TopicClassifier,
    folder: str | os.PathLike[str],
    card: str,
    files: Mapping[str, bytes] | None = None,
) -> None:
    """Save a fitted classifier."""
    headline, body = classifier._headline, classifier._body
    arrays = {"headline_intercept": headline.intercept, "prior": classifier.prior_}
    arrays |= headline.scorer.by_word.arrays("word") | headline.scorer.by_piece.arrays("piece")
    if body is not None:
        arrays |= {"body_intercept": body.intercept} | body.scorer.by_word.arrays("body")
    config = {
        "classes": classifier.classes_.tolist(),
        "params": classifier.get_params(deep=False),
        "sharpness": [classifier.sharpness_, classifier.body_sharpness_],
    }
    if (context := classifier._context) is not None:
        arrays |= context.scorer.network.arrays()
        config["context"] = {name: getattr(context, name) for name in _CONTEXT}
    save_model(folder, task="topics", config=config, arrays=arrays, card=card, files=files)


def read_folder(kind: type[Classifier], folder: str | os.PathLike[str]) -> Classifier:
    """Rebuild a classifier; raise ``ModelError`` where its parts do not fit together."""
    model = load_model(folder, task="topics")
    config, arrays = model.config, model.arrays
    try:
        params = config["params"] | {"piece_lengths": tuple(config["params"]["piece_lengths"])}
        classifier = kind(**params)
        classifier.classes_ = np.array(config["classes"])
        classifier.prior_ = arrays["prior"]
        classifier.sharpness_, classifier.body_sharpness_ = map(float, config["sharpness"])
        bits = int(params["bits"])
        by_word, by_piece = (Weights.from_arrays(name, arrays, bits) for name in ("word", "piece"))
        scorer = HeadlineScorer(by_word, by_piece, bits, params["piece_lengths"])
        classifier._headline = HeadlineModel(scorer, arrays["headline_intercept"])
        classifier._body = classifier._context = None
        if "body_intercept" in arrays:
            by_word = Weights.from_arrays("body", arrays, bits)
            reader = BodyScorer(by_word, bits, int(params["body_words"]))
            classifier._body = BodyModel(reader, arrays["body_intercept"])
        if "context" in config:
            context = ContextScorer(Network.from_arrays(arrays), bits, params["piece_lengths"])
            classifier._context = ContextModel(context, *(float(config["context"][name]) for name in _CONTEXT))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ModelError(f"{folder} holds no topic classifier that fits together: {error!r}") from error
    return classifier
