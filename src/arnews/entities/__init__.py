"""People, places and organisations: a subword tagger, its decoding, and names across a document."""

from arnews.entities.names import resolve
from arnews.entities.tagger import Tagger

__all__ = ["Tagger", "resolve"]
