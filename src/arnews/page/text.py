"""The text of a page, with everything around the article, becomes a `Page`."""

from __future__ import annotations

from itertools import pairwise

from arnews.doc import Span
from arnews.page import cues
from arnews.page.article import Page
from arnews.page.body import find_body, headline_like, roles_of_cue
from arnews.page.context import Context
from arnews.page.header import find_byline, find_date, find_dateline, without_outlet
from arnews.page.headlines import find_headlines
from arnews.page.lead import PATH_MARKS, section_before
from arnews.page.lines import fold_page, split_lines
from arnews.page.rhythm import dated_tail
from arnews.page.roles import RoleModel, roles_of, shipped
from arnews.page.shapes import shape_of
from arnews.page.source import PUBLISHED_IN, find_source
from arnews.page.tab import find_tab
from arnews.page.title import find_title
from arnews.page.trims import is_paper
from arnews.patterns import pattern

__all__ = ["prepare", "read_text", "understand"]

_BAR = pattern(r"(?<!\s)\s+\|\s+|(?<!\s)\s+[-–—]\s+")


def prepare(text: str) -> Context:
    """Return the lines of a page with their cues and the body as the rules alone find it."""
    lines = split_lines(text)
    found = roles_of_cue(lines)
    return Context(text, lines, found, find_body(lines, found))


def understand(text: str, model: RoleModel | None = None) -> Context:
    """Return the lines of a page with their cues, their roles, and the stretch of the body."""
    page = prepare(text)
    lines, found = page.lines, page.cues
    roles, zones = roles_of(page, model)
    inside = [
        role == "body" and not _is_repeated(page, at) and not _is_captioned(page, at) for at, role in enumerate(roles)
    ]
    _by_rule(page, inside, roles)
    _without_links(page, inside, roles)
    _dated_headlines(page, inside, roles)
    inside = _trimmed(page, inside)
    inside = _below_publication(page, inside if any(inside) else list(page.inside))
    after = Context(text, lines, found, inside, roles, zones)
    after.repeated = page.repeated
    return _with_title(after)


def _below_publication(page: Context, inside: list[bool]) -> list[bool]:
    """Leave out what stands above «نشر في … يوم …»: that line stands between a title and its article.

    Where less of the body follows than went before, the line closes the article and nothing changes.
    """
    at = next((n for n, line in enumerate(page.lines) if len(line.words) <= 16 and PUBLISHED_IN.match(line.fold)), None)
    if at is None or sum(inside[at + 1 :]) <= sum(inside[: at + 1]):
        return inside
    return [False] * (at + 1) + inside[at + 1 :]


def _by_rule(page: Context, inside: list[bool], roles: list[str]) -> None:
    """Settle by rule what the model tells badly: whole sentences at the ends of the body, and summaries below a related headline."""
    rows = [at for at, is_body in enumerate(inside) if is_body]
    if not rows:
        return
    for end, step in ((rows[0] - 1, -1), (rows[-1] + 1, 1)):
        at = end
        while (
            0 <= at < len(roles) and page.inside[at] and roles[at] in ("teaser", "caption") and _is_sentence(page, at)
        ):
            inside[at], roles[at] = True, "body"
            at += step
    for at in rows:
        if (
            at > 1
            and page.cues[at - 2] == "related"
            and page.lines[at - 2].row.size <= _LABEL
            and roles[at - 1] == "headline"
        ):
            stems = page.lines[at].stems
            told = len(stems & page.lines[at - 1].stems)
            own = sum(page.topic[stem] > page.inside[at] for stem in stems)
            if not page.inside[at] or (told >= 2 and own <= told):
                inside[at], roles[at] = False, "teaser"


def _is_sentence(page: Context, at: int) -> bool:
    row = page.lines[at].row
    return row.size >= 12 and row.stop[:1] == "." and not row.stop.startswith("..")


