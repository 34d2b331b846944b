"""The house of the design: imports point down, never sideways between rooms of one floor."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import arnews

PACKAGE = Path(arnews.__file__).parent
FLOORS = (
    ("errors", "patterns"),
    ("normalize",),
    ("taxonomy",),
    ("doc", "artifacts", "dates"),
    ("text", "morphology", "entities", "topics", "page", "mentions"),
    ("pipeline",),
    ("training",),
    ("cli", "__init__"),
    ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    """Yield the rooms that a module imports, whether at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
            if node.module == "arnews":
                names = [f"arnews.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("arnews."))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    room = _room(path)
    for other in _imports(path):
        if other in (room, "__version__"):
            continue
        assert other in FLOOR, f"{path.name} imports {other}, which is in no room of the design"
        assert FLOOR[other] < FLOOR[room], f"{room} imports {other}, which is not below it"


def test_every_room_has_a_floor() -> None:
    assert {_room(path) for path in MODULES} <= set(FLOOR)


def _importers(package: str) -> set[str]:
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name and (name == package or name.startswith(package + ".")) for name in names):
                found.add(_room(path))
    return found


@pytest.mark.parametrize(
    ("package", "rooms"),
    [
        ("camel_tools.morphology", {"morphology"}),
        ("camel_tools.tokenizers", {"text"}),
        ("torch", {"training"}),
        ("pickle", set()),
        ("onnxruntime", {"entities"}),
        ("trafilatura", {"page"}),
        ("lxml", {"page"}),
    ],
)
def test_only_its_room_imports_a_package(package: str, rooms: set[str]) -> None:
    assert _importers(package) <= rooms
