"""The picture of the tables and what refers to what, as Mermaid text."""

from cubairan_data.contract.catalogue import ROWS


def entity_diagram() -> str:
    """An entity diagram of all tables: one line a reference."""
    lines = ["```mermaid", "erDiagram"]
    for row in ROWS:
        for column in row.declared().values():
            if column.references:
                many = "||" if column.required else "|o"
                lines.append(
                    f'    {column.references} {many}--o{{ {row.TABLE.name} : "{column.name}"'
                )
    lines.append("```")
    return "\n".join(lines)
