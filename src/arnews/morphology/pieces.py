"""The lexicon as a list of pieces: every prefix, stem and suffix with its features, once.

Both forms of the lexicon are written from this list: the ALMOR text that CAMeL Tools reads and the arrays of
the fast lookup. So they hold the same readings by construction (a test compares them word by word).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from arnews.morphology.tables import Entry, Tables
from arnews.morphology.tagset import prefix_feats, stem_feats, suffix_feats
from arnews.normalize import plain

__all__ = ["Piece", "Pieces", "key", "make_pieces"]

_KEY = str.maketrans("أإآٱىة", "اااايه")
_CLITIC_TAGS = frozenset(
    {"PREP", "CONJ", "FUT", "SUBJUNC", "EMPHATIC_PARTICLE", "RESULT_CLAUSE_PARTICLE", "QUES_PREFIX"}
)
# Words that open a question with a glued أ, which the tables leave out: vocalised rest, its tag, lemma, gloss.
_QUESTIONS = (
    ("أَنْتَ", "PRON_2MS", "أَنْتَ", "you"), ("أَنْتُم", "PRON_2MP", "أَنْتَ", "you"), ("أَنا", "PRON_1S", "أَنا", "I"),
    ("هُوَ", "PRON_3MS", "هُوَ", "he/it"), ("هِيَ", "PRON_3FS", "هُوَ", "she/it"), ("هُم", "PRON_3MP", "هُوَ", "they"),
    ("نَحْنُ", "PRON_1P", "نَحْنُ", "we"), ("هٰذا", "DEM_PRON_MS", "هٰذا", "this"), ("هٰذِهِ", "DEM_PRON_F", "هٰذا", "this"),
    ("لَم", "NEG_PART", "لَم", "not"), ("لَن", "NEG_PART", "لَن", "not"), ("لا", "NEG_PART", "لا", "not"),
    ("فَلا", "NEG_PART", "لا", "not"), ("وَلَم", "NEG_PART", "لَم", "not"), ("فَلَم", "NEG_PART", "لَم", "not"),
    ("إِنَّ", "FUNC_WORD", "إِنَّ", "that"), ("لا", "NEG_PART", "لا", "not"),
)  # fmt: skip
# Numbers that have a lemma for each gender, ثلاث and ثلاثة; the tables give one for both, عَشَرَة also for عَشَر.
_UNITS = frozenset(("three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_OBJECTS = ("POSS_PRON_", "PRON_", "PVSUFF_DO", "IVSUFF_DO", "CVSUFF_DO")


class Piece(NamedTuple):
    """A prefix, a stem or a suffix.

    Attributes
    ----------
    key : str
        Bare form in which it is looked up: no marks, one alef, ى as ي, ة as ه.
    cat, diac, gloss, bw, lemma, root : str
        Category, vocalised form, English gloss, Buckwalter's tags; lemma and root of stems only.
    feats : dict
        CAMeL's features; of an affix only those it sets.
    token : str
        The vocalised form with ``+_`` after each proclitic and ``_+`` before an enclitic (CAMeL's d3tok).
    cuts : tuple of int
        Letters of `key` at which clitics end (prefix, stem) and letters of the enclitic (suffix, stem: last).
    """

    key: str
    cat: str
    diac: str
    gloss: str
    bw: str
    lemma: str
    root: str
    feats: dict[str, str]
    token: str
    cuts: tuple[int, ...]
    enclitic: int


class Pieces(NamedTuple):
    """All pieces and what may stand together."""

    prefixes: list[Piece]
    stems: list[Piece]
    suffixes: list[Piece]
    prefix_stem: frozenset[tuple[str, str]]
    stem_suffix: frozenset[tuple[str, str]]
    prefix_suffix: frozenset[tuple[str, str]]


def key(text: str) -> str:
    """Return the form in which a word or piece is looked up; the same letters that CAMeL's analyser merges."""
    return plain(text).translate(_KEY)


def make_pieces(tables: Tables) -> Pieces:
    """Turn the tables into pieces, without doubles, in the order of the tables."""
    return Pieces(
        _unique(_affix(entry, prefix=True) for entry in tables.prefixes),
        _unique(_stem(entry) for entry in (*tables.stems, *_questions())),
        _unique(_affix(entry, prefix=False) for entry in tables.suffixes),
        tables.prefix_stem,
        tables.stem_suffix,
        tables.prefix_suffix,
    )


def _questions() -> Iterator[Entry]:
    for rest, tag, lemma, gloss in _QUESTIONS:
        pieces = (("أَ", "QUES_PREFIX"), (rest, tag))
        yield Entry("أ" + plain(rest), "أَ" + rest, "FW-Wa", f"is it that + {gloss}", pieces, lemma, "NTWS")


def _unique(pieces: Iterable[Piece]) -> list[Piece]:
    found = {(p.key, p.cat, p.diac, p.gloss, p.bw, p.lemma, tuple(p.feats.items())): p for p in pieces}
    return list(found.values())


def _affix(entry: Entry, *, prefix: bool) -> Piece:
    feats = prefix_feats(entry) if prefix else suffix_feats(entry)
    token = _prefix_token(entry) if prefix else _suffix_token(entry)
    cuts = _proclitics(entry) if prefix else ()
    return Piece(
        key(entry.bare), entry.cat, entry.diac, entry.gloss, _bw(entry), "", "", feats, token, cuts,
        0 if prefix else _enclitic(entry),
    )  # fmt: skip


def _lemma(entry: Entry) -> str:
    """Return the lemma as treebanks have it: ثلاث and ثلاثة apart, ثلاثون not below ثلاث, آن for الآن.

    That of برشلونة gets the ة with which the word is written.
    """
    if entry.cat == "Numb":
        return f"{entry.diac}ُون"
    if entry.gloss in _UNITS and entry.cat.startswith("N"):
        stem = entry.lemma.removesuffix("َة")
        if entry.cat == "Nap":
            return f"{stem}َة"
        return "عَشْر" if entry.gloss == "ten" else stem
    if entry.lemma.endswith("ه") and entry.diac.endswith("ة"):
        return f"{entry.lemma[:-1]}ة"
    return entry.lemma.removeprefix("ال") if entry.gloss == "now" and entry.cat == "FW-Wa" else entry.lemma


def _stem(entry: Entry) -> Piece:
    bare, lemma = plain(entry.diac), _lemma(entry)
    feats = stem_feats(entry, bare, plain(lemma))
    inner = len(entry.tags) > 1
    pronoun = _enclitic(entry) if inner and entry.tags[0][1] != "QUES_PREFIX" else 0
    return Piece(
        key(entry.bare), entry.cat, entry.diac, entry.gloss, _bw(entry, feats["pos"]), lemma, entry.root, feats,
        _suffix_token(entry) if pronoun else entry.diac,
        _proclitics(entry) if inner else (), pronoun,
    )  # fmt: skip


def _bw(entry: Entry, pos: str = "") -> str:
    if not entry.tags:
        return f"{entry.diac}/{pos.upper()}" if pos else ""
    return "+".join(f"{morph}/{tag}" for morph, tag in entry.tags)


def _proclitics(entry: Entry) -> tuple[int, ...]:
    """Return after how many letters each proclitic ends; the article stays with its noun."""
    count = 0
    for i, (morph, tag) in enumerate(entry.tags):
        last = entry.cat.startswith("FW") and i == len(entry.tags) - 1
        if tag not in _CLITIC_TAGS or len(plain(morph)) != 1 or last:
            break
        count += 1
    return tuple(range(1, count + 1))


def _enclitic(entry: Entry) -> int:
    """Return how many letters of the bare form are a pronoun at the end."""
    if not entry.tags or not entry.tags[-1][1].startswith(_OBJECTS):
        return 0
    pronoun = plain(entry.tags[-1][0])
    # لدي is listed with the pronoun that must follow, not with one that is written.
    return len(pronoun) if plain(entry.bare).endswith(pronoun) else 0


def _prefix_token(entry: Entry) -> str:
    clitics = [morph for morph, tag in entry.tags if tag in _CLITIC_TAGS or tag == "DET"]
    rest = "".join(morph for morph, tag in entry.tags if tag.startswith("IV"))
    return "".join(f"{morph}+_" for morph in clitics) + rest


def _suffix_token(entry: Entry) -> str:
    if not _enclitic(entry):
        return entry.diac
    *rest, (clitic, _) = entry.tags
    return "".join(morph for morph, _ in rest) + f"_+{clitic}"
