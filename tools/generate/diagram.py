"""Pictures of the tables and what refers to what, as Mermaid text."""

from collections.abc import Iterator

from cubairan_data.contract.catalogue import MODELS

_GROUPS = {
    "evidence": "Evidence: what was read",
    "record": "Record: what happened",
    "actors": "Actors: who took part",
}
_ARROWS = (
    'evidence_tables -- "each passage supports or contradicts values of" --> record_tables',
    "evidence_tables --> actors_tables",
    'record_tables -- "names" --> actors_tables',
)


def overview() -> str:
    """The groups of tables; arrows between single tables only where the group rests on them."""
    lines = ["flowchart LR"]
    for group, title in _GROUPS.items():
        names = [name for name, model in MODELS.items() if model.META.group == group]
        lines += [f'subgraph {group}_tables ["{title}"]', *(f"    {name}" for name in names)]
        if group == "evidence":
            lines += [f"    {name} --> {other}" for name, other in _references(names)]
        lines.append("end")
    return _fenced([lines[0], *(f"    {line}" for line in [*lines[1:], *_ARROWS])])


def entity_diagram() -> str:
    """An entity diagram of all tables: one line a reference."""
    lines = ["erDiagram"]
    for model in MODELS.values():
        for column in model.declared().values():
            if column.references:
                many = "||" if column.required else "|o"
                lines.append(
                    f'    {column.references} {many}--o{{ {model.META.name} : "{column.name}"'
                )
    return _fenced(lines)


def _references(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        for column in MODELS[name].declared().values():
            if column.references in names and column.references != name:
                yield name, str(column.references)


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```"])
