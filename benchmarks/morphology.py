"""Accuracy and speed of word reading, beside what else there is.

    python benchmarks/morphology.py ../shared/data/morph/*_dev.jsonl.xz

A system that is not installed is left out with a message. Lemma, broad tag and cuts are percent of Arabic words on
gold tokens, compared as `arnews.training.treebank` says; "new" and "again" are words a second on one core, the first
time and the second time that the texts are read.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from arnews.errors import ArnewsError
from arnews.normalize import plain
from arnews.training.morphology_corpus import sentence_layout
from arnews.training.treebank import (
    Sentence,
    accepted_lemmas,
    bare_form,
    broad,
    coarse,
    lemma_key,
    read_sentences,
    same_cuts,
)

TAGS = {"noun": "NOUN", "noun_prop": "PROPN", "noun_num": "NUM", "noun_quant": "NOUN", "adj": "ADJ", "adj_comp": "ADJ",
        "adj_num": "ADJ", "verb": "VERB", "verb_pseudo": "SCONJ", "prep": "ADP", "conj": "CCONJ", "conj_sub": "SCONJ",
        "abbrev": "X", "foreign": "X", "digit": "NUM", "punc": "PUNCT", "interj": "INTJ"}  # fmt: skip


class Answer(NamedTuple):
    """One system's reading of a word; None where the system says nothing."""

    lemma: str | None
    upos: str | None
    segments: tuple[str, ...] | None


System = Callable[[list[Sentence]], list[list[Answer]]]


def _tag(pos: str) -> str:
    return TAGS.get(pos, "ADV" if pos.startswith("adv") else "PRON" if pos.startswith("pron") else "PART")


def _segments(tokens: str) -> tuple[str, ...]:
    """Return the pieces of CAMeL's atbtok or d3tok, the article with its noun."""
    pieces = [plain(piece.strip("+")) for piece in tokens.split("_") if piece.strip("+")]
    return tuple(piece for piece in pieces if piece)


def _by_word(answer: Callable[[str], Answer]) -> System:
    """Make a system of a function of words, with a cache as a user would have."""
    known: dict[str, Answer] = {}

    def run(sentences: list[Sentence]) -> list[list[Answer]]:
        rows = []
        for sentence in sentences:
            words = [sentence.text[word.start : word.end] for word in sentence.words]
            for word in words:
                if word not in known:
                    known[word] = answer(word)
            rows.append([known[word] for word in words])
        return rows

    return run


def arnews_system() -> System:
    from arnews.morphology import Morphology

    morphology = Morphology.load()

    def run(sentences: list[Sentence]) -> list[list[Answer]]:
        layouts = [sentence_layout(sentence) for sentence in sentences]
        tables = [table for i in range(0, len(layouts), 64) for table in morphology(layouts[i : i + 64])]
        rows = []
        for sentence, table in zip(sentences, tables, strict=True):
            best = [table.types[w][c] for w, c in zip(table.words, table.choices[table.offsets[:-1]], strict=True)]
            forms = [sentence.text[word.start : word.end] for word in sentence.words]
            pieces = [tuple(f[a:b] for a, b in r.cuts) for f, r in zip(forms, best, strict=True)]
            rows.append([Answer(r.lemma, r.upos, p) for r, p in zip(best, pieces, strict=True)])
        return rows

    return run


def _camel(lexicon: str | None, *, likely: bool) -> System:
    from arnews.morphology.analyzer import Reference

    analyze = Reference(lexicon)

    def clitics(analysis: dict[str, Any]) -> int:
        return sum(analysis.get(name, "0") not in ("0", "na", "") for name in ("prc3", "prc2", "prc1", "enc0"))

    def answer(word: str) -> Answer:
        found = analyze(word)
        if not found:
            return Answer(plain(word), "PROPN", (word,))
        exact = plain(word)
        best = min(
            found,
            key=lambda a: (
                -float(a.get("pos_lex_logprob", -99)) if likely else plain(a["diac"]) != exact,
                len(a["bw"]) if likely else clitics(a),
            ),
        )
        return Answer(best["lex"], _tag(best["pos"]), _segments(best.get("atbtok", "")) or (word,))

    return _by_word(answer)


def camel_system() -> System:
    """Use CAMeL's Analyzer on the converted lexicon; exact spelling first, then fewest clitics."""
    return _camel(None, likely=False)


def calima_system() -> System:
    """Use CAMeL's Analyzer and its most likely choice on calima-msa-r13."""
    return _camel("calima", likely=True)


