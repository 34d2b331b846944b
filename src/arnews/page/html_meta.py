"""What a page's structured data claims: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from arnews.dates import parse_date
from arnews.patterns import pattern

__all__ = ["Claims", "Stamp", "read_claims", "read_stamp"]

_ARTICLES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle reviewnewsarticle"
    " blogposting liveblogposting report satiricalarticle advertisercontentarticle scholarlyarticle techarticle".split()
)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "article.published",
    "article_date_original",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dc.date",
    "date",
    "created",
    "originalpublicationdate",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "revised")
_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "headline",
    "dc.title",
    "dcterms.title",
    "title",
)
_SITES = (("og:site_name", 6.0), ("application-name", 3.0), ("apple-mobile-web-app-title", 2.0), ("dc.publisher", 2.0))
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "twitter:creator",
)
_ISO = pattern(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(Z|[+-]00:?00)?)?", re.IGNORECASE
)
_URL_DAY = pattern(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_TRAILING = pattern(r",\s*(?=[}\]])")
_FIELD = pattern(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"')
_MANY = 4000


class Stamp(NamedTuple):
    """A day that structured data gives."""

    day: datetime.date
    utc: bool
    """It is a time in UTC: the day on the page may be the next one."""


@dataclass(slots=True)
class Claims:
    """What a page says of itself, best first."""

    titles: list[str] = field(default_factory=list)
    tab: str = ""
    """The text of the title element."""
    sites: list[tuple[str, float]] = field(default_factory=list)
    published: list[Stamp] = field(default_factory=list)
    modified: list[Stamp] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    body: str = ""
    url: str = ""


def read_stamp(value: str) -> Stamp | None:
    """Read the day of a date in metadata: ISO, or prose as some Arabic outlets have it."""
    found = _ISO.match(value)
    if found is not None:
        try:
            return Stamp(datetime.date(int(found[1]), int(found[2]), int(found[3])), bool(found[6]))
        except ValueError:
            return None
    day = parse_date(value[:200])
    return None if day is None else Stamp(day, False)


def _clean(value: object) -> str:
    text = value if isinstance(value, str) else ""
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())


def _load(raw: str) -> Any:
    """Parse JSON-LD as pages have it: in CDATA or comments, with stray commas, raw line ends, a final semicolon."""
    for text in (raw, _TRAILING.sub("", raw.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip(" ;\n\r\t"))):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    pairs = {name: value for name, value in reversed(_FIELD.findall(raw))}
    return {"@type": "NewsArticle", **pairs} if pairs else None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD script, the graph and lists opened, in order."""
    waiting, seen = [data], 0
    while waiting and seen < _MANY:
        item = waiting.pop()
        seen += 1
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.extend(
                item[key]
                for key in ("mainEntity", "mainEntityOfPage", "@graph")
                if isinstance(item.get(key), dict | list)
            )


def _names(value: Any) -> Iterator[str]:
    """Yield the names of persons or organisations: a string, an object, or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            if text := _clean(one):
                yield text


def _types(item: dict[str, Any]) -> set[str]:
    kinds = item.get("@type")
    return {
        kind.lower().rpartition("/")[2]
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    }


def _stamps(into: list[Stamp], *values: Any) -> None:
    for value in values:
        if isinstance(value, str) and (stamp := read_stamp(value)) is not None:
            into.append(stamp)


def _read_object(item: dict[str, Any], claims: Claims, named: dict[str, str]) -> None:
    kinds = _types(item)
    if kinds & _ARTICLES:
        claims.titles.extend(filter(None, (_clean(item.get("headline")), _clean(item.get("name")))))
        _stamps(claims.published, item.get("datePublished"), item.get("dateCreated"))
        _stamps(claims.modified, item.get("dateModified"))
        claims.authors.extend(_names(item.get("author")))
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("@id"), str) and "name" not in publisher:
            publisher = named.get(publisher["@id"])
        claims.sites.extend((name, 4.0) for name in _names(publisher))
        body = item.get("articleBody")
        claims.body = claims.body or (body if isinstance(body, str) else "")
    elif "website" in kinds:
        claims.sites.extend((name, 3.0) for name in _names(item))
    elif kinds & {"webpage", "videoobject"} and item.get("datePublished"):
        _stamps(claims.published, item.get("datePublished"))
        _stamps(claims.modified, item.get("dateModified"))
    elif kinds & {"organization", "newsmediaorganization"}:
        claims.sites.extend((name, 2.0) for name in _names(item))


def _read_scripts(root: Any, claims: Claims) -> None:
    items: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            items.extend(_objects(_load(script.text)))
    named = {str(item["@id"]): name for item in items if "@id" in item and (name := _clean(item.get("name")))}
    items.sort(key=lambda item: not _types(item) & _ARTICLES)
    for item in items:
        _read_object(item, claims, named)


def _metas(root: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop"):
            if (key := meta.get(attribute)) and (text := _clean(content)):
                values.setdefault(key.lower(), text)
    return values


def read_claims(root: Any) -> Claims:
    """Collect what the structured data of a parsed page says."""
    claims = Claims()
    _read_scripts(root, claims)
    values = _metas(root)
    claims.titles.extend(values[key] for key in _TITLES if key in values)
    claims.sites.extend((values[key], weight) for key, weight in _SITES if key in values)
    claims.authors.extend(values[key] for key in _AUTHORS if key in values)
    _stamps(claims.published, *(values[key] for key in _PUBLISHED if key in values))
    _stamps(claims.modified, *(values[key] for key in _MODIFIED if key in values))
    tab = next(root.iter("title"), None)
    claims.tab = _clean("" if tab is None else tab.text)
    link = next((item for item in root.iter("link") if item.get("rel") == "canonical"), None)
    claims.url = values.get("og:url") or (link.get("href") if link is not None else "") or ""
    return claims


def day_of_url(url: str) -> datetime.date | None:
    """Return the day that an address holds (``/2020/10/07/``)."""
    found = _URL_DAY.search(url)
    try:
        return None if found is None else datetime.date(*map(int, found.groups()))
    except ValueError:
        return None
