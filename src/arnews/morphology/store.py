"""Word types seen so far: their pairs and scores as columns, their readings when somebody asks.

A type is a token's text as written, so a vowel sign that is written counts. A store only grows; `Morphology`
takes a fresh one when it has grown too large, and documents keep the one their readings lie in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.doc import Reading
from arnews.morphology.candidates import Groups, group, pair_tags
from arnews.morphology.columns import (
    GROUP,
    PAIR,
    TYPE,
    VARIANT,
    choices,
    flags,
    group_rows,
    leaders,
    pair_columns,
    penalties,
    shares,
    sign_columns,
    type_columns,
    variant_rows,
)
from arnews.morphology.features import PLACE, look_up, word_features
from arnews.morphology.hashing import LONGEST, Words, hash_words
from arnews.morphology.lexicon import Lexicon
from arnews.morphology.marks import conflict, has_marks
from arnews.morphology.ranker import Weights, segment_softmax
from arnews.morphology.readings import Builder, Shape
from arnews.morphology.signs import is_word, sign_kind
from arnews.morphology.tagset import UPOS
from arnews.normalize import plain

__all__ = ["Store"]

Rows = NDArray[np.intp]
Floats = NDArray[np.float32]

CHUNK = 2048
"""Words that are analysed together: enough to make numpy quick, few enough to stay in the processor's cache."""
KEEP, LEAST = 8, 5e-3
"""Pairs that are kept of a word type: so many, and none less likely in stage one."""
SURE = 0.95
"""A word type whose likeliest pair is likelier than this in stage one is left to stage one: half of the words, and
no figure of the development sets falls by more than 0.06."""
CLASH = 8.0
"""What a reading loses, in log units, for each written vowel sign that it contradicts."""
HABIT = 0.6
"""What a variant gains for each doubling of the times that readers chose its lemma."""
KEPT_READINGS = 50_000
"""Readings that are kept built: about 40 MB."""
_BITS = np.array([bin(bits).count("1") for bits in range(16)])