def _without_links(page: Context, inside: list[bool], roles: list[str]) -> None:
    """Take out of the body what stands right below «اقرأ أيضا»: a headline, and a summary that repeats its words.

    Below «الأكثر قراءة» it is every line that the rules alone do not take for the body either.
    """
    for label, cue in enumerate(page.cues):
        if inside[label] or cues.ends_block(page.lines[label].fold):
            continue
        if shape_of(page.lines[label].row)[4] == _MOST_READ:
            at = label + 1
            while (
                at < len(roles) and inside[at] and not page.inside[at] and headline_like(page.lines[at], page.cues[at])
            ):
                inside[at], roles[at] = False, "headline"
                at += 1
        if cue != "related" or page.lines[label].row.size > _LABEL:
            continue
        at = label + 1
        while at < len(roles) and inside[at] and headline_like(page.lines[at], page.cues[at]):
            told = at + 1 < len(roles) and inside[at + 1] and len(page.lines[at].stems & page.lines[at + 1].stems) >= 2
            if at > label + 1 and not told:
                break
            inside[at], roles[at] = False, "headline"
            if told:
                inside[at + 1], roles[at + 1] = False, "teaser"
            at += 1 + told


def _dated_headlines(page: Context, inside: list[bool], roles: list[str]) -> None:
    """Name the headlines in a list below the article one of which ends in a date: «انتخابات … يوم 11 نوفمبر 2025».

    The model takes that one for the date of an article, and the short lines below it for paragraphs.
    """
    rows = [at for at in range(len(inside)) if inside[at]]
    if not rows:
        return
    last = max((at for at in range(len(inside)) if page.inside[at]), default=-1)
    labels = [at for at, cue in enumerate(page.cues) if cue and at > max(rows[0], last)] + [len(roles)]
    for label, end in pairwise(labels):
        block = range(label + 1, end)
        if rows[-1] >= end or page.cues[label] not in ("related", "final", "menu"):
            continue
        if not any(roles[at] == "date" and _tells(page, at) for at in block):
            continue
        for at in block:
            if (roles[at] == "date" and _tells(page, at)) or (
                roles[at] in ("body", "other")
                and page.lines[at].row.size >= 4
                and headline_like(page.lines[at], page.cues[at])
                and not page.days(at)
            ):
                inside[at], roles[at] = False, "headline"


def _tells(page: Context, at: int) -> bool:
    """Tell a line that says more than a date."""
    days = page.days(at)
    head = fold_page(page.lines[at].raw[: days[0].start_char]) if days else ""
    named = cues.PUBLISHED.search(head) or cues.UPDATED.search(head) or cues.WRITER.match(head)
    return sum(len(word) > 1 and word.isalpha() for word in head.split()) >= 3 and not named


_LABEL = 5
"""Words of «اقرأ أيضا» and its kin; where a line has more, the headline stands on it."""
_MOST_READ = 9
"""The cue of «الأكثر قراءة» and its kin, as `arnews.page.shapes.shape_of` numbers it."""
_NO_EDGE = ("notice", "final", "share", "menu", "run")


def _trimmed(page: Context, inside: list[bool]) -> list[bool]:
    """Take lines off both ends of the body that are the site's, not the article's: by their cue, or by the date behind them."""
    rows = [at for at, is_body in enumerate(inside) if is_body]
    while rows and (page.cues[rows[-1]] in _NO_EDGE or dated_tail(page.lines[rows[-1]].row)):
        inside[rows.pop()] = False
    while rows and (page.cues[rows[0]] in _NO_EDGE or _is_credited(page, rows[0])):
        inside[rows.pop(0)] = False
    return inside


def _is_credited(page: Context, at: int) -> bool:
    """Tell what a picture shows, above the line that says whose it is."""
    below = page.lines[at + 1].fold if at + 1 < len(page.lines) else ""
    return page.lines[at].row.size < 16 and not page.lines[at].stop and below.startswith(("صدر الصوره", "مصدر الصوره"))


