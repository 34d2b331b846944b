"""Readings in words: built from the pieces of the lexicon when somebody asks for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from arnews.doc import Reading
from arnews.morphology.candidates import FIRST_RULE, SUPPLEMENT
from arnews.morphology.guesses import RULES, Rule
from arnews.morphology.lexicon import Lexicon
from arnews.morphology.tagset import POS_TO_UPOS, ud_feats
from arnews.normalize import MARKS, plain

__all__ = ["Builder", "Shape", "certain_vowels", "cut", "merge_diac"]

_AFTER_ALEF = re.compile("اَ([ةت])")
_SHADDAS = re.compile("ّ+")
_PROCLITIC_VOWELS = {"و": "وَ", "ف": "فَ", "ب": "بِ", "ك": "كَ", "ل": "لِ", "س": "سَ"}
_OPEN_TEH = re.compile(f"(?<=[ء-ئب-غف-ي])(?=ة[{MARKS}]*$)")
_UNREAD = re.compile("[\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TAG_TO_POS = {
    "NOUN": "noun", "PROPN": "noun_prop", "ADJ": "adj", "VERB": "verb", "AUX": "verb", "ADV": "adv", "NUM": "noun_num",
    "PRON": "pron", "DET": "noun_quant", "ADP": "prep", "CCONJ": "conj", "SCONJ": "conj_sub", "PART": "part",
    "INTJ": "interj", "X": "foreign", "PUNCT": "punc", "SYM": "punc",
}  # fmt: skip
_SAME_POS = {
    "DET": {"noun_quant", "pron_dem", "part_det"}, "AUX": {"verb", "part_neg", "verb_pseudo"},
    "CCONJ": {"conj", "conj_sub"}, "SCONJ": {"conj_sub", "verb_pseudo", "conj"}, "PART": {"verb_pseudo"},
}  # fmt: skip


class Shape(NamedTuple):
    """A group of readings of one word: what kind, which lemma, where it is cut."""

    kind: int
    entry: int
    cuts: int
    enclitic: int
    article: bool
    start: int
    end: int


def merge_diac(prefix: str, stem: str, suffix: str) -> str:
    """Return the vocalised word of three vocalised pieces, by the rules of CAMeL's analyser.

    Examples
    --------
    >>> merge_diac("وَ", "مُجْتَمَع", "ات")
    'وَمُجْتَمَعات'
    """
    joined = _AFTER_ALEF.sub("ا\\1", prefix + stem + suffix)
    return _SHADDAS.sub("ّ", joined.replace("ٱ", "ا"))


def cut(token: str, shape: Shape) -> tuple[tuple[int, int], ...]:
    """Return the clitics and the stem of a token as it is written, half-open offsets.

    Cuts are places between letters; marks stay with the letter before them.
    """
    places = [i for i, char in enumerate(token) for _ in plain(char)]
    inner = [i + 1 for i in range(8) if shape.cuts >> i & 1]
    if shape.enclitic:
        inner.append(len(places) - shape.enclitic)
    edges = [0, *(places[i] for i in inner if 0 < i < len(places)), len(token)]
    return tuple((a, b) for a, b in pairwise(edges) if a < b)


def certain_vowels(token: str, edges: Sequence[tuple[int, int]]) -> str:
    """Return a word that no lexicon lists with the vowels that nothing can change: of proclitics, and before ة.

    Parameters
    ----------
    token : str
        As it is written; vowel signs stay, tatweel and invisible marks do not.
    edges : sequence of tuple of int
        Its clitics and its stem, see `cut`.

    Examples
    --------
    >>> certain_vowels("وبروكسلية", ((0, 1), (1, 9)))
    'وَبروكسليَة'
    """
    pieces = [_UNREAD.sub("", unicodedata.normalize("NFKC", token[start:end])) for start, end in edges]
    first = [_PROCLITIC_VOWELS.get(piece, piece) for piece in pieces[:-1]]
    return _OPEN_TEH.sub("َ", "".join([*first, pieces[-1]]))


class Builder:
    """Makes readings; remembers the features of combinations of pieces.

    Parameters
    ----------
    lexicon : Lexicon
    lemmas : sequence of str
        Lemmas of the supplement.
    is_name : callable
        Whether a word, as it is written, is a known name: then an article is part of it.
    """

    def __init__(
        self, lexicon: Lexicon, lemmas: Sequence[str], is_name: Callable[[str], bool] = lambda _: True
    ) -> None:
        self._lexicon, self._lemmas, self._is_name = lexicon, lemmas, is_name
        self._feats: dict[tuple[int, int, int, str], tuple[str, tuple[tuple[str, str], ...]]] = {}

    def listed(self, token: str, shape: Shape, tag: str, pieces: tuple[int, ...]) -> Reading:
        """Return a reading of the lexicon; `pieces` are its prefix, stem and suffix."""
        text, stem = self._lexicon.text, pieces[1]
        pos, feats = self._features(pieces, tag)
        lemma = text("lemma", int(self._lexicon.arrays["stem_lemma"][stem])).replace("ٱ", "ا")
        root = text("stem_root", stem)
        letters = "" if root == "NTWS" else ".".join(root)
        gloss = text("stem_gloss", stem)
        return Reading(lemma, letters, pos, tag, self.diac(pieces), gloss, feats, cut(token, shape))

    def diac(self, pieces: tuple[int, ...]) -> str:
        """Return the vocalised form of three pieces."""
        names = ("prefix", "stem", "suffix")
        return merge_diac(*(self._lexicon.text(f"{name}_diac", row) for name, row in zip(names, pieces, strict=True)))

    def merged(self, pieces: tuple[int, ...]) -> dict[str, str]:
        """Return CAMeL's features of three pieces: a suffix changes the stem's, a prefix both."""
        arrays, featsets = self._lexicon.arrays, self._lexicon.featsets
        names = ("prefix", "stem", "suffix")
        prefix, stem, suffix = (featsets[arrays[f"{name}_feats"][row]] for name, row in zip(names, pieces, strict=True))
        return {name: prefix.get(name) or suffix.get(name) or value for name, value in stem.items()}

    def _features(self, pieces: tuple[int, ...], tag: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        arrays = self._lexicon.arrays
        a, b, c = (int(arrays[f"{n}_feats"][row]) for n, row in zip(("prefix", "stem", "suffix"), pieces, strict=True))
        key = (a, b, c, tag)
        if key not in self._feats:
            feats = self.merged(pieces)
            pos = _pos(feats["pos"], tag)
            self._feats[key] = pos, ud_feats(feats | {"pos": pos}, tag)
        return self._feats[key]

    def guessed(self, token: str, shape: Shape, tag: str) -> Reading:
        """Return a reading that a rule or the supplement gives."""
        bare = plain(token)
        feats = {"Definite": "Def"} if shape.article else {}
        if shape.kind >= SUPPLEMENT:
            lemma = self._lemmas[shape.entry]
        else:
            rule = RULES[shape.kind - FIRST_RULE]
            lemma = self._lemma(bare, shape, rule)
            feats |= _rule_feats(rule)
        if tag == "ADJ" and lemma.endswith("ى"):
            lemma = lemma[:-1] + "ي"  # no adjective that is guessed ends in an alef: Egyptian papers write ى for ي
        edges = cut(token, shape)
        diac = certain_vowels(token, edges)
        return Reading(lemma, "", _TAG_TO_POS[tag], tag, diac, "", tuple(sorted(feats.items())), edges)

    def _lemma(self, bare: str, shape: Shape, rule: Rule) -> str:
        frame = bare[shape.start : shape.end]
        if rule.kind == "name":
            whole = "ال" + frame if shape.article else frame
            return whole if len(whole) < 5 or self._is_name(whole) else whole.removeprefix("ال")
        middle = frame[len(rule.starts) : len(frame) - len(rule.ends)]
        return rule.before + middle + rule.after

    @staticmethod
    def sign(token: str, upos: str, pos: str) -> Reading:
        """Return the one reading of a number, a mark or a word of another script."""
        return Reading(token, "", pos, upos, token, "", (), ((0, len(token)),))


def _pos(pos: str, tag: str) -> str:
    same = POS_TO_UPOS.get(pos) == tag or pos in _SAME_POS.get(tag, ())
    return pos if same else _TAG_TO_POS[tag]


def _rule_feats(rule: Rule) -> dict[str, str]:
    if rule.name.startswith("plural-at"):
        return {"Gender": "Fem", "Number": "Plur"}
    if rule.name.startswith("plural"):
        return {"Gender": "Masc", "Number": "Plur"}
    if rule.name.startswith("dual"):
        return {"Gender": "Fem" if rule.ends.startswith("ت") else "Masc", "Number": "Dual"}
    if rule.name.startswith("teh"):
        return {"Gender": "Fem", "Number": "Sing"}
    if rule.kind == "verbal":
        number = "Plur" if rule.ends in ("ون", "وا", "و") else "Dual" if rule.ends in ("ان", "ا") else "Sing"
        person = {"ن": "1", "أ": "1"}.get(rule.starts, "3")
        gender = "Fem" if rule.starts == "ت" or rule.ends == "ت" else "Masc"
        aspect = "Imp" if rule.starts else "Perf"
        return {"Aspect": aspect, "Gender": gender, "Number": number, "Person": person, "Voice": "Act"}
    return {}
