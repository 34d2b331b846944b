"""The command line: ``arnews page``, ``analyze``, ``explain``, ``train``, ``evaluate``."""

from __future__ import annotations

from typing import Any

import click

from arnews import __version__
from arnews.cli.read import analyze, explain, page
from arnews.cli.training import evaluate, train
from arnews.errors import ArnewsError

__all__ = ["main"]


class Group(click.Group):
    """A group whose commands report arnews' own errors in one line and exit with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn an expected error into one line on standard error."""
        try:
            return super().invoke(ctx)
        except ArnewsError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise click.ClickException(f"{error.filename or ''}: {error.strerror or error}".lstrip(": ")) from error


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="arnews")
def main() -> None:
    r"""Read Arabic news: words, people, places, organisations, topics - offline.

    \b
    arnews page FILE          a pasted or saved page: title, date, headlines, article
    arnews analyze FILE       any text: topic, names, and every word with its reading
    arnews explain HEADLINE   the words for and against a headline's topic
    arnews train TASK DATA    retrain a model on data of your own
    arnews evaluate TASK DATA score a model

    FILE may be - for standard input. Exit status: 0 done, 1 the input or a model cannot be used, 2 wrong usage.
    """


for _command in (page, analyze, explain, train, evaluate):
    main.add_command(_command)
