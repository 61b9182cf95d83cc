"""The whole application: importing a module of commands adds them to it."""

from cubairan_data.cli import (
    check_commands,
    curation_commands,
    export_commands,
    find_commands,
    read_commands,
)
from cubairan_data.cli.app import app

__all__ = ["app"]

# As the help lists them: what most people need comes first.
_IN_ORDER = [
    module.__name__
    for module in (
        read_commands,
        find_commands,
        check_commands,
        curation_commands,
        export_commands,
    )
]
app.registered_commands.sort(
    key=lambda command: _IN_ORDER.index(str(getattr(command.callback, "__module__", "")))
)
