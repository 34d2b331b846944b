"""Made-up pages as text: flat, indented with bullets, blank lines between, wrapped, menus on one line."""

from __future__ import annotations

import random
import textwrap

from arnews.training.page_draft import Draft, Row
from arnews.training.page_sites import Site

__all__ = ["printed"]


def printed(draft: Draft, rows: list[Row], family: str) -> tuple[str, list[str], list[str] | None]:
    """Write the rows as the site's text form has them; returns the text, the role of each line, and no paragraphs."""
    rng, site = draft.rng, draft.site
    form = {"paste": "blank", "mail": "wrap", "run": "bodyblank"}.get(family, site.text_form)
    lines: list[tuple[str, str]] = []
    width = random.Random(site.name).choice((66, 72, 76, 80))
    for role, text in rows:
        if form == "wrap":
            lines += [(role, part) for part in textwrap.wrap(text, width, break_long_words=False)] + [("", "")]
            continue
        lines.append((role, _decorated(site, role, text, form, family)))
        spaced = {"flat": 0.0, "joined": 0.0, "blank": 1.0, "bodyblank": 1.0 * (role in ("body", "title", "date"))}.get(
            form, 0.6
        )
        lines += [("", "")] * (1 if rng.random() < spaced else 0)
    if form == "joined":
        lines = _joined(lines, random.Random(site.domain).choice(("   ", " | ", "\t", "    ")))
    return "\n".join(text for _, text in lines), [role for role, _ in lines], None


def _decorated(site: Site, role: str, text: str, form: str, family: str) -> str:
    if form == "block":
        listed = role in ("headline", "other") and len(text.split()) < 25 and site.rare["sub"] > 0.4
        return " " * site.indents.get(role, 6) + (site.bullet if listed else "") + text
    if family == "paste" and role == "title":
        return (
            random.Random(site.name)
            .choice(("*{}*", "{}", "{}", "# {}", "📌 {}", "🔴 {}", "عاجل | {}", "** {} **"))
            .format(text)
        )
    return text


def _joined(lines: list[tuple[str, str]], gap: str) -> list[tuple[str, str]]:
    """Put neighbouring short entries of menus on one line."""
    out: list[tuple[str, str]] = []
    for role, text in lines:
        last = out[-1] if out else ("", "")
        if (
            role == "other" == last[0]
            and len(text.split()) <= 3
            and len(last[1]) < 70
            and not any(mark in text + last[1] for mark in ":©()0123456789")
        ):
            out[-1] = (role, last[1] + gap + text)
        else:
            out.append((role, text))
    return out
