"""What the choice of readings knows of strings: lists of names, frequencies of words, a supplement to the lexicon.

Made once from open lists and raw news, stored in the model folder as hashes and small numbers: the lists
themselves are not shipped.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.candidates import FIRST_RULE, Supplement, group
from arnews.morphology.columns import flags
from arnews.morphology.features import (
    BODY,
    GIVEN,
    GIVEN_WIDE,
    NEW_NAME,
    NEW_WORD,
    PERSON,
    PLACE,
    PLACE_PART,
    Known,
    short,
)
from arnews.morphology.hashing import LONGEST, Words, hash_words
from arnews.morphology.lexicon import Lexicon, load_lexicon
from arnews.morphology.signs import is_word
from arnews.morphology.tagset import UPOS
from arnews.normalize import fold, plain
from arnews.training.json_lines import read_lines, read_objects
from arnews.training.morphology_corpus import Extras, no_extras
from arnews.training.raw_news import raw_files
from arnews.training.treebank import Sentence, accepted_lemmas, lemma_key, read_sentences, settled
from arnews.training.word_classes import numbered, word_classes

__all__ = ["build_extras"]

_TOKEN = re.compile("[\u0621-\u063a\u0640-\u0655\u0670\u0671]+")
_MARKED = re.compile(r"\[\??(?P<label>PER|LOC|ORG) (?P<name>[^\]]*)\]|(?P<other>[^\[]+)")
_TRUSTED = {"faker_names", "camelmorph_nounprop", "egy_names_tokens"}
_LEFT_OUT = {"modern_words", "wof_villages", "news_hand_ambiguous"}
"""Lists that are read otherwise, or whose entries are ordinary words too often."""
_PLACES = re.compile('[\u0621-\u063a\u0640-\u0655\u0670\u0671]+|[.،:؛!؟\n"«»()]')
FREQUENT, CLASSED = 150_000, 60_000
"""Words whose frequency is kept, and those that get a class."""
_OPEN = ("NOUN", "ADJ", "VERB", "NUM", "ADV")


def build_extras(
    data: Path,
    treebanks: Sequence[Path],
    held_out: Sequence[Path] = (),
    supplement: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
    more: Sequence[Sentence] = (),
) -> Extras:
    """Return lists made from a data folder with ``gaz``, ``annotated`` and ``raw``.

    Parameters
    ----------
    data : Path
        Folder of the corpora.
    treebanks : sequence of Path
        Files that are trained on: words whose lemma the lexicon lacks are taken from them. Their documents are left
        out when names are counted in ``annotated``, so that training does not learn to trust counts that it will
        not find elsewhere.
    held_out : sequence of Path
        Files that are only scored: their documents are left out of the counts too.
    supplement : Path, optional
        Lines of tag, lemma, forms: used where the lexicon does not have the lemma for the form. Lines with a
        reason in a fourth field (function words) are used always.
    more : sequence of Sentence
        Sentences that are trained on beside those of `treebanks`.
    """
    train = [settled(sentence) for sentence in (*read_sentences(treebanks), *more)]
    docs = {sentence.doc for sentence in (*train, *read_sentences(held_out))}
    raw = raw_files(data / "raw")
    progress("counting words of raw news")
    frequency = _frequency(raw)
    common = [word for word, _ in sorted(frequency.items(), key=lambda item: (-item[1], item[0]))[:FREQUENT]]
    progress("sorting words into classes")
    classes = _classes(raw, common[:CLASSED])
    progress("reading name lists")
    seen = _seen(sorted((data / "annotated").glob("*.tsv")), docs)
    known = _known(_lists(data / "gaz"), seen, frequency, common, classes)
    lexicon = load_lexicon()
    rows = _from_treebanks(train, lexicon)
    if supplement is not None:
        rows += _missing(list(_written(supplement, reasoned=False)), lexicon)
        rows += _written(supplement, reasoned=True)
    return _pack(known, rows)


def _frequency(paths: Iterable[Path]) -> Counter[str]:
    spelled: Counter[str] = Counter()
    for path in paths:
        for _, article in read_objects(path):
            spelled.update(_TOKEN.findall(f"{article['title'] or ''} {article['text'] or ''}"))
    folded: Counter[str] = Counter()
    for word, count in spelled.items():
        if len(word) <= LONGEST:
            folded[fold(word)] += count
    del folded[""]
    return folded


def _lists(folder: Path) -> dict[str, int]:
    lists: Counter[str] = Counter()
    found: dict[str, int] = dict(lists)

    def add(word: str, bit: int) -> None:
        word = fold(word)
        if 1 < len(word) < LONGEST:
            found[word] = found.get(word, 0) | bit

    for path in sorted(folder.glob("*.tsv.xz")):
        name = path.name.removesuffix(".tsv.xz")
        if name in _LEFT_OUT:
            continue
        for _, line in read_lines(path):
            text, kind = line.split("\t")[:2]
            words = text.split()
            if kind == "PERTOK":
                add(text, GIVEN if name in _TRUSTED else GIVEN_WIDE)
            elif len(words) == 1 and kind in ("LOC", "ORG"):
                add(text, PLACE if kind == "LOC" else BODY)
            elif kind in ("PER", "LOC"):
                for word in words:
                    add(word, PERSON if kind == "PER" else PLACE_PART)
    for _, line in read_lines(folder / "modern_words.tsv.xz"):
        lemma, upos = line.split("\t")[:2]
        add(lemma, NEW_NAME if upos == "PROPN" else NEW_WORD)
    return found


def _seen(paths: Iterable[Path], docs: set[str]) -> dict[str, int]:
    """Return how often a word is a name where entities are marked: a fifth of the share, and whether it is frequent."""
    name, total = Counter[str](), Counter[str]()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if path.name == "topics.tsv" or re.split("[#@]", fields[0])[0] in docs:
                continue
            for match in _MARKED.finditer(fields[-1]):
                words = [fold(word) for word in _TOKEN.findall(match["name"] or match["other"])]
                total.update(words)
                if match["label"] == "PER" or (match["label"] and len(words) == 1):
                    name.update(words)
    return {
        word: 1 + min(int(5 * name[word] / count), 4) + (5 if count >= 8 else 0)
        for word, count in total.items() if (count >= 3 or name[word]) and 1 < len(word) < LONGEST
    }  # fmt: skip


def _classes(paths: Iterable[Path], words: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the classes of `words`, from every third article."""
    folded = {word: number for number, word in enumerate(words)}
    numbers: dict[str, int] = {}

    def streams() -> Iterator[NDArray[np.int64]]:
        for path in paths:
            for _, article in itertools.islice(read_objects(path), 0, None, 3):
                tokens = _PLACES.findall(f"{article['title'] or ''}\n{article['text'] or ''}")
                numbers.update((t, folded.get(fold(t), len(words))) for t in tokens if t not in numbers)
                yield numbered(tokens, numbers, len(words))

    return word_classes(_joined(streams()), len(words))


