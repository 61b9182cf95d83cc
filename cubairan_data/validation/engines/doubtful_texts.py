"""Which texts of a table may be no cells of it, as an engine finds them for the contract layer."""

from collections.abc import Iterator
from contextlib import contextmanager

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.validation.engines.cell_expressions import is_sure
from cubairan_data.validation.engines.opening_engines import RunningEngine, running
from cubairan_data.validation.table_schema import Doubtful, ReadTable

_CELLS, _UNSURE = "cubairan_cells", "unsure_"


@contextmanager
def doubtful_texts(engine: str) -> Iterator[Doubtful]:
    """Run an engine that gives the texts of which it cannot be sure.

    Raises:
        CannotRunError: Ibis or the engine is not installed.
    """
    with running(engine) as run:
        yield lambda table: _doubtful(run, table)


def _doubtful(run: RunningEngine, read: ReadTable) -> dict[str, set[str]]:
    import ibis

    declared = MODELS[read.table.name].declared()
    asked = {field.name: at for at, field in enumerate(read.fields) if not field.is_free}
    doubtful: dict[str, set[str]] = {name: set() for name in asked}
    if not (asked and read.rows):
        return doubtful
    given = {name: [text or None for text in read.column(at)] for name, at in asked.items()}
    # A column without any cell has no type of its own.
    texts = run.given(_CELLS, given).cast(dict.fromkeys(asked, "string"))
    unsure = {name: ~is_sure(texts[name], declared[name], run.dialect) for name in asked}
    # One query a table: for a few thousand rows to make one costs more than to run it.
    rows = texts.filter(ibis.or_(*unsure.values()))
    rows = rows.select(*asked, **{f"{_UNSURE}{name}": each for name, each in unsure.items()})
    for cells in run.tuples(rows):
        for name, text, is_unsure in zip(asked, cells, cells[len(asked) :], strict=False):
            if is_unsure:
                doubtful[name].add(text or "")
    return doubtful
