"""Write the pieces of the lexicon as a database in ALMOR's text format, which CAMeL Tools reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arnews.morphology.pieces import Piece, Pieces

__all__ = ["FEATURES", "almor_lines"]

FEATURES = (
    "diac", "lex", "bw", "gloss", "pos", "prc3", "prc2", "prc1", "prc0", "per", "asp", "vox", "mod",
    "form_gen", "gen", "form_num", "num", "stt", "cas", "enc0", "rat", "source", "root", "stem", "stemgloss",
    "stemcat", "d3tok", "atbtok",
)  # fmt: skip
"""Features of every reading, in the order of the database."""

_OPEN = ("diac", "lex", "bw", "gloss", "root", "stem", "stemgloss", "stemcat", "d3tok", "atbtok", "source")
_CLOSED = tuple(name for name in FEATURES if name not in _OPEN)
_DEFAULT_POS = ("digit", "punc", "latin")


# What CAMeL's analyser makes of an unknown word when it is asked to back off: a name.
_NAME = dict.fromkeys(("prc3", "prc2", "prc1", "prc0", "enc0"), "0") | dict.fromkeys(("per", "asp", "vox", "mod"), "na")
_NAME |= {
    "pos": "noun_prop",
    "gen": "m",
    "num": "s",
    "form_gen": "m",
    "form_num": "s",
    "stt": "u",
    "cas": "u",
    "rat": "i",
}
_BACKOFF = Piece("NOAN", "Nprop", "NOAN", "NO_ANALYSIS", "NOAN/NOUN_PROP", "NOAN", "NTWS", _NAME, "NOAN", (), 0)


def _safe(text: str) -> str:
    """Return `text` as one word: the format separates its fields by blanks."""
    return text.replace(" ", "_")


def almor_lines(pieces: Pieces) -> Iterator[str]:
    """Yield the lines of the database; the same pieces give the same lines."""
    yield "###DEFINES###"
    yield from _defines(pieces)
    yield "###DEFAULTS###"
    for pos in _DEFAULT_POS:
        yield "DEFAULT pos:" + pos + " " + " ".join(f"{name}:na" for name in _CLOSED if name != "pos")
    yield "###ORDER###"
    yield "ORDER " + " ".join(FEATURES)
    yield "###TOKENIZATIONS###"
    yield "TOKENIZATION d3tok atbtok"
    yield "###STEMBACKOFF###"
    yield from (f"STEMBACKOFF {action} {_BACKOFF.cat}" for action in ("PROP", "ALL"))
    yield "###PREFIXES###"
    yield from (_affix(piece) for piece in pieces.prefixes)
    yield "###SUFFIXES###"
    yield from (_affix(piece) for piece in pieces.suffixes)
    yield "###STEMS###"
    yield from (_stem(piece) for piece in (*pieces.stems, _BACKOFF))
    for name, table in (("AB", pieces.prefix_stem), ("BC", pieces.stem_suffix), ("AC", pieces.prefix_suffix)):
        yield f"###TABLE {name}###"
        yield from (f"{a} {b}" for a, b in sorted(table))


def _defines(pieces: Pieces) -> Iterator[str]:
    everything: Iterable[Piece] = (*pieces.prefixes, *pieces.stems, *pieces.suffixes)
    values: dict[str, set[str]] = {name: {"na"} for name in _CLOSED}
    for piece in everything:
        for name, value in piece.feats.items():
            values[name].add(value)
    values["pos"].update(_DEFAULT_POS)
    for name in FEATURES:
        if name in _OPEN:
            yield f"DEFINE {name} {name}:*open*"
        else:
            yield f"DEFINE {name} " + " ".join(f"{name}:{value}" for value in sorted(values[name]))


def _affix(piece: Piece) -> str:
    feats = {"diac": piece.diac, "bw": piece.bw, "gloss": piece.gloss, **piece.feats, "d3tok": piece.token,
             "atbtok": piece.token.replace("ال+_", "ال")}  # fmt: skip
    return _line(piece, feats)


def _stem(piece: Piece) -> str:
    feats = {"diac": piece.diac, "lex": piece.lemma, "bw": piece.bw, "gloss": piece.gloss, **piece.feats,
             "root": piece.root, "source": "lex", "d3tok": piece.token, "atbtok": piece.token}  # fmt: skip
    return _line(piece, feats)


def _line(piece: Piece, feats: dict[str, str]) -> str:
    return f"{piece.key}\t{piece.cat}\t" + " ".join(f"{name}:{_safe(value)}" for name, value in feats.items())
