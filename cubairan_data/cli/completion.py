"""What the shell completes: tables, columns, conditions, codes and keys of rows."""

from collections.abc import Iterable, Iterator

import typer

from cubairan_data.record import default
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.storage.schema import Field, Schema, schemas
from cubairan_data.validation.engine_names import ENGINES

_MOST = 200


def tables(incomplete: str) -> list[str]:
    """Complete the name of a table."""
    return _starting(TABLE_NAMES, incomplete)


def engines(incomplete: str) -> list[str]:
    """Complete the name of an engine."""
    return _starting(ENGINES, incomplete)


def columns(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the last of several columns with commas between them."""
    *before, last = incomplete.split(",")
    names = _starting((name for name in _fields(ctx) if name not in before), last.lstrip())
    return [",".join([*before, name]) for name in names]


def one_column(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a column, also one to sort by downwards."""
    sign = "-" if incomplete.startswith("-") else ""
    return [f"{sign}{name}" for name in _starting(_fields(ctx), incomplete.removeprefix("-"))]


def conditions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a condition: the column, then the codes or the keys that it may hold."""
    name, equals, value = incomplete.partition("=")
    fields = _fields(ctx)
    if not equals:
        return [f"{each}=" for each in _starting(fields, name)]
    field = fields.get(name.removesuffix("!"))
    values = [] if field is None else _starting(_values(field), value)
    return [f"{name}={each}" for each in values]


def row_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the key of a row."""
    schema = _schema(ctx)
    return [] if schema is None else _starting(_keys(schema.name), incomplete)


def actors(incomplete: str) -> list[str]:
    """Complete the key of an official or an organization."""
    keys = [*_keys("officials"), *_keys("organizations")]
    return _starting(keys, incomplete)


def kinds(incomplete: str) -> list[str]:
    """Complete a kind of event: a table, or a code of its kinds."""
    tables = [schema for schema in schemas().values() if schema.group == "record"]
    codes = [code for each in tables if "kind" in each.fields for code in each.fields["kind"].codes]
    return _starting([*(each.name for each in tables), *dict.fromkeys(codes)], incomplete)


def sectors(incomplete: str) -> list[str]:
    """Complete a sector."""
    return _starting(schemas()["agreements"].fields["sectors"].codes, incomplete)


def rules(incomplete: str) -> list[str]:
    """Complete the id of a rule."""
    from cubairan_data.validation.rule_catalogue import rule_reasons

    return _starting(rule_reasons(), incomplete)


def _schema(ctx: typer.Context) -> Schema | None:
    # Where an option still lacks its value, the words before it are not yet parameters.
    words = [ctx.params.get("table"), *ctx.args]
    return next((schemas()[word] for word in words if word in schemas()), None)


def _fields(ctx: typer.Context) -> dict[str, Field]:
    schema = _schema(ctx)
    return {} if schema is None else dict(schema.fields)


def _values(field: Field) -> Iterable[str]:
    if field.codes:
        return field.codes
    if field.type == "boolean":
        return ("true", "false")
    return _keys(field.references) if field.references else ()


def _keys(table: str) -> Iterator[str]:
    yield from Tables(default().root)[table].by_id


def _starting(texts: Iterable[str], start: str) -> list[str]:
    return [text for text in texts if text.startswith(start)][:_MOST]
