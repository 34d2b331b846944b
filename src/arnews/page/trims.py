"""What stands beside a headline on its own line and is no part of it: clocks, dates, sections, writers, outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from arnews.dates import find_days
from arnews.page import cues
from arnews.page.glued import CLOSED
from arnews.page.lead import MEDIA, NAMED, SECTIONS, WEEKDAY, lead
from arnews.page.lines import fold_page
from arnews.page.outlet import has_kind
from arnews.patterns import pattern

__all__ = ["GOES_ON", "Trims", "is_paper", "is_played"]

_DIGIT = pattern(r"\d")
_PLAYED = pattern(r"[,،] المدة[,،]? \d{1,2}[,:]\d\d$|\s+المدة[,،:]\s*(?:\d{1,2}[,:]\d\d)?$|\s+مدة الفيديو \d.*$")
"""How long a film behind a headline takes."""
_BY = pattern(r"(?<![–—-])\s+بقلم\s?[:/]?\s?\S+(?: \S+){1,4}$")
"""Who wrote the column behind its headline."""
_MARKS = (" - ", " – ", " — ", " ـ ", " ــ ", " ـــ ", " » ", " ← ", " / ", " | ", " · ", " • ", " (")
"""What sets a writer or an outlet off from a headline."""
_ANY_NAME = (" / ", " » ", " ← ")
"""Marks before which any name stands, of a section, a column, a paper."""
_EDGES = pattern(
    r"^(?:[«‹›»·•:<>←→◄►◀▶|]{1,2}\s+)+|^[<«‹]?\s?(?:السابق|التالي|التالى)\s?:\s+|(?:\s+[«‹›»·•:<>←→◄►◀▶–-]{1,2})+$|\s+(?:السابق|التالي|التالى)\s?[>»›]$|\s+[«<‹]\s?(?:السابق|التالي|التالى)$|\s+[.|*~=_/-]{3,}$|\s+[Pp]ublished [Oo]n\b.*$"
)
_AGO_BEHIND = pattern(
    r"\s+\(?(?:منذ|قبل) (?:\d{1,2} )?(?:دقيقة|دقيقتين|دقائق|ساعة|ساعتين|ساعات|يوم|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرين|أشهر|سنة|سنتين|سنوات)(?: واحد| واحدة)?\)?$"
    r"|\s+(?:\d{1,2} )?(?:دقيقة|دقائق|ساعة|ساعات|يوم|أيام)\s\|\s\S+(?: \S+){0,2}$"
)
_CLOCK_BEHIND = pattern(r"\s+(?:GMT\s*)?\d{1,2}:\d\d(?:\s?[صم]ـ?|\s?[AP]M)?$")
_COUNT_BEHIND = pattern(
    r"\s+(?:\(\s?(?:العدد |ص\s?)?\d{1,5}\s?\)|\((?:[12]?\d|0\d|3[01])(?:/|(?<=\d\d)-)(?:0[1-9]|1[0-2])\)|\(\d{1,3} (?:صورة|صور|فيديو|تعليق|تعليقات)\)|\d{1,3}(?:,\d{3})+|(?:[-–|·]\s)?\d{1,3}(?:[.,]\d+)? (?:(?:ألف|آلاف|الف|الاف) )?(?:تعليقا?|تعليقات|مشاهدة|قراءة|قراءات|زيارة|استماع|مشاركة)"
    r"|[-–|·]\s\d{1,3}(?:[.,]\d)? (?:ألف|آلاف|الف|الاف))$"
)
"""How often a headline was read."""
GOES_ON = frozenset(
    "في الي من عن علي خلال بعد حتي قبل نحو اكثر الساعه عند بين مع او حاجز يتجاوز تتجاوز يتخطي تتخطي يحقق تحقق يحصد تحصد بدات".split()
)
"""Words after which a number, a clock or an age is the headline's own."""
_LENGTH_BEHIND = pattern(r"\s+(?:[|–-]\s+)?\(?\d{1,3}(?::\d\d)? (?:دق|د|دقيقة|دقائق|ثانية)\)?$")
"""How long an episode takes."""
_WRITES = pattern(r"\S+(?: \S+){1,4} (?:يكتب|تكتب)\s?:\s+(?=\S+\s+\S)")
"""Who wrote the column before its headline."""
_BEHIND_DAY = pattern(
    r"(?:[\s\])|·•,،–—-]|\d{1,2}:\d\d(?::\d\d)?|(?<!\w)[صم]ـ?(?!\w)|صباحا|مساء|[AP]M|GMT|[\d,.]+ (?:مشاهدة|قراءة|زيارة|تعليق)|[|·•]\s\S+(?: \S+){0,3}$)*$"
)
_BEFORE_DAY = pattern(
    rf"(?:[\s|·•\[(,،–—-]|(?<!\w)(?:يوم|في|بتاريخ|GMT|{WEEKDAY})(?!\w)|(?<!\d)\d{{1,2}}:\d\d(?:\s?[صم](?!\w))?)+$"
)
_TILL_WEEKDAY = pattern(rf"(?<=\w)\s{WEEKDAY}\s$")
"""A day of the week that nothing sets off from the headline before it."""
_TITLED = ("د.", "أ.", "م.", "د ", "أ.د", "الشيخ ", "القس ", "المستشار ", "المهندس ", "الدكتور ", "الدكتورة ")
_LONGEST = 4
"""Words of a writer's or an outlet's name."""
_LONGEST_SECTION = 3
_FEW, _SOME, _MANY = 2, 3, 6
"""Lines that must agree before a date, a name, or any few words behind a mark come off."""


