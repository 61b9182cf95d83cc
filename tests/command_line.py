"""The command line, run in this process."""

from typer.testing import CliRunner

from cubairan_data.cli.main import app


def run(*arguments: object, code: int = 0) -> str:
    """Run a command that must end with an exit code, never in a traceback; give its output."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result.output
