"""Which blocks of an HTML page are the article: markup, trafilatura and the model of line roles vote.

First the element that holds the article is looked for: the paragraphs give their weight to the elements around
them, less with each level, and the names of elements, trafilatura's choice and the place after the title decide
between rivals. Then each block near it is judged.
"""

from __future__ import annotations

from dataclasses import dataclass

from arnews.page.html_tree import (
    ASIDE,
    AUTHOR,
    CAPTION,
    COMMENT,
    CONTENT,
    FOOT,
    HIDDEN,
    META,
    NAV,
    NOTICE,
    RELATED,
    SHARE,
    TAGS,
    TEASER,
    TICKER,
    Block,
    Tree,
)
from arnews.page.lines import fold_page
from arnews.patterns import pattern

__all__ = ["OFF", "Evidence", "Frame", "find_frame", "judge", "settle_flags", "weigh"]

OFF = NAV | FOOT | ASIDE | RELATED | COMMENT | SHARE | TAGS | CAPTION | NOTICE | TICKER | HIDDEN | AUTHOR
"""Parts that are no article."""
_STOP = pattern(r"[.!؟?…:؛»”\"')\]]$")
_LAST = pattern(r"(?:ال)?مصدر(?: الخبر)?\s*[:：-]|/+ ?انتهي ?/+|#+$|\*+$")
_SKIP = pattern(r"(?:تخطي|تجاوز|انتقل الي) .{0,40}|(?:نهايه|end of) (?:ال)?(?:قايمه|قصص|list)|list \d|\d+ من \d+$")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th"))
_LEAD_WORDS = 16  # a lead is often marked up as a heading
_CARD, _HEADLINE = 5, 25
_LEVELS = (1.0, 0.5, 0.25, 0.12)
_SHARE_OF_PAGE = 0.55


@dataclass(slots=True)
class Frame:
    """Where the article stands among the blocks."""

    first: int
    last: int
    """One after the last block of the element that holds the article."""
    low: int
    high: int
    """The same for the element that holds title and article."""
    node: int
    """Index of that element."""


def weigh(block: Block) -> float:
    """Return how much a block looks like a paragraph, 0 to about 4."""
    size = len(block.text)
    if size < 15 or block.links * 2 > size:
        return 0.0
    n = block.text.count(" ") + 1
    if block.tag in _HEADINGS and n < _LEAD_WORDS:
        return 0.2
    weight = 3.0 if n >= 20 else 2.0 if n >= 12 else 1.0 if n >= 7 else 0.3
    return weight + (0.8 if _STOP.search(block.text) else 0.0)


