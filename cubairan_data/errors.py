"""The errors of the package, and the one place that writes "did you mean"."""

from collections.abc import Collection, Iterable
from typing import TypeVar

# Up to this many allowed names a message lists them all; beyond, only the nearest.
_LISTED = 60
_LONGEST_NAME = 80
# Of 100, by rapidfuzz; a letter wrong, missing or moved is near, another word is not.
_NEAR = 66


class CubairanDataError(Exception):
    """Base of every error that this package raises on purpose."""


class CannotRunError(CubairanDataError):
    """A folder or file cannot be read, checked or written; the message says why."""


class InvalidTableError(CubairanDataError):
    """A table breaks its contract, so it cannot be loaded; the message names the line."""


class UntraceableRowsError(CubairanDataError, ValueError):
    """Rows of a frame lead back to no table of the record, so their sources are unknown."""


class NotEvidencedError(CubairanDataError, ValueError):
    """The table does not rest on lines of evidence."""


class ConflictError(CubairanDataError, ValueError):
    """The reading contradicts no value in the frame."""


class AmbiguousDateError(CubairanDataError, ValueError):
    """The frame has no date column, or several to choose from."""


class MixedFlowsError(CubairanDataError, ValueError):
    """The flows cannot be summed; the message says what is mixed and how to select."""


class UnknownNameError(CubairanDataError, ValueError):
    """A name does not exist, such as a style, code or publisher; base of the errors below."""


class UnknownTableError(UnknownNameError):
    """No table has this name."""


class UnknownRowError(UnknownNameError):
    """No row has this key."""


class UnknownColumnError(UnknownNameError):
    """The table has no such column."""


class UnknownRuleError(UnknownNameError, CannotRunError):
    """No rule has this id."""


# The errors a user may catch; named in tracebacks as they are imported.
PUBLIC_ERRORS = (
    CubairanDataError,
    CannotRunError,
    InvalidTableError,
    UntraceableRowsError,
    NotEvidencedError,
    ConflictError,
    AmbiguousDateError,
    MixedFlowsError,
    UnknownNameError,
    UnknownTableError,
    UnknownRowError,
    UnknownColumnError,
    UnknownRuleError,
)
for _error in PUBLIC_ERRORS:
    _error.__module__ = "cubairan_data"


E = TypeVar("E", bound=UnknownNameError)


def did_you_mean(name: object, allowed: Iterable[str], listed: str = "") -> str:
    """Suggest the nearest names, and list all names where they are few.

    Args:
        name: the name given.
        allowed: the names that exist.
        listed: plural of what is named, which introduces the list; empty omits the list.

    Returns:
        The end of a message, from a semicolon on; empty if there is nothing to suggest.

    Example:
        >>> did_you_mean("visit", ["visits", "sources"], "tables")
        "; did you mean 'visits'? Tables: visits, sources"
    """
    # Imported only here, since most uses never name anything wrongly.
    from rapidfuzz import fuzz, process

    names = list(allowed)
    found = process.extract(str(name), names, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
    near = [match[0] for match in found]
    parts = [f"; did you mean {' or '.join(map(repr, near))}?"] if near else []
    if listed and len(names) <= _LISTED:
        parts.append(
            f"{'' if near else '; '}{listed.capitalize() if near else listed}: {', '.join(names)}"
        )
    return " ".join(parts)


def unknown(error: type[E], what: str, name: object, allowed: Iterable[str], listed: str = "") -> E:
    """Build the error for a name that does not exist.

    Args:
        error: class of the error.
        what: what the name should have been, such as ``table`` or ``column of visits``.
        name: the name given.
        allowed: the names that exist.
        listed: plural of what is named, which introduces the list of all names.

    Returns:
        The error, to be raised.
    """
    return error(f"no {what} {shown(name)}{did_you_mean(name, allowed, listed)}")


def known_name(
    error: type[E], what: str, name: object, allowed: Collection[str], listed: str = ""
) -> str:
    """Return a name that is allowed; raises the error that `unknown` builds for any other thing."""
    if isinstance(name, str) and name in allowed:
        return name
    raise unknown(error, what, name, allowed, listed)


def several_names(names: object, what: str) -> tuple[str, ...]:
    """Return the names of an argument that takes one or several; raises UnknownNameError."""
    if isinstance(names, str):
        return (names,)
    if not isinstance(names, Iterable):
        raise UnknownNameError(f"{what} is {shown(names)}; allowed: a name or several")
    return tuple(names)


def shown(value: object) -> str:
    """Show a value in a message: on one line, and not too long."""
    text = " ".join(repr(value).split())
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"
