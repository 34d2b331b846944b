"""One lexicon and one model for all tests of words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arnews.doc import Reading
from arnews.morphology import Morphology
from arnews.morphology.lexicon import Lexicon, load_lexicon
from arnews.text import layout

Read = Callable[[str], list[tuple[str, list[tuple[Reading, float]]]]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return Morphology.load()


@pytest.fixture(scope="session")
def read(morphology: Morphology) -> Read:
    """Return for each token of a text its ranked readings with their scores."""

    def run(text: str) -> list[tuple[str, list[tuple[Reading, float]]]]:
        page = layout(text)
        table = morphology([page])[0]
        found = []
        for i, (start, end) in enumerate(page.tokens.tolist()):
            part = slice(int(table.offsets[i]), int(table.offsets[i + 1]))
            kinds = table.types[int(table.words[i])]
            pairs = zip(table.choices[part].tolist(), table.scores[part].tolist(), strict=True)
            found.append((text[start:end], [(kinds[choice], score) for choice, score in pairs]))
        return found

    return run
