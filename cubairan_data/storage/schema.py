"""What the contract says of each table, read from the installed descriptor.

The descriptor is generated from the pydantic models of the contract. Reading it back costs a
millisecond, importing pydantic and the models a tenth of a second, so loading takes this way.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from cubairan_data.errors import UnknownColumnError, known_name
from cubairan_data.storage.locate import DESCRIPTOR, installed_root

TEXTS = ("text", "list of texts", "text fragment")
"""The cells that hold words, for people to read."""


class Field(NamedTuple):
    """One column as the descriptor has it."""

    name: str
    title: str
    type: str
    cell: str
    role: str
    is_shown: bool
    """Of a coded column: whether a passage may bear it all the same."""
    description: str
    example: str
    unit: str | None
    is_required: bool
    is_list: bool
    pattern: str | None
    """What the whole of a cell matches."""
    codes: Mapping[str, str]
    """Each code with its definition."""
    labels: Mapping[str, str]
    """Each code with its English label."""
    code_list: str | None
    """The name of the list to which the codes belong."""
    references: str | None
    """The table whose key a cell holds."""

    @property
    def bound_of(self) -> str | None:
        """The date of which the column holds the first or last day."""
        return self.name.rpartition("_")[0] if self.role == "derived" else None

    def bound(self, text: str) -> str:
        """Give the day that the column should hold for the text of its date; empty if open.

        Raises:
            ValueError: the text is not an EDTF date of the accepted subset.
        """
        from cubairan_data.contract import edtf

        day = edtf.bound(text, self.name)
        return day.isoformat() if day else ""


@dataclass(frozen=True)
class Schema:
    """One table as the descriptor has it."""

    name: str
    title: str
    group: str
    path: str
    description: str
    fields: Mapping[str, Field]
    key: tuple[str, ...]
    sort: tuple[str, ...]
    headline: tuple[str, ...]
    """The columns that a reader wants first, in order of importance."""
    unique: tuple[tuple[str, ...], ...]

    @cached_property
    def bounds(self) -> tuple[tuple[Field, str], ...]:
        """The derived date bounds, each with the name of its date column."""
        return tuple((field, field.bound_of) for field in self.fields.values() if field.bound_of)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The columns that hold true or false."""
        return tuple(field.name for field in self.fields.values() if field.type == "boolean")

    def field(self, name: str) -> Field:
        """Give one column; raises UnknownColumnError."""
        columns = f"column of {self.name}"
        return self.fields[known_name(UnknownColumnError, columns, name, self.fields, "columns")]

    def row_id(self, cells: Mapping[str, str]) -> str:
        """Give the identifier by which evidence knows a row."""
        if len(self.key) == 1:
            return cells.get(self.key[0], "")
        return "/".join([cells.get(name, "") for name in self.key])


@cache
def schemas() -> dict[str, Schema]:
    """Read every table's schema, in the order of publication."""
    resources = installed_descriptor()["resources"]
    return {resource["name"]: _schema(resource) for resource in resources}


@cache
def installed_descriptor() -> dict[str, Any]:
    """Read the descriptor that comes with the package."""
    descriptor: dict[str, Any] = json.loads((installed_root() / DESCRIPTOR).read_bytes())
    return descriptor


@cache
def evidenced_tables() -> tuple[str, ...]:
    """Name the tables whose rows rest on lines of evidence."""
    return tuple(schemas()["evidence"].fields["table_name"].codes)


def _schema(resource: dict[str, Any]) -> Schema:
    schema = resource["schema"]
    references = {
        key["fields"][0]: key["reference"].get("resource", resource["name"])
        for key in schema.get("foreignKeys", [])
    }
    fields = {field["name"]: _field(field, references) for field in schema["fields"]}
    return Schema(
        name=resource["name"],
        title=resource["title"],
        group=resource["group"],
        path=resource["path"],
        description=resource["description"],
        fields=fields,
        key=tuple(schema["primaryKey"]),
        sort=tuple(resource["sort"]),
        headline=tuple(resource.get("headline", ())),
        unique=tuple(tuple(columns) for columns in schema.get("uniqueKeys", [])),
    )


def _field(field: dict[str, Any], references: dict[str, str]) -> Field:
    constraints = field.get("constraints", {})
    codes = field.get("codes", [])
    return Field(
        name=field["name"],
        title=field["title"],
        type=field["type"],
        cell=field["cell"],
        role=field["role"],
        is_shown=field.get("shown", False),
        description=field["description"],
        example=field["example"],
        unit=field.get("unit"),
        is_required=bool(constraints.get("required")),
        is_list="listDelimiter" in field,
        pattern=constraints.get("pattern"),
        codes={code["value"]: code["definition"] for code in codes},
        labels={code["value"]: code["labels"]["en"] for code in codes},
        code_list=field.get("codeList"),
        references=references.get(field["name"]),
    )
