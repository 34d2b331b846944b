"""Train the choice of a word's reading, and measure it.

Stage one is fitted to word types. Stage two sees neighbours as stage one reads them; so that it learns from
readings as wrong as they will be, each third of the documents is read by a stage one fitted to the other two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model, model_folder, save_model
from arnews.doc import Layout
from arnews.errors import DataError, ModelError
from arnews.morphology import Morphology
from arnews.morphology.candidates import Groups, Supplement, group, pair_tags, tag_table
from arnews.morphology.features import BITS, Known, short, word_features
from arnews.morphology.hashing import LONGEST, Words, hash_words
from arnews.morphology.lexicon import Lexicon, load_lexicon
from arnews.morphology.model import context
from arnews.morphology.ranker import segment_softmax
from arnews.morphology.signs import is_word
from arnews.morphology.store import choices, flags, pair_columns, sign_columns, type_columns
from arnews.morphology.tagset import UPOS
from arnews.normalize import plain
from arnews.training.loglinear import fit
from arnews.training.treebank import (
    CLOSED,
    Sentence,
    Word,
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

FOLDS = 3
LEAST, MOST = 1e-3, 10
"""Pairs that stage two learns to tell apart: at least so likely in stage one, at most so many."""
_OTHER_TAGS = ("pud", "padt", "iahlt")
"""Treebanks whose tags of closed-class words are another convention: only their coarse tags are learned."""
Rows = NDArray[np.intp]


class Extras(NamedTuple):
    """What a model knows beside its weights: name lists, frequencies, the supplement."""

    known: Known
    supplement: Supplement
    lemmas: tuple[str, ...]


class Table(NamedTuple):
    """Columns of types and pairs, as `context_rows` reads them."""

    types: NDArray[Any]
    pairs: NDArray[Any]


def no_extras() -> Extras:
    """Return empty lists, for training without any."""
    keys, small, hashes = np.zeros(0, np.uint32), np.zeros(0, np.uint8), np.zeros(0, np.uint64)
    return Extras(Known(keys, small, small, keys, small), Supplement(hashes, hashes, small), ())


def read_extras(base: Path | None) -> Extras:
    """Return the lists of a model folder; of the shipped model when `base` is None, and none if there is none."""
    try:
        model = load_model(model_folder("morphology") if base is None else base, task="morphology")
    except ModelError:
        if base is None:
            return no_extras()
        raise
    known = Known(*(model.arrays[name] for name in Known._fields))
    supplement = Supplement(*(model.arrays[f"supplement_{name}"] for name in Supplement._fields))
    return Extras(known, supplement, tuple(model.config["supplement_lemmas"]))


class Corpus:
    """Sentences as arrays: word types, their pairs with features, and which pairs are right for each word."""

    def __init__(self, sentences: Sequence[Sentence], lexicon: Lexicon, extras: Extras) -> None:
        self.sentences = sentences
        self.batch = [_layout(sentence) for sentence in sentences]
        spelled = [(sentence.text[w.start : w.end], bare_form(sentence, w)) for sentence in sentences for w in sentence.words]
        self.forms = sorted({bare for _, bare in spelled if is_word(bare)})
        self.words = Words(self.forms)
        self.groups: Groups = group(lexicon.arrays, flags(lexicon), self.words, extras.supplement)
        self.row, self.tag = pair_tags(self.groups, tag_table())
        self.features = word_features(
            self.words, self.groups, lexicon.arrays["lemma_last"], lexicon.arrays["lemma_size"], extras.known, self.row, self.tag
        ).rows()
        self.edges = np.searchsorted(self.groups.word[self.row], np.arange(len(self.forms) + 1))
        place = {form: i for i, form in enumerate(self.forms)}
        signs = sorted({token for token, bare in spelled if not is_word(bare)})
        self.table = self._columns(signs, extras.known)
        offset = {token: len(self.forms) + i + 1 for i, token in enumerate(signs)}
        self.types = np.array([place[b] + 1 if is_word(b) else offset[t] for t, b in spelled], np.intp)
        self.targets = self._targets()
        self.docs = [sentence.doc for sentence in sentences for _ in sentence.words]

    def _columns(self, signs: Sequence[str], known: Known) -> Table:
        """Put a blank before everything, as `Store` does, and the signs behind the words."""
        types, pairs = type_columns(self.words), pair_columns(self.words, self.groups, self.row, self.tag, known)
        blank_type, blank_pair = np.zeros(1, types.dtype), np.zeros(1, pairs.dtype)
        marks = [sign_columns(token) for token in signs]
        for place, (mark, _) in enumerate(marks):
            mark["first"] = 1 + len(pairs) + place
        return Table(
            np.concatenate([blank_type, types, *(mark for mark, _ in marks)]),
            np.concatenate([blank_pair, pairs, *(pair for _, pair in marks)]),
        )

    def _targets(self) -> list[tuple[int, NDArray[np.bool_]] | None]:
        """Return for each token its type and which of the type's pairs are right, None where nothing is known."""
        judge, found = Judge(self), {}
        out: list[tuple[int, NDArray[np.bool_]] | None] = []
        words = [(sentence.source, word) for sentence in self.sentences for word in sentence.words]
        for kind, (source, word) in zip(self.types.tolist(), words, strict=True):
            if not word.lemma or kind > len(self.forms):
                out.append(None)
                continue
            key = (kind - 1, word.lemma, word.upos, word.segments, source)
            if key not in found:
                found[key] = judge(kind - 1, word, source)
            right = found[key]
            out.append(None if right is None else (kind - 1, right))
        return out

    def best(self, scores: NDArray[np.float32], chance: NDArray[np.float32]) -> Table:
        """Return the columns as stage one leaves them: each type's likeliest pair, and the tags it may have."""
        word = self.groups.word[self.row]
        order = np.lexsort((-scores, word))
        types = self.table.types.copy()
        mine = slice(1, len(self.forms) + 1)
        types["first"][mine] = order[self.edges[:-1]] + 1
        types["choices"][mine] = choices(chance, self.tag, word, len(self.forms))
        return self.table._replace(types=types)


