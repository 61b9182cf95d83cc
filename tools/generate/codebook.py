"""``docs/codebook.md``: every table, column and code, from the contract."""

from cubairan_data import dataset
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.code import Code
from cubairan_data.contract.columns import Column, Role
from cubairan_data.contract.model import TableModel
from tools.generate.diagram import entity_diagram

_ROLES = {
    Role.SOURCED: "every filled cell is supported by at least one line of `evidence`",
    Role.CODED: "set by the curator, by the rule in its description",
    Role.DERIVED: "computed by `cubairan-data format`",
    Role.RECORDED: "describes a text or a search; it is itself the evidence",
}


def text() -> str:
    """The whole of the codebook."""
    parts = [
        "# Codebook",
        "Generated from the contract by `python -m tools.generate`; do not edit.",
        f"{dataset.TITLE}. Version {dataset.VERSION}. "
        'The same as a DataFrame: `cid.codebook("visits")`.',
        "Every column has one of four roles: "
        + "; ".join(f"**{role.value}**: {what}" for role, what in _ROLES.items())
        + ".",
        "A list is one cell, its items separated by `;`. Dates are EDTF (ISO 8601-2): `2006`, "
        "`2006-01`, `2006-01-17`, `198X`, each with an optional `~` (approximate), `?` (uncertain) "
        "or `%` (both), and intervals such as `2006-01/..`.",
        "## Tables and references",
        entity_diagram(),
        *(_table(model) for model in MODELS.values()),
        "# Codes",
        *(_codes(codes) for codes in _code_lists()),
    ]
    return "\n\n".join(parts) + "\n"


def _table(model: type[TableModel]) -> str:
    table = model.META
    lines = [
        f"## {table.name}",
        "",
        table.description,
        "",
        f"Key: {_names(table.key)}. Order: {_names(table.sort)}.",
        "",
        "| column | type | role | required | description | example |",
        "|---|---|---|---|---|---|",
        *(_column(column) for column in model.declared().values()),
    ]
    return "\n".join(lines)


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


def _column(column: Column) -> str:
    kind = column.cell.value
    if column.codes:
        kind += f" [{column.codes.__name__}](#{column.codes.__name__.lower()})"
    if column.references:
        kind += f" → [{column.references}](#{column.references})"
    unit = f" Unit: {column.unit}." if column.unit else ""
    cells = (
        f"`{column.name}`",
        kind,
        column.role.value,
        "yes" if column.required else "",
        f"{column.description}{unit}",
        f"`{column.example}`",
    )
    return f"| {' | '.join(cells)} |"


def _code_lists() -> list[type[Code]]:
    found = [
        column.codes
        for model in MODELS.values()
        for column in model.declared().values()
        if column.codes
    ]
    return list(dict.fromkeys(found))


def _codes(codes: type[Code]) -> str:
    intro = (codes.__doc__ or "").strip()
    rows = [f"| `{code.value}` | {code.label('en')} | {code.definition} |" for code in codes]
    head = ["| code | label | definition |", "|---|---|---|"]
    return "\n".join([f"## {codes.__name__}", "", intro, "", *head, *rows])
