"""The tagger: documents in, tables of names out."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model
from arnews.doc import LABELS, EntityTable, Layout
from arnews.entities.agreement import Mention, agree
from arnews.entities.calibration import Calibration
from arnews.entities.decoding import decode, log_softmax
from arnews.entities.edges import proclitic, skip_proclitic, trim
from arnews.entities.encoder import Encoder
from arnews.entities.gazetteer import Gazetteer
from arnews.entities.names import resolve
from arnews.entities.pieces import Pieces
from arnews.entities.words import split_words
from arnews.errors import ModelError

__all__ = ["NAMES_FILE", "Mention", "Tagger"]

NAMES_FILE = "names.xz"
"""The lists of names in a model folder; a model may do without."""

_ROUND = 1 << 14
"""Words that are handled together at most, so that a text of megabytes takes no more memory than a page."""


class _Line(NamedTuple):
    doc: int
    edges: NDArray[np.int32]
    words: list[str]


class Tagger:
    """Find people, places and organisations.

    Parameters
    ----------
    encoder : Encoder
        Reads words.
    calibration : mapping of str to Calibration
        One map of raw scores for each label.

    Examples
    --------
    >>> from arnews.artifacts import model_folder
    >>> from arnews.text import layout
    >>> tagger = Tagger.load(model_folder("ner"))
    >>> text = "وصل الرئيس محمود عباس إلى القاهرة"
    >>> [text[mention.start : mention.end] for mention in tagger.mentions([text])[0]]
    ['محمود عباس', 'القاهرة']
    """

    def __init__(self, encoder: Encoder, calibration: Mapping[str, Calibration]) -> None:
        self.encoder = encoder
        self.calibration = dict(calibration)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Tagger:
        """Read a tagger from a model folder.

        Raises
        ------
        ModelError
            When the folder is missing, damaged, or no model of names.
        """
        model = load_model(path, task="ner")
        try:
            pieces = Pieces(json.loads(model.files["pieces.json"]), model.arrays["scores"])
            encoder = Encoder(
                model.files["encoder.onnx"],
                pieces,
                limit=int(model.config["limit"]),
                overlap=int(model.config["overlap"]),
                gazetteer=Gazetteer.from_bytes(model.files[NAMES_FILE]) if NAMES_FILE in model.files else None,
            )
            calibration = {label: _calibration(model.config["calibration"][label]) for label in LABELS}
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{model.folder} lacks a part of an entity model: {error!r}") from error
        return cls(encoder, calibration)

    def __call__(self, batch: Sequence[Layout]) -> list[EntityTable]:
        """Return the names of every document, with the fullest form of each bearer."""
        found = self.mentions([layout.text for layout in batch])
        return [_table(layout.text, mentions) for layout, mentions in zip(batch, found, strict=True)]

    def mentions(self, texts: Sequence[str], *, raw: bool = False) -> list[list[Mention]]:
        """Return the names of every text, sorted, without overlap.

        Parameters
        ----------
        texts : sequence of str
            Any texts; a line break ends a name.
        raw : bool, default False
            Leave the scores uncalibrated, and the mentions of a text apart (for learning the calibration).
        """
        found: list[list[Mention]] = [[] for _ in texts]
        waiting: list[_Line] = []
        size = 0
        for doc, text in enumerate(texts):
            for line in _lines(doc, text):
                waiting.append(line)
                size += len(line.words)
                if size >= _ROUND:
                    self._read(waiting, texts, found)
                    waiting, size = [], 0
        self._read(waiting, texts, found)
        if raw:
            return found
        return [agree(text, self._calibrated(own)) for text, own in zip(texts, found, strict=True)]

    def _read(self, lines: list[_Line], texts: Sequence[str], found: list[list[Mention]]) -> None:
        answers = self.encoder([line.words for line in lines])
        for line, (tags, cuts) in zip(lines, answers, strict=True):
            names = decode(log_softmax(tags))
            if names:
                probs = np.exp(log_softmax(cuts[[name.first for name in names]]))
                text, edges = texts[line.doc], line.edges
                for name, row in zip(names, probs, strict=True):
                    start, end = int(edges[name.first, 0]), int(edges[name.last - 1, 1])
                    letters, sure = proclitic(text[start : int(edges[name.first, 1])], row)
                    begin = skip_proclitic(text, start, int(edges[name.first, 1]), letters)
                    begin, end = trim(text, begin, end)
                    if begin < end:
                        found[line.doc].append(Mention(begin, end, name.label, name.score * sure))

    def _calibrated(self, mentions: list[Mention]) -> list[Mention]:
        if not mentions:
            return mentions
        raw = np.array([mention.score for mention in mentions])
        labels = np.array([mention.label for mention in mentions])
        scores = np.zeros(len(raw))
        for label, name in enumerate(LABELS):
            scores[labels == label] = self.calibration[name](raw[labels == label])
        return [mention._replace(score=float(score)) for mention, score in zip(mentions, scores, strict=True)]


def _lines(doc: int, text: str) -> list[_Line]:
    """Cut a text at its line breaks, and one endless line where the words of a round end."""
    lines, offset = [], 0
    for line in text.splitlines(keepends=True):
        edges, words = split_words(line)
        for first in range(0, len(words), _ROUND):
            part = slice(first, first + _ROUND)
            lines.append(_Line(doc, edges[part] + offset, words[part]))
        offset += len(line)
    return lines


def _calibration(knots: Any) -> Calibration:
    return Calibration(knots["knots"], knots["values"])


def _table(text: str, mentions: list[Mention]) -> EntityTable:
    names = resolve(text, [mention[:3] for mention in mentions])
    return EntityTable(
        np.array([m.start for m in mentions], np.int32),
        np.array([m.end for m in mentions], np.int32),
        np.array([m.label for m in mentions], np.uint8),
        np.array([m.score for m in mentions], np.float32),
        np.array(names, np.int32),
    )
