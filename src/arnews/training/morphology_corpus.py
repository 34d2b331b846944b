"""Treebank sentences as arrays: what each word can be, and which of that is right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model, model_folder
from arnews.doc import Layout
from arnews.errors import ModelError
from arnews.morphology.candidates import Groups, Supplement, group, pair_tags, tag_table
from arnews.morphology.columns import choices, flags, pair_columns, sign_columns, type_columns
from arnews.morphology.features import Known, word_features
from arnews.morphology.hashing import Words, hash_words
from arnews.morphology.lexicon import Lexicon
from arnews.morphology.signs import is_word
from arnews.morphology.tagset import UPOS
from arnews.training.treebank import (
    CLOSED,
    Sentence,
    Word,
    accepted_lemmas,
    bare_form,
    broad,
    coarse,
    lemma_key,
    same_cuts,
    same_tag,
)

__all__ = ["Corpus", "Extras", "no_extras", "read_extras", "sentence_layout", "word_pieces"]

_OTHER_TAGS = ("pud", "padt", "iahlt")
"""Treebanks whose tags of closed-class words are another convention: only their coarse tags are learned."""
Target = tuple[int, NDArray[np.bool_]]


class Extras(NamedTuple):
    """What a model knows beside its weights: name lists, frequencies, the supplement."""

    known: Known
    supplement: Supplement
    lemmas: tuple[str, ...]


class Table(NamedTuple):
    """Columns of types and pairs, as `context` reads them."""

    types: NDArray[Any]
    pairs: NDArray[Any]


def no_extras() -> Extras:
    """Return empty lists, for training without any."""
    keys, small, hashes = np.zeros(0, np.uint32), np.zeros(0, np.uint8), np.zeros(0, np.uint64)
    return Extras(Known(keys, small, small, keys, small, small, small), Supplement(hashes, hashes, small), ())


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
        self.batch = [sentence_layout(sentence) for sentence in sentences]
        spelled = [
            (sentence.text[w.start : w.end], bare_form(sentence, w)) for sentence in sentences for w in sentence.words
        ]
        self.forms = sorted({bare for _, bare in spelled if is_word(bare)})
        self.words = Words(self.forms)
        self.groups: Groups = group(lexicon.arrays, flags(lexicon), self.words, extras.supplement)
        self.row, self.tag = pair_tags(self.groups, tag_table())
        self.features = word_features(
            self.words,
            self.groups,
            lexicon.arrays["lemma_last"],
            lexicon.arrays["lemma_size"],
            extras.known,
            self.row,
            self.tag,
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
        types, pairs = type_columns(self.words, known), pair_columns(self.words, self.groups, self.row, self.tag, known)
        blank_type, blank_pair = np.zeros(1, types.dtype), np.zeros(1, pairs.dtype)
        marks = [sign_columns(token) for token in signs]
        for place, (mark, _) in enumerate(marks):
            mark["first"] = 1 + len(pairs) + place
        return Table(
            np.concatenate([blank_type, types, *(mark for mark, _ in marks)]),
            np.concatenate([blank_pair, pairs, *(pair for _, pair in marks)]),
        )

    def _targets(self) -> list[Target | None]:
        """Return for each token its type and which of the type's pairs are right, None where nothing is known."""
        judge, found = Judge(self), {}
        out: list[Target | None] = []
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
        self._coarse = np.array(
            [coarse(UPOS[t], closed.get(lemma, "")) for t, lemma in zip(corpus.tag.tolist(), lemmas, strict=True)]
        )
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
        good = {shape: same_cuts(word.segments, word_pieces(corpus.forms[kind], *shape)) for shape in set(shapes)}
        cut = np.array([good[shape] for shape in shapes], bool)
        exact = np.array([UPOS[t] == word.upos for t in corpus.tag[rows].tolist()], bool)
        # Readings that are equal by convention only (لأن whole or cut, هذه for هذا) come after those that are the same.
        own = np.isin(corpus.groups.lemma[groups], self._hashes(frozenset({lemma_key(word.lemma)})))
        same = (
            own
            & cut
            & np.array([1 + shape[0].bit_count() + (shape[1] > 0) == len(word.segments) for shape in shapes], bool)
        )
        if source in _OTHER_TAGS:
            exact, same = tag, lemma & cut
        right: NDArray[np.bool_]
        for right in (same & exact, lemma & exact & cut, lemma & tag & cut, lemma & wide & cut, lemma & cut, tag & cut):
            if right.any():
                return right
        return None

    def _hashes(self, lemmas: frozenset[str]) -> NDArray[np.uint64]:
        new = [lemma for lemma in lemmas if lemma not in self._numbers]
        self._numbers |= zip(new, hash_words([lemma[:32] for lemma in new], "fold").tolist(), strict=True)
        return np.array([self._numbers[lemma] for lemma in lemmas], np.uint64)


def word_pieces(form: str, cuts: int, enclitic: int) -> tuple[str, ...]:
    """Return a word cut as a group cuts it."""
    edges = [0, *(i + 1 for i in range(8) if cuts >> i & 1), *([len(form) - enclitic] if enclitic else []), len(form)]
    return tuple(form[a:b] for a, b in pairwise(edges) if a < b)


def sentence_layout(sentence: Sentence) -> Layout:
    """Return a sentence as a document of its own, cut into its gold tokens."""
    tokens = np.array([(word.start, word.end) for word in sentence.words], np.int32).reshape(-1, 2)
    whole = np.array([(0, len(sentence.text))], np.int32)
    return Layout(sentence.text, tokens, whole, np.array([(0, len(tokens))], np.int32))