def fast_disambig_system() -> System:
    """Use the Rust port of CAMeL's choice, on the converted lexicon, without a model file."""
    from fast_disambig import camel

    from arnews.morphology.lexicon import almor_database

    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as model:
        model.write("{}")
    database, model_ = camel.PyMorphologyDB(str(almor_database())), camel.PyMLEModel(model.name)

    def answer(word: str) -> Answer:
        found = camel.disambiguate([word], database, model_, "NOAN_PROP", 1)[0].analyses
        if not found:
            return Answer(plain(word), "PROPN", (word,))
        best = found[0]
        return Answer(best.lex, _tag(best.pos or "noun"), _segments(best.atbtok or "") or (word,))

    return _by_word(answer)


def simplemma_system() -> System:
    import simplemma

    return _by_word(lambda word: Answer(simplemma.lemmatize(word, lang="ar"), None, None))


def farahidi_system() -> System:
    """Use farahidi's choice in the sentence; it gives lemmas, found again by the words in their order."""
    import farahidi

    analyze = getattr(farahidi, "analyze_text")  # noqa: B009

    def run(sentences: list[Sentence]) -> list[list[Answer]]:
        rows = []
        for sentence in sentences:
            found = [(plain(result.token), result.lemma) for result in analyze(sentence.text)]
            row, place = [], 0
            for word in sentence.words:
                form = bare_form(sentence, word)
                here = next((i for i in range(place, min(place + 5, len(found))) if found[i][0] == form), None)
                row.append(Answer(form if here is None else found[here][1], None, None))
                place = place if here is None else here + 1
            rows.append(row)
        return rows

    return run


def qalsadi_system() -> System:
    from qalsadi.lemmatizer import Lemmatizer

    lemmatizer = Lemmatizer()
    return _by_word(lambda word: Answer(lemmatizer.lemmatize(word), None, None))


SYSTEMS: dict[str, Callable[[], System]] = {
    "arnews": arnews_system, "CAMeL Analyzer, converted lexicon": camel_system, "CAMeL choice, calima": calima_system,
    "fast-disambig, converted lexicon": fast_disambig_system, "simplemma": simplemma_system,
    "farahidi": farahidi_system, "qalsadi": qalsadi_system,
}  # fmt: skip


def _score(sentences: list[Sentence], answers: list[list[Answer]]) -> dict[str, str]:
    right = dict.fromkeys(("lemma", "broad tag", "cuts"), 0)
    said = dict.fromkeys(right, False)
    n = 0
    for sentence, row in zip(sentences, answers, strict=True):
        for word, answer in zip(sentence.words, row, strict=True):
            if not word.lemma or not bare_form(sentence, word).isalpha():
                continue
            n += 1
            if answer.lemma is not None:
                said["lemma"] = True
                right["lemma"] += lemma_key(answer.lemma) in accepted_lemmas(word.lemma, word.upos)
            if answer.upos is not None:
                said["broad tag"] = True
                gold = coarse(word.upos, lemma_key(word.lemma))
                right["broad tag"] += broad(coarse(answer.upos, lemma_key(answer.lemma or ""))) == broad(gold)
            if answer.segments is not None:
                said["cuts"] = True
                right["cuts"] += same_cuts(word.segments, answer.segments)
    return {name: f"{100 * count / max(1, n):.1f}" if said[name] else "-" for name, count in right.items()}


def _rows(name: str, make: Callable[[], System], files: dict[str, list[Sentence]]) -> Iterator[dict[str, Any]]:
    try:
        system = make()
    except (ImportError, ArnewsError, AttributeError) as error:
        print(f"{name}: left out ({error})", file=sys.stderr)
        return
    for file, sentences in files.items():
        words = sum(len(sentence.words) for sentence in sentences)
        speeds = []
        for _ in range(2):
            start = time.process_time()
            answers = system(sentences)
            speeds.append(words / max(1e-9, time.process_time() - start))
        yield {
            "system": name,
            "file": file,
            **_score(sentences, answers),
            "new": round(speeds[0]),
            "again": round(speeds[1]),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="treebank files (JSON lines)")
    parser.add_argument("--limit", type=int, help="only the first N sentences of each file")
    parser.add_argument("--json", action="store_true", help="one JSON object a line in place of a table")
    options = parser.parse_args()
    files = {path.name.split(".")[0]: list(read_sentences([path]))[: options.limit] for path in options.gold}
    names = ("system", "file", "lemma", "broad tag", "cuts", "new", "again")
    if not options.json:
        print("| " + " | ".join(names) + " |\n|" + "---|" * len(names))
    for name, make in SYSTEMS.items():
        for row in _rows(name, make, files):
            print(json.dumps(row) if options.json else "| " + " | ".join(str(row[n]) for n in names) + " |", flush=True)


if __name__ == "__main__":
    main()
