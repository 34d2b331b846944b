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
from arnews.morphology.candidates import POS, Groups, group, pair_tags
from arnews.morphology.features import PLACE, Known, look_up, word_features
from arnews.morphology.hashing import LONGEST, Words, hash_words, mix
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
POSSIBLE = 0.05
"""A tag that is less likely than this in stage one is no choice that neighbours hear of."""
CLASH = 8.0
"""What a reading loses, in log units, for each written vowel sign that it contradicts."""
RANK = 3.0
"""What a variant loses, in log units, against the next better one of its group."""
HABIT = 0.6
"""What a variant gains for each doubling of the times that readers chose its lemma."""
KEPT_READINGS = 50_000
"""Readings that are kept built: about 40 MB."""
_BITS = np.array([bin(bits).count("1") for bits in range(16)])
_PAIR = np.dtype([
    ("prior", "f4"), ("base", "f4"), ("lemma", "u8"), ("tag", "u1"), ("shown", "u1"), ("kind", "u1"),
    ("article", "u1"), ("cut", "u2"), ("suffix", "u8"), ("stem", "u8"), ("lists", "u1"), ("group", "i4"),
    ("count", "u2"), ("readings", "u2"), ("leader", "i2"),
])  # fmt: skip
_GROUP = np.dtype([
    ("kind", "u1"), ("entry", "i4"), ("cuts", "u1"), ("enclitic", "u1"), ("article", "?"), ("start", "u1"),
    ("end", "u1"), ("first", "i4"), ("count", "u2"),
])  # fmt: skip
_VARIANT = np.dtype([("prefix", "i2"), ("stem", "i4"), ("suffix", "i2"), ("weight", "f4")])
_TYPE = np.dtype(
    [
        ("word", "u8"),
        ("head", "u8"),
        ("tail", "u8"),
        ("choices", "u8"),
        ("group", "u1"),
        ("first", "i4"),
        ("count", "u2"),
        ("sure", "?"),
    ]
)


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
        self._types, self._pairs = Column(_TYPE), Column(_PAIR)
        self._groups, self._variants = Column(_GROUP), Column(_VARIANT)
        self.words: list[str] = [""]
        self.rows: dict[str, int] = {}
        self.letters = 0
        self._built: dict[tuple[int, int], Reading] = {}
        self._builder = Builder(lexicon, weights.lemmas, self._is_name)
        self._types.extend(np.array([(0, 0, 0, 0, 0, 0, 1, True)], _TYPE))
        self._pairs.extend(np.zeros(1, _PAIR))
        self._groups.extend(np.zeros(1, _GROUP))

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
        self._extend(tokens, words, groups, row, tag, prior, base, _shares(cost, groups.edges))

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
        pairs["group"] += self._groups.extend(_group_rows(groups, self._variants.size))
        self._variants.extend(_variant_rows(groups, share))
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