def _is_person(text: str) -> bool:
    plain = fold_page(text)
    return text.startswith(_TITLED) or plain.partition(" ")[0] in cues.GIVEN


def is_played(raw: str) -> bool:
    """Tell a headline with the length of a film behind it."""
    return _length_of_film(raw) is not None


def _length_of_film(raw: str) -> re.Match[str] | None:
    return _PLAYED.search(raw) if "مدة" in raw else None


def is_paper(text: str) -> bool:
    """Tell a paper's name by its kind («صحيفة …») or by how it ends («… نيوز»)."""
    plain = fold_page(text)
    return has_kind(text) or plain.endswith(
        (" نيوز", " نت", " اليوم", " برس", " بوست", " اونلاين", " تايمز", " ديلي", " ميديا", " اكسبرس")
    )


class Trims:
    """What the headlines of a page have beside them, where several lines agree.

    Parameters
    ----------
    lines : sequence of str
        The lines that hold a headline each.
    sections : set of str
        Names of sections, folded.
    """

    def __init__(self, lines: Sequence[str], sections: frozenset[str] | set[str] = frozenset()) -> None:
        lines = [_EDGES.sub("", line) for line in lines]
        # «مصر تستضيف …»: only behind clocks and dates a name without a mark is a section, and only where all of these lines have one
        timed = [line[cut:] for line in lines if line[:1].isdigit() and (cut := lead(line, sections))]
        named = [_section(line, sections) for line in timed]
        self.sections = sections if all(named) and len(set(named)) >= _FEW else frozenset()
        dated = [line for line in lines if _day_behind(line) < len(line)]
        self.dated = len(dated) >= _FEW
        # «تمتد حتى الجمعة 12 مارس»: where one line of many has a day of the week, the day is the headline's
        self.week = sum(_day_behind(line) < _day_behind(line, week=False) for line in dated) >= max(
            _FEW, len(dated) / 2
        )
        self.clocked = sum(_CLOCK_BEHIND.search(line) is not None for line in lines) >= _FEW
        self.aged = sum(_AGO_BEHIND.search(line) is not None for line in lines) >= _FEW
        self.written = sum(_WRITES.match(line) is not None for line in lines) >= _FEW
        self.counted = sum(_COUNT_BEHIND.search(line) is not None for line in lines) >= _SOME
        self.long = sum(_LENGTH_BEHIND.search(line) is not None for line in lines) >= _FEW
        bare = [line[: self._times(line)] for line in lines]
        self.behind = tuple(
            mark for mark in _MARKS if _agree([_tail(line, mark) for line in bare], closed=mark == " (")
        )
        self.sectioned = _sectioned(bare, sections)
        dotted = [name for line in bare if (name := _tail(line, " .. "))]
        if len(dotted) >= _SOME and sum(map(_is_person, dotted)) >= 0.75 * len(dotted):
            self.behind += (" .. ",)
        self.before = tuple(
            mark for mark in _MARKS[:-1] if _agree([_head(line, mark) for line in bare], mark in _ANY_NAME)
        )
        for mark in (" : ", ": "):  # «الوزير: …» is a headline; a list of columns has writers before nearly every colon
            named = [name for line in bare if len((name := _head(line, mark)).split()) >= 2]
            if len(named) > _SOME and sum(map(_is_person, named)) >= 0.75 * len([1 for line in bare if mark in line]):
                self.before += (mark,)

    def __call__(self, raw: str) -> tuple[int, int]:
        """Return where the headline proper begins and ends on its line."""
        low, high = 0, len(raw)
        if (played := _length_of_film(raw) or _BY.search(raw)) and len(raw[: played.start()].split()) >= 2:
            high = played.start()
            raw = raw[:high]
        for edge in _EDGES.finditer(raw):
            low, high = (edge.end(), high) if edge.start() == 0 else (low, edge.start())
        for _ in range(3):
            until = high
            high = low + self._times(raw[low:high])
            high -= self.sectioned.get(raw[low:high], 0)
            for mark in self.behind:
                tail = _tail(raw[low:high], mark)
                if tail and len(raw[low:high].split()) - len(tail.split()) > 1:
                    high = low + raw[low:high].rindex(mark)
                    break
            if high == until:
                break
        if self.written and (written := _WRITES.match(raw, low)):
            return written.end(), high
        for mark in self.before:
            name = _head(raw[low:high], mark)
            if name:
                low += len(name) + len(mark)
                break
        return (low, high) if len(raw[low:high].split()) >= 2 else (0, len(raw))

    def section(self, raw: str, cut: int) -> int:
        """Return how many characters a section's name takes behind the clock or the date that ends at `cut`."""
        return len(_section(raw[cut:], self.sections)) if cut and self.sections and raw[:1].isdigit() else 0

    def _times(self, line: str) -> int:
        """Return how much of a line stands before the dates, clocks and ages at its end."""
        if self.dated and (end := _day_behind(line, week=self.week)) < len(line):
            return end
        for wanted, form in (
            (self.clocked, _CLOCK_BEHIND),
            (self.aged, _AGO_BEHIND),
            (self.counted, _COUNT_BEHIND),
            (self.long, _LENGTH_BEHIND),
        ):
            if wanted and (found := form.search(line)):
                words = fold_page(line[: found.start()]).split()
                if len(words) >= 2 and words[-1] not in GOES_ON:
                    return found.start()
        return len(line)


