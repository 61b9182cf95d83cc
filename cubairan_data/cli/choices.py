"""Arguments and options that take one of some names; a wrong one is answered with the nearest."""

from collections.abc import Callable, Collection
from typing import Any, get_args

import typer

from cubairan_data.cli import completion
from cubairan_data.errors import UnknownNameError, unknown
from cubairan_data.storage.names import TABLE_NAMES


def table(help_text: str, others: Collection[str] = ()) -> Any:
    """Make an argument that takes the name of a table, or one of other names."""
    return typer.Argument(metavar="TABLE", help=help_text, **_table(others))


def table_option(name: str, help_text: str) -> Any:
    """Make an option that takes the name of a table."""
    return typer.Option(name, metavar="TABLE", help=help_text, **_table(()))


def choice(name: str, literal: object, help_text: str, variable: str | None = None) -> Any:
    """Make an option that takes one of the values of a `Literal`.

    Args:
        name: of the option.
        literal: the `Literal`.
        help_text: what ``--help`` says of it.
        variable: of the environment, which gives the value where the option does not.
    """
    values = get_args(literal)
    return typer.Option(
        name,
        metavar=f"[{'|'.join(values)}]",
        help=help_text,
        envvar=variable,
        parser=_parser(name.removeprefix("--"), values),
        autocompletion=lambda incomplete: [
            value for value in values if value.startswith(incomplete)
        ],
    )


def _table(others: Collection[str]) -> dict[str, Any]:
    return {
        "parser": _parser("table", (*TABLE_NAMES, *others)),
        "show_choices": False,
        "autocompletion": completion.tables,
    }


def _parser(what: str, names: Collection[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text in names:
            return text
        raise typer.BadParameter(str(unknown(UnknownNameError, what, text, names, f"{what}s")))

    return parse
