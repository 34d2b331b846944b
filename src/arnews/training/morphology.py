"""Train the choice of a word's reading, and measure it.

Stage one is fitted to word types. Stage two sees neighbours as stage one reads them; so that it learns from
readings as wrong as they will be, each fifth of the documents is read by a stage one fitted to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import save_model
from arnews.errors import DataError
from arnews.morphology import Morphology
from arnews.morphology.candidates import tag_table
from arnews.morphology.features import BITS, short
from arnews.morphology.hashing import LONGEST, hash_words
from arnews.morphology.lexicon import load_lexicon
from arnews.morphology.model import context
from arnews.morphology.ranker import segment_softmax
from arnews.morphology.signs import is_word
from arnews.normalize import plain
from arnews.training.loglinear import fit
from arnews.training.morphology_card import write_card
from arnews.training.morphology_corpus import (
    Corpus,
    Extras,
    Target,
    read_extras,
    sentence_layout,
    word_pieces,
)
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
)

__all__ = ["evaluate", "train"]

FOLDS = 5
PREFERRED = 1 << 20
"""Times that a lemma of a hand-written list counts as chosen: more than any that readers chose."""
LEAST, MOST = 1e-3, 10
"""Pairs that stage two learns to tell apart: at least so likely in stage one, at most so many."""
Rows = NDArray[np.intp]


def train(
    paths: Sequence[Path], output: Path, *, seed: int = 0, progress: Callable[[str], None] = lambda _: None,
    base: Path | None = None, lists: Path | None = None, supplement: Path | None = None, lemmas: Path | None = None,
    held_out: Sequence[Path] = (), extras: Extras | None = None, note: str = "",
    rate: float = 0.025, penalty: float = 1e-3, epochs: int = 8, runs: int = 3,
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
        Percent of words with the right lemma, broad tag and cuts on a fifth of the documents that was held out.
    """
    sentences = list(read_sentences(paths))
    if not any(word.lemma for sentence in sentences for word in sentence.words):
        raise DataError("the files hold no word with a lemma to learn from")
    known = extras or _extras(paths, base, lists, supplement, held_out, progress)
    progress(f"{len(sentences)} sentences; looking words up")
    corpus = Corpus(sentences, load_lexicon(), known)
    folds = _folds(corpus, seed)
    progress(f"{len(corpus.forms)} word types, {len(corpus.row)} readings; fitting stage one")
    settings: dict[str, Any] = {"bits": BITS, "rate": rate, "penalty": penalty, "epochs": epochs}
    seeds = range(seed, seed + runs)
    stages = [_stage_one(corpus, folds != fold, settings | {"seed": seed}) for fold in range(FOLDS)]
    word = _mean(_stage_one(corpus, folds >= 0, settings | {"seed": number}) for number in seeds)
    progress("fitting stage two")
    examples = [_examples(corpus, np.flatnonzero(folds == fold), stages[fold]) for fold in range(FOLDS)]
    first = _mean(_stage_two(examples[:-1], settings | {"seed": number}) for number in seeds)
    temperature, scores = _held_out(corpus, examples[-1], first)
    joint = _mean(_stage_two(examples, settings | {"seed": number}) for number in seeds)
    habits = _habits(sentences, lemmas)
    _save(output, (word, joint), temperature, known, habits, scores, paths, note=note)
    if held_out:
        progress("scoring the files that were held out")
        rows = {path.name: evaluate([path], model=output) for path in held_out}
        _save(output, (word, joint), temperature, known, habits, scores, paths, note=note, held_out=rows)
    return scores


def _extras(
    paths: Sequence[Path],
    base: Path | None,
    lists: Path | None,
    supplement: Path | None,
    held_out: Sequence[Path],
    progress: Callable[[str], None],
) -> Extras:
    if lists is None:
        return read_extras(base)
    from arnews.training.morphology_lists import build_extras

    return build_extras(lists, paths, held_out, supplement, progress)


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


def _mean(tables: Iterable[NDArray[np.float32]]) -> NDArray[np.float32]:
    every = list(tables)
    return np.asarray(sum(every[1:], every[0]) / np.float32(len(every)), np.float32)


