"""What is asked of the rows: each question with the columns that its answer depends on.

An engine says to which rows the answer may be a fault. The model, or the rule itself, is asked
about those, once for every combination of values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cubairan_data.contract.columns import Column
from cubairan_data.contract.row_rules import Fault, Find, rules_of
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawTable
from cubairan_data.storage.schema import Field, Schema
from cubairan_data.validation.engines.cell_expressions import is_sure
from cubairan_data.validation.engines.date_expressions import bound, is_edtf
from cubairan_data.validation.engines.dialect import Dialect
from cubairan_data.validation.engines.rule_expressions import keeps
from cubairan_data.validation.engines.rule_reads import columns_read
from cubairan_data.validation.engines.verdicts import Judge, Values, Verdicts

if TYPE_CHECKING:
    import ibis.expr.types as ir


FLAG = "doubtful_"


@dataclass(frozen=True)
class Question:
    """One question about each row.

    Args:
        about: the column, or the rule, that it is about.
        columns: the columns on which the answer depends.
        judge_of: gives, for these columns or more, what answers.
        is_sure: expresses for which rows the answer is surely that there is no fault; None where
            an engine cannot say that of any.
        within: of a reference that may lead to rows of the same table, the column.
    """

    about: str
    columns: tuple[str, ...]
    judge_of: Callable[[tuple[str, ...]], Judge]
    is_sure: "ir.BooleanValue | None" = None
    within: str | None = None


class Questions:
    """The questions that the contract of a table asks, as expressions over one table of texts.

    Args:
        tables: the record.
        verdicts: what answers.
        texts: the columns that there are, as the texts of cells.
        dialect: how the engine reads expressions.
    """

    def __init__(
        self, tables: Tables, verdicts: Verdicts, texts: "ir.Table", dialect: Dialect
    ) -> None:
        self.schema, self.verdicts, self.dialect = verdicts.schema, verdicts, dialect
        self.given = verdicts.given
        self.texts = _spelt(texts, self.schema, self.given)
        self.columns = _with_bounds(self.texts, self.schema, self.given, dialect)
        self.all = self._all(tables)

    def flagged(self) -> "ir.Table":
        """Add to the texts, for each question, whether a row is doubtful."""
        return self.texts.mutate(
            **{
                f"{FLAG}{at}": ~each.is_sure
                for at, each in enumerate(self.all)
                if each.is_sure is not None
            }
        )

    def always_needed(self) -> set[str]:
        """Name the columns that are asked about in rows that are not doubtful, too."""
        unsure = (each.columns for each in self.all if each.is_sure is None)
        return set(chain(self.schema.key, *self.schema.unique, *unsure))

    def _all(self, tables: Tables) -> list[Question]:
        """List them: about cells, rules and references."""
        declared = self.verdicts.model.declared()
        cells = [self._cell(declared[name]) for name in self.given]
        rules = [self._rule(rule, find) for rule, find in rules_of(self.verdicts.model)]
        fields = [self.schema.fields[name] for name in self.given]
        references = [
            self._reference(field, tables[field.references]) for field in fields if field.references
        ]
        return [*cells, *rules, *references]

    def _cell(self, column: Column) -> Question:
        name = column.name
        sure = is_sure(self.columns[name], column, self.dialect)
        return Question(name, (name,), lambda _: self.verdicts.of_cell(name), sure)

    def _rule(self, rule: str, find: Find) -> Question:
        columns = self._needed(columns_read(find, self.schema.fields))
        sure = keeps(find, self.columns, self.dialect)

        def judge_of(columns: tuple[str, ...]) -> Judge:
            return self.verdicts.of_rule(rule, find, columns)

        return Question(rule, columns, judge_of, sure)

    def _needed(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Name the columns of the file from which some columns are known."""
        of = {bound.name: date for bound, date in self.schema.bounds}
        sources = (name if name in self.given else of.get(name, "") for name in columns)
        return tuple(dict.fromkeys(name for name in sources if name in self.given))

    def _reference(self, field: Field, target: RawTable) -> Question:
        text, known = self.columns[field.name], target.by_id
        sure = text.isnull()
        if not field.is_list:
            sure = sure | self.dialect.is_among(text, known)

        def judge(values: Values) -> list[Fault]:
            items = _items(field, values[0])
            return [
                Fault(field.name, "reference", f"found {item!r}, which is not in {target.name}")
                for item in items
                if item not in known
            ]

        within = field.name if field.references == self.schema.name else None
        return Question(field.name, (field.name,), lambda _: judge, sure, within)


def _items(field: Field, text: str | None) -> list[str]:
    if text is None:
        return []
    return text.split(";") if field.is_list else [text]


def _spelt(texts: "ir.Table", schema: Schema, given: tuple[str, ...]) -> "ir.Table":
    """Spell flags as `completed` does."""
    import ibis

    flags = [name for name in schema.flags if name in given]
    spelt = {
        name: ibis.ifelse(texts[name].re_search("^[A-Za-z]*$"), texts[name].lower(), texts[name])
        for name in flags
    }
    return texts.mutate(**spelt) if spelt else texts


def _with_bounds(
    rows: "ir.Table", schema: Schema, given: tuple[str, ...], dialect: Dialect
) -> Mapping[str, "ir.StringValue"]:
    """Give the columns, with the bounds that are to be computed, where that is sure."""
    import ibis

    columns = {name: rows[name] for name in given}
    for derived, date in schema.bounds:
        if derived.name not in given and date in given:
            text = columns[date]
            day = bound(text, derived.name, dialect)
            columns[derived.name] = ibis.ifelse(is_edtf(text, dialect), day, ibis.null(str))
    return columns