def _with_title(page: Context) -> Context:
    """Take the first line of the body for the title where there is none and that line looks like one.

    The last headline of a run above the article is none either, where the first line of the body says more of its words.
    """
    rows = [at for at, is_body in enumerate(page.inside) if is_body]
    if page.roles is None or len(rows) < 2:
        return page
    titles = [at for at, role in enumerate(page.roles) if role == "title"]
    if titles and not _ends_run(page, titles[0], rows[0]):
        return page
    first, second = page.lines[rows[0]], page.lines[rows[1]]
    if (
        2 <= len(first.words) <= 22
        and not first.stop.startswith((".", "،", ":"))
        and len(second.words) > 0.8 * len(first.words)
    ):
        page.inside[rows[0]] = False
        page.roles[rows[0]] = "title"
        for at in titles[:1]:
            page.roles[at] = "headline"
    return page


def _ends_run(page: Context, title: int, first: int) -> bool:
    """Tell a title right below two headlines, with fewer of the article's words than the first line of the body has."""
    if page.roles is None or not 2 <= title < first or page.roles[title - 2 : title] != ["headline"] * 2:
        return False
    told = sum(page.topic[stem] > 0 for stem in page.lines[title].stems)
    return sum(page.topic[stem] > 1 for stem in page.lines[first].stems) > told + 1


def _is_repeated(page: Context, at: int) -> bool:
    """Tell a headline that stands on the page more than once from a paragraph."""
    line = page.lines[at]
    return page.repeated[line.fold] > 1 and 3 <= len(line.words) < 20 and line.stop[:1] != "."


def _is_captioned(page: Context, at: int) -> bool:
    return cues.is_captioned(page.lines[at].fold)


def split_outlet(raw: str, source: str | None) -> tuple[int, int, str | None]:
    """Return where the title proper stands in «الصحيفة | العنوان» or «العنوان - الصحيفة», and the outlet's name."""
    key = fold_page(source) if source else None
    gaps = list(_BAR.finditer(raw))
    for gap, first in ((gaps[0], True), (gaps[-1], False)) if gaps else ():
        name = raw[: gap.start()] if first else raw[gap.end() :]
        plain = fold_page(name).strip()
        named = cues.OWN.match(plain.removeprefix("ال")) and len(plain.split()) <= 4
        paper = first and len(plain.split()) <= 3 and is_paper(name)
        if plain and (plain == key or named or paper):
            return (gap.end(), len(raw), name.strip()) if first else (0, gap.start(), name.strip())
    return 0, len(raw), None


def read_text(text: str, model: RoleModel | None = None) -> Page:
    """Read the text of one page, with the shipped model of line roles unless another is given."""
    page = understand(text, model)
    lines = page.lines
    page.tab = find_tab(page)
    title = find_title(page)
    source = find_source(page, title)
    title_span = None
    if title is not None:
        line = lines[title]
        low, high, outlet = split_outlet(line.raw, source)
        if line.cells and page.cues[title] == "menu":  # the path to the article, which ends with it
            low, high = line.cells[-1][0] - line.start, line.cells[-1][1] - line.start
        elif any(mark in line.raw for mark in PATH_MARKS):
            names = cues.SECTION | {line.fold for line in lines if len(line.words) <= 2}
            while step := section_before(line.raw[low:], names, PATH_MARKS):
                low += step
        if (tab := page.tab) is not None and tab.at == title:
            low, high = tab.start, tab.end
        title_span = Span(text, line.start + low, line.start + high)
        source = source or outlet
    byline = find_byline(page, title)
    spans = [Span(text, *pair) for pair in find_headlines(page, title, (model or shipped()).second)]
    return Page(
        title=None if title_span is None else " ".join(title_span.text.split()),
        source=source,
        date=find_date(page, title),
        byline=None if byline is None else without_outlet(byline, source),
        dateline=find_dateline(page),
        headlines=tuple(" ".join(span.text.split()) for span in spans),
        paragraphs=tuple(
            Span(text, line.start, line.end) for line, is_body in zip(lines, page.inside, strict=True) if is_body
        ),
        kind="text",
        text=text,
        title_span=title_span,
        headline_spans=tuple(spans),
    )