def _total(weights: NDArray[np.float32], rows: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return the sum of the weights of each pair's features."""
    score: NDArray[np.float32] = weights[rows].sum(axis=1, dtype=np.float32)
    return score


def _folds(corpus: Corpus, seed: int) -> Rows:
    names = sorted(set(corpus.docs))
    numbers = np.random.default_rng(seed).permutation(len(names)) % FOLDS
    fold = dict(zip(names, numbers.tolist(), strict=True))
    return np.array([fold[doc] for doc in corpus.docs], np.intp)


def _stage_one(corpus: Corpus, mask: NDArray[np.bool_], settings: dict[str, Any]) -> NDArray[np.float32]:
    counts: Counter[tuple[int, int]] = Counter()
    masks: dict[int, Target] = {}
    for place in np.flatnonzero(mask).tolist():
        target = corpus.targets[place]
        if target is not None:
            counts[target[0], id(target[1])] += 1
            masks[id(target[1])] = target
    chosen = [masks[number] for _, number in counts]
    rows = np.concatenate([np.arange(corpus.edges[kind], corpus.edges[kind + 1]) for kind, _ in chosen])
    edges = np.concatenate([[0], np.cumsum([len(right) for _, right in chosen])])
    right = np.concatenate([right for _, right in chosen])
    return fit(corpus.features[rows], edges, right, np.sqrt(np.array(list(counts.values()), np.float32)), **settings)


class Examples(NamedTuple):
    """Tokens with the pairs that stage one leaves open."""

    features: NDArray[np.int32]
    edges: Rows
    right: NDArray[np.bool_]
    pairs: Rows
    tokens: Rows


def _examples(corpus: Corpus, tokens: Rows, word: NDArray[np.float32]) -> Examples:
    scores = _total(word, corpus.features)
    chance = segment_softmax(scores, corpus.edges)
    table = corpus.best(scores, chance)
    rows, right, owner = [], [], []
    for token in tokens.tolist():
        target = corpus.targets[token]
        if target is None:
            continue
        first = corpus.edges[target[0]]
        share = chance[first : corpus.edges[target[0] + 1]]
        open_ = np.flatnonzero(share > LEAST)
        open_ = np.sort(open_[np.argsort(-share[open_], kind="stable")[:MOST]])
        if not target[1][open_].any():
            open_ = np.union1d(open_, np.flatnonzero(target[1]))
        rows.append(first + open_)
        right.append(target[1][open_])
        owner.append(token)
    pairs = np.concatenate(rows)
    counts = np.array([len(part) for part in rows])
    where = np.repeat(np.arange(len(owner)), counts)
    around = context(table, corpus.batch, corpus.types, np.array(owner, np.intp), pairs + 1, where)
    features = np.concatenate([corpus.features[pairs], around.rows()], axis=1)
    return Examples(
        features, np.concatenate([[0], np.cumsum(counts)]), np.concatenate(right), pairs, np.array(owner, np.intp)
    )


def _stage_two(parts: Sequence[Examples], settings: dict[str, Any]) -> NDArray[np.float32]:
    sizes = np.concatenate([np.diff(part.edges) for part in parts])
    return fit(
        np.concatenate([part.features for part in parts]), np.concatenate([[0], np.cumsum(sizes)]),
        np.concatenate([part.right for part in parts]), np.ones(len(sizes), np.float32), **settings,
    )  # fmt: skip


def _held_out(corpus: Corpus, part: Examples, joint: NDArray[np.float32]) -> tuple[float, dict[str, float]]:
    """Return the temperature that suits the held-out words best, and the scores on them."""
    scores = _total(joint, part.features)
    owner = np.repeat(np.arange(len(part.tokens)), np.diff(part.edges))

    def loss(temperature: float) -> float:
        chance = segment_softmax((scores / temperature).astype(np.float32), part.edges)
        return float(-np.log(np.maximum(np.bincount(owner, chance * part.right), 1e-9)).mean())

    temperature = min((0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0), key=loss)
    order = np.lexsort((-scores, owner))
    best = part.pairs[order[part.edges[:-1]]]
    exact = part.right[order[part.edges[:-1]]].mean()
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
              "trained_on": [path.name for path in paths], "held_out": scores}  # fmt: skip
    text = write_card(
        [path.name for path in paths], scores, held_out or {}, lists=len(lists.known.name_key) > 0, note=note
    )
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
