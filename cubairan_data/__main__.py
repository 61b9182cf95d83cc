"""``python -m cubairan_data`` is the command line ``cubairan-data``."""

import gc
import os
import signal
import sys

INTERRUPTED = 130
_BETWEEN_COLLECTIONS = 500_000


def main() -> None:
    """Run the command line; who interrupts it sees no trace, not even while it starts."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run() -> None:
    before = signal.getsignal(signal.SIGINT)
    is_usual = before is signal.default_int_handler
    # What is interrupted while modules are imported ends at once: there is nothing to put back.
    if is_usual:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Rows and models live until the end; to look through them for garbage takes long.
    gc.set_threshold(_BETWEEN_COLLECTIONS, 50, 50)
    # The contract needs no plugin of pydantic, and to look for one opens every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from cubairan_data.cli.main import app

    if is_usual:
        signal.signal(signal.SIGINT, before)
    try:
        app(prog_name="cubairan-data")
    finally:
        # Nor does Python print one while it shuts down.
        if is_usual:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    main()
