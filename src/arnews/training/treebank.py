"""Sentences with a lemma, a tag and clitic cuts for every word; and when two readings count as equal.

Treebanks differ in closed-class words, in the lemma of pronouns, in whether عندما is one word. The comparison is
made so that none of these conventions counts as an error; it is the one of the data's own description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from arnews.errors import DataError
from arnews.normalize import MARKS, fold, plain
from arnews.training.json_lines import read_objects

__all__ = [
    "Sentence",
    "Word",
    "accepted_lemmas",
    "broad",
    "coarse",
    "read_sentences",
    "same_cuts",
    "same_tag",
    "settled",
]

_SENSE = re.compile(r"(?<=.)[-_]\S*$")
_PRONOUN = {form: "هو" for form in ("هي", "هم", "هما", "هن")}
_PRONOUN |= {fold(form): "هذا" for form in ("هذه", "هؤلاء", "هذان", "هذين", "هاتان", "ذلك", "تلك", "أولئك", "ذاك")}
_PRONOUN |= {form: "الذي" for form in ("التي", "الذين", "اللذان", "اللتان", "اللاتي", "اللواتي")}
_COMPOUND = {
    "مما": ("من", "ما"), "عما": ("عن", "ما"), "فيما": ("في", "ما"),
    "عندما": ("عند", "ما"), "بينما": ("بين", "ما"), "كما": ("ك", "ما"),
    "بما": ("ب", "ما"), "ممن": ("من",), "عمن": ("عن", "من"), "لان": ("ان", "ل"), "الا": ("ان", "لا"),
    "لذلك": ("ل", "ذلك", "هذا"), "كذلك": ("ك", "ذلك", "هذا"),
}  # fmt: skip
_GLUED = {
    ("من", "ما"): "مما", ("م", "ما"): "مما", ("عن", "ما"): "عما", ("ع", "ما"): "عما", ("في", "ما"): "فيما",
    ("عند", "ما"): "عندما", ("بين", "ما"): "بينما", ("ك", "ما"): "كما", ("ب", "ما"): "بما", ("من", "من"): "ممن",
    ("م", "من"): "ممن", ("عن", "من"): "عمن", ("ع", "من"): "عمن", ("ل", "ان"): "لان", ("ان", "لا"): "الا",
    ("ل", "ذلك"): "لذلك", ("ك", "ذلك"): "كذلك",
}  # fmt: skip
_RELATIVE = {"الذي", "التي", "الذين", "اللذان", "اللتان", "اللاتي", "اللواتي"}
_PRON = _RELATIVE | {"هذا", "هذه", "ذلك", "تلك", "هولا", "اولايك", "ذا", "ذاك", "ما", "من", "هو", "هي", "هم"}
_CONJ = {"ان", "لان", "لكن", "اذا", "حيث", "كما", "مما", "عندما", "اذ", "بينما", "لو", "كي", "ثم", "لذلك"}
_NOUN = {"كل", "بعض", "احد", "احدي", "جميع", "اي", "عده", "كافه", "معظم", "غير", "ذو", "نفس"}
_PART = {"س", "سوف", "قد", "لن", "لم", "لا", "لقد"}
CLOSED = frozenset(_PRON | _CONJ | _NOUN | _PART)
"""Folded lemmas that `coarse` looks at."""
_BROAD = {"PROPN": "NOUN", "ADP": "FUNC", "CONJ": "FUNC", "PART": "FUNC", "INTJ": "FUNC"}
_NAMES = ("PROPN", "X")
_SETTLED = {"الان": "آن"}
_PLURALS = {"ناس": "إِنْسان"}
_UNITS = {fold(unit): unit for unit in ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")} | {"ثمان": "ثماني"}
_ADVERBS = {
    fold(f"{base}ا"): base
    for base in (
        "مجدد", "مؤخر", "أخير", "سابق", "لاحق", "قريب", "تقريب", "تمام", "دائم", "جيد", "كثير", "قليل", "طويل", "سريع",
        "رسمي", "حالي", "يومي", "سنوي", "غالب", "فور", "دوم", "أبد", "بعيد", "حديث", "نادر", "أصل", "بتات",
    )
}  # fmt: skip
_NO_NISBA = {"سوي", "سويا", "ثاني", "ثانيا"}
_ADVERB_END = re.compile(f"[{MARKS}]*ا[{MARKS}]*$")


class Word(NamedTuple):
    """A token of a treebank; `lemma` is empty where the word is not to be learned or scored."""

    start: int
    end: int
    lemma: str
    upos: str
    segments: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence of a treebank."""

    text: str
    words: tuple[Word, ...]
    source: str
    doc: str


def read_sentences(paths: Iterable[Path]) -> Iterator[Sentence]:
    """Yield the sentences of JSON-lines files (``.jsonl``, packed ``.jsonl.xz``).

    Raises
    ------
    DataError
        Naming file and line, for a line that is no sentence.
    """
    for path in paths:
        for where, data in read_objects(path):
            yield _sentence(data, where)


def _sentence(data: dict[str, Any], where: str) -> Sentence:
    try:
        text = data["text"]
        words = tuple(_word(token) for token in data["tokens"])
        good = all(0 <= word.start < word.end <= len(text) for word in words)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{where} is no sentence with tokens: {error!r}") from error
    if not good:
        raise DataError(f"{where}: a token lies outside the text")
    return Sentence(text, words, str(data.get("source", "")), str(data.get("doc", data.get("id", where))))


