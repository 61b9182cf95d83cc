"""cubairan-data: the record of relations between Cuba and Iran, 1979 to today, as DataFrames.

>>> import cubairan_data as cid
>>> visits = cid.load("visits")
>>> visits.columns[:3].tolist()
['visit_id', 'date', 'date_earliest']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cubairan_data.about import VERSION

if TYPE_CHECKING:
    from cubairan_data.analysis.dates import resolve_dates
    from cubairan_data.analysis.panel import panel
    from cubairan_data.analysis.totals import MixedFlowsError, total
    from cubairan_data.asking.explanation import explain
    from cubairan_data.asking.lines import NoSuchRowError, evidence
    from cubairan_data.asking.load import load
    from cubairan_data.asking.rival_readings import rivals, with_reading
    from cubairan_data.asking.witnesses import corroboration
    from cubairan_data.citing.cite import cite
    from cubairan_data.loading.codebook import codebook
    from cubairan_data.loading.frames import load_all, tables
    from cubairan_data.loading.names import TableName, UnknownTableError
    from cubairan_data.loading.records import records
    from cubairan_data.validation.checking import check
    from cubairan_data.validation.comparing import compare
    from cubairan_data.validation.formatting import format_tables
    from cubairan_data.validation.reading import CannotRunError
    from cubairan_data.validation.run import validate

__version__ = VERSION

_HOMES = {
    "check": "validation.checking",
    "compare": "validation.comparing",
    "CannotRunError": "validation.reading",
    "cite": "citing.cite",
    "MixedFlowsError": "analysis.totals",
    "NoSuchRowError": "asking.lines",
    "TableName": "loading.names",
    "UnknownTableError": "loading.names",
    "codebook": "loading.codebook",
    "corroboration": "asking.witnesses",
    "evidence": "asking.lines",
    "explain": "asking.explanation",
    "format_tables": "validation.formatting",
    "load": "asking.load",
    "load_all": "loading.frames",
    "panel": "analysis.panel",
    "records": "loading.records",
    "resolve_dates": "analysis.dates",
    "rivals": "asking.rival_readings",
    "tables": "loading.frames",
    "total": "analysis.totals",
    "validate": "validation.run",
    "with_reading": "asking.rival_readings",
}

__all__ = [
    "CannotRunError",
    "MixedFlowsError",
    "NoSuchRowError",
    "TableName",
    "UnknownTableError",
    "__version__",
    "check",
    "cite",
    "codebook",
    "compare",
    "corroboration",
    "evidence",
    "explain",
    "format_tables",
    "load",
    "load_all",
    "panel",
    "records",
    "resolve_dates",
    "rivals",
    "tables",
    "total",
    "validate",
    "with_reading",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
