"""Exceptions: what breaks a rule about sense and is true all the same."""

from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import ColumnName, Day, Identifier, Text
from cubairan_data.contract.codes.exception_kinds import ExceptionKind, RuledTable
from cubairan_data.contract.columns import Recorded
from cubairan_data.contract.families import Family
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule
from cubairan_data.contract.table_meta import TableMeta


class RuleException(TableModel):
    """One finding that was looked at and is true all the same."""

    META: ClassVar[TableMeta] = TableMeta(
        name="exceptions",
        group="evidence",
        title="Exceptions",
        description="Cells that break a rule about sense and are right all the same, each with the "
        "reason. Validation reports none of them, but an exception that is no longer needed.",
        key=("table_name", "row_id", "column", "rule"),
        sort=("table_name", "row_id", "column", "rule"),
        headline=("row_id", "rule", "table_name", "column", "kind", "note", "source_id", "judged"),
    )

    table_name: Annotated[RuledTable, Recorded("Table", "Table of the row.", "sources")]
    row_id: Annotated[
        Text,
        Recorded(
            "Row",
            "Key of the row as the finding has it; the parts of a compound key are joined by `/`.",
            "afp-2006-09-14-ahmadinejad-havana",
        ),
    ]
    column: Annotated[ColumnName, Recorded("Column", "Column that the finding names.", "published")]
    rule: Annotated[
        Identifier, Recorded("Rule", "Id of the rule, which must admit exceptions.", "id-date")
    ]
    kind: Annotated[
        ExceptionKind, Recorded("Kind", "On what the exception rests.", "identifier_kept")
    ]
    source_id: Annotated[
        Identifier | None,
        Recorded(
            "Source",
            "The text that says so; required where it is attested.",
            "efe-2023-06-16-new-accords",
            references="sources",
        ),
    ] = None
    note: Annotated[
        Text,
        Recorded("Note", "Why it is right, in short.", "Dated by the agency, published next day."),
    ]
    judged: Annotated[Day, Recorded("Judged", "Day of the decision.", "2026-11-29")]


@row_rule(
    "exception-attested",
    "An exception that a source attests names the source.",
    RuleException,
    family=Family.DECISIONS,
)
def exception_attested(values: Values) -> Breaches:
    """What is said to be attested can be looked up."""
    if values.get("kind") is ExceptionKind.ATTESTED and values.get("source_id") is None:
        yield "source_id", "found blank; required where the kind is attested"
