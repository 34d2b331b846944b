from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from arnews import ModelError
from arnews.artifacts import load_model, model_folder, save_model


def _save(folder: Path) -> Path:
    return save_model(
        folder,
        task="demo",
        config={"size": 3, "اسم": "قيمة"},
        card="# Demo",
        arrays={"weights": np.arange(6, dtype=np.float16).reshape(2, 3), "words": np.array(["أ", "ب"])},
        files={"graph.onnx": b"\x00\x01"},
    )


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    model = load_model(_save(tmp_path / "m"), task="demo")
    assert model.config == {"size": 3, "اسم": "قيمة"}
    assert model.arrays["weights"].dtype == np.float16
    assert model.arrays["weights"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert model.arrays["words"].tolist() == ["أ", "ب"]
    assert model.files == {"graph.onnx": b"\x00\x01"}
    assert (tmp_path / "m" / "card.md").read_text(encoding="utf-8") == "# Demo"


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = _save(tmp_path / "a"), _save(tmp_path / "b")
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {p.name: p.read_bytes() for p in two.iterdir()}


def test_saving_replaces_a_model_but_no_other_folder(tmp_path: Path) -> None:
    _save(tmp_path / "m")
    save_model(tmp_path / "m", task="demo", config={}, card="")
    assert load_model(tmp_path / "m", task="demo").arrays == {}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(ModelError, match="is no model folder"):
        _save(tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_nothing_is_left_beside_the_folder(tmp_path: Path) -> None:
    _save(tmp_path / "m")
    assert [p.name for p in tmp_path.iterdir()] == ["m"]


@pytest.mark.parametrize("name", ["arrays.npz", "graph.onnx", "card.md"])
def test_changed_byte_is_found(tmp_path: Path, name: str) -> None:
    path = _save(tmp_path / "m") / name
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ModelError, match="checksum"):
        load_model(tmp_path / "m", task="demo")


def test_cut_file_is_found(tmp_path: Path) -> None:
    path = _save(tmp_path / "m") / "arrays.npz"
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(ModelError, match="the manifest says"):
        load_model(tmp_path / "m", task="demo")


def test_missing_file_is_found(tmp_path: Path) -> None:
    (_save(tmp_path / "m") / "graph.onnx").unlink()
    with pytest.raises(ModelError, match=r"graph\.onnx cannot be read"):
        load_model(tmp_path / "m", task="demo")


def test_model_of_another_task_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="for 'demo', not for 'ner'"):
        load_model(_save(tmp_path / "m"), task="ner")


def test_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        load_model(tmp_path, task="demo")


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "is no manifest"),
        ('{"files": {}}', "has format None"),
        ('{"format": 1, "files": {}}', "names no task"),
        ('{"format": 1, "task": "demo", "config": {}, "files": {"../x": {}}}', "is no name for a file"),
        ('{"format": 1, "task": "demo", "config": {}, "files": {"x": 3}}', "x cannot be read"),
    ],
)
def test_manifest_that_cannot_be_trusted_is_refused(tmp_path: Path, manifest: str, message: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(ModelError, match=message):
        load_model(tmp_path, task="demo")


def test_pickled_array_is_refused(tmp_path: Path) -> None:
    folder = _save(tmp_path / "m")
    np.savez(folder / "arrays.npz", evil=np.array([{"a": 1}], dtype=object))
    data = (folder / "arrays.npz").read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    import hashlib

    manifest["files"]["arrays.npz"] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be parsed"):
        load_model(folder, task="demo")


def test_objects_are_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Python objects"):
        save_model(tmp_path / "m", task="demo", config={}, card="", arrays={"a": np.array([{}], dtype=object)})


def test_unknown_shipped_model_is_an_error() -> None:
    with pytest.raises(ModelError, match="no model called 'nothing'"):
        model_folder("nothing")