class Judge:
    """Tells which pairs of a type are right for a gold reading."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        closed = {int(number): lemma for lemma, number in zip(CLOSED, hash_words(list(CLOSED), "fold"), strict=True)}
        lemmas = corpus.groups.lemma[corpus.row].tolist()
        self._coarse = np.array([coarse(UPOS[t], closed.get(l, "")) for t, l in zip(corpus.tag.tolist(), lemmas, strict=True)])
        self._broad = np.array([broad(tag) for tag in self._coarse])
        self._numbers: dict[str, int] = {}

    def __call__(self, kind: int, word: Word, source: str) -> NDArray[np.bool_] | None:
        corpus = self._corpus
        rows = np.arange(corpus.edges[kind], corpus.edges[kind + 1])
        groups = corpus.row[rows]
        lemma = np.isin(corpus.groups.lemma[groups], self._hashes(accepted_lemmas(word.lemma, word.upos)))
        gold = coarse(word.upos, lemma_key(word.lemma))
        tag = np.array([same_tag(gold, t, source) for t in self._coarse[rows].tolist()], bool)
        wide = self._broad[rows] == broad(gold)
        shapes = list(zip(corpus.groups.cuts[groups].tolist(), corpus.groups.enclitic[groups].tolist(), strict=True))
        good = {shape: same_cuts(word.segments, _pieces(corpus.forms[kind], *shape)) for shape in set(shapes)}
        cut = np.array([good[shape] for shape in shapes], bool)
        exact = np.array([UPOS[t] == word.upos for t in corpus.tag[rows].tolist()], bool)
        if source in _OTHER_TAGS:
            exact = tag
        for right in (lemma & exact & cut, lemma & tag & cut, lemma & wide & cut, lemma & cut, tag & cut):
            if right.any():
                return right
        return None

    def _hashes(self, lemmas: frozenset[str]) -> NDArray[np.uint64]:
        new = [lemma for lemma in lemmas if lemma not in self._numbers]
        self._numbers |= zip(new, hash_words([lemma[:32] for lemma in new], "fold").tolist(), strict=True)
        return np.array([self._numbers[lemma] for lemma in lemmas], np.uint64)


def _pieces(form: str, cuts: int, enclitic: int) -> tuple[str, ...]:
    edges = [0, *(i + 1 for i in range(8) if cuts >> i & 1), *([len(form) - enclitic] if enclitic else []), len(form)]
    return tuple(form[a:b] for a, b in zip(edges, edges[1:], strict=False) if a < b)


def _layout(sentence: Sentence) -> Layout:
    tokens = np.array([(word.start, word.end) for word in sentence.words], np.int32).reshape(-1, 2)
    whole = np.array([(0, len(sentence.text))], np.int32)
    return Layout(sentence.text, tokens, whole, np.array([(0, len(tokens))], np.int32))


def train(
    paths: Sequence[Path], output: Path, *, seed: int = 0, progress: Callable[[str], None] = lambda _: None,
    base: Path | None = None, extras: Extras | None = None, rate: float = 0.1, penalty: float = 1e-3, epochs: int = 6,
    card: str | None = None,
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
    rate, penalty, epochs
        See `fit`.

    Returns
    -------
    dict of str to float
        Percent of words with the right lemma, broad tag and cuts on a third of the documents that was held out.
    """
    sentences = list(read_sentences(paths))
    if not any(word.lemma for sentence in sentences for word in sentence.words):
        raise DataError("the files hold no word with a lemma to learn from")
    lists = read_extras(base) if extras is None else extras
    progress(f"{len(sentences)} sentences; looking words up")
    corpus = Corpus(sentences, load_lexicon(), lists)
    folds = _folds(corpus, seed)
    progress(f"{len(corpus.forms)} word types, {len(corpus.row)} readings; fitting stage one")
    settings: dict[str, Any] = {"bits": BITS, "rate": rate, "penalty": penalty, "epochs": epochs, "seed": seed}
    stages = [_stage_one(corpus, folds != fold, settings) for fold in range(FOLDS)]
    word = _stage_one(corpus, folds >= 0, settings)
    progress("fitting stage two")
    examples = [_examples(corpus, np.flatnonzero(folds == fold), stages[fold]) for fold in range(FOLDS)]
    first = _stage_two(examples[:-1], settings)
    temperature, scores = _held_out(corpus, examples[-1], first)
    joint = _stage_two(examples, settings)
    _save(output, (word, joint), temperature, lists, _habits(sentences), scores, paths, card)
    return scores


