"""Words: what each can be, and what it is here."""

from arnews.morphology.model import Morphology

__all__ = ["Morphology"]
