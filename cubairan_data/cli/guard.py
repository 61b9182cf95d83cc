"""The guard around every command: an error is a sentence and an exit code, never a traceback."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import typer
from typer.core import TyperGroup

import cubairan_data as cid
from cubairan_data.escaping import plain_lines

FINDINGS, COULD_NOT_RUN = 1, 2
DEBUG = "CUBAIRAN_DEBUG"
# How the message ends of an error that nobody foresaw.
WHERE = "(--debug before the command shows where)"


class GuardedCommands(TyperGroup):
    """The commands, of which 1 as an exit code always means findings that were printed."""

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> Any:
        """Run a command, and end with its exit code."""
        given = sys.argv[1:] if args is None else args
        try:
            _speak_utf8()
            try:
                super().main(args, *others, **options)
            finally:
                sys.stdout.flush()
        except SystemExit as ended:
            # Typer and rich take it upon themselves to end with 1, which means findings here.
            if isinstance(ended.__context__, (OSError, typer.Abort)):
                _end()
            raise
        except Exception as error:
            with suppress(OSError):
                _report(error, with_trace="--debug" in given or _is_set(DEBUG))
            _end()


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale is, as the tables and what reads the output do."""
    if sys.stdout is None:
        raise cid.CannotRunError("standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What no encoding has, half of a surrogate pair in the name of a file, is escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _is_set(variable: str) -> bool:
    return os.environ.get(variable, "") not in ("", "0")


def _report(error: Exception, *, with_trace: bool) -> None:
    """Say on standard error why it could not run; a closed pipe needs no message."""
    if isinstance(error, BrokenPipeError):
        return
    if with_trace:
        traceback.print_exception(error)
    message = str(error)
    if not isinstance(error, cid.CubairanDataError):
        kind = "" if isinstance(error, OSError) else f"{type(error).__name__}: "
        message = f"{kind}{' '.join(message.split())} {WHERE}"
    typer.echo(plain_lines(f"could not run: {message}"), err=True)


def _end() -> None:
    """End with the exit code for what could not run, whatever is still to be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _discard(stream)
        except AttributeError:  # closed from the start
            continue
    sys.exit(COULD_NOT_RUN)


def _discard(stream: Any) -> None:
    """Let a stream that cannot be written end nowhere, or Python complains of it at its exit."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
