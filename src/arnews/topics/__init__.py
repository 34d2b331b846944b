"""Topics: from a headline, and its article where there is one, to what the news is about."""

from __future__ import annotations

from arnews.topics.classifier import TopicClassifier
from arnews.topics.explanation import Explanation, Reason

__all__ = ["Explanation", "Reason", "TopicClassifier"]
