"""One name, one label: what the mentions of a document say about one another.

Measured on 45 whole articles: F1 88.6 without, 89.2 with labels by vote, 89.9 with missed mentions added too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from arnews.doc import LABELS
from arnews.entities.words import split_words
from arnews.normalize import fold

__all__ = ["Mention", "agree"]

_LEAD = 1.5
"""How many times the votes of its own label another label needs before it takes a mention over."""
_SURE = 0.8
"""Score from which a name is looked for where the tagger did not see it."""
_SHARE = 0.85
"""Score of a mention found that way, beside the score of the name: about that share is right."""
_LETTERS = 4
_SAME_FIRST_WORD = 8
_PROCLITICS = "وفبل"


class Mention(NamedTuple):
    """A name and where it stands: half-open code points, position in `LABELS`, probability."""

    start: int
    end: int
    label: int
    score: float


def agree(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Let the mentions of a document agree: labels by vote, then names that were missed elsewhere.

    Parameters
    ----------
    text : str
        The document.
    mentions : sequence of Mention
        Sorted, without overlap, scores calibrated.

    Examples
    --------
    >>> text = "عاد تبون إلى الجزائر وتبون اليوم"
    >>> agree(text, [Mention(4, 8, 0, 0.9), Mention(13, 20, 1, 0.9)])[-1]
    Mention(start=22, end=26, label=0, score=0.765)
    """
    if not mentions:
        return []
    voted = _voted(text, mentions)
    return sorted([*voted, *_missed(text, voted)])


def _voted(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    keys = [fold(text[mention.start : mention.end]).removeprefix("ال") for mention in mentions]
    votes: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for key, mention in zip(keys, mentions, strict=True):
        votes[key][mention.label] += mention.score
    voted = []
    for key, mention in zip(keys, mentions, strict=True):
        own = votes[key]
        best = max(range(len(own)), key=own.__getitem__)
        voted.append(mention._replace(label=best) if own[best] > _LEAD * own[mention.label] else mention)
    return voted


def _missed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    names = _sure_names(text, mentions)
    if not names:
        return []
    edges, words = split_words(text)
    found: list[Mention] = []
    ends = {int(end) for end in edges[:, 1]}
    row, free = 0, 0
    for (start, _), word in zip(edges.tolist(), words, strict=True):
        while row < len(mentions) and mentions[row].end <= start:
            row += 1
        limit = mentions[row].start if row < len(mentions) else len(text)
        if start < free or limit <= start:
            continue
        for skip in (0, 1):
            if skip and word[0] not in _PROCLITICS:
                break
            hit = _match(text, start + skip, limit, names.get(word[skip:], ()), ends)
            if hit is not None:
                found.append(hit)
                free = hit.end
                break
    return found


def _match(
    text: str, start: int, limit: int, names: Sequence[tuple[str, int, float]], ends: set[int]
) -> Mention | None:
    for name, label, score in names:
        end = start + len(name)
        if end <= limit and end in ends and text.startswith(name, start):
            return Mention(start, end, label, _SHARE * score)
    return None


def _sure_names(text: str, mentions: Sequence[Mention]) -> dict[str, list[tuple[str, int, float]]]:
    """Return the sure names by their first word, longer ones first."""
    best: dict[str, tuple[int, float]] = {}
    for mention in mentions:
        name = text[mention.start : mention.end]
        if mention.score >= _SURE and len(name) >= _LETTERS and mention.score > best.get(name, (0, 0.0))[1]:
            best[name] = mention.label, mention.score
    names: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for name in sorted(best, key=len, reverse=True):
        words = split_words(name)[1]
        if words and len(names[words[0]]) < _SAME_FIRST_WORD:
            names[words[0]].append((name, *best[name]))
    return names
