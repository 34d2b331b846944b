"""The encoder: pieces in, one row of answers for every word out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.entities.gazetteer import MARKS, Gazetteer
from arnews.entities.pieces import Pieces
from arnews.entities.windows import Window, batches, cut, owners
from arnews.errors import ModelError

__all__ = ["CUT_CLASSES", "Encoder"]

Floats = NDArray[np.float32]

N_TAGS, CUT_CLASSES = 7, 4
BUDGET = 512
"""Pieces that are read at once: what fits the cache of a core. 4,096 take twice the time of 512."""


class Encoder:
    """An ONNX graph of word pieces, on one thread.

    Parameters
    ----------
    graph : bytes
        Takes ``ids`` (int32, padded) and returns ``tags`` (…, 7) and ``cuts`` (…, 4), logits of every piece.
    pieces : Pieces
        The vocabulary of the graph.
    limit, overlap : int
        Pieces of a window, and those that neighbouring windows share.
    gazetteer : Gazetteer, optional
        Lists of names that the graph was trained with; it takes ``marks`` then (float32, pieces by `MARKS`).
    """

    def __init__(
        self, graph: bytes, pieces: Pieces, *, limit: int, overlap: int, gazetteer: Gazetteer | None = None
    ) -> None:
        self.pieces = pieces
        self.limit = limit
        self.overlap = overlap
        self.gazetteer = gazetteer
        self._graph = graph
        self._session = _session(graph)

    def __call__(self, lines: Sequence[Sequence[str]]) -> list[tuple[Floats, Floats]]:
        """Return the logits of the tags and of the proclitics of every word, for each line of words."""
        rows = [[self.pieces(word) for word in words] for words in lines]
        marks = None if self.gazetteer is None else [self.gazetteer(words) for words in lines]
        answers = [(np.zeros((len(r), N_TAGS), np.float32), np.zeros((len(r), CUT_CLASSES), np.float32)) for r in rows]
        jobs: list[tuple[int, Window]] = []
        for line, words in enumerate(rows):
            jobs += [(line, window) for window in cut([len(word) for word in words], self.limit, self.overlap)]
        sizes = [2 + sum(map(len, rows[line][w.first : w.last])) for line, w in jobs]
        for batch in batches(sizes, BUDGET):
            ids, first = owners([rows[line][w.first : w.last] for line, w in (jobs[job] for job in batch)])
            feed = {"ids": ids}
            if marks is not None:
                feed["marks"] = np.zeros((*ids.shape, MARKS), np.float32)
                for row, job in enumerate(batch):
                    line, window = jobs[job]
                    feed["marks"][row, first[row]] = marks[line][window.first : window.last]
            tags, cuts = self._session.run(("tags", "cuts"), feed)
            for row, job in enumerate(batch):
                line, window = jobs[job]
                kept = slice(window.keep_first, window.keep_last)
                columns = first[row][window.keep_first - window.first : window.keep_last - window.first]
                answers[line][0][kept] = tags[row, columns]
                answers[line][1][kept] = cuts[row, columns]
        return answers

    def __getstate__(self) -> dict[str, Any]:
        """Leave the session out: it cannot be sent to another process."""
        return {**self.__dict__, "_session": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Make the session anew."""
        self.__dict__.update(state)
        self._session = _session(self._graph)


def _session(graph: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # more than one core is the work of n_jobs
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises types of its own that it does not export
        raise ModelError(f"the encoder of the model cannot be read by onnxruntime: {error}") from error
