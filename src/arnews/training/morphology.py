"""Train the choice of a word's reading, and measure it.

Stage one is fitted to word types. Stage two sees neighbours as stage one reads them; so that it learns from
readings as wrong as they will be, each tenth of the documents is read by a stage one fitted to the others.
"""

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
from arnews.morphology.ranker import segment_softmax
from arnews.morphology.signs import is_word
from arnews.normalize import plain
from arnews.training.loglinear import total
from arnews.training.morphology_card import write_card
from arnews.training.morphology_corpus import Corpus, Extras, read_extras, sentence_layout, word_pieces
from arnews.training.morphology_soft import MOST, Taught, open_pairs
from arnews.training.morphology_stages import Read, fit_stage, mean, read_tokens, type_examples
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

FOLDS = 10
ENCODER = "ner"
"""The shipped entity model whose encoder the teacher begins with."""
PREFERRED = 1 << 20
"""Times that a lemma of a hand-written list counts as chosen: more than any that readers chose."""
Rows = NDArray[np.intp]
Floats = NDArray[np.float32]


def train(
    paths: Sequence[Path], output: Path, *, seed: int = 0, progress: Callable[[str], None] = lambda _: None,
    base: Path | None = None, lists: Path | None = None, supplement: Path | None = None, lemmas: Path | None = None,
    readings: Path | None = None, raw: Path | None = None, raw_words: int = 0, teachers: int = 1,
    held_out: Sequence[Path] = (), extras: Extras | None = None, note: str = "",
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
        Model folder whose name lists, frequencies and supplement are used; by default the shipped one.
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
        Percent of words with the right lemma, broad tag and cuts on a tenth of the documents that was held out.
    """
    sentences = [settled(sentence) for sentence in read_sentences(paths)]
    if not any(word.lemma for sentence in sentences for word in sentence.words):
        raise DataError("the files hold no word with a lemma to learn from")
    if (readings is not None and raw is None) or (raw_words and raw is None):
        raise DataError("readings and raw words are parts of the articles of a folder: name it as raw")
    single = [settled(sentence) for sentence in read_readings(readings, raw)] if readings and raw else []
    known = extras or _extras(paths, base, lists, supplement, held_out, single, progress)
    sentences += single
    progress(f"{len(sentences)} sentences; looking words up")
    corpus = Corpus(sentences, load_lexicon(), known)
    folds = _folds(corpus, seed)
    progress(f"{len(corpus.forms)} word types, {len(corpus.row)} readings; fitting stage one")
    settings: dict[str, Any] = {"bits": BITS, "rate": rate, "penalty": penalty, "epochs": epochs, "seed": seed}
    seeds = range(seed, seed + runs)
    types = [type_examples(corpus, folds != fold) for fold in range(FOLDS)]
    stages = [fit_stage([part], settings) for part in types]
    taught = None
    if raw_words and raw is not None:
        scored = {sentence.doc for sentence in read_sentences(held_out)}
        sample = sample_sentences(raw, raw_words, seed=seed, without={*scored, *(s.doc for s in sentences)})
        taught = _taught(corpus, folds, stages, sample, known, range(seed, seed + teachers), progress)
        progress("fitting stage one to what the teacher read")
        soft = taught.types()
        stages = [fit_stage([part, soft], settings) for part in types]
    more = [] if taught is None else [taught.types()]
    every = [type_examples(corpus, folds >= 0), *more]
    word = mean(fit_stage(every, settings | {"seed": number}) for number in seeds)
    progress("fitting stage two")
    examples = [read_tokens(corpus, np.flatnonzero(folds == fold), stages[fold]) for fold in range(FOLDS)]
    parts = [part.examples for part in examples]
    more = [] if taught is None else [taught.tokens(stages[-1])]
    first = fit_stage([*parts[:-1], *more], settings)
    temperature, scores = _held_out(corpus, examples[-1], first)
    joint = mean(fit_stage([*parts, *more], settings | {"seed": number}) for number in seeds)
    habits = _habits(sentences, lemmas)
    extra: dict[str, Any] = {
        "readings": sum(bool(w.lemma) for s in single for w in s.words),
        "raw_words": raw_words,
        "teachers": teachers,
        "note": note,
    }
    _save(output, (word, joint), temperature, known, habits, scores, paths, **extra)
    if held_out:
        progress("scoring the files that were held out")
        rows = {path.name: evaluate([path], model=output) for path in held_out}
        _save(output, (word, joint), temperature, known, habits, scores, paths, **extra, held_out=rows)
    return scores


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


def _folds(corpus: Corpus, seed: int) -> Rows:
    names = sorted(set(corpus.docs))
    numbers = np.random.default_rng(seed).permutation(len(names)) % FOLDS
    fold = dict(zip(names, numbers.tolist(), strict=True))
    return np.array([fold[doc] for doc in corpus.docs], np.intp)


def _taught(
    corpus: Corpus, folds: Rows, stages: Sequence[Floats], raw: Sequence[Sentence], known: Extras, seeds: Sequence[int],
    progress: Callable[[str], None],
) -> Taught:  # fmt: skip
    """Return raw sentences as teachers read them that have not seen the documents of the last fold."""
    from arnews.training.encoder_base import from_model
    from arnews.training.morphology_teacher import Open, Teacher

    chances = [segment_softmax(total(stage, corpus.features), corpus.edges) for stage in stages]
    read: dict[int, Open] = {}
    for fold in range(FOLDS - 1):
        part = read_tokens(corpus, np.flatnonzero(folds == fold), stages[fold])
        for place, token in enumerate(part.tokens.tolist()):
            rows = slice(part.examples.edges[place], part.examples.edges[place + 1])
            pairs = part.pairs[rows]
            read[token] = Open(pairs, chances[fold][pairs], part.examples.right[rows])
    unlabelled = Corpus(raw, load_lexicon(), known)
    chance = segment_softmax(total(stages[-1], unlabelled.features), unlabelled.edges)
    words = np.flatnonzero((unlabelled.types > 0) & (unlabelled.types <= len(unlabelled.forms))).tolist()
    open_ = {token: open_pairs(unlabelled, token, chance) for token in words}
    none = np.zeros(MOST, np.float32)
    asked = {token: Open(pairs, chance[pairs], none[: len(pairs)]) for token, pairs in open_.items()}
    said: dict[int, Floats] = {}
    for number in seeds:
        teacher = Teacher(from_model(ENCODER), seed=number)
        teacher.learn(corpus, read, progress=progress)
        progress(f"reading {len(raw)} sentences of raw news")
        for token, share in teacher.read(unlabelled, asked).items():
            said[token] = (said.get(token, 0) + share / len(seeds)).astype(np.float32)
    return Taught(unlabelled, open_, said)


def _held_out(corpus: Corpus, part: Read, joint: Floats) -> tuple[float, dict[str, float]]:
    """Return the temperature that suits the held-out words best, and the scores on them."""
    edges, right = part.examples.edges, part.examples.right
    scores = total(joint, part.examples.features)
    owner = np.repeat(np.arange(len(part.tokens)), np.diff(edges))

    def loss(temperature: float) -> float:
        chance = segment_softmax((scores / temperature).astype(np.float32), edges)
        return float(-np.log(np.maximum(np.bincount(owner, chance * right), 1e-9)).mean())

    temperature = min((0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0), key=loss)
    order = np.lexsort((-scores, owner))
    best = part.pairs[order[edges[:-1]]]
    exact = right[order[edges[:-1]]].mean()
    words = [word for sentence in corpus.sentences for word in sentence.words]
    judged = Counter[str]()
    for pair, token in zip(best.tolist(), part.tokens.tolist(), strict=True):
        row, word = corpus.row[pair], words[token]
        form = corpus.forms[corpus.groups.word[row]]
        judged["cuts"] += same_cuts(
            word.segments, word_pieces(form, int(corpus.groups.cuts[row]), int(corpus.groups.enclitic[row]))
        )
    return temperature, {"reading": round(100 * float(exact), 2), "cuts": round(100 * judged["cuts"] / len(best), 2),
                         "log_loss": round(loss(temperature), 4), "temperature": temperature}  # fmt: skip


def _save(
    output: Path,
    tables: tuple[NDArray[np.float32], ...],
    temperature: float,
    lists: Extras,
    habits: dict[str, NDArray[Any]],
    scores: dict[str, float],
    paths: Sequence[Path],
    *,
    readings: int,
    raw_words: int,
    teachers: int,
    note: str,
    held_out: Mapping[str, Mapping[str, float]] | None = None,
) -> None:
    scale = max(*(float(np.abs(table).max()) for table in tables), 1e-6) / 32000
    arrays: dict[str, NDArray[Any]] = {
        **{
            name: np.round(table / scale).astype(np.int16)
            for name, table in zip(("word", "joint"), tables, strict=True)
        },
        "tags": tag_table(),
        **habits,
        **lists.known._asdict(),
        **{f"supplement_{name}": column for name, column in lists.supplement._asdict().items()},
    }
    config = {"scale": scale, "temperature": temperature, "supplement_lemmas": list(lists.lemmas),
              "trained_on": [path.name for path in paths], "readings": readings, "raw_words": raw_words,
              "held_out": scores}  # fmt: skip
    text = write_card(
        [path.name for path in paths], scores, held_out or {}, lists=len(lists.known.name_key) > 0,
        readings=readings, raw_words=raw_words, teachers=teachers, note=note,
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
