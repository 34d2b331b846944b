"""What a text mentions beside names: dates."""

from __future__ import annotations

from arnews.dates import parse_date

__all__ = ["parse_date"]
