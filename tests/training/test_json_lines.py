"""How every corpus is opened: one behaviour for all of them."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from arnews.errors import DataError
from arnews.training.json_lines import read_lines, read_objects

LINES = '{"title": "فاز الأهلي"}\n\n{"title": "أمطار على الساحل"}\n'


@pytest.mark.parametrize("packed", [False, True])
def test_objects_with_their_lines_from_plain_and_packed_files(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.jsonl.xz" if packed else "a.jsonl")
    data = ("\ufeff" + LINES).encode()
    path.write_bytes(lzma.compress(data) if packed else data)
    assert list(read_objects(path)) == [
        (f"{path.name}:1", {"title": "فاز الأهلي"}),
        (f"{path.name}:3", {"title": "أمطار على الساحل"}),
    ]
    assert [number for number, _ in read_lines(path)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jsonl", b'{"a": 1}\n{', r"a\.jsonl:2: no JSON: .*; write one object a line"),
        ("a.jsonl", b"[1]", r"a\.jsonl:1: list in place of an object"),
        ("a.jsonl", b"\xff\xfe", r"a\.jsonl: not UTF-8; convert"),
        ("a.jsonl.xz", b"no xz", r"a\.jsonl\.xz: cannot be read"),
        ("a.jsonl.xz", lzma.compress(LINES.encode())[:-12], r"a\.jsonl\.xz: cannot be read"),
        ("a.jsonl", None, r"a\.jsonl: no such file"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_cure(tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(DataError, match=message):
        list(read_objects(tmp_path / name))
