"""Where the record is: inside the installed package, or beside it in a checkout."""

from functools import cache
from pathlib import Path

DESCRIPTOR = "datapackage.json"
INSIDE_PACKAGE = "data"


@cache
def installed_root() -> Path:
    """Find the folder of the record that comes with the package.

    Returns:
        The folder with ``datapackage.json`` and ``seeds/``: inside the package where it was
        installed from a wheel, else the checkout.

    Raises:
        FileNotFoundError: neither holds the descriptor, so the installation is damaged.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / INSIDE_PACKAGE, package.parent):
        if (folder / DESCRIPTOR).is_file():
            return folder
    raise FileNotFoundError(f"no {DESCRIPTOR} in or beside {package}; reinstall cubairan-data")


def folder_at_or_above(start: Path) -> Path | None:
    """Find the nearest folder that holds a descriptor, from one upwards."""
    folders = [start, *start.parents]
    return next((each for each in folders if (each / DESCRIPTOR).is_file()), None)


def is_in_installation(root: Path) -> bool:
    """Whether a record belongs to an installed package, whose next upgrade overwrites it."""
    is_inside_package = (root.parent / "dataset.py").is_file() and root.name == INSIDE_PACKAGE
    return is_inside_package or bool({"site-packages", "dist-packages"} & set(root.parts))
