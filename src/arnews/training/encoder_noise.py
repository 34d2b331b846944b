"""News as it is written: spelling, quotes, stops and proclitics varied while training.

Parts are changed one by one, so the edges of names are known all the time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from arnews.training.entity_corpora import Example, Part

__all__ = ["Names", "names_of", "vary"]

Names = dict[str, list[str]]
"""Names by label, each once, so that rare ones come as often as those of every day."""

_HAMZA = str.maketrans("أإآ", "ااا")
_LAST_YEH, _LAST_MAKSURA, _LAST_TEH = re.compile(r"ي(?!\w)"), re.compile(r"ى(?!\w)"), re.compile(r"ة(?!\w)")
_STOP = re.compile(r"[.!؟…]+\s*$")
_QUOTES = (('"', '"'), ("«", "»"), ("“", "”"), ("'", "'"))
_PROCLITICS = ("و", "و", "ب", "ل", "ف", "ك", "وب", "ول")
_THREE_LETTERS = re.compile("[\u0621-\u064a]{3}")
_SPELLINGS = ("h", "h", "y", "t", "k", "hy", "ht", "hyt", "hkt")


def names_of(examples: Iterable[Example]) -> Names:
    """Return the names in `examples`, for putting one in the place of another."""
    found: dict[str, set[str]] = {}
    for example in examples:
        for part in example.parts:
            if part.label and not part.optional:
                found.setdefault(part.label, set()).add(part.text)
    return {label: sorted(names) for label, names in sorted(found.items())}


def vary(example: Example, rng: random.Random, names: Names | None = None, swap: float = 0.0) -> tuple[Part, ...]:
    """Return the parts of an example, written as another paper might write them.

    Parameters
    ----------
    example : Example
        Is left as it is.
    rng : random.Random
        Decides what is changed.
    names : dict, optional
        Names to put in the place of others of their label.
    swap : float, default 0.0
        Share of the names that give way.
    """
    parts = list(example.parts)
    if names and swap:
        parts = _swapped(parts, names, swap, rng)
    if rng.random() < 0.18:
        spelling = rng.choice(_SPELLINGS)
        parts = [part._replace(text=_respelled(part.text, spelling)) for part in parts]
    if parts and parts[-1].label is None and not example.whole_tokens and rng.random() < 0.2:
        parts[-1] = parts[-1]._replace(text=_STOP.sub("", parts[-1].text))
    elif rng.random() < 0.06:
        parts.append(Part(rng.choice([".", "..", "!", "؟"])))
    varied: list[Part] = []
    for part in parts:
        varied += _varied_name(part, varied, rng) if part.label else [part]
    if not example.whole_tokens and rng.random() < 0.06:
        varied = [p if p.label else p._replace(text=re.sub('["«»“”]', "", p.text)) for p in varied]
    return tuple(part for part in varied if part.text)


def _swapped(parts: list[Part], names: Names, swap: float, rng: random.Random) -> list[Part]:
    """Put other names in the place of some, never behind a proclitic."""
    spaced = [not row or (not parts[row - 1].label and parts[row - 1].text[-1:].isspace()) for row in range(len(parts))]
    return [
        part._replace(text=rng.choice(names[part.label]))
        if part.label and not part.optional and free and rng.random() < swap
        else part
        for part, free in zip(parts, spaced, strict=True)
    ]


def _respelled(text: str, spelling: str) -> str:
    if "h" in spelling:
        text = text.translate(_HAMZA)
    if "y" in spelling:  # as in Egypt
        text = _LAST_YEH.sub("ى", text)
    if "k" in spelling:
        text = _LAST_MAKSURA.sub("ي", text)
    if "t" in spelling:
        text = _LAST_TEH.sub("ه", text)
    return text


def _varied_name(part: Part, before: list[Part], rng: random.Random) -> list[Part]:
    chance = rng.random()
    if chance < 0.04:
        opening, closing = rng.choice(_QUOTES)
        return [Part(opening), part, Part(closing)]
    last = before[-1] if before else None
    if last is None or last.label or not last.text.endswith(" "):
        return [part]
    if chance < 0.10 and _THREE_LETTERS.match(part.text):
        return _glued(part, last, before, rng)
    if chance < 0.115:
        before[-1] = last._replace(text=last.text + "#")
    return [part]


def _glued(part: Part, last: Part, before: list[Part], rng: random.Random) -> list[Part]:
    """Put a proclitic before a name: في مصر → بمصر, إلى العراق → للعراق."""
    text, glue = last.text, ""
    for preposition, letter in ((" في ", "ب"), (" إلى ", "ل")):
        if text.endswith(preposition):
            text, glue = text[: -len(preposition) + 1], letter
    glue = glue or rng.choice(_PROCLITICS)
    name = part.text
    if glue.endswith("ل") and name.startswith("ال"):
        glue, name = glue + "ل", name[2:]
    before[-1] = last._replace(text=text + glue)
    return [part._replace(text=name)]
