"""What many tests share: a document made by hand, the shipped models, the seed page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

import arnews
from arnews.doc import Doc, EntityTable, Reading, Readings, TopicTable

# Derandomized, so that a run says the same on every machine; a search with fresh seeds is one option away.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def nlp() -> arnews.Pipeline:
    """The pipeline that users get."""
    return arnews.load()


@pytest.fixture(scope="session")
def seed_page() -> str:
    return (DATA / "seed_page.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def seed_gold() -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((DATA / "seed_page.json").read_text(encoding="utf-8"))
    return gold


@pytest.fixture
def doc() -> Doc:
    """«زار سامي بيروت. وعاد سامي حداد»: two sentences, three names, one word with two readings."""
    text = "زار سامي بيروت. وعاد سامي حداد"
    tokens = [(0, 3), (4, 8), (9, 14), (14, 15), (16, 20), (21, 25), (26, 30)]
    visited = Reading("زار", "ز.و.ر", "verb", "VERB", "زارَ", "visit", (("Gender", "Masc"),), ((0, 3),))
    name = Reading("سامي", "", "noun_prop", "PROPN", "سامي", "Sami", (), ((0, 4),))
    returned = Reading("عاد", "ع.و.د", "verb", "VERB", "وَعادَ", "return", (), ((0, 1), (1, 4)))
    counted = Reading("عاد", "ع.د.د", "adj", "ADJ", "وَعادّ", "counting", (), ((0, 1), (1, 4)))
    plain = Reading("؟", "", "", "X", "", "", (), ((0, 1),))
    types = ((visited,), (name,), (returned, counted), (plain,))
    return Doc(
        text,
        tokens=tokens,
        sents=[(0, 15), (16, 30)],
        readings=Readings(
            np.array([0, 1, 3, 3, 2, 1, 3], np.int32),
            np.array([0, 1, 2, 3, 4, 6, 7, 8], np.int32),
            np.array([0, 0, 0, 0, 0, 1, 0, 0], np.uint16),
            np.array([1, 1, 1, 1, 0.75, 0.25, 1, 1], np.float32),
            types,
        ),
        entities=EntityTable(
            np.array([4, 9, 21], np.int32),
            np.array([8, 14, 30], np.int32),
            np.array([0, 1, 0], np.uint8),
            np.array([0.9, 0.8, 0.7], np.float32),
            np.array([2, 1, 2], np.int32),
        ),
        topics=TopicTable(("politics", "sport"), np.array([0.25, 0.75], np.float32)),
    )