def _habits(sentences: Sequence[Sentence]) -> dict[str, NDArray[Any]]:
    """Return how often each vocalised lemma was chosen, as powers of two, by hash."""
    counts = Counter(w.lemma.replace("_", "-").split("-")[0] for s in sentences for w in s.words if w.lemma and w.upos != "PROPN")
    marked = sorted(lemma for lemma in counts if lemma != plain(lemma) and len(lemma) <= LONGEST)
    key = short(hash_words(marked, "exact"))
    order = np.argsort(key, kind="stable")
    return {"lemma_key": key[order], "lemma_count": np.array([counts[lemma].bit_length() for lemma in marked], np.uint8)[order]}


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
    masks: dict[int, tuple[int, NDArray[np.bool_]]] = {}
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
    return Examples(features, np.concatenate([[0], np.cumsum(counts)]), np.concatenate(right), pairs, np.array(owner, np.intp))


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
        judged["cuts"] += same_cuts(word.segments, _pieces(form, int(corpus.groups.cuts[row]), int(corpus.groups.enclitic[row])))
    return temperature, {"reading": round(100 * float(exact), 2), "cuts": round(100 * judged["cuts"] / len(best), 2),
                         "log_loss": round(loss(temperature), 4), "temperature": temperature}  # fmt: skip


def _save(output: Path, tables: tuple[NDArray[np.float32], ...], temperature: float, lists: Extras, habits: dict[str, NDArray[Any]],
          scores: dict[str, float], paths: Sequence[Path], card: str | None) -> None:  # fmt: skip
    scale = max(*(float(np.abs(table).max()) for table in tables), 1e-6) / 32000
    arrays: dict[str, NDArray[Any]] = {
        **{name: np.round(table / scale).astype(np.int16) for name, table in zip(("word", "joint"), tables, strict=True)},
        "tags": tag_table(), **habits,
        **lists.known._asdict(),
        **{f"supplement_{name}": column for name, column in lists.supplement._asdict().items()},
    }
    config = {"scale": scale, "temperature": temperature, "supplement_lemmas": list(lists.lemmas),
              "trained_on": [path.name for path in paths], "held_out": scores}  # fmt: skip
    lines = ["# Morphology: choice of the reading", "", f"Trained on {', '.join(path.name for path in paths)}.", "",
             "Held-out third of the documents: " + ", ".join(f"{name} {value}" for name, value in scores.items())]  # fmt: skip
    save_model(output, task="morphology", config=config, arrays=arrays, card=card or "\n".join(lines) + "\n")


def evaluate(paths: Sequence[Path], *, model: Path | None = None, lexicon: str | Path | None = None) -> dict[str, float]:
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
    readings = Morphology.load(model, lexicon=lexicon)([_layout(sentence) for sentence in sentences])
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
