"""An HTML page as blocks of text: each a line of the page's text, with what the markup says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from arnews.errors import MissingExtraError
from arnews.patterns import pattern

__all__ = ["Block", "Node", "Tree", "parse", "walk"]

NAV, FOOT, ASIDE, RELATED, COMMENT, SHARE, TAGS, CAPTION, NOTICE, TICKER, HIDDEN, META, CONTENT, AUTHOR, TEASER = (
    1 << bit for bit in range(15)
)
"""What the markup says of a part of the page, as bits of one number."""

_HIDDEN = frozenset(
    "script style noscript template svg head iframe select textarea object audio video canvas math button datalist"
    " amp-img amp-ad".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_TAGS = {
    "nav": NAV,
    "menu": NAV,
    "footer": FOOT,
    "aside": ASIDE,
    "figure": CAPTION,
    "figcaption": CAPTION,
    "caption": CAPTION,
    "amp-sidebar": NAV,
    "marquee": TICKER,
    "dialog": NOTICE,
}
# Words of class names and ids, as the themes of many systems have them.
_NAMES = (
    (
        NAV,
        r"nav(?:bar|igation)?|menu|breadcrumbs?|crumbs?|crumb-container|skip-link|topbar|top-bar|main-?menu|mainnav|sections-list",
    ),
    (FOOT, r"footer|foot|copyrights?|site-info|colophon"),
    (ASIDE, r"side-?bar|aside|leftcol|rightcol|col-left|rail|secondary"),
    (
        RELATED,
        r"related|relat|read-?more|readmore|more-?on|moreon|also|similar|recommend(?:ed|ations?)?|suggest(?:ed|ions?)?|popular|most|trending|prev(?:ious)?-?next"
        r"|next-?prev|next|prev|previous|post-?navigation|pager|itemnavigation|itemrelated|latest|teasers?|read-?also|see-?also|outbrain|taboola"
        r"|you-?may|inline-?posts?|carousel|slider|morenews|more-?news|promo|recirculation|relatedbox|read-?next|interlink",
    ),
    (COMMENT, r"comments?|commentlist|respond|disqus|replies|reply|itemcomments|fb-comments|comments-?area"),
    (
        SHARE,
        r"share|sharing|share-?buttons|social|socials|addthis|sharedaddy|toolbar|tools|itemtoolbar|print|rating|votes?|hits|listen",
    ),
    (TAGS, r"tags?|tagcloud|tags-?links|keywords?|labels|post-?labels|itemtagsblock|hashtags?|cat-?links"),
    (CAPTION, r"captions?|wp-caption|img-?cap|imgcaption|credit|photo-?credit|itemimagecaption|gallery|legend"),
    (
        NOTICE,
        r"cookies?|consent|gdpr|newsletter|subscribe|subscription|mailchimp|popup|modal|ads?|advert(?:isement)?|banner-?ad|adsbygoogle|sponsor(?:ed)?|app-?download|login|disclaimer|report",
    ),
    (TICKER, r"ticker|breaking|breaking-?news|news-?bar|newsbar|news-?line|urgent|marquee|newsticker|flash"),
    (
        META,
        r"meta|post-?meta|entry-?meta|by-?line|submitted|dates?|published|posted-?on|pubdate|post-?date|timestamp|article-?info|info|details",
    ),
    (AUTHOR, r"author-?(?:bio|box|info|about|desc(?:ription)?)|about-?author|author-?box-?wrap|bio|writer-?bio"),
    (
        CONTENT,
        r"article-?(?:body|content|text)|articlebody|(?:entry|post|story|news|td-post|single|node|page|itemfull|itemintro|tdb)-?(?:content|body|text)|itemfulltext|itemintrotext"
        r"|wysiwyg|field-name-body|the-?content|main-?text|newsbody|fulltext|content-?body|body-?text|text-?body|articlecont|rich-?text|detail-?(?:body|text|content)",
    ),
)
_WORD = [(bit, pattern(rf"(?:^|[\s_-]|\b)(?:{names})(?:$|[\s_-]|\d)")) for bit, names in _NAMES]
_MARKED = pattern(
    r"(?P<author>author|byline|(?<![a-z])by(?![a-z])|writer|writtenby|writeby|reporter|journalist|editor-name|katib|username)"
    r"|(?P<date>date|time|publish|created|posted)"
)
_NO_MARK = pattern(r"updat|modif|widget|today|related|comment|reading|avatar|img|image|photo|bio|lastmod|copyright")
_WIDGET = pattern(r"(?<![\w-])widget(?!\w)")  # a page builder names every part "…-widget"
_WEAK = ASIDE | RELATED | SHARE | TAGS | NOTICE | NAV
_CAMEL = pattern(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=8192)
def _named(name: str) -> int:
    low = _CAMEL.sub("-", name).lower() + " " + name.lower()
    flags = 0
    for bit, word in _WORD:
        if word.search(low):
            flags |= bit
    if _WIDGET.search(low):
        flags |= ASIDE
    return flags & ~_WEAK if flags & CONTENT else flags


@lru_cache(maxsize=8192)
def _marked(name: str) -> str:
    low = name.lower()
    found = _MARKED.search(low)
    return "" if found is None or _NO_MARK.search(low) else str(found.lastgroup)


@dataclass(slots=True)
class Node:
    """An element that may hold the article or be left out: where its blocks begin and end."""

    tag: str
    up: int
    """Index of the node around it, -1 for the root."""
    flags: int
    first: int
    last: int = 0
    """One after its last block."""
    element: Any = None


@dataclass(slots=True)
class Block:
    """A line of the page's text."""

    text: str
    node: int
    """Index of the innermost node around it."""
    tag: str
    links: int
    """How many of its characters stand in links."""
    bold: bool
    """All of it is set in bold: a sub-heading, where it stands in an article."""
    start: int
    many: int = 0
    """How many links it has."""
    flags: int = 0

    @property
    def end(self) -> int:
        """One after its last character in the page's text."""
        return self.start + len(self.text)