def _sectioned(lines: Sequence[str], sections: frozenset[str] | set[str]) -> dict[str, int]:
    """Return how many characters the section's name takes at the end of lines, several of which end so one after the other."""
    found: dict[str, int] = {}
    run: list[tuple[str, str]] = []
    for line in [*lines, ""]:
        words = line.split()
        tail = words[-_LONGEST_SECTION:]
        plain = fold_page(" ".join(tail)).split()
        name = ""
        if len(plain) == len(tail):
            starts = range(max(0, 2 - len(words) + len(tail)), len(tail))  # two words of the headline stay
            known = (at for at in starts if (folded := " ".join(plain[at:])) in sections and folded not in NAMED)
            name = next((" ".join(tail[at:]) for at in known), "")
        if name:
            run.append((line, name))
            continue
        if len(run) >= _SOME and len({name for _, name in run}) >= _FEW:
            found.update((line, len(line) - len(line[: -len(name)].rstrip())) for line, name in run)
        run = []
    return found


def _section(line: str, sections: frozenset[str] | set[str]) -> str:
    """Return the section's name before a headline, with the white space behind it, where no mark parts them."""
    words = line.split(None, 2)
    for many in (2, 1):
        if len(words) > many and " ".join(map(fold_page, words[:many])) in sections:
            rest = line.split(None, many)[many]
            return line[: len(line) - len(rest)] if len(rest.split()) >= 3 and rest[0] not in CLOSED else ""
    return ""


@lru_cache(maxsize=512)
def _day_behind(line: str, week: bool = True) -> int:
    """Return where the date at the end of a line begins, with the clock before it and, with `week`, the day of the week."""
    if not _DIGIT.search(line, max(0, len(line) - 24)):
        return len(line)
    start = max(0, len(line) - 60)
    days = [day for day in find_days(line[start:]) if day.day is not None]
    if not days or not _BEHIND_DAY.match(line, start + days[-1].end_char):
        return len(line)
    head = line[: start + days[-1].start_char]
    if not week and _TILL_WEEKDAY.search(head):
        head = head.rstrip()
    elif found := _BEFORE_DAY.search(head):
        head = head[: found.start()]
    return len(head) if len(head.split()) >= 2 else len(line)


def _tail(line: str, mark: str) -> str:
    """Return the few words behind the last mark of a line; empty where they are none or many, or hold a number."""
    head, found, tail = line.rpartition(mark)
    if not found or len(head.split()) < 2:
        return ""
    if mark == " (":
        if not tail.endswith(")"):
            return ""
        tail = tail[:-1]
    return tail if 1 <= len(tail.split()) <= _LONGEST and not any(letter.isdigit() for letter in tail) else ""


def _head(line: str, mark: str) -> str:
    head, found, tail = line.partition(mark)
    if not found or len(tail.split()) < 2 or any(letter.isdigit() for letter in head):
        return ""
    return head if 1 <= len(head.split()) <= _LONGEST else ""


def _agree(parts: Sequence[str], any_name: bool = False, closed: bool = False) -> bool:
    """Tell whether what stands behind a mark in several lines is no part of the headlines: writers, papers, one name again and again.

    With `any_name` whatever stands there, as a column's name does before a slash; with `closed`, what stands in brackets
    behind many of them.
    """
    named = [part for part in parts if part and fold_page(part) not in MEDIA]
    people, papers = (
        sum(map(_is_person, named)),
        sum(is_paper(part) or fold_page(part) in SECTIONS for part in named),
    )
    if len(named) == _FEW:
        return people == len(named)
    if len(named) < _SOME:
        return False
    enough = max(_SOME if closed else _MANY, 0.4 * len(parts))
    if len(named) >= enough and max(len(part.split()) for part in named) <= _SOME:
        return True
    return any_name or people >= 0.5 * len(named) or papers >= 0.4 * len(named) or len(set(named)) <= len(named) / 3