def settle_flags(tree: Tree, weights: list[float], title: int | None) -> None:
    """Hand the flags of the elements to their blocks, but those of an element that holds most of the page or the title."""
    total = sum(weights) or 1.0
    sums = [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    for node in tree.nodes:
        off = node.flags & OFF
        if not node.flags or node.first == node.last:
            continue
        around = title is not None and node.first <= title < node.last
        mass = sums[node.last] - sums[node.first]
        big = mass > _SHARE_OF_PAGE * total and not (off & (COMMENT | CAPTION) and total - mass > 6.0)
        if off and (around or big):
            node.flags &= ~OFF
        for at in range(node.first, node.last) if node.flags else ():
            tree.blocks[at].flags |= node.flags
    for at, block in enumerate(tree.blocks):
        if block.flags & OFF:
            weights[at] = 0.0
    for at in [at for at, weight in enumerate(weights) if weight and _is_teaser(tree, weights, at)]:
        weights[at] = 0.0
        tree.blocks[at].flags |= TEASER


def _is_teaser(tree: Tree, weights: list[float], at: int) -> bool:
    """Tell the summary of a card: the few blocks around it hold another article's headline, a link, and no paragraph."""
    node = tree.nodes[tree.blocks[at].node]
    while node.last - node.first == 1 and node.up >= 0:
        node = tree.nodes[node.up]
    if node.last - node.first > _CARD:
        return False
    if sum(weights[node.first : node.last]) > weights[at]:
        return False
    return any(block.links * 2 > len(block.text) >= _HEADLINE for block in tree.blocks[node.first : at])


def _holder(tree: Tree, block: Block) -> int:
    """Return the element whose children are paragraphs: that around a block that is its element's only one."""
    node = tree.nodes[block.node]
    return node.up if node.up >= 0 and (node.tag == "p" or node.last - node.first == 1) else block.node


def _favour(tree: Tree, weights: list[float], at: int, title: int | None) -> float:
    """Return the factor for an element: what it is called, and how near below the title it stands."""
    node = tree.nodes[at]
    factor = 1.5 if node.flags & CONTENT else 1.0
    if title is None:
        return factor
    if node.last <= title:
        return 0.25 * factor
    before = slice(title + 1, node.first)
    factor /= 1.0 + 0.12 * max(0.0, sum(weights[before]) - 4.0)
    rank = tree.blocks[title].tag
    if rank in _HEADINGS and any(block.tag == rank and not block.links for block in tree.blocks[before]):
        factor *= 0.3  # another article's heading stands between
    return factor


def find_frame(tree: Tree, weights: list[float], title: int | None) -> Frame | None:
    """Return where the article stands, None on a page without a paragraph."""
    score: dict[int, float] = {}
    for block, weight in zip(tree.blocks, weights, strict=True):
        at = _holder(tree, block) if weight else -1
        for level in _LEVELS:
            if at < 0:
                break
            score[at] = score.get(at, 0.0) + level * weight
            at = tree.nodes[at].up
    ranked = {at: value * _favour(tree, weights, at, title) for at, value in score.items()}
    best = max(ranked, key=lambda at: (ranked[at], -tree.nodes[at].first), default=-1)
    if best < 0:
        return None
    first, last = tree.nodes[best].first, tree.nodes[best].last
    low, high = first, last
    at = best
    while at >= 0 and title is not None and not tree.nodes[at].first <= title < tree.nodes[at].last:
        at = tree.nodes[at].up
        low, high = tree.nodes[at].first, tree.nodes[at].last
    return Frame(first, last, low, high, max(0, at))


@dataclass(slots=True)
class Evidence:
    """What is known of each block, in equal lists."""

    weights: list[float]
    taken: list[float]
    roles: dict[int, str]
    """Role of the text model, where it was asked."""
    cues: dict[int, str]
    """Cue of the text reader, where it was asked."""
    dated: set[int]
    """Blocks that are a date or a byline and next to nothing else."""


_CUES = {"related": -5.0, "share": -5.0, "menu": -4.0, "notice": -3.5, "credit": -3.5, "run": -6.0, "final": -4.5}
_ROLES = {"body": 1.2, "headline": -1.2, "teaser": -1.2, "caption": -1.2, "comment": -1.0, "other": -0.4}


def _score(tree: Tree, at: int, frame: Frame, known: Evidence) -> float:
    block = tree.blocks[at]
    inside = frame.first <= at < frame.last
    score = (
        (2.0 if inside else -2.0 if at < frame.first else -2.6)
        + 0.7 * min(known.weights[at], 3.8)
        + 0.9 * known.taken[at]
    )
    score += _ROLES.get(known.roles.get(at, ""), 0.0) + _CUES.get(known.cues.get(at, ""), 0.0)
    if block.flags & (OFF | TEASER):
        score -= 7.0
    if block.flags & CONTENT and not inside:
        score += 1.5
    if block.links * 2 > len(block.text):
        score -= 4.0
    if at in known.dated:
        score -= 6.0
    short = block.text.count(" ") < 8 and not _STOP.search(block.text)
    if short and block.flags & META and not block.flags & CONTENT:
        score -= 2.0
    if short and block.tag not in _HEADINGS and not block.bold:
        score -= 1.5
    if _SKIP.match(fold_page(block.text[:40])):
        score -= 6.0
    return score


def judge(tree: Tree, frame: Frame, known: Evidence, title: int | None) -> list[int]:
    """Return the blocks that are paragraphs of the article, in order."""
    start = frame.first if title is None else min(frame.first, title + 1)
    own = "" if title is None else fold_page(tree.blocks[title].text)
    body: list[int] = []
    teaser = False
    begun = False
    for at in range(max(start, frame.low), frame.high):
        block = tree.blocks[at]
        score = _score(tree, at, frame, known)
        if not frame.first <= at < frame.last:
            linked = block.links * 2 > len(block.text)
            if at >= frame.last and (linked or (block.tag in _HEADINGS and known.weights[at] < 1.0)):
                teaser = True
            if teaser or known.weights[at] < 1.0:
                score -= 3.0
        if begun and _opens_another(tree, at, known, title):
            break
        if not begun and known.weights[at] < 1.0:
            score -= 3.0  # above the first paragraph: section, writer, place
        if score > 0.0 and fold_page(block.text) != own:
            body.append(at)
            begun = True
    return _trimmed(tree, known, body)


def _opens_another(tree: Tree, at: int, known: Evidence, title: int | None) -> bool:
    """Tell the title of the next article of a page that goes on and on: a heading like this one's, with date or writer."""
    if title is None or tree.blocks[at].tag != tree.blocks[title].tag or tree.blocks[at].tag not in ("h1", "h2"):
        return False
    return any(
        other in known.dated or (other < len(tree.blocks) and tree.blocks[other].flags & META)
        for other in (at + 1, at + 2)
    )


def _repeats(lead: str, paragraph: str) -> bool:
    """Tell a lead that is cut from the first paragraph."""
    lead = lead.rstrip(".… ")
    return len(lead) >= 30 and paragraph.startswith(lead)


def _trimmed(tree: Tree, known: Evidence, body: list[int]) -> list[int]:
    """Take from the ends what may stand only between paragraphs: sub-headings, and what reads like a notice."""

    def loose(at: int) -> bool:
        return (
            known.weights[at] < 1.0 and (tree.blocks[at].tag in _HEADINGS or tree.blocks[at].bold)
        ) or known.cues.get(at, "") in ("notice", "final", "credit", "share")

    if len(body) > 1 and _repeats(tree.blocks[body[0]].text, tree.blocks[body[1]].text):
        body = body[1:]
    low, high = 0, len(body)
    while high > low and (loose(body[high - 1]) or _LAST.match(fold_page(tree.blocks[body[high - 1]].text[:60]))):
        high -= 1
    while low < high - 1 and known.cues.get(body[low], "") in ("notice", "credit", "share"):
        low += 1
    return body[low:high]
