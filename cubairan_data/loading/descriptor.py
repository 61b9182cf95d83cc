"""The installed descriptor, read once; the loader takes its dtypes from here, so it needs no pydantic."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from cubairan_data.loading.locate import DESCRIPTOR, data_root
from cubairan_data.loading.names import known_table

Field = dict[str, Any]


@cache
def resources() -> dict[str, dict[str, Any]]:
    """The resources of the descriptor by table name, in the order of publication."""
    package = json.loads((data_root() / DESCRIPTOR).read_bytes())
    return {resource["name"]: resource for resource in package["resources"]}


def resource(table: str) -> dict[str, Any]:
    """The resource of one table; raises UnknownTableError for a wrong name."""
    return resources()[known_table(table)]


def fields(table: str) -> list[Field]:
    """The fields of one table, in the order of the file."""
    found: list[Field] = resource(table)["schema"]["fields"]
    return found


def path(table: str) -> Path:
    """The file of one table."""
    return data_root() / str(resource(table)["path"])
