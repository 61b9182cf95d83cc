"""How far a check is, told to whoever shows it."""

from collections.abc import Callable

# What is being done, the number of steps done, and of all.
Progress = Callable[[str, int, int], None]


def no_progress(step: str, done: int, of: int) -> None:
    """Show nothing."""
