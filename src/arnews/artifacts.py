"""Model folders: a manifest with checksums, arrays, files, a card.

A folder holds ``manifest.json``, ``card.md`` and whatever files the manifest lists; arrays lie in
``arrays.npz``. Nothing in it is code and nothing is unpickled: a file is parsed only after its SHA-256 agrees
with the manifest.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from arnews.errors import ModelError

if TYPE_CHECKING:  # a model without arrays is read without numpy, whose import takes longer than many pages
    from numpy.typing import NDArray

__all__ = ["FORMAT", "Model", "load_model", "model_folder", "read_manifest", "save_model"]

FORMAT = 1
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MANIFEST = "manifest.json"
_ARRAYS = "arrays.npz"


class Model(NamedTuple):
    """What a model folder holds, checked.

    Attributes
    ----------
    task : str
        ``topics``, ``ner``, ``morphology`` …
    config : dict
        Settings, JSON.
    arrays : dict of str to ndarray
        Contents of ``arrays.npz``.
    files : dict of str to bytes
        Other files by name.
    folder : Path
        Where it was read from.
    """

    task: str
    config: dict[str, Any]
    arrays: dict[str, NDArray[Any]]
    files: dict[str, bytes]
    folder: Path


def model_folder(name: str) -> Path:
    """Return the folder of a shipped model: inside the wheel, or ``models/`` of a source tree.

    Raises
    ------
    ModelError
        When no model of that name is shipped.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "_models", here.parents[1] / "models"):
        if (root / name / _MANIFEST).is_file():
            return root / name
    raise ModelError(f"no model called {name!r} is shipped with arnews; give the path of a model folder")


def save_model(
    folder: str | os.PathLike[str],
    *,
    task: str,
    config: Mapping[str, Any],
    card: str,
    arrays: Mapping[str, NDArray[Any]] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a model folder in one step: it appears whole or not at all.

    Parameters
    ----------
    folder : path
        Is made; a model folder that stands there is replaced, any other non-empty folder is refused.
    task : str
        What the model is for.
    config : mapping
        Settings that JSON can hold.
    card : str
        Markdown for people: data, licences, scores, limits.
    arrays : mapping of str to ndarray, optional
        Stored without pickle.
    files : mapping of str to bytes, optional
        Further files by plain name.

    Returns
    -------
    Path
        The folder.
    """
    import shutil
    import tempfile

    target = Path(folder)
    if target.exists() and not (target / _MANIFEST).is_file() and (target.is_file() or any(target.iterdir())):
        raise ModelError(f"{target} exists and is no model folder; choose another folder")
    contents = dict(files or {})
    if arrays:
        contents[_ARRAYS] = _packed(arrays)
    contents["card.md"] = card.encode("utf-8")
    _check_names(contents)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    listed = {name: {"bytes": len(contents[name]), "sha256": digests[name]} for name in sorted(contents)}
    manifest = {"format": FORMAT, "task": task, "config": dict(config), "files": listed}
    contents[_MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        for name, data in contents.items():
            (scratch / name).write_bytes(data)
        scratch.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        scratch.replace(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def read_manifest(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the manifest of a model folder.

    Raises
    ------
    ModelError
        When there is none or it cannot be trusted.
    """
    path = Path(folder) / _MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ModelError(f"{folder} is no model folder: it has no {_MANIFEST}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} cannot be read: {error}") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise ModelError(f"{path} is no manifest of a model")
    if manifest.get("format") != FORMAT:
        raise ModelError(f"{path} has format {manifest.get('format')!r}; this arnews reads {FORMAT}")
    if not isinstance(manifest.get("task"), str) or not isinstance(manifest.get("config"), dict):
        raise ModelError(f"{path} names no task or no config")
    return manifest


def load_model(folder: str | os.PathLike[str], *, task: str) -> Model:
    """Read a model folder, checking every file before it is parsed.

    Parameters
    ----------
    folder : path
        A folder written by `save_model`.
    task : str
        What the model must be for.

    Raises
    ------
    ModelError
        When the folder is missing, damaged, or made for another task.
    """
    root = Path(folder)
    manifest = read_manifest(root)
    if manifest["task"] != task:
        raise ModelError(f"{root} is a model for {manifest['task']!r}, not for {task!r}")
    _check_names(manifest["files"])
    files = {name: _checked(root / name, expected) for name, expected in manifest["files"].items()}
    files.pop("card.md", None)
    packed = files.pop(_ARRAYS, None)
    arrays = {} if packed is None else _unpacked(packed, root / _ARRAYS)
    return Model(task, manifest["config"], arrays, files, root)


def _check_names(names: Mapping[str, Any]) -> None:
    for name in names:
        if not isinstance(name, str) or not _PLAIN_NAME.fullmatch(name) or name == _MANIFEST:
            raise ModelError(f"{name!r} is no name for a file of a model")


def _checked(path: Path, expected: Any) -> bytes:
    try:
        size, digest = int(expected["bytes"]), str(expected["sha256"])
        if path.stat().st_size != size:
            raise ModelError(f"{path} is damaged: {path.stat().st_size} bytes, the manifest says {size}")
        data = path.read_bytes()
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{path} cannot be read: {error}") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise ModelError(f"{path} is damaged: its checksum differs from the manifest's")
    return data


def _packed(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    import numpy as np

    buffer = io.BytesIO()
    for name, array in arrays.items():
        if array.dtype.hasobject:
            raise ModelError(f"array {name!r} holds Python objects; store numbers or fixed-width text")
    np.savez_compressed(buffer, allow_pickle=False, **{name: np.asarray(a) for name, a in arrays.items()})
    return buffer.getvalue()


def _unpacked(data: bytes, path: Path) -> dict[str, NDArray[Any]]:
    import numpy as np

    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except Exception as error:  # zipfile, zlib and numpy raise a dozen types on damaged archives
        raise ModelError(f"{path} cannot be parsed: {error}") from error
