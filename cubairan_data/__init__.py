"""cubairan-data: the record of relations between Cuba and Iran, 1979 to today, as DataFrames.

>>> import cubairan_data as cid
>>> visits = cid.load("visits")
>>> visits.columns[:3].tolist()
['visit_id', 'date', 'date_earliest']

To read: `tables`, `load`, `codebook`; to find: `search`, `events`, `about`; to trace: `explain`,
`evidence`, `rivals`, `corroboration`, `cite`; to analyse: `panel`, `total`, `resolve_dates`,
`substitute`; to draw: `plot`; to judge: `validate`, `check`, `format`, `diff`; to take elsewhere:
`export`. `open` gives the same for a folder of your own.

Every public name is written once, in the two lists below; ``__init__.pyi``, which editors and type
checkers read, is generated from them. The functions are the methods of the installed record, or of
that in the folder which ``CUBAIRAN_DATA`` in the environment names.
"""

from importlib import import_module
from typing import Any

from cubairan_data.dataset import VERSION

__version__ = VERSION

_METHODS_OF_DEFAULT = (
    "about",
    "check",
    "cite",
    "codebook",
    "corroboration",
    "diff",
    "evidence",
    "events",
    "explain",
    "export",
    "format",
    "load",
    "load_all",
    "objects",
    "panel",
    "plot",
    "rivals",
    "search",
    "tables",
    "total",
    "validate",
)
_MODULE_OF = {
    "AmbiguousDateError": "errors",
    "CannotRunError": "errors",
    "ConflictError": "errors",
    "CubairanDataError": "errors",
    "InvalidTableError": "errors",
    "MixedFlowsError": "errors",
    "NotEvidencedError": "errors",
    "Record": "record",
    "TableName": "storage.names",
    "UnknownColumnError": "errors",
    "UnknownNameError": "errors",
    "UnknownRowError": "errors",
    "UnknownRuleError": "errors",
    "UnknownTableError": "errors",
    "UntraceableRowsError": "errors",
    "open": "record",
    "resolve_dates": "analysis.dates",
    "substitute": "provenance.conflicts",
}
__all__ = sorted([*_METHODS_OF_DEFAULT, *_MODULE_OF, "__version__"])


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name in _MODULE_OF:
        value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    elif name in _METHODS_OF_DEFAULT:
        value = getattr(import_module(f"{__name__}.record").default(), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
