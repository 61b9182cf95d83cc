"""The whole application: importing a module of commands adds them to it."""

from cubairan_data.cli import reading, validating
from cubairan_data.cli.app import app

__all__ = ["app", "reading", "validating"]
