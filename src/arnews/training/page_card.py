"""The card of a model of line roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["card"]


def card(
    made: Sequence[dict[str, Any]],
    own: Sequence[dict[str, Any]],
    judged: Sequence[dict[str, Any]],
    outlets: Mapping[str, Sequence[str]],
    scores: Mapping[str, float],
    corpora: str,
    settings: Mapping[str, object],
) -> str:
    """Return the card as Markdown."""
    table = "\n".join(f"| {name} | {value:.3f} |" for name, value in scores.items() if name != "pages")
    sites = len({page["outlet"] for page in made})
    set_to = ", ".join(f"{name} {value}" for name, value in settings.items())
    return f"""# Line roles

A linear chain (conditional random field) that names the role of every line of a text page: body, title, date, byline,
source, headline of another article, teaser, caption, comment, other. Features are shapes of lines, of their neighbours,
and classes of cue words. Rules around it cut out the title, the day, the outlet's name and the writer's. A logistic model looks
at the headlines a second time: it knows the words of a line, and what became of the lines around it. It learns from labelled
pages as models of line roles read them that did not learn from them.

## Data

- {len(made)} pages made by `arnews.training.page_layouts` (about {sites} made-up sites): real articles and headlines, with menus, labels,
  notices, dates, bylines and comments written for the purpose. No page of an outlet, and no sentence of the development
  pages or of the seed page, is in the program. {len(own)} labelled pages besides.
- Articles of: {", ".join(outlets["learnt"]) or "none"}. Held out: {", ".join(outlets["held out"]) or "none"}.
- Settings: {set_to}.
{corpora.strip()}

## Scores

{len(judged)} held-out pages: other outlets, other made-up sites, the same program (so the kinds of layouts are known ones). Whole reader, by
`arnews.training.page_score`; body and headlines are F1, the rest shares of pages that are exactly right.

| | |
| --- | --- |
{table or "| none held out | |"}

## Limits

Made pages stand in for saved ones: layouts that nobody thought of are not among them. A text without line breaks, or
with the article inside a list of articles of the same length, is read badly. Pages in other languages give what their shapes say.
"""
