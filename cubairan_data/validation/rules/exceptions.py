"""Rules about exceptions: each is about a rule and a cell that exist, and is still needed."""

from collections.abc import Iterator

from cubairan_data.contract.families import Family
from cubairan_data.errors import did_you_mean
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.registry import RULES, Breach, Place, Rule, place_of, rule


@rule(
    "exception-used",
    "An exception is about a rule that admits it and a cell that breaks it.",
    family=Family.DECISIONS,
)
def exception_used(tables: Tables) -> Iterator[Breach]:
    exceptions = tables["exceptions"]
    for row in exceptions.rows:
        if fault := _unknown(tables, row) or _needless(tables, row):
            yield Breach(exceptions, row, *fault)


def _unknown(tables: Tables, exception: RawRow) -> tuple[str, str] | None:
    """Say which part of an exception does not exist: its column, and what is wrong with it."""
    table_name, row_id, column = place_of(exception)
    rule_id = exception.cells.get("rule", "")
    named = RULES.get(rule_id)
    if named is None or not named.exceptions:
        what = "which admits no exceptions" if named else "which is not a rule"
        admitting = [each.id for each in RULES.values() if each.exceptions]
        return "rule", f"found {rule_id!r}, {what}{did_you_mean(rule_id, admitting, 'allowed')}"
    if table_name not in tables:
        # The list of tables has its own finding.
        return None
    if row_id not in tables[table_name].by_id:
        return "row_id", f"found {row_id!r}, which is not in {table_name}"
    if column not in tables[table_name].schema.fields:
        return "column", f"found {column!r}, which is not a column of {table_name}"
    return None


def _needless(tables: Tables, exception: RawRow) -> tuple[str, str] | None:
    """Say that an exception covers no breach."""
    of = RULES.get(exception.cells.get("rule", ""))
    if of is None or place_of(exception) in tables.derived(_places_of_breaches, of):
        return None
    return "rule", f"found {of.id!r}, which the cell does not break; allowed: remove the exception"


def _places_of_breaches(tables: Tables, of: Rule) -> set[Place]:
    return {breach.place for breach in of.breaches(tables)}
