"""Why a headline got its topic: the words for and against, adding up to the decision."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Explanation", "Reason"]


class Reason(NamedTuple):
    """What a word, or a pair of neighbours, adds to the decision for a topic.

    Where the network was asked as well, a word's weight holds what it says of the word among its neighbours.

    Attributes
    ----------
    text : str
        The word as it is weighed (letters folded, digits 0); a pair is joined by a space.
    weight : float
        Positive: for the topic; negative: against it.
    """

    text: str
    weight: float


class Explanation(NamedTuple):
    """The decision for one topic, taken apart.

    Attributes
    ----------
    topic : str
        The topic that is explained.
    score : float
        Its probability.
    decision : float
        Its margin: `intercept` and the weights of all `reasons`, added.
    intercept : float
        What the topic gets before anything is read.
    reasons : tuple of Reason
        Every word and pair, the heaviest first.
    """

    topic: str
    score: float
    decision: float
    intercept: float
    reasons: tuple[Reason, ...]

    @property
    def for_topic(self) -> tuple[Reason, ...]:
        """The reasons for the topic, the heaviest first."""
        return tuple(reason for reason in self.reasons if reason.weight > 0)

    @property
    def against_topic(self) -> tuple[Reason, ...]:
        """The reasons against the topic, the heaviest first."""
        return tuple(reason for reason in self.reasons if reason.weight < 0)
