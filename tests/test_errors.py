from __future__ import annotations

import pytest

from arnews.errors import ArnewsError, MissingExtraError, require_str


@pytest.mark.parametrize(
    ("value", "cure"),
    [
        (b"x", r"decode bytes first: data.decode\(\"utf-8\"\)\), got bytes"),
        (None, "use an empty string for a missing text"),
        (3.5, "text must be a str, got float"),
    ],
)
def test_wrong_type_names_argument_value_and_cure(value: object, cure: str) -> None:
    with pytest.raises(TypeError, match=cure):
        require_str("text", value)


def test_missing_extra_names_the_command() -> None:
    error = MissingExtraError("training an entity model", "train")
    assert isinstance(error, ArnewsError)
    assert isinstance(error, ImportError)
    assert str(error) == 'training an entity model needs an extra that is not installed: pip install "arnews[train]"'
