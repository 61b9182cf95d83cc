"""Where pages lie, and addresses as they may stand in a page."""

import re
from functools import cache

from cubairan_data import dataset
from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import address, plain

HOME = dataset.HOMEPAGE.rstrip("/") + "/"
_SAFE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.~-]*/)*(?:[A-Za-z0-9_][A-Za-z0-9_.~-]*)?")
_WEB = ("http://", "https://")
_ARCHIVES = ("://web.archive.org/", "://archive.")


def checked(path: str) -> str:
    """Return a path below the folder of the site.

    Raises:
        CannotRunError: it could lead elsewhere, as an identifier with ``..`` would.
    """
    if _SAFE.fullmatch(path):
        return path
    raise CannotRunError(
        f"{plain(path)} can be no address of a page; allowed: letters, digits, -_."
    )


def up(path: str) -> str:
    """Give the way from a page up to where its path begins."""
    return "../" * path.count("/")


@cache
def web(url: str | None) -> str | None:
    """Return an address that may be followed: of the web, and of no script."""
    return address(url) if url and url.lower().startswith(_WEB) else None


@cache
def snapshot(url: str | None, day: str | None) -> str | None:
    """Give the address of the archived copy that is nearest to the day of reading."""
    known = web(url)
    if known is None or any(part in known for part in _ARCHIVES):
        return None
    return f"https://web.archive.org/web/{(day or '').replace('-', '') or '2'}/{known}"
