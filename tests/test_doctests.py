"""Every example in a docstring runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import arnews

# Modules that need an optional extra at import time are left to the tests of their room.
MODULES = [
    module.name
    for module in pkgutil.walk_packages(arnews.__path__, "arnews.")
    if not module.name.startswith(("arnews._models", "arnews.training.encoder")) and module.name != "arnews.__main__"
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
