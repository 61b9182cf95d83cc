"""Identifiers of rows in authority files, by which the record joins other data."""

import re
from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import Identifier, RowIdentifier, Text
from cubairan_data.contract.codes.identifier_schemes import IdentifierScheme
from cubairan_data.contract.codes.judgements import IdentifiedTable
from cubairan_data.contract.columns import Recorded
from cubairan_data.contract.families import Family
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule, shown
from cubairan_data.contract.table_meta import TableMeta

_FORMS = {
    IdentifierScheme.WIKIDATA: r"Q[1-9][0-9]*",
    IdentifierScheme.WIKIPEDIA: r"https://[a-z-]+\.wikipedia\.org/wiki/\S+",
    IdentifierScheme.VIAF: r"[1-9][0-9]+",
    IdentifierScheme.ISNI: r"[0-9]{15}[0-9X]",
    IdentifierScheme.LEI: r"[A-Z0-9]{18}[0-9]{2}",
    IdentifierScheme.OPENSANCTIONS: r"[A-Za-z0-9-]+",
    IdentifierScheme.OFAC: r"[0-9]+",
    IdentifierScheme.UN_TREATY: r"(I|II)-[0-9]+",
    IdentifierScheme.DOI: r"10\.[0-9]{4,}/\S+",
}


class OtherIdentifier(TableModel):
    """The identifier of one row in one authority file."""

    META: ClassVar[TableMeta] = TableMeta(
        name="identifiers",
        group="evidence",
        title="Identifiers in authority files",
        description="The identifier of a row in an authority file, such as Wikidata, with the text "
        "that shows it. A match of names alone does not suffice: office and dates agree as well.",
        key=("table_name", "row_id", "scheme", "value"),
        sort=("table_name", "row_id", "scheme", "value"),
        unique=(("scheme", "value"),),
        headline=("table_name", "row_id", "scheme", "value", "note"),
    )

    table_name: Annotated[IdentifiedTable, Recorded("Table", "Table of the row.", "officials")]
    row_id: Annotated[RowIdentifier, Recorded("Row", "Key of the row.", "fidel-castro")]
    scheme: Annotated[IdentifierScheme, Recorded("Scheme", "Authority file.", "wikidata")]
    value: Annotated[Text, Recorded("Value", "The identifier itself.", "Q11256")]
    source_id: Annotated[
        Identifier,
        Recorded(
            "Source",
            "The text that shows it.",
            "every-politician-scrapers-2023-01-11-cuba-office-holders",
            references="sources",
        ),
    ]
    note: Annotated[
        Text | None,
        Recorded(
            "Note", "What beside the name agrees.", "Name and office agree: President, 1976–2008."
        ),
    ] = None


@row_rule(
    "identifier-form",
    "An identifier has the form that its authority file gives it.",
    OtherIdentifier,
    family=Family.SOURCES,
)
def identifier_form(values: Values) -> Breaches:
    """Each authority file writes its identifiers in one way."""
    scheme, value = values.get("scheme"), values.get("value")
    if scheme and value and not re.fullmatch(_FORMS[scheme], value):
        yield "value", f"found {shown(value)}; allowed for {scheme}: {_FORMS[scheme]}"
