"""Where the record is: inside the installed package, or beside it in a checkout."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cubairan_data.errors import CannotRunError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DESCRIPTOR = "datapackage.json"
INSIDE_PACKAGE = "data"


@cache
def installed_root() -> Path:
    """Find the folder of the record that comes with the package.

    Returns:
        The folder with ``datapackage.json`` and ``seeds/``: inside the package where it was
        installed from a wheel, a copy where that is imported from a ZIP archive, else the checkout.

    Raises:
        CannotRunError: none holds the descriptor, so the installation is damaged.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / INSIDE_PACKAGE, package.parent):
        if (folder / DESCRIPTOR).is_file():
            return folder
    # Imported only here, since hardly anybody imports from an archive.
    from importlib.resources import files

    inside = files(__package__.partition(".")[0]) / INSIDE_PACKAGE
    if not (inside / DESCRIPTOR).is_file():
        message = f"no {DESCRIPTOR} in or beside {package}"
        raise CannotRunError(f"{message}; reinstall cubairan-data")
    return _unpacked(inside)


def _unpacked(inside: "Traversable") -> Path:
    """Copy the record out of an archive, for as long as this process lives."""
    import atexit
    import shutil
    import tempfile

    folder, owner = Path(tempfile.mkdtemp(prefix="cubairan-data-")), os.getpid()

    def remove() -> None:
        # A process that was forked from this one leaves it alone.
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    _copy(inside, folder)
    return folder


def _copy(inside: "Traversable", folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for entry in inside.iterdir():
        if entry.is_dir():
            _copy(entry, folder / entry.name)
        else:
            (folder / entry.name).write_bytes(entry.read_bytes())


def folder_at_or_above(start: Path) -> Path | None:
    """Find the nearest folder that holds a descriptor, from one upwards."""
    folders = [start, *start.parents]
    return next((each for each in folders if (each / DESCRIPTOR).is_file()), None)


def is_in_installation(root: Path) -> bool:
    """Whether a record belongs to an installed package, whose next upgrade overwrites it."""
    is_inside_package = (root.parent / "dataset.py").is_file() and root.name == INSIDE_PACKAGE
    return is_inside_package or bool({"site-packages", "dist-packages"} & set(root.parts))