def _word(token: dict[str, Any]) -> Word:
    skipped = token.get("skip") or not token.get("lemma")
    segments = tuple(token.get("segments") or [token["form"]])
    return Word(
        int(token["start"]), int(token["end"]), "" if skipped else token["lemma"], token.get("upos") or "X", segments
    )


def settled(sentence: Sentence) -> Sentence:
    """Return a sentence in one convention, where treebanks disagree with each other or with themselves.

    A number from three to ten has the lemma of its own gender (ثلاث, ثلاثة); an adverb made of an adjective or a noun
    has that word's lemma (تقريبا: تقريب), unless it has a life of its own (أيضا, جدا); one made of a nisba is an
    adjective (سنويا, رسميا), as two of four treebanks have it throughout; الآن is آن, and ناس (people) is the plural
    of إنسان, as in three of four.
    """
    return sentence._replace(words=tuple(_settled(sentence, word) for word in sentence.words))


def _settled(sentence: Sentence, word: Word) -> Word:
    key = lemma_key(word.lemma)
    if word.upos in ("NUM", "ADJ", "ADV"):
        unit = _UNITS.get(key) or _UNITS.get(key.removesuffix("ه"))
        if unit is not None:
            feminine = bare_form(sentence, word).endswith(("ة", "ه"))
            return word._replace(lemma=f"{unit}ة" if feminine else unit)
        if key in _SETTLED:
            return word._replace(lemma=_SETTLED[key])
    if word.upos == "NOUN" and key in _PLURALS:
        return word._replace(lemma=_PLURALS[key])
    if word.upos in ("ADV", "ADJ", "NOUN") and key in _ADVERBS:
        word = word._replace(lemma=_ADVERBS[key])
    if word.upos == "ADV" and key not in _NO_NISBA and bare_form(sentence, word).endswith("يا"):
        return word._replace(lemma=_ADVERB_END.sub("", word.lemma), upos="ADJ")
    return word


def lemma_key(lemma: str) -> str:
    """Return a lemma as it is compared: folded, without a sense number."""
    return fold(_SENSE.sub("", lemma).replace("`", ""))


def accepted_lemmas(lemma: str, upos: str) -> frozenset[str]:
    """Return every folded lemma that counts as equal to a gold lemma.

    Examples
    --------
    >>> sorted(accepted_lemmas("مِصر", "PROPN"))
    ['المصر', 'مصر']
    """
    gold = lemma_key(lemma)
    family = _PRONOUN.get(gold, gold)
    accepted = {gold, family} | {form for form, head in _PRONOUN.items() if head == family}
    accepted |= set(_COMPOUND.get(gold, ())) | {whole for whole, parts in _COMPOUND.items() if gold in parts}
    if upos in _NAMES:
        accepted |= {gold.removeprefix("ال"), "ال" + gold}
    return frozenset(accepted - {""})


def coarse(upos: str, lemma: str) -> str:
    """Return a tag that treebanks agree on; `lemma` folded."""
    tag = {"CCONJ": "CONJ", "SCONJ": "CONJ", "X": "PROPN"}.get(upos, upos)
    if tag == "AUX":
        tag = "PART" if lemma in _PART else "VERB"
    elif tag == "DET":
        tag = "PRON" if lemma in _PRON else "NOUN"
    if tag in ("PROPN", "VERB", "PUNCT", "SYM", "NUM"):
        return tag
    if lemma in _RELATIVE or (lemma in ("ما", "من") and tag in ("CONJ", "NOUN")):
        return "PRON"
    if lemma in _CONJ and tag in ("ADP", "PART", "CONJ", "ADV"):
        return "CONJ"
    return "NOUN" if lemma in _NOUN and tag in ("PART", "ADV", "ADJ", "ADP", "PRON", "CONJ") else tag


def broad(tag: str) -> str:
    """Return a coarse tag with names among the nouns and particles together."""
    return _BROAD.get(tag, tag)


def same_tag(gold: str, found: str, source: str) -> bool:
    """Tell whether two coarse tags agree; PADT has no tag for names."""
    return gold == found or (source == "padt" and {gold, found} == {"NOUN", "PROPN"})


def _cuts(segments: Sequence[str]) -> tuple[str, ...]:
    out: list[str] = []
    carry = ""
    for place, segment in enumerate(segments):
        piece, last = fold(segment.strip("+")), place == len(segments) - 1
        if piece in ("لل", "ال") and not last:
            out += ["ل"] if piece == "لل" else []
            carry = "ال"
        elif piece:
            piece, carry = carry + piece, ""
            if out and (out[-1], piece) in _GLUED:
                out[-1] = _GLUED[out[-1], piece]
            else:
                out.append(piece)
    return (*out, carry) if carry else tuple(out)


def _same_piece(gold: str, found: str) -> bool:
    if gold == found:
        return True
    for one, other in ((gold, found), (found, gold)):
        if one.startswith("ال") and other in (one[2:], one[1:]):
            return True
    return gold.rstrip("ايتهن") == found.rstrip("ايتهن") and abs(len(gold) - len(found)) <= 1


def same_cuts(gold: Sequence[str], found: Sequence[str]) -> bool:
    """Tell whether a word is cut alike, whatever the spelling of the pieces."""
    a, b = _cuts(gold), _cuts(found)
    return len(a) == len(b) and all(map(_same_piece, a, b))


def count_cuts(segments: Sequence[str]) -> int:
    """Return into how many pieces a word is cut."""
    return len(_cuts(segments))


def bare_form(sentence: Sentence, word: Word) -> str:
    """Return a word as it is written, without marks."""
    return plain(sentence.text[word.start : word.end])
