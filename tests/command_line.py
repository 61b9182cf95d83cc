"""The command line, run in this process."""

from typer.testing import CliRunner

from cubairan_data.cli.guard import WHERE
from cubairan_data.cli.main import app


def run(*arguments: object, code: int = 0) -> str:
    """Run a command that must end with an exit code, and no error unforeseen; give its output."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert WHERE not in result.output, result.output
    assert result.exit_code == code, result.output
    return result.output
