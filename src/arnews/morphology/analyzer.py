"""CAMeL Tools' own analyser and databases: the reference, and the way in for a database of the user's.

The only module that imports ``camel_tools.morphology``. That import loads CAMeL's catalogue and downloads it when
there is none, so it is made with an empty catalogue in arnews' cache unless the user has one.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from arnews.errors import LexiconError
from arnews.morphology.compile import compile_pieces
from arnews.morphology.lexicon import Lexicon, almor_database, cache_folder, from_arrays
from arnews.morphology.pieces import Piece, Pieces, key
from arnews.normalize import plain

__all__ = ["Reference", "find_database", "read_database"]

CALIMA = "calima-msa-r13"
LONGEST = 30
"""Letters of the longest token that CAMeL's analyser is asked about: its time is quadratic in the length."""
_CATALOGUE = {"version": "1.6.0", "packages": {}, "components": {}}
_CLITICS = ("prc3", "prc2", "prc1")
_ENCLITIC = {"1s": "ي", "1p": "نا", "2ms": "ك", "2fs": "ك", "2d": "كما", "2p": "كم", "2mp": "كم", "2fp": "كن",
             "3ms": "ه", "3fs": "ها", "3d": "هما", "3p": "هم", "3mp": "هم", "3fp": "هن"}  # fmt: skip


def _camel_folders() -> list[Path]:
    """Return where CAMeL Tools keeps its data, the chosen folder first."""
    chosen = os.environ.get("CAMELTOOLS_DATA")
    home = Path.home() / ("AppData/Roaming/camel_tools" if os.name == "nt" else ".camel_tools")
    return [Path(chosen).expanduser(), home] if chosen else [home]


def find_database(lexicon: str | os.PathLike[str]) -> Path:
    """Return the database file of ``"calima"`` or of a path (a file, or a folder with ``morphology.db``).

    Raises
    ------
    LexiconError
        If there is none, saying where it was looked for.
    """
    if lexicon in ("calima", CALIMA):
        tried = [folder / "data" / "morphology_db" / CALIMA / "morphology.db" for folder in _camel_folders()]
    else:
        tried = [Path(lexicon), Path(lexicon) / "morphology.db"]
    for path in tried:
        if path.is_file():
            return path
    cure = "; install it with: camel_data -i morphology-db-msa-r13" if lexicon in ("calima", CALIMA) else ""
    raise LexiconError(f"no ALMOR database at {', '.join(map(str, tried))}{cure}")


@contextmanager
def _no_download() -> Iterator[None]:
    """Let CAMeL Tools be imported without a catalogue: it finds an empty one in our cache, and downloads nothing."""
    if any((folder / "catalogue.json").is_file() for folder in _camel_folders()[:1]):
        yield
        return
    folder = cache_folder() / "camel_tools"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "catalogue.json").is_file():
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as stream:
            json.dump(_CATALOGUE, stream)
        Path(stream.name).replace(folder / "catalogue.json")
    before = os.environ.get("CAMELTOOLS_DATA")
    os.environ["CAMELTOOLS_DATA"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["CAMELTOOLS_DATA"]
        else:
            os.environ["CAMELTOOLS_DATA"] = before


def _open(path: Path) -> Any:
    with _no_download():
        from camel_tools.morphology.database import MorphologyDB
        from camel_tools.morphology.errors import MorphologyError
    try:
        return MorphologyDB(str(path))
    except (OSError, UnicodeDecodeError, MorphologyError, AttributeError, KeyError, IndexError, TypeError) as error:
        raise LexiconError(f"{path} is no ALMOR database: {error}") from error


class Reference:
    """CAMeL Tools' analyser over a database, word by word.

    Parameters
    ----------
    lexicon : str or path, optional
        As in `Morphology.load`; by default the lexicon of arnews in ALMOR's text format.
    backoff : str, default "NONE"
        CAMeL's backoff for unknown words, such as ``"NOAN_PROP"``.
    """

    def __init__(self, lexicon: str | os.PathLike[str] | None = None, *, backoff: str = "NONE") -> None:
        database = _open(almor_database() if lexicon is None else find_database(lexicon))
        with _no_download():
            from camel_tools.morphology.analyzer import Analyzer
        self._analyzer = Analyzer(database, backoff)

    def __call__(self, word: str) -> list[dict[str, Any]]:
        """Return every analysis of `word`, none for one that is too long to be one."""
        if len(word) > LONGEST:
            return []
        found: list[dict[str, Any]] = self._analyzer.analyze(word)
        return found


def read_database(lexicon: str | os.PathLike[str]) -> Lexicon:
    """Return a database of the user's as arrays for the fast lookup."""
    database = _open(find_database(lexicon))
    pieces = Pieces(
        [_affix(k, cat, feats) for k, rows in database.prefix_hash.items() for cat, feats in rows],
        [_stem(k, cat, feats) for k, rows in database.stem_hash.items() for cat, feats in rows if k != "NOAN"],
        [_affix(k, cat, feats, suffix=True) for k, rows in database.suffix_hash.items() for cat, feats in rows],
        _pairs(database.prefix_stem_compat), _pairs(database.stem_suffix_compat), _pairs(database.prefix_suffix_compat),
    )  # fmt: skip
    return from_arrays(compile_pieces(pieces))


def _pairs(table: dict[str, set[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for a, rest in table.items() for b in rest)


_TEXT = frozenset(
    "diac lex bw gloss root stem stemgloss stemcat source pattern caphi catib6 ud atbtok atbseg bwtok d1tok d1seg "
    "d2tok d2seg d3tok d3seg pos_logprob lex_logprob pos_lex_logprob".split()
)
"""Features of a database that are text or numbers, not values of a closed set."""


def _feats(feats: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in feats.items() if name not in _TEXT and value not in ("", "-")}


def _affix(form: str, cat: str, feats: dict[str, str], *, suffix: bool = False) -> Piece:
    clitics = sum(1 for name in _CLITICS if feats.get(name, "0") not in ("", "-", "0", "na"))
    letters = _enclitic(form, feats) if suffix else 0
    return Piece(
        key(form), cat, feats.get("diac", ""), feats.get("gloss", ""), feats.get("bw", ""), "", "", _feats(feats),
        feats.get("d3tok", ""), () if suffix else tuple(range(1, min(clitics, len(form)) + 1)), letters,
    )  # fmt: skip


def _enclitic(form: str, feats: dict[str, str]) -> int:
    value = feats.get("enc0", "0")
    pronoun = _ENCLITIC.get(value.partition("_")[0], "")
    letters = 2 if pronoun == "ي" and form.endswith("ني") and value.endswith("dobj") else len(pronoun)
    return min(letters, len(form))


def _stem(form: str, cat: str, feats: dict[str, str]) -> Piece:
    diac = feats.get("diac", "")
    clitics = sum(1 for name in _CLITICS if feats.get(name, "0") not in ("", "-", "0", "na"))
    cuts = tuple(range(1, clitics + 1)) if clitics < len(plain(diac)) else ()
    return Piece(
        key(form), cat, diac, feats.get("gloss", ""), feats.get("bw", ""), feats.get("lex", diac),
        feats.get("root", ""), _feats(feats), feats.get("d3tok", diac), cuts, _enclitic(form, feats),
    )  # fmt: skip
