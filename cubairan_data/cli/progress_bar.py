"""A bar on standard error that shows how far a check is, where that is a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from cubairan_data.escaping import plain
from cubairan_data.validation.progress import Progress, no_progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar while something runs; nothing where nobody would see it."""
    from rich import progress as rich_progress
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield no_progress
        return
    columns = (
        rich_progress.TextColumn("{task.description}", markup=False),
        rich_progress.BarColumn(),
        rich_progress.TimeElapsedColumn(),
    )
    with rich_progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(step: str, done: int, of: int) -> None:
            bar.update(task, description=plain(step), completed=done, total=of)

        yield show
