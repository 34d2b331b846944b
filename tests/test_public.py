"""The public face: a sorted list of names, each typed and documented, and a light import."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import arnews

HEAVY = ("torch", "transformers", "camel_tools", "sklearn", "scipy", "onnxruntime", "tokenizers", "pandas", "numpy")


def test_all_is_sorted_and_complete() -> None:
    names = [name for name in arnews.__all__ if name != "__version__"]
    assert names == sorted(names)
    assert set(names) == set(arnews._HOMES)
    assert set(arnews.__all__) <= set(dir(arnews))


@pytest.mark.parametrize("name", arnews.__all__)
def test_public_name_exists_and_is_documented(name: str) -> None:
    value = getattr(arnews, name)
    assert inspect.getdoc(value)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = arnews.nothing


def _modules_after(code: str) -> set[str]:
    script = f"import sys; {code}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_import_is_light() -> None:
    assert not _modules_after("import arnews") & set(HEAVY)


def test_reading_never_imports_torch() -> None:
    code = "import arnews; arnews.load()('زار الرئيس القاهرة.').to_dict()"
    assert not _modules_after(code) & {"torch", "transformers"}


def test_every_error_is_an_arnews_error() -> None:
    errors = [getattr(arnews, name) for name in arnews.__all__ if name.endswith("Error")]
    assert len(errors) == 7
    assert all(issubclass(error, arnews.ArnewsError) for error in errors)


def test_reading_a_page_of_text_needs_no_heavy_import() -> None:
    code = "import arnews; arnews.read_page('خبر من المدينة\\n12 مارس 2019\\nقال المتحدث إن العمل يبدأ غدا.')"
    assert not _modules_after(code) & {*HEAVY, "lxml", "trafilatura"}
