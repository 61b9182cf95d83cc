"""The output of the examples in pages, as running them prints it."""

import doctest

import pandas as pd

OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


class ExampleError(Exception):
    """An example of a page fails; the message names the page and the line."""


class _Recorder(doctest.DocTestRunner):
    """Notes what each example prints in place of what the page shows."""

    def __init__(self) -> None:
        super().__init__(optionflags=OPTIONS, verbose=False)
        self.printed: dict[int, str] = {}

    def report_failure(
        self, out: object, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        """Note what is printed instead."""
        self.printed[example.lineno] = got

    def report_unexpected_exception(
        self, out: object, test: doctest.DocTest, example: doctest.Example, exc_info: object
    ) -> None:
        """Stop: the page shows a result, and there is none."""
        raised = exc_info[1] if isinstance(exc_info, tuple) else exc_info
        where = f"{test.name}:{example.lineno + 1}"
        raise ExampleError(f"{where}: {example.source.strip()} raises {raised!r}")


def rerun(page: str, text: str) -> str:
    """Run the examples of a page, and replace every output that is not what is printed now.

    Args:
        page: name of the page, for messages.
        text: the page.

    Returns:
        The page with fresh output, all else unchanged.

    Raises:
        ExampleError: an example raises an exception that the page does not show.
    """
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    recorder = _Recorder()
    with pd.option_context("display.width", 80, "display.max_columns", 0):
        recorder.run(test, clear_globs=False)
    lines = text.splitlines(keepends=True)
    # From the last example to the first, so that the numbers of earlier lines stay right.
    for example in reversed(test.examples):
        if example.lineno in recorder.printed:
            begin = example.lineno + example.source.count("\n")
            end = begin + example.want.count("\n")
            printed = recorder.printed[example.lineno].splitlines()
            lines[begin:end] = [f"{line.rstrip()}\n" for line in printed]
    return "".join(lines)
