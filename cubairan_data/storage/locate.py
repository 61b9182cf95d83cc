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
