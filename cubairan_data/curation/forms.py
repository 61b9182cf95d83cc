"""What a draft of each table consists of: its blocks, and the columns that a curator gives."""

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.contract.columns import Column, Role
from cubairan_data.errors import CannotRunError
from cubairan_data.storage.names import TableName, known_table
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import evidenced_tables

# The name of a table's block in a draft: what one row of it is called.
BLOCKS: dict[TableName, str] = {
    "agreements": "agreement",
    "visits": "visit",
    "contacts": "contact",
    "sessions": "session",
    "financial_flows": "flow",
    "projects": "project",
    "statements": "statement",
    "measures": "measure",
    "indicators": "indicator",
    "countries": "country",
    "places": "place",
    "organizations": "organization",
    "officials": "official",
    "tenures": "tenure",
    "visit_participants": "participant",
    "contact_participants": "contact_participant",
    "publishers": "publisher",
    "sources": "source",
    "evidence": "evidence",
    "coverage": "coverage",
    "judgements": "judgement",
    "identifiers": "identifier",
    "exceptions": "exception",
    "retired_ids": "retired_id",
}
# Rows to which something must refer, so that none of them is added by itself.
_NEVER_ALONE = {
    "publishers": "an outlet without a source is left over; "
    "add it with the row that its source bears, in [source.publisher]",
    "sources": "a source that bears nothing only looks like support; "
    "add it with the row that it bears, or with `add evidence` for a row that is there",
    "organizations": "a body that does nothing in the record does not belong to it; "
    "add it with the row in which it acts, in [[organization]]",
}
# Who took part in what: the table of the event whose draft brings them along.
EVENT_OF: dict[str, TableName] = {
    "visit_participants": "visits",
    "contact_participants": "contacts",
}
# In the order in which they are built: what comes later may refer to what comes before.
BUILDING_ORDER: tuple[TableName, ...] = ("organizations", "officials", "tenures")


class DraftError(CannotRunError):
    """A draft cannot be used; the message begins with the field that is wrong."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")


def table_of(name: str) -> TableName:
    """Find the table that a singular or plural name means.

    Raises:
        UnknownTableError: no table has this name.

    Example:
        >>> table_of("visit"), table_of("flows"), table_of("countries")
        ('visits', 'financial_flows', 'countries')
    """
    for table, block in BLOCKS.items():
        if name in (table, block, f"{block}s", table.removesuffix("s")):
            return table
    return known_table(name)


def can_be_added(table: TableName) -> TableName:
    """Give the name back, or say in CannotRunError with what else such a row is added."""
    if table in _NEVER_ALONE:
        raise CannotRunError(f"no row of {table} is added by itself: {_NEVER_ALONE[table]}")
    return table


def given_columns(table: TableName, main: TableName) -> list[Column]:
    """List the columns of a block that a curator gives, in a draft of some main table."""
    columns = [each for each in MODELS[table].declared().values() if each.role is not Role.DERIVED]
    if table == "evidence":
        # The rest of a line of evidence is given with its source.
        return columns[:2]
    if table == "publishers":
        # The domain of a new outlet is that of the text with which it comes.
        return [each for each in columns if each.name != "domains"]
    if EVENT_OF.get(table) == main:
        return columns[1:]
    return columns


def when_blank(table: str, today: str = "today") -> Cells:
    """Give the cells that a draft may leave blank because nearly all rows have the same.

    Example:
        >>> when_blank("sources"), when_blank("visits")
        ({'accessed': 'today'}, {})
    """
    cells = {
        "sources": {"accessed": today},
        "judgements": {"kind": JudgementKind.IDENTITY.value, "judged": today},
        "exceptions": {"judged": today},
    }
    return cells.get(table, {})


def sourced_columns(table: str) -> list[str]:
    """List the columns of a table whose cells need evidence."""
    return MODELS[table].declared_as(Role.SOURCED)


def companions(main: TableName) -> tuple[TableName, ...]:
    """Name the tables of which new rows may come along with a row of the main table.

    Example:
        >>> companions("visits")
        ('organizations', 'officials', 'tenures', 'visit_participants')
        >>> companions("projects"), companions("coverage")
        (('organizations',), ())
    """
    referred = _referred(main)
    has_people = "officials" in referred or main in ("officials", *EVENT_OF.values())
    wanted: dict[TableName, bool] = {
        "organizations": has_people or "organizations" in referred,
        "officials": has_people,
        "tenures": has_people,
        "visit_participants": main == "visits",
        "contact_participants": main == "contacts",
    }
    return tuple(table for table, is_wanted in wanted.items() if is_wanted and table != main)


def takes_sources(main: TableName) -> bool:
    """Whether a draft of the table names texts."""
    return main == "evidence" or main in evidenced_tables()


def needs_sources(main: TableName) -> bool:
    """Whether a draft of the table cannot do without a text."""
    return main == "evidence" or bool(sourced_columns(main))


def _referred(main: TableName) -> set[str | None]:
    return {column.references for column in MODELS[main].declared().values()}
