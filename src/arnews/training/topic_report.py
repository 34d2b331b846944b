"""How well topics are told: figures, a table for each class, a picture of the confusions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.errors import MissingExtraError
from arnews.taxonomy import TOPICS
from arnews.topics.calibration import expected_calibration_error

__all__ = ["ClassScore", "Report", "confusion_picture"]


class ClassScore(NamedTuple):
    """Precision, recall and F1 of a class, after an acceptable prediction has been counted as the best topic."""

    name: str
    precision: float
    recall: float
    f1: float
    rows: int


class Report(NamedTuple):
    """What predictions are worth against labels.

    Attributes
    ----------
    acceptable, strict : float
        Share of rows whose prediction is one of the row's topics, and the first of them.
    macro_f1 : float
        Mean F1 of the classes that occur.
    ece : float
        Expected calibration error of the top probability, over ten bins.
    classes : tuple of ClassScore
        A line each class.
    confusions : ndarray of int, shape (n_classes, n_classes)
        Rows: best topic; columns: prediction (an acceptable one counted as the best topic).
    """

    acceptable: float
    strict: float
    macro_f1: float
    ece: float
    classes: tuple[ClassScore, ...]
    confusions: NDArray[np.int64]

    @classmethod
    def of(cls, names: Sequence[str], gold: Sequence[Sequence[str]], scores: NDArray[np.float64]) -> Report:
        """Score probabilities, columns as in `names`, against the topics of each row, the best one first."""
        column = {name: place for place, name in enumerate(names)}
        first = np.array([column[topics[0]] for topics in gold])
        top = scores.argmax(axis=1)
        hits = np.array([names[place] in topics for place, topics in zip(top, gold, strict=True)])
        counted = np.where(hits, first, top)
        confusions = np.zeros((len(names), len(names)), np.int64)
        np.add.at(confusions, (first, counted), 1)
        classes = tuple(_class_score(name, place, confusions) for place, name in enumerate(names))
        macro = float(np.mean([line.f1 for line in classes if line.rows]))
        ece = expected_calibration_error(scores.max(axis=1), hits)
        return cls(float(hits.mean()), float((top == first).mean()), macro, ece, classes, confusions)

    def figures(self, prefix: str = "") -> dict[str, float]:
        """Return the four figures by name."""
        names = ("acceptable", "strict", "macro_f1", "ece")
        return {prefix + name: float(getattr(self, name)) for name in names}

    def table(self) -> str:
        """Return the classes as a Markdown table."""
        lines = ["| class | precision | recall | F1 | rows |", "|---|---|---|---|---|"]
        lines += [f"| {c.name} | {c.precision:.3f} | {c.recall:.3f} | {c.f1:.3f} | {c.rows:,} |" for c in self.classes]
        return "\n".join(lines)


def _class_score(name: str, place: int, confusions: NDArray[np.int64]) -> ClassScore:
    right, rows, predicted = (
        float(confusions[place, place]),
        int(confusions[place].sum()),
        int(confusions[:, place].sum()),
    )
    precision, recall = right / max(1, predicted), right / max(1, rows)
    return ClassScore(name, precision, recall, 2 * right / max(1, rows + predicted), rows)


def confusion_picture(report: Report) -> bytes:
    """Return a PNG of the confusions, classes under their Arabic names.

    Raises
    ------
    MissingExtraError
        When matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("the picture of the confusions", "train") from error
    names = [display_name(line.name, shaped=_canvas_shapes()) for line in report.classes]
    shares = report.confusions / np.maximum(report.confusions.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(2 + 0.7 * len(names), 1.6 + 0.6 * len(names)), dpi=90, layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("predicted")
    axes.set_ylabel("labelled")
    for (row, column), count in np.ndenumerate(report.confusions):
        if count:
            ink = "white" if shares[row, column] > 0.5 else "black"
            axes.text(column, row, str(count), ha="center", va="center", color=ink, fontsize=8)
    picture = io.BytesIO()
    FigureCanvasAgg(figure).print_png(picture, metadata={"Software": None})
    return picture.getvalue()


def display_name(name: str, *, shaped: bool) -> str:
    """Return the Arabic name of a topic, other names unchanged.

    Parameters
    ----------
    name : str
        Name of a class.
    shaped : bool
        Whether the canvas joins and orders Arabic letters; if not, the name comes joined and from left to right.
    """
    label = TOPICS.get(name)
    if label is None:
        return name
    return label.arabic if shaped else visual(label.arabic)


def _canvas_shapes() -> bool:
    """Tell whether matplotlib shapes text by itself, as it does from 3.11 on."""
    from matplotlib import ft2font

    return hasattr(ft2font, "__libraqm_version__")


def visual(text: str) -> str:
    """Return Arabic letters in their joined forms, from left to right.

    Matplotlib before 3.11 draws code points one after the other. The joined forms are in Unicode (presentation
    forms B).

    Examples
    --------
    >>> [hex(ord(letter)) for letter in visual("دين")]
    ['0xfee6', '0xfef3', '0xfea9']
    """
    forms: Any = _joined_forms()
    shaped = []
    for place, letter in enumerate(text):
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        joins_before = "initial" in forms.get(before, ()) and letter in forms
        joins_after = "initial" in forms.get(letter, ()) and after in forms
        shape = ("isolated", "initial", "final", "medial")[2 * joins_before + joins_after]
        shaped.append(forms.get(letter, {}).get(shape, letter))
    return "".join(reversed(shaped))


def _joined_forms() -> dict[str, dict[str, str]]:
    import unicodedata

    table: dict[str, dict[str, str]] = {}
    for code in range(0xFE80, 0xFEF5):
        shape, *letters = unicodedata.decomposition(chr(code)).split()
        if len(letters) == 1:
            table.setdefault(chr(int(letters[0], 16)), {})[shape.strip("<>")] = chr(code)
    return table
