"""Names across a document: the fullest form in the text of whoever a short form names.

A form is the letters of a mention, folded, without articles and signs. A short form belongs to a longer one of
the same label when

* its words are words of the longer one (``الأسد`` ← ``بشار الأسد``, ``اتحاد الكرة`` ← ``الاتحاد المصري لكرة القدم``),
* or it stands in brackets behind it (``منظمة الطيران المدني الدولي (الإيكاو)``),
* or, for people, one word is a spelling of a word of the longer one (``نتانياهو`` ← ``بنيامين نتنياهو``).

A place inside the name of another thing is not that thing: ``القاهرة`` is no short form of ``مطار القاهرة``. Where a
surname fits two people, the one named last before it is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from arnews.normalize import fold

__all__ = ["resolve"]

PER, LOC, ORG = range(3)

_CANDIDATES = 24
"""Longer forms that are looked at for one word, the last ones named: keeps a text of endless lists linear."""

_SIGNS = re.compile(r"[^\w\s]|_")
_BRACKET = re.compile(r"\s*[\"'«»“”]?\s*[(\[（]\s*[\"'«“]?\s*(?:ال)?")
_WEAK = re.compile("[اويه]")
# What may stand before the name of a place that is the place itself; before others (مطار، نهر، جامعة) it is another.
_SAME_PLACE = frozenset(
    fold(word)
    for word in (
        "جمهورية مملكة دولة إمارة سلطنة مدينة قرية محافظة ولاية مسجد استاد ملعب مستشفى مجمع مركب حرم قصر قطاع".split()
    )
)
_STATES = frozenset(fold(word) for word in "جمهورية مملكة إمارة سلطنة دولة".split())
# Words that alone say nothing about who is meant.
_EMPTY = frozenset(fold(word) for word in "بن ابن أبو ابو آل بنت عبد أم في من دي فان دو لا".split())


class _Form(NamedTuple):
    label: int
    words: tuple[str, ...]

    @property
    def size(self) -> tuple[int, int]:
        return len(self.words), sum(map(len, self.words))


def resolve(text: str, mentions: Sequence[tuple[int, int, int]]) -> list[int]:
    """Return, for every mention, the row of the fullest form of its bearer; its own row when there is none.

    Parameters
    ----------
    text : str
        The document.
    mentions : sequence of (start, end, label)
        Sorted, without overlap; `label` is a position in `arnews.doc.LABELS`.

    Examples
    --------
    >>> resolve("التقى بشار الأسد الوفد. وقال الأسد", [(6, 16, 0), (29, 34, 0)])
    [0, 0]
    """
    forms = [_Form(label, _words(text[start:end])) for start, end, label in mentions]
    spaced = [len(text[start:end].split()) for start, end, _ in mentions]
    first: dict[_Form, int] = {}
    widest: dict[_Form, int] = {}
    for row, form in enumerate(forms):
        first.setdefault(form, row)
        if spaced[row] > spaced[widest.setdefault(form, row)]:
            widest[form] = row  # عبد ربه is fuller than عبدربه
    index = _index(first)
    aliases = _aliases(text, mentions, forms)
    choices = {form: _choices(form, index) for form in first}
    rows = []
    for row, form in enumerate(forms):
        best = _pick(choices[form], first, row) if choices[form] else None
        target = best or aliases.get(form)
        if target is not None and choices.get(target):
            longer = _pick(choices[target], first, row)
            target = longer if longer is not None and longer.size > target.size else target
        full = widest[form if target is None else target]
        rows.append(full if target is not None or spaced[full] > spaced[row] else row)
    return rows


def _words(name: str) -> tuple[str, ...]:
    plain = _SIGNS.sub(" ", fold(name)).replace("عبد ", "عبد").split()
    return tuple(_stem(word) for word in plain)


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    """Take article and preposition off: للأبحاث, الأبحاث and لأبحاث are one word inside a name."""
    for prefix, rest in (("وال", 3), ("بال", 3), ("لل", 3), ("ال", 3), ("ل", 3)):
        if word.startswith(prefix) and len(word) - len(prefix) >= rest:
            return word[len(prefix) :]
    return word


def _keys(form: _Form) -> Iterable[tuple[int, str]]:
    for word in form.words:
        yield form.label, word
        if form.label == PER and len(word) > 3:
            yield form.label, _skeleton(word)


def _skeleton(word: str) -> str:
    """Return what spellings of a foreign name share: ترامب ترمب, نتنياهو نتانياهو."""
    return "~" + word[0] + _WEAK.sub("", word[1:]).replace("غ", "ج").replace("ك", "ج").replace("ث", "ت")


def _index(first: dict[_Form, int]) -> dict[tuple[int, str], list[_Form]]:
    """Return the longer forms by word, in the order in which they appear."""
    index: dict[tuple[int, str], list[_Form]] = defaultdict(list)
    for form in first:
        if len(form.words) > 1:
            for key in set(_keys(form)):
                index[key].append(form)
            if form.label == LOC and form.words[0] in _STATES:
                index[LOC, form.words[1].removesuffix("ه").removesuffix("ي")].append(form)
    return index


def _choices(form: _Form, index: dict[tuple[int, str], list[_Form]]) -> list[_Form]:
    """Return the longer forms that `form` may be short for."""
    if not form.words or all(word in _EMPTY for word in form.words):
        return []
    rarest = min((word for word in form.words), key=lambda word: len(index.get((form.label, word), ())))
    near = index.get((form.label, rarest), ())[-_CANDIDATES:]
    exact = [other for other in near if other.size > form.size and len(other.words) > len(form.words)
             and _contains(other, form)]  # fmt: skip
    if exact or form.label != PER or len(form.words) > 1 or len(form.words[0]) < 4:
        return exact
    alike = index.get((PER, _skeleton(form.words[0])), ())[-_CANDIDATES:]
    return [other for other in alike if len(other.words) > 1]


def _contains(longer: _Form, short: _Form) -> bool:
    if longer.label == LOC and longer.words[0] in _STATES and longer.words[1].startswith(short.words[0]):
        return True  # اليمن ← الجمهورية اليمنية
    if not set(short.words) <= set(longer.words):
        return False
    return longer.label != LOC or longer.words[0] == short.words[0] or longer.words[0] in _SAME_PLACE


def _pick(choices: Sequence[_Form], first: dict[_Form, int], row: int) -> _Form | None:
    """Return the fullest of forms that are one bearer; of several bearers the one that was named last."""
    before = [form for form in choices if first[form] <= row]
    last = max(before, key=first.__getitem__) if before else min(choices, key=first.__getitem__)
    family = [form for form in choices if set(form.words) <= set(last.words) or set(last.words) <= set(form.words)]
    return max(family, key=lambda form: form.size)


def _aliases(text: str, mentions: Sequence[tuple[int, int, int]], forms: Sequence[_Form]) -> dict[_Form, _Form]:
    """Return names that stand in brackets behind a longer one, with that one."""
    aliases: dict[_Form, _Form] = {}
    for row in range(1, len(mentions)):
        start, end, label = mentions[row]
        gap = text[mentions[row - 1][1] : start]
        # What stands in brackets behind a place is where it lies, not another name of it.
        if label == LOC or label != mentions[row - 1][2] or len(gap) > 8 or not _BRACKET.fullmatch(gap):
            continue
        if not re.match(r"\s*[\"'»”]?\s*[)\]]", text[end : end + 4]):
            continue
        one, other = forms[row - 1], forms[row]
        if one.size > other.size and len(one.words) > len(other.words):
            aliases.setdefault(other, one)
        elif other.size > one.size and len(other.words) > len(one.words):
            aliases.setdefault(one, other)
    return aliases