class Mark(NamedTuple):
    """An element whose name or role says that it holds a date or a writer."""

    what: str
    """``date``, ``author``."""
    element: Any
    block: int
    """Index of the block that it stands in."""


@dataclass(slots=True)
class Tree:
    """A parsed page."""

    root: Any
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    text: str = ""


_DECLARATION = pattern(r"^\ufeff?\s*<\?xml[^>]{0,300}\?>")
# The walker marks the ends and starts of inline elements, \x04 and \x03 those of links.
_JOINT = pattern("[\x01\x04]\\s*[\x02\x03]")
_JOINTS = pattern("[\x01-\x04]")
_LINK = pattern("\x03([^\x03\x04]*)\x04")
_HEADLINE = 4
_DATED = pattern(r"\d.*\d\d|منذ|قبل \d")
_BOLD = frozenset(("strong", "b"))
_INLINE = frozenset("span a time small em i b strong font label abbr".split())
_LONG = 160


def parse(html: str) -> Any:
    """Return the root element of a page, None where there is nothing to parse.

    Raises
    ------
    MissingExtraError
        When lxml, which comes with trafilatura, is not installed.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError("reading HTML pages", "html") from error
    data = _DECLARATION.sub("", html).replace("\x00", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _is_list(pieces: list[str], linked: bool) -> bool:
    """Tell headlines that are links, with labels and dates between, from prose with links.

    «السابق: … التالي: …» are two headlines, each a block of its own.
    """
    if not any(len(piece.split()) >= _HEADLINE for piece in pieces[1::2]):
        return False
    rest = _JOINTS.sub(" ", " ".join(pieces[::2]))
    words = len(rest.split())
    return linked or words <= 2 or (words <= 9 and _DATED.search(rest) is not None)


class _Walker:
    """Collects blocks and nodes while the tree is walked once, without recursion."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.parts: list[str] = []
        self.links = self.bold = self.size = 0
        self.in_link = self.in_bold = 0
        self.at = -1
        self.length = 0

    def say(self, text: str | None) -> None:
        if text:
            size = len(text.strip())
            self.size += size
            if self.in_link:
                self.links += size
            if self.in_bold:
                self.bold += size
            self.parts.append(text)

    def flush(self) -> None:
        if self.size:
            raw = "".join(self.parts)
            pieces = _LINK.split(raw) if self.links and "\x04" in raw else [raw]
            if len(pieces) > 1 and _is_list(pieces, self.links * 2 > self.size):
                for number, piece in enumerate(pieces):
                    self.add(piece, len(piece.strip()) if number % 2 else 0, number % 2)
            else:
                self.add(raw, self.links, len(pieces) // 2)
        self.parts = []
        self.links = self.bold = self.size = 0

    def add(self, raw: str, links: int, many: int) -> None:
        if _JOINTS.search(raw):
            raw = _JOINTS.sub("", _JOINT.sub(" ", raw) if len(raw) < _LONG else raw)
        text = " ".join(raw.split())
        if text:
            bold = self.bold * 10 >= self.size * 9
            tag = self.tree.nodes[self.at].tag
            self.tree.blocks.append(Block(text, self.at, tag, links, bold, self.length, many))
            self.length += len(text) + 1

    def open(self, element: Any) -> bool:
        """Enter an element; False where what it holds is not shown."""
        tag = element.tag
        if tag in _HIDDEN:
            return False
        if tag == "br":
            self.flush()
        elif tag in _BLOCKS:
            self.flush()
            flags = _TAGS.get(tag, 0)
            if tag not in ("html", "body"):
                name, flags = _flags_of(element, flags)
                self.mark(tag, name, element)
            self.tree.nodes.append(Node(tag, self.at, flags, len(self.tree.blocks), element=element))
            self.at = len(self.tree.nodes) - 1
        elif tag in _INLINE:
            self.parts.append("\x03" if tag == "a" else "\x02")
            if tag == "a":
                self.in_link += 1
            elif tag in _BOLD:
                self.in_bold += 1
            self.mark(tag, f"{element.get('class', '')} {element.get('id', '')}", element)
        self.say(element.text)
        return True

    def mark(self, tag: str, name: str, element: Any) -> None:
        what = "date" if tag == "time" else _marked(name[:120]) if len(name) > 1 else ""
        role = element.get("itemprop") or element.get("rel") or element.get("property") or ""
        if role:
            what = "date" if "datePublished" in role or "dc:date" in role else "author" if "author" in role else what
        if what:
            self.tree.marks.append(Mark(what, element, len(self.tree.blocks)))

    def close(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
            node = self.tree.nodes[self.at]
            node.last = len(self.tree.blocks)
            self.at = node.up
        elif tag in _INLINE:
            self.parts.append("\x04" if tag == "a" else "\x01")
            if tag == "a":
                self.in_link -= 1
            elif tag in _BOLD:
                self.in_bold -= 1


def _flags_of(element: Any, flags: int) -> tuple[str, int]:
    name = f"{element.get('class', '')} {element.get('id', '')}"
    if len(name) > 1:
        flags |= _named(name[:300])
    style = element.get("style")
    if (style and "none" in style and "display" in style) or element.get("hidden") is not None:
        flags |= HIDDEN
    role = element.get("itemprop") or ""
    if "articleBody" in role:
        flags |= CONTENT
    elif "comment" in role:
        flags |= COMMENT
    return name, flags


def walk(root: Any) -> Tree:
    """Return the blocks of a parsed page, in order, and the elements around them."""
    from lxml.etree import iterwalk

    tree = Tree(root)
    walker = _Walker(tree)
    skipped = None
    events = iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if not walker.open(element):
                skipped = element
                events.skip_subtree()
            continue
        if element is skipped:
            skipped = None
        else:
            walker.close(element)
        if element is not root:
            walker.say(element.tail)
    walker.flush()
    tree.text = "\n".join(block.text for block in tree.blocks)
    return tree
