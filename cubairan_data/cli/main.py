"""The whole application: importing a module of commands adds them to it."""

from cubairan_data.cli import (
    check_commands,
    curation_commands,
    export_commands,
    find_commands,
    read_commands,
)
from cubairan_data.cli.app import app

__all__ = [
    "app",
    "check_commands",
    "curation_commands",
    "export_commands",
    "find_commands",
    "read_commands",
]