def _joined(streams: Iterable[NDArray[np.int64]]) -> Iterator[NDArray[np.int64]]:
    """Put streams together, a thousand at a time: counting has a fixed cost."""
    source = iter(streams)
    while part := list(itertools.islice(source, 1000)):
        yield np.concatenate(part)


def _known(
    lists: Mapping[str, int],
    seen: Mapping[str, int],
    frequency: Counter[str],
    common: Sequence[str],
    classes: tuple[NDArray[np.uint8], NDArray[np.uint8]],
) -> Known:
    names = sorted({*lists, *seen})
    key = short(hash_words(names, "fold"))
    order = np.argsort(key, kind="stable")
    place = short(hash_words(common, "fold"))
    by_place = np.argsort(place, kind="stable")
    bins = np.array([min(20, frequency[word].bit_length() - 1) for word in common], np.uint8)
    fine, coarse = (np.concatenate([column, np.zeros(len(common) - len(column), np.uint8)]) for column in classes)
    return Known(
        key[order], np.array([lists.get(n, 0) for n in names], np.uint8)[order],
        np.array([seen.get(n, 0) for n in names], np.uint8)[order],
        place[by_place], bins[by_place], fine[by_place], coarse[by_place],
    )  # fmt: skip


Row = tuple[str, str, str]