def sign_columns(token: str) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the type and the pair of a token that is no word: marks by their first character, the rest by class."""
    upos, _ = sign_kind(token)
    tag = UPOS.index(upos)
    mark = ord(token[0]) if upos in ("PUNCT", "SYM") else tag
    pair = np.zeros(1, _PAIR)
    pair["prior"], pair["tag"], pair["shown"], pair["count"], pair["lemma"] = 1, tag, tag + 1, 1, mark + 1
    return np.array([(mark + 1, tag + 1, tag + 1, 1 << tag, 0, 0, 1, True)], _TYPE), pair


def type_columns(words: Words, known: Known) -> NDArray[Any]:
    """Return what word types show to their neighbours."""
    at = np.arange(len(words))
    zero = np.zeros(len(words), np.int64)
    types = np.zeros(len(words), _TYPE)
    types["word"] = words.piece(at, zero, words.lengths, "fold")
    types["group"] = look_up(known.freq_key, known.freq_group, types["word"])
    types["head"] = words.piece(at, zero, np.minimum(2, words.lengths), "exact")
    types["tail"] = words.piece(at, np.maximum(words.lengths - 2, 0), words.lengths, "exact")
    return types


def choices(chance: Floats, tag: Rows, word: Rows, n_words: int) -> NDArray[np.uint64]:
    """Return for each word a bit for each tag that is likely enough to matter to a neighbour."""
    mass = np.zeros((n_words, len(UPOS)), np.float32)
    np.add.at(mass, (word, tag), chance)
    bits: NDArray[np.uint64] = (
        ((mass > POSSIBLE).astype(np.uint64) << np.arange(len(UPOS), dtype=np.uint64)).sum(axis=1).astype(np.uint64)
    )
    return bits


def leaders(pairs: NDArray[Any], word: Rows) -> NDArray[np.int16]:
    """Return how far behind each pair stands the one that says the same: lemma, tag and cuts, from a better source."""
    same = mix(word.astype(np.uint64), pairs["lemma"], pairs["tag"].astype(np.uint64), pairs["cut"].astype(np.uint64))
    order = np.lexsort((pairs["kind"], same))
    opens = np.concatenate([[True], same[order][1:] != same[order][:-1]]) if len(order) else np.zeros(0, bool)
    first = order[np.flatnonzero(opens)[np.cumsum(opens) - 1]] if len(order) else order
    lead = np.empty(len(pairs), np.int64)
    lead[order] = first
    return (lead - np.arange(len(pairs))).astype(np.int16)


def pair_columns(words: Words, groups: Groups, row: Rows, tag: Rows, known: Known) -> NDArray[Any]:
    """Return the columns of pairs (`row` in `groups`, `tag`), sorted by word; scores are left to the caller."""
    pairs = np.zeros(len(row), _PAIR)
    pairs["tag"], pairs["shown"] = tag, tag + 1
    pairs["lemma"], pairs["kind"], pairs["article"] = groups.lemma[row], groups.kind[row] + 1, groups.article[row] + 1
    pairs["cut"] = groups.cuts[row].astype(np.int64) * 8 + groups.enclitic[row]
    pairs["suffix"], pairs["stem"] = groups.suffix[row] + 2, groups.stem[row] + 2
    frame = words.piece(groups.word, groups.start, groups.end, "fold")
    pairs["lists"] = look_up(known.name_key, known.name_lists, frame)[row]
    counts = np.diff(groups.edges)[row]
    pairs["group"], pairs["count"] = row, counts
    word = groups.word[row]
    before = np.cumsum(counts) - counts
    pairs["readings"] = before - before[np.searchsorted(word, word)]
    return pairs


def _shares(cost: Floats, edges: Rows) -> Floats:
    """Return the share of each variant in its group: nearly all of it for the least costly.

    Nothing is known of how often the variants of a group occur, so they must not take from the group's chance to be
    read first.
    """
    owner = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    order = np.lexsort((cost, owner))
    rank = np.empty(len(cost), np.float32)
    rank[order] = np.arange(len(cost)) - edges[:-1][owner]
    return segment_softmax(-cost - RANK * rank, edges)


def _group_rows(groups: Groups, first: int) -> NDArray[Any]:
    rows = np.zeros(len(groups.word), _GROUP)
    for name in ("kind", "entry", "cuts", "enclitic", "article", "start", "end"):
        rows[name] = getattr(groups, name)
    rows["first"], rows["count"] = first + groups.edges[:-1], np.diff(groups.edges)
    return rows


def _variant_rows(groups: Groups, share: Floats) -> NDArray[Any]:
    rows = np.zeros(len(groups.members), _VARIANT)
    listed = groups.members >= 0
    rows["weight"], rows["stem"] = share, -1
    for name in ("prefix", "stem", "suffix"):
        rows[name][listed] = getattr(groups.hits, name)[groups.members[listed]]
    return rows


def flags(lexicon: Lexicon) -> dict[str, NDArray[Any]]:
    """Return what the candidates ask of a set of features: its part of speech, article, voice."""
    number = {pos: i for i, pos in enumerate(POS)}
    return {
        "article": np.array([feats.get("prc0") == "Al_det" for feats in lexicon.featsets]),
        "passive": np.array([feats.get("vox") == "p" for feats in lexicon.featsets]),
        "pos": np.array([number.get(feats.get("pos", ""), 0) for feats in lexicon.featsets]),
    }


def penalties(lexicon: Lexicon) -> Floats:
    """Return how unusual each set of features is in news: the variants of a group are ordered by it."""
    table = (
        (("vox", "p"), 2.0), (("per", "2"), 3.0), (("asp", "c"), 4.0), (("prc1", "la_emph"), 2.5),
        (("prc1", "la_rc"), 2.5), (("num", "d"), 1.5), (("mod", "s"), 0.5), (("cas", "a"), 0.1),
    )  # fmt: skip
    costs = [
        sum(cost for (name, value), cost in table if feats.get(name) == value)
        + (2.0 if feats.get("per") == "3" and feats.get("gen") == "f" and feats.get("num") == "p" else 0.0)
        for feats in lexicon.featsets
    ]
    return np.array(costs, np.float32)