class Column:
    """An array that grows."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.data = np.zeros(1024, dtype)
        self.size = 0

    def extend(self, rows: NDArray[Any]) -> int:
        """Append `rows`; return the place of the first."""
        first = self.size
        if first + len(rows) > len(self.data):
            grown = np.zeros(max(2 * len(self.data), first + len(rows)), self.data.dtype)
            grown[:first] = self.data[:first]
            self.data = grown
        self.data[first : first + len(rows)] = rows
        self.size += len(rows)
        return first


class Store(Sequence[Sequence[Reading]]):
    """Types, pairs, groups and variants as columns; row 0 is a blank that stands around sentences.

    As a sequence it gives the readings of each type, in the order of its pairs and of their variants.
    """

    def __init__(self, lexicon: Lexicon, weights: Weights) -> None:
        self._lexicon, self._weights = lexicon, weights
        self._flags, self._penalty = flags(lexicon), penalties(lexicon)
        self._habit = look_up(weights.lemma_key, weights.lemma_count, lexicon.arrays["lemma_exact"]).astype(np.float32)
        self._types, self._pairs = Column(TYPE), Column(PAIR)
        self._groups, self._variants = Column(GROUP), Column(VARIANT)
        self.words: list[str] = [""]
        self.rows: dict[str, int] = {}
        self.letters = 0
        self._built: dict[tuple[int, int], Reading] = {}
        self._builder = Builder(lexicon, weights.lemmas, self._is_name)
        self._types.extend(np.array([(0, 0, 0, 0, 0, 0, 1, True)], TYPE))
        self._pairs.extend(np.zeros(1, PAIR))
        self._groups.extend(np.zeros(1, GROUP))

    @property
    def types(self) -> NDArray[Any]:
        """Columns of the word types."""
        return self._types.data

    @property
    def pairs(self) -> NDArray[Any]:
        """Columns of the pairs, those of a type together, likeliest first."""
        return self._pairs.data

    @property
    def variants(self) -> NDArray[Any]:
        """Columns of the variants, those of a group together."""
        return self._variants.data

    @property
    def groups(self) -> NDArray[Any]:
        """Columns of the groups."""
        return self._groups.data

    def add(self, tokens: Sequence[str]) -> None:
        """Add word types that are not in the store."""
        bare = [plain(token) if len(token) <= 4 * LONGEST else "" for token in tokens]
        worded = [i for i, text in enumerate(bare) if is_word(text)]
        for first in range(0, len(worded), CHUNK):
            part = worded[first : first + CHUNK]
            self._add_words([tokens[i] for i in part], [bare[i] for i in part])
        known = set(worded)
        for i, token in enumerate(tokens):
            if i not in known:
                self._add_sign(token)

    def _is_name(self, word: str) -> bool:
        """Tell whether `word` is listed as a place, or was marked as a name more often than not."""
        known, key = self._weights.known, hash_words([word], "fold")
        share = int(look_up(known.name_key, known.name_seen, key)[0])
        lists = int(look_up(known.name_key, known.name_lists, key)[0])
        return bool(lists & PLACE) or (share > 0 and (share - 1) % 5 >= 3)

    def _register(self, token: str) -> None:
        self.rows[token] = len(self.words)
        self.words.append(token)
        self.letters += len(token)

    def _add_sign(self, token: str) -> None:
        types, pair = sign_columns(token)
        types["first"] = self._pairs.extend(pair)
        self._types.extend(types)
        self._register(token)

    def _add_words(self, tokens: Sequence[str], bare: Sequence[str]) -> None:
        weights, arrays = self._weights, self._lexicon.arrays
        words = Words(bare)
        groups = group(arrays, self._flags, words, weights.supplement)
        row, tag = pair_tags(groups, weights.tags)
        features = word_features(words, groups, arrays["lemma_last"], arrays["lemma_size"], weights.known, row, tag)
        prior, base = features.score(weights.word, weights.joint)
        cost, clash = self._costs(groups), self._clashes(tokens, groups)
        if clash is not None:
            cost += clash
            loss = np.minimum.reduceat(clash, groups.edges[:-1])[row]
            prior, base = prior - loss, base - loss
        self._extend(tokens, words, groups, row, tag, prior, base, shares(cost, groups.edges))

    def _extend(
        self,
        tokens: Sequence[str],
        words: Words,
        groups: Groups,
        row: Rows,
        tag: Rows,
        prior: Floats,
        base: Floats,
        share: Floats,
    ) -> None:
        word = groups.word[row]
        order = np.lexsort((-prior, word))
        edges = np.searchsorted(word[order], np.arange(len(words) + 1))
        chance = segment_softmax(prior[order], edges)
        rank = np.arange(len(order)) - edges[word[order]]
        kept = ((chance > LEAST) & (rank < KEEP)) | (rank == 0)
        rows = order[kept]
        counts = np.bincount(word[rows], minlength=len(words))
        pairs = pair_columns(words, groups, row[rows], tag[rows], self._weights.known)
        pairs["prior"], pairs["base"] = chance[kept], base[rows]
        pairs["leader"] = leaders(pairs, word[rows])
        pairs["group"] += self._groups.extend(group_rows(groups, self._variants.size))
        self._variants.extend(variant_rows(groups, share))
        types = type_columns(words, self._weights.known)
        types["first"] = self._pairs.extend(pairs) + np.cumsum(counts) - counts
        types["count"] = counts
        types["sure"] = (counts == 1) | (chance[edges[:-1]] > SURE)
        types["choices"] = choices(chance[kept], tag[rows], word[rows], len(words))
        self._types.extend(types)
        for token in tokens:
            self._register(token)

    def _costs(self, groups: Groups) -> Floats:
        """Return how unlikely each variant is in its group: plain, active, a lemma that readers chose come first."""
        member, hits = groups.members, groups.hits
        cost = np.zeros(len(member), np.float32)
        if not len(hits.word):
            return cost
        at = np.maximum(member, 0)
        for name in ("prefix", "stem", "suffix"):
            cost += self._penalty[self._lexicon.arrays[f"{name}_feats"][getattr(hits, name)[at]]]
        cost += 2 * _BITS[hits.spelling[at]]
        cost -= HABIT * self._habit[self._lexicon.arrays["stem_lemma"][hits.stem[at]]]
        return np.where(member >= 0, cost, 0).astype(np.float32)

    def _clashes(self, tokens: Sequence[str], groups: Groups) -> Floats | None:
        """Return what each variant loses by written vowel signs; None where no word has any."""
        marked = [i for i, token in enumerate(tokens) if has_marks(token)]
        if not marked:
            return None
        member, hits = groups.members, groups.hits
        owner = groups.word[np.repeat(np.arange(len(groups.word)), np.diff(groups.edges))]
        ours = np.isin(owner, marked)
        # A guess has no vowels to compare: it stands between a reading that agrees and one that does not.
        clash = np.where(ours & (member < 0), CLASH / 2, 0).astype(np.float32)
        for place in np.flatnonzero(ours & (member >= 0)).tolist():
            hit = member[place]
            pieces = (int(hits.prefix[hit]), int(hits.stem[hit]), int(hits.suffix[hit]))
            clash[place] = CLASH * conflict(tokens[owner[place]], self._builder.diac(pieces))
        return clash

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        return TypeReadings(self, row)

    def n_readings(self, row: int) -> int:
        """Return how many readings a type has."""
        last = self.pairs[int(self.types["first"][row]) + int(self.types["count"][row]) - 1]
        return int(last["readings"]) + int(last["count"])

    def reading(self, row: int, choice: int) -> Reading:
        """Return one reading of a type; it is kept as long as few are."""
        key = (row, choice)
        found = self._built.get(key)
        if found is None:
            if len(self._built) >= KEPT_READINGS:
                self._built.clear()
            found = self._built[key] = self._read(row, choice)
        return found

    def _read(self, row: int, choice: int) -> Reading:
        token, first = self.words[row], int(self.types["first"][row])
        pairs = self.pairs[first : first + int(self.types["count"][row])]
        pair = pairs[int(np.searchsorted(pairs["readings"], choice, side="right")) - 1]
        if not pair["kind"]:
            return self._builder.sign(token, *sign_kind(token))
        group = self.groups[int(pair["group"])]
        shape = Shape(*(group[name].item() for name in Shape._fields))
        tag = UPOS[pair["tag"]]
        variant = self.variants[int(group["first"]) + choice - int(pair["readings"])]
        if variant["stem"] < 0:
            return self._builder.guessed(token, shape, tag)
        return self._builder.listed(token, shape, tag, tuple(int(variant[n]) for n in ("prefix", "stem", "suffix")))


class TypeReadings(Sequence[Reading]):
    """The readings of one word type, each built when somebody asks for it."""

    __slots__ = ("_row", "_store")

    def __init__(self, store: Store, row: int) -> None:
        self._store, self._row = store, row

    def __len__(self) -> int:
        return self._store.n_readings(self._row)

    def __getitem__(self, choice: Any) -> Any:
        if isinstance(choice, slice):
            return tuple(self[i] for i in range(*choice.indices(len(self))))
        size = len(self)
        place = choice + size if choice < 0 else choice
        if not 0 <= place < size:
            raise IndexError(f"this word type has {size} readings")
        return self._store.reading(self._row, int(place))