def _written(path: Path, *, reasoned: bool) -> Iterator[Row]:
    """Yield (form, lemma, tag) of a supplement file; with a reason in a fourth field only if `reasoned`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            tag, lemma, forms, *reason = line.split("\t")
            if bool(reason) == reasoned:
                yield from ((form, lemma, tag) for form in forms.split())


def _reached(forms: Sequence[str], lexicon: Lexicon, *, guessed: bool = True) -> list[set[int]]:
    """Return for each form the hashes of the lemmas that can be found for it without a supplement."""
    groups = group(lexicon.arrays, flags(lexicon), Words(forms), no_extras().supplement)
    found: list[set[int]] = [set() for _ in forms]
    kept = groups.kind < FIRST_RULE if not guessed else np.ones(len(groups.kind), bool)
    for word, lemma in zip(groups.word[kept].tolist(), groups.lemma[kept].tolist(), strict=True):
        found[word].add(lemma)
    return found


def _missing(rows: Sequence[Row], lexicon: Lexicon) -> list[Row]:
    """Return the rows whose lemma the lexicon lacks for their form; that it can be guessed is not enough."""
    found = _reached([form for form, _, _ in rows], lexicon, guessed=False)
    hashes = hash_words([plain(lemma) for _, lemma, _ in rows], "fold").tolist()
    return [row for row, lemma, there in zip(rows, hashes, found, strict=True) if lemma not in there]


def _from_treebanks(sentences: Iterable[Sentence], lexicon: Lexicon) -> list[Row]:
    """Return the words of open classes whose gold lemma nothing else offers."""
    words = {
        (plain(sentence.text[w.start : w.end]), w.lemma, w.upos, w.segments)
        for sentence in sentences for w in sentence.words if w.lemma and w.upos in _OPEN
    }  # fmt: skip
    rows = sorted(word for word in words if is_word(word[0]))
    found = _reached([form for form, *_ in rows], lexicon)
    out: dict[Row, None] = {}
    for (form, lemma, tag, segments), there in zip(rows, found, strict=True):
        accepted = hash_words([text[:LONGEST] for text in sorted(accepted_lemmas(lemma, tag))], "fold").tolist()
        frame = _frame(form, segments)
        if not there & set(accepted) and len(frame) > 1 and abs(len(frame) - len(lemma_key(lemma))) < 5:
            out[frame, plain(lemma), tag] = None
    return list(out)


def _frame(form: str, segments: Sequence[str]) -> str:
    """Return the longest piece of a word as it is written, without its article."""
    sizes = [len(plain(segment)) for segment in segments]
    if sum(sizes) != len(form):
        return ""
    main = sizes.index(max(sizes))
    start = sum(sizes[:main])
    piece = form[start : start + sizes[main]]
    if piece.startswith("ال") and len(piece) > 3:
        return piece[2:]
    return piece[1:] if form[:start].endswith("ل") and piece.startswith("ل") else piece


def _pack(known: Known, rows: Sequence[Row]) -> Extras:
    unique = sorted({(fold(form), lemma, tag) for form, lemma, tag in rows})
    key = hash_words([form for form, _, _ in unique], "fold")
    order = np.argsort(key, kind="stable")
    lemmas = tuple(unique[i][1] for i in order)
    tags = np.array([UPOS.index(unique[i][2]) for i in order], np.uint8)
    return Extras(known, Supplement(key[order], hash_words([plain(lemma) for lemma in lemmas], "fold"), tags), lemmas)
