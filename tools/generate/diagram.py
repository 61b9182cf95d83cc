"""The picture of the tables and what refers to what, as Mermaid text."""

from cubairan_data.contract.catalogue import MODELS


def entity_diagram() -> str:
    """An entity diagram of all tables: one line a reference."""
    lines = ["```mermaid", "erDiagram"]
    for model in MODELS.values():
        for column in model.declared().values():
            if column.references:
                many = "||" if column.required else "|o"
                lines.append(
                    f'    {column.references} {many}--o{{ {model.META.name} : "{column.name}"'
                )
    lines.append("```")
    return "\n".join(lines)
