"""The command line, run in this process."""

from typing import Any

from typer.testing import CliRunner

from cubairan_data.cli.guard import WHERE
from cubairan_data.cli.main import app


def run(*arguments: object, code: int = 0) -> str:
    """Run a command that must end with an exit code, and no error unforeseen; give its output."""
    return str(_ran(arguments, code).output)


def piped(*arguments: object, code: int = 0) -> str:
    """Run a command, and give what a program would read: standard output alone."""
    return str(_ran(arguments, code).stdout)


def _ran(arguments: tuple[object, ...], code: int) -> Any:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert WHERE not in result.output, result.output
    assert result.exit_code == code, result.output
    return result
