"""Train the choice of a word's reading, and measure it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import save_model
from arnews.errors import DataError
from arnews.morphology import Morphology
from arnews.morphology.candidates import tag_table
from arnews.morphology.features import BITS, short
from arnews.morphology.hashing import LONGEST, hash_words
from arnews.morphology.lexicon import load_lexicon
from arnews.morphology.signs import is_word
from arnews.normalize import plain
from arnews.training.morphology_card import write_card
from arnews.training.morphology_corpus import Corpus, Extras, read_extras, sentence_layout
from arnews.training.morphology_fit import Fitted, fitted, moved
from arnews.training.raw_news import read_readings, sample_sentences
from arnews.training.treebank import (
    Sentence,
    accepted_lemmas,
    bare_form,
    broad,
    coarse,
    count_cuts,
    lemma_key,
    read_sentences,
    same_cuts,
    same_tag,
    settled,
)

__all__ = ["evaluate", "train"]

PREFERRED = 1 << 20
"""Times that a lemma of a hand-written list counts as chosen: more than any that readers chose."""


def train(
    paths: Sequence[Path], output: Path, *, seed: int = 0, progress: Callable[[str], None] = lambda _: None,
    base: Path | None = None, lists: Path | None = None, supplement: Path | None = None, lemmas: Path | None = None,
    readings: Path | None = None, raw: Path | None = None, raw_words: int = 0, teachers: int = 1,
    start: Sequence[Path] = (), held_out: Sequence[Path] = (),
    extras: Extras | None = None, note: str = "",
    rate: float = 0.025, penalty: float = 1e-3, epochs: int = 6, runs: int = 2,
) -> dict[str, float]:  # fmt: skip
    """Fit both stages to treebank files and write a model folder.

    Parameters
    ----------
    paths : sequence of Path
        JSON-lines files of `read_sentences`.
    output : Path
        The model folder to write.
    seed : int
        Decides which documents are held out together.
    progress : callable
        Told what is being done.
    base : Path, optional
        Model folder whose name lists, frequencies and supplement are used; by default the first of `start`, else the
        shipped one.
    lists : Path, optional
        Folder with ``gaz``, ``annotated`` and ``raw``: lists are made from it in place of those of `base`.
    supplement : Path, optional
        Readings that the lexicon lacks, for `lists`.
    lemmas : Path, optional
        Vowelled lemmas, one a line, that come before others of the same letters.
    readings : Path, optional
        Single words that were read by hand in the articles of `raw`, see `read_readings`.
    raw : Path, optional
        Folder of unlabelled articles.
    raw_words : int
        About so many words of `raw` are read by teachers (`morphology_teacher`) and learned from; needs PyTorch.
    teachers : int
        Teachers with other seeds, whose probabilities are averaged.
    start : sequence of Path
        Model folders whose mean is moved towards the sentences by `STEPS` passes at the rate `NEAR`. Nothing is held
        out: the first one's temperature stays, and `raw_words` are not read.
    held_out : sequence of Path
        Further files, that are only scored; the scores go into the card.
    extras : Extras, optional
        Lists that are made already.
    note : str
        A sentence for the card.
    rate, penalty, epochs
        See `fit`.
    runs : int
        Runs with other seeds whose weights are averaged.

    Returns
    -------
    dict of str to float
        Percent of words with the right lemma, broad tag and cuts on a tenth of the documents that was held out; empty
        with `start`.
    """
    sentences = [settled(sentence) for sentence in read_sentences(paths)]
    if not any(word.lemma for sentence in sentences for word in sentence.words):
        raise DataError("the files hold no word with a lemma to learn from")
    if start and raw_words:
        raise DataError("a model that begins with others reads no raw words: leave out either")
    if (readings is not None and raw is None) or (raw_words and raw is None):
        raise DataError("readings and raw words are parts of the articles of a folder: name it as raw")
    single = [settled(sentence) for sentence in read_readings(readings, raw)] if readings and raw else []
    first = start[0] if start else None
    known = extras or _extras(paths, base or first, lists, supplement, held_out, single, progress)
    sentences += single
    progress(f"{len(sentences)} sentences; looking words up")
    corpus = Corpus(sentences, load_lexicon(), known)
    progress(f"{len(corpus.forms)} word types, {len(corpus.row)} readings")
    settings: dict[str, Any] = {"bits": BITS, "rate": rate, "penalty": penalty, "epochs": epochs, "seed": seed}
    if start:
        found = moved(corpus, start, settings, progress)
    else:
        sample: list[Sentence] = []
        if raw_words and raw is not None:
            scored = {sentence.doc for sentence in read_sentences(held_out)}
            sample = sample_sentences(raw, raw_words, seed=seed, without={*scored, *(s.doc for s in sentences)})
        found = fitted(
            corpus, known, sample, settings, range(seed, seed + runs), range(seed, seed + teachers), progress
        )
    habits = _habits(sentences, lemmas)
    extra: dict[str, Any] = {
        "readings": sum(bool(w.lemma) for s in single for w in s.words),
        "raw_words": raw_words,
        "teachers": teachers,
        "start": len(start),
        "note": note,
    }
    _save(output, found, known, habits, paths, **extra)
    if held_out:
        progress("scoring the files that were held out")
        rows = {path.name: evaluate([path], model=output) for path in held_out}
        _save(output, found, known, habits, paths, **extra, held_out=rows)
    return found.scores


def _extras(
    paths: Sequence[Path],
    base: Path | None,
    lists: Path | None,
    supplement: Path | None,
    held_out: Sequence[Path],
    more: Sequence[Sentence],
    progress: Callable[[str], None],
) -> Extras:
    if lists is None:
        return read_extras(base)
    from arnews.training.morphology_lists import build_extras

    return build_extras(lists, paths, held_out, supplement, progress, more)


def _habits(sentences: Sequence[Sentence], preferred: Path | None) -> dict[str, NDArray[Any]]:
    """Return how often each vocalised lemma was chosen, as powers of two, by hash; more for those `preferred`."""
    counts = Counter(
        w.lemma.replace("_", "-").split("-")[0] for s in sentences for w in s.words if w.lemma and w.upos != "PROPN"
    )
    if preferred is not None:
        lines = preferred.read_text(encoding="utf-8").splitlines()
        counts.update({line: PREFERRED for line in lines if line and not line.startswith("#")})
    marked = sorted(lemma for lemma in counts if lemma != plain(lemma) and len(lemma) <= LONGEST)
    key = short(hash_words(marked, "exact"))
    order = np.argsort(key, kind="stable")
    return {
        "lemma_key": key[order],
        "lemma_count": np.array([counts[lemma].bit_length() for lemma in marked], np.uint8)[order],
    }


def _save(
    output: Path,
    found: Fitted,
    lists: Extras,
    habits: dict[str, NDArray[Any]],
    paths: Sequence[Path],
    *,
    readings: int,
    raw_words: int,
    teachers: int,
    start: int,
    note: str,
    held_out: Mapping[str, Mapping[str, float]] | None = None,
) -> None:
    scale = max(*(float(np.abs(table).max()) for table in (found.word, found.joint)), 1e-6) / 32000
    arrays: dict[str, NDArray[Any]] = {
        "word": np.round(found.word / scale).astype(np.int16),
        "joint": np.round(found.joint / scale).astype(np.int16),
        "tags": tag_table(),
        **habits,
        **lists.known._asdict(),
        **{f"supplement_{name}": column for name, column in lists.supplement._asdict().items()},
    }
    config = {"scale": scale, "temperature": found.temperature, "supplement_lemmas": list(lists.lemmas),
              "trained_on": [path.name for path in paths], "readings": readings, "raw_words": raw_words,
              "held_out": found.scores}  # fmt: skip
    text = write_card(
        [path.name for path in paths], found.scores, held_out or {}, lists=len(lists.known.name_key) > 0,
        readings=readings, raw_words=raw_words, teachers=teachers, start=start, note=note,
    )  # fmt: skip
    save_model(output, task="morphology", config=config, arrays=arrays, card=text)


def evaluate(
    paths: Sequence[Path], *, model: Path | None = None, lexicon: str | Path | None = None
) -> dict[str, float]:
    """Return percent of words with the right lemma, tag and cuts, on gold tokens.

    Parameters
    ----------
    paths : sequence of Path
        JSON-lines files of `read_sentences`.
    model : Path, optional
        A model folder; by default the shipped one.
    lexicon : str or Path, optional
        See `Morphology.load`.
    """
    sentences = list(read_sentences(paths))
    readings = Morphology.load(model, lexicon=lexicon)([sentence_layout(sentence) for sentence in sentences])
    tally = Counter[str]()
    for sentence, table in zip(sentences, readings, strict=True):
        for i, word in enumerate(sentence.words):
            form = sentence.text[word.start : word.end]
            if not word.lemma or not is_word(bare_form(sentence, word)):
                continue
            best = table.types[int(table.words[i])][int(table.choices[table.offsets[i]])]
            found = coarse(best.upos, lemma_key(best.lemma))
            gold = coarse(word.upos, lemma_key(word.lemma))
            pieces = [form[a:b] for a, b in best.cuts]
            right = {
                "lemma": lemma_key(best.lemma) in accepted_lemmas(word.lemma, word.upos),
                "broad_tag": broad(found) == broad(gold), "tag": same_tag(gold, found, sentence.source),
                "cuts": same_cuts(word.segments, pieces),
            }  # fmt: skip
            cut = count_cuts(word.segments) > 1
            tally.update({name: int(yes) for name, yes in right.items()})
            tally.update({"words": 1, "cut_words": int(cut), "cut_right": int(cut and right["cuts"])})
    n = max(1, tally["words"])
    scores = {name: round(100 * tally[name] / n, 2) for name in ("lemma", "broad_tag", "tag", "cuts")}
    scores["cuts_of_cut_words"] = round(100 * tally["cut_right"] / max(1, tally["cut_words"]), 2)
    return scores | {"words": tally["words"]}
