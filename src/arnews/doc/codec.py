"""Doc to plain data and back.

The format is made to be read: a token carries its likeliest reading in words. What is needed to rebuild the
document without loss stands beside it: `words` holds every reading of every word type once, and a token
points into it (`word`, `readings`, `scores`).
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from arnews.doc.document import Doc
from arnews.doc.tables import LABELS, EntityTable, Reading, Readings, TopicTable
from arnews.errors import DocError, require_str, wrong_type

__all__ = ["FORMAT", "from_dict", "parse", "to_dict", "to_json"]

FORMAT = 1


def to_dict(doc: Doc) -> dict[str, Any]:
    """Return `doc` as plain lists, strings and numbers."""
    columns = doc.columns
    readings = None if columns.readings is None else columns.readings.compact()
    data: dict[str, Any] = {"format": FORMAT, "text": doc.text, "tokens": _tokens(doc, readings)}
    data["sents"] = [{"start_char": s, "end_char": e} for s, e in columns.sents.tolist()]
    if readings is not None:
        data["words"] = [[_reading(r) for r in row] for row in readings.types]
    if columns.entities is not None:
        data["ents"] = [
            {"start_char": e.start_char, "end_char": e.end_char, "text": e.text, "label": e.label,
             "score": e.score, "name": e.name, "name_row": row}
            for e, row in zip(doc.ents, columns.entities.names.tolist(), strict=True)
        ]  # fmt: skip
    if columns.topics is not None:
        data["topic"] = doc.topic
        data["topic_scores"] = dict(zip(columns.topics.names, columns.topics.scores.tolist(), strict=True))
    return data


def _tokens(doc: Doc, readings: Readings | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"start_char": s, "end_char": e, "text": doc.text[s:e]} for s, e in doc.columns.tokens.tolist()
    ]
    if readings is None:
        return rows
    edges, words = readings.offsets.tolist(), readings.words.tolist()
    choices, scores = readings.choices.tolist(), readings.scores.tolist()
    for i, row in enumerate(rows):
        part = slice(edges[i], edges[i + 1])
        if choices[part]:
            best = _reading(readings.types[words[i]][choices[part][0]])
            cuts = best.pop("cuts")
            start = row["start_char"]
            row.update(best, segments=[[start + a, start + b] for a, b in cuts])
        row.update(word=words[i], readings=choices[part], scores=scores[part])
    return rows


def _reading(reading: Reading) -> dict[str, Any]:
    data = reading._asdict()
    data["feats"] = dict(reading.feats)
    data["cuts"] = [list(cut) for cut in reading.cuts]
    return data


def from_dict(data: dict[str, Any]) -> Doc:
    """Rebuild a Doc; a `DocError` names the part that is missing or does not fit."""
    if not isinstance(data, dict):
        wrong_type("data", data, "a dict made by Doc.to_dict (use Doc.from_json for JSON text)")
    if data.get("format") != FORMAT:
        raise DocError(f"format {data.get('format')!r} cannot be read here, want {FORMAT}")
    try:
        return Doc(
            data["text"],
            tokens=[(row["start_char"], row["end_char"]) for row in data["tokens"]],
            sents=[(row["start_char"], row["end_char"]) for row in data["sents"]],
            readings=_readings(data),
            entities=_entities(data["ents"]) if "ents" in data else None,
            topics=_topics(data["topic_scores"]) if "topic_scores" in data else None,
        )
    except KeyError as error:
        raise DocError(f"the stored document has no {error}") from error
    except (TypeError, ValueError, OverflowError, AttributeError) as error:
        raise DocError(f"the stored document does not fit together: {error}") from error


def _readings(data: dict[str, Any]) -> Readings | None:
    if "words" not in data:
        return None
    types = tuple(
        tuple(
            Reading(
                row["lemma"], row["root"], row["pos"], row["upos"], row["diac"], row["gloss"],
                tuple(row["feats"].items()), tuple((a, b) for a, b in row["cuts"]),
            )
            for row in word
        )
        for word in data["words"]
    )  # fmt: skip
    tokens = data["tokens"]
    counts = [len(row["readings"]) for row in tokens]
    for row in tokens:
        if not 0 <= row["word"] < len(types) or any(not 0 <= r < len(types[row["word"]]) for r in row["readings"]):
            raise DocError(f"token {row['start_char']}:{row['end_char']} points to a reading that is not stored")
    return Readings(
        np.array([row["word"] for row in tokens], np.int32),
        np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int32),
        np.array([choice for row in tokens for choice in row["readings"]], np.uint16),
        np.array([score for row in tokens for score in row["scores"]], np.float32),
        types,
    )


def _entities(rows: list[dict[str, Any]]) -> EntityTable:
    if any(not 0 <= row["name_row"] < len(rows) for row in rows):
        raise DocError("an entity's name_row points to an entity that is not stored")
    return EntityTable(
        np.array([row["start_char"] for row in rows], np.int32),
        np.array([row["end_char"] for row in rows], np.int32),
        np.array([LABELS.index(row["label"]) for row in rows], np.uint8),
        np.array([row["score"] for row in rows], np.float32),
        np.array([row["name_row"] for row in rows], np.int32),
    )


def _topics(scores: dict[str, float]) -> TopicTable:
    return TopicTable(tuple(scores), np.array(list(scores.values()), np.float32))


def to_json(data: dict[str, Any], *, indent: int | None = None) -> str:
    """Return plain data as JSON in Arabic letters; a lone surrogate is escaped, so the text is always UTF-8."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text) if _lone(text) else text


def _lone(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def parse(data: str) -> dict[str, Any]:
    """Read JSON text; a `DocError` says where it breaks."""
    require_str("data", data)
    try:
        parsed = json.loads(data)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DocError(f"this is not JSON: {error}") from error
    if not isinstance(parsed, dict):
        raise DocError(f"want a JSON object, got {type(parsed).__name__}")
    return parsed
