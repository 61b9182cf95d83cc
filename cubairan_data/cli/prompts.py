"""Asking for one cell: its form checked at once, its codes listed, ``?`` explained."""

from collections.abc import Sequence

import typer

from cubairan_data.cli.row_display import print_wrapped
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.columns import Column
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.validation.row_layer import cell_fault

HELP = "?"


def ask(label: str, explanation: str, *, needed: bool = False, default: str = "") -> str:
    """Ask for a text.

    Args:
        label: what is asked for.
        explanation: what ``?`` prints.
        needed: whether a blank is refused.
        default: what a blank stands for.

    Returns:
        The answer, trimmed; empty where it is left blank.
    """
    suffix = " (needed)" if needed and not default else ""
    while True:
        prompt = f"{label}{suffix}"
        answer: str = typer.prompt(prompt, default=default, show_default=bool(default)).strip()
        if answer == HELP:
            print_wrapped(explanation, "  ")
        elif answer or not needed:
            return answer
        else:
            print_wrapped("A value is needed here; ? explains.", "  ")


def ask_cell(table: str, column: Column, default: str = "") -> str:
    """Ask for a cell until the answer has the form of its column; codes may be given by number."""
    codes = [code.value for code in column.codes or ()]
    for number, code in enumerate(column.codes or (), 1):
        print_wrapped(f"{number:2} {code.value}: {code.definition}", "  ", " " * 5)
    while True:
        answer = ask(column.title, explained(column), needed=column.required, default=default)
        text = _codes_of(answer, codes) if codes else answer
        if column.is_list:
            text = DELIMITER.join(item.strip() for item in text.split(DELIMITER))
        if not text:
            return ""
        if fault := cell_fault(MODELS[table], column.name, text):
            print_wrapped(fault.message, "  ")
        else:
            return text


def choose(labels: Sequence[str], new: str) -> int | None:
    """Let the user choose among numbered rows.

    Args:
        labels: the rows.
        new: what can be made instead; empty where nothing can.

    Returns:
        The place of the row chosen, -1 for a new one, None to ask again.
    """
    for number, label in enumerate(labels, 1):
        print_wrapped(f"{number:2} {label}", "  ", " " * 5)
    if new:
        print_wrapped(f" n a new {new}", "  ")
    choices = "number, n, or Enter to ask again" if new else "number, or Enter to ask again"
    answer = typer.prompt(f"  {choices}", default="", show_default=False).strip()
    if answer == "n" and new:
        return -1
    is_listed = answer.isdecimal() and 1 <= int(answer) <= len(labels)
    return int(answer) - 1 if is_listed else None


def explained(column: Column) -> str:
    """Say what a column holds, and what that looks like."""
    return f"{column.description} Example: {column.example}"


def _codes_of(answer: str, codes: Sequence[str]) -> str:
    """Put codes in place of their numbers."""
    items = [item.strip() for item in answer.split(DELIMITER)]
    return DELIMITER.join(
        codes[int(item) - 1] if item.isdecimal() and 1 <= int(item) <= len(codes) else item
        for item in items
    )
