"""What is exported: the chosen tables of one record, with what the contract says of them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from cubairan_data import dataset
from cubairan_data.contract.labels import ENGLISH, word
from cubairan_data.errors import CannotRunError, shown
from cubairan_data.storage.authority_files import identified
from cubairan_data.storage.folder import SoundTables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.schema import Field, Schema, schemas
from cubairan_data.storage.wording import of_code, of_column, of_table, unit_name

if TYPE_CHECKING:
    import pandas as pd

# The columns by which a person knows a row, where its table has one of them.
_NAMES = ("name", "title")


class Code(NamedTuple):
    """One code of a column."""

    value: str
    label: str
    definition: str


class Contents:
    """The chosen tables of one record.

    Args:
        record: the tables of the record.
        names: the tables to export, in the order of publication.
        language: the language of labels and descriptions, or None for codes as they are.
    """

    def __init__(
        self, record: SoundTables, names: Sequence[TableName], language: str | None
    ) -> None:
        self.record = record
        self.language = language
        self.reader = language or ENGLISH
        """The language of titles and descriptions, which every export has."""
        asked = tuple(dict.fromkeys(names))
        self.names: tuple[str, ...] = tuple(name for name in asked if record.sound(name).rows)
        self.empty = tuple(name for name in asked if name not in self.names)
        self.is_single = len(asked) == 1

    @cached_property
    def frames(self) -> "Mapping[str, pd.DataFrame]":
        """The tables with the dtypes of the contract."""
        return {name: self.record.frame(name) for name in self.names}

    def schema(self, table: str) -> Schema:
        """Give what the contract says of a table."""
        return schemas()[table]

    def texts(self, table: str, *, labelled: bool = True) -> Iterator[list[str | None]]:
        """Give the rows of a table as texts in the order of its columns, None for a blank.

        Args:
            table: name of the table.
            labelled: codes as labels, where the export has a language.
        """
        fields = self.schema(table).fields
        labels = self.labels(table) if labelled else {}
        for row in self.record.sound(table).rows:
            cells = row.cells
            yield [_labelled(cells.get(name), labels.get(name)) for name in fields]

    def labels(self, table: str) -> dict[str, dict[str, str]]:
        """Give the labels by column and code, for an export that has a language."""
        if self.language is None:
            return {}
        return {
            name: {code.value: code.label for code in codes}
            for name, codes in self.codes(table).items()
        }

    def codes(self, table: str) -> dict[str, list[Code]]:
        """Give the codes of each coded column, in the order of the contract."""
        fields = self.schema(table).fields.values()
        return {field.name: list(self._codes(field)) for field in fields if field.codes}

    def _codes(self, field: Field) -> Iterator[Code]:
        for code in field.codes:
            yield Code(code, *of_code(field, code, self.reader))

    def titles(self, table: str) -> dict[str, str]:
        """Give the titles of the columns of a table."""
        schema = self.schema(table)
        return {
            name: of_column(schema, field, self.reader).label
            for name, field in schema.fields.items()
        }

    def title(self, table: str) -> str:
        """Give the title of a table."""
        return of_table(self.schema(table), self.reader).label

    def description(self, table: str) -> str:
        """Give the description of a table."""
        return of_table(self.schema(table), self.reader).definition

    def meaning(self, table: str, field: Field) -> str:
        """Give the description of a column."""
        return of_column(self.schema(table), field, self.reader).definition

    def meaning_with_unit(self, table: str, field: Field) -> str:
        """Give the description of a column, and the unit of its values."""
        unit = self.unit(field)
        counted = f" {word('unit.in', self.reader, unit=unit)}" if unit else ""
        return self.meaning(table, field) + counted

    def unit(self, field: Field) -> str:
        """Name the unit of a column; empty if it has none."""
        return unit_name(field.unit, self.reader) if field.unit else ""

    def references(self, table: str) -> Iterator[tuple[Field, str]]:
        """Give the columns of a table that refer to another that is exported, and its name."""
        for field in self.schema(table).fields.values():
            if field.references in self.names and field.references is not None:
                yield field, field.references

    def check_references(self) -> None:
        """See that what refers to another table finds its row, for forms that hold to that.

        Raises:
            CannotRunError: a reference leads to no row.
        """
        for table in self.names:
            schema = self.schema(table)
            for field, other in self.references(table):
                known = self.record.sound(other).by_id
                for row in self.record.sound(table).rows:
                    value = row.cells.get(field.name)
                    if value is not None and value not in known:
                        raise CannotRunError(
                            f"{table} {schema.row_id(row.cells)}: {field.name} {shown(value)} is "
                            f"no row of {other}; `cubairan-data validate` lists every fault"
                        )

    def name_column(self, table: str) -> str | None:
        """Name the column by which a person knows a row, if the table has one."""
        return next((name for name in _NAMES if name in self.schema(table).fields), None)

    def in_order_of_reference(self) -> list[str]:
        """Order the tables so that each comes after those to which it refers, as far as can be."""
        ordered: list[str] = []
        waiting = list(self.names)
        while waiting:
            ready = [name for name in waiting if not self._needs(name) & {*waiting} - {name}]
            for name in ready or waiting[:1]:
                ordered.append(name)
                waiting.remove(name)
        return ordered

    def _needs(self, table: str) -> set[str]:
        return {other for _, other in self.references(table)}

    def line_id(self, cells: Mapping[str, str]) -> str:
        """Give an identifier of a line of evidence, the same when others come and go."""
        known = self.schema("evidence").row_id(cells)
        return sha256(known.encode("utf-8")).hexdigest()[:16]

    def identifiers(self, table: str, row_id: str) -> list[tuple[str, str]]:
        """Give the identifiers of a row in other authority files, each as scheme and value."""
        return identified(self.record).get((table, row_id), [])

    @property
    def metadata(self) -> dict[str, str]:
        """What every export says of itself."""
        from cubairan_data.citation.csl import dataset_item
        from cubairan_data.citation.styles import apa

        return {
            "name": dataset.NAME,
            "title": word("dataset.title", self.reader),
            "description": word("dataset.description", self.reader),
            "version": str(self.record.descriptor.get("version", dataset.VERSION)),
            "homepage": dataset.HOMEPAGE,
            "licence": dataset.DATA_LICENSE,
            "licence_url": dataset.DATA_LICENSE_URL,
            "creators": word("dataset.contributors", self.reader),
            "citation": apa(dataset_item()),
        }


def _labelled(text: str | None, labels: Mapping[str, str] | None) -> str | None:
    if text is None or labels is None:
        return text
    return ";".join(labels.get(item, item) for item in text.split(";"))
