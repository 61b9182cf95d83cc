"""``docs/reference.md``: every public name, from its signature and docstring."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import cubairan_data as cid
from cubairan_data.analysis.totals import Total
from cubairan_data.citation.reference_list import ReferenceList
from cubairan_data.errors import PUBLIC_ERRORS
from cubairan_data.provenance.explanation import Explanation
from cubairan_data.retrieval.profile import Profile
from cubairan_data.storage.diff import Diff
from cubairan_data.storage.finding import Report

GROUPS: dict[str, tuple[str, ...]] = {
    "Read": ("load", "load_all", "tables", "codebook", "objects", "open", "Record"),
    "Find": ("search", "events", "about"),
    "Evidence": ("evidence", "explain", "rivals", "substitute", "corroboration"),
    "Cite": ("cite",),
    "Analyse": ("resolve_dates", "total", "panel"),
    "Draw": (
        "plot.relation_by_year",
        "plot.visits_by_year",
        "plot.timeline",
        "plot.agreements_by_sector",
        "plot.credit_family",
        "plot.measures_in_force",
        "plot.votes",
        "plot.network",
    ),
    "Export": ("export",),
    "Validate": ("validate", "check"),
    "Curate": ("format", "diff"),
    "Errors": tuple(error.__name__ for error in PUBLIC_ERRORS),
}
"""The public names by what one wants to do."""

NOT_DESCRIBED = ("TableName", "__version__")
"""Public names that the introduction of the page describes."""

RESULTS = (Profile, Total, ReferenceList, Explanation, Report, Diff)
"""What functions return beside DataFrames, texts and numbers."""

_SECTIONS = ("Args", "Returns", "Raises", "Example")
_WIDTH = 100
_ITEM = re.compile(r"([\w.]+): (.*)", re.DOTALL)


@dataclass(frozen=True)
class Docstring:
    """A docstring in Google style, taken apart."""

    summary: str
    sections: dict[str, str]

    @classmethod
    def of(cls, thing: object) -> "Docstring":
        """Take the docstring of a function or class apart."""
        parts = re.split(rf"^({'|'.join(_SECTIONS)}):\n", inspect.getdoc(thing) or "", flags=re.M)
        bodies = (textwrap.dedent(part).strip() for part in parts[2::2])
        return cls(parts[0].strip(), dict(zip(parts[1::2], bodies, strict=True)))

    def items(self, section: str) -> Iterator[tuple[str, str]]:
        """The named items of a section, each on one line."""
        for item in re.split(r"\n(?=\S)", self.sections.get(section, "")):
            if named := _ITEM.fullmatch(item):
                yield named.group(1), _joined(named.group(2))


def text() -> str:
    """The whole of the page."""
    contents = [
        f"- [{group}](#{group.lower()}): {_links(names)}" for group, names in GROUPS.items()
    ]
    parts = [
        "# Reference",
        "Generated from signatures and docstrings by `python -m tools.generate`; do not edit.",
        "`import cubairan_data as cid` gives every name below. The functions are the methods of "
        f"the installed {_link('Record')}; {_link('open')} gives the same methods for a folder of "
        "your own, and `CUBAIRAN_DATA` in the environment makes a folder the default. "
        "`TableName` is the type of a table's name (the codebook lists "
        "[the tables](codebook.md#tables-and-references)), `cid.__version__` the version of "
        "package and data.",
        "\n".join([*contents, "- [Results](#results): what functions return beside DataFrames"]),
    ]
    for group, names in GROUPS.items():
        parts.append(f"## {group}")
        parts += [_errors(names)] if group == "Errors" else map(_entry, names)
    return "\n\n".join([*parts, "## Results", *map(_result, RESULTS)]) + "\n"


def _links(names: tuple[str, ...]) -> str:
    return ", ".join(map(_link, names))


def _link(name: str) -> str:
    return f"[`{name}`](#{_anchor(name)})"


def _anchor(name: str) -> str:
    # As GitHub makes it of the heading; "cid." keeps the function apart from its group.
    plain = name.lower().replace(".", "")
    return plain if name in GROUPS["Errors"] else f"cid{plain}"


def _entry(name: str) -> str:
    thing = attrgetter(name)(cid)
    described = Docstring.of(thing)
    parts = [f"### cid.{name}", _code(signature(name, thing)), _linked(described.summary)]
    return "\n\n".join([*parts, *_described_sections(described)])


def _described_sections(described: Docstring) -> Iterator[str]:
    if arguments := list(described.items("Args")):
        yield "**Arguments**\n\n" + _list(arguments)
    if "Returns" in described.sections:
        yield f"**Returns** {_linked(_joined(described.sections['Returns']))}"
    if errors := list(described.items("Raises")):
        yield "**Raises**\n\n" + _list(errors)
    if "Example" in described.sections:
        # Skipped where the library that draws is missing, which readers need not see.
        yield _code(described.sections["Example"].replace("  # doctest: +SKIP", ""))


def _errors(names: tuple[str, ...]) -> str:
    rows = ["| error | is a | raised when |", "|---|---|---|"]
    for name in names:
        error = getattr(cid, name)
        bases = ", ".join(f"`{base.__name__}`" for base in error.__bases__)
        anchor = f'<a id="{_anchor(name)}"></a>'
        rows.append(f"| {anchor}`{name}` | {bases} | {_joined(Docstring.of(error).summary)} |")
    return "\n".join(rows)


def _result(result: type) -> str:
    described = Docstring.of(result)
    public = [name for name in result.__annotations__ if not name.startswith("_")]
    fields = ", ".join(f"`{name}`" for name in public)
    parts = [f"### {result.__name__}", _linked(described.summary), f"Attributes: {fields}."]
    methods = [
        (f"{name}()" if inspect.isfunction(member) else name, _joined(Docstring.of(member).summary))
        for name, member in vars(result).items()
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property))
    ]
    return "\n\n".join([*parts, _list(methods)])


def signature(name: str, thing: Callable[..., Any]) -> str:
    """Write the signature of a function or class as its source has it, without ``self``.

    The source has the names of types; at run time the names of all tables stand there instead.
    """
    function = vars(thing)["__init__"] if isinstance(thing, type) else thing
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(node, ast.FunctionDef)
    node = _Unquoted().visit(node)
    parameters = [part for part in _parameters(node.args) if part != "self"]
    result = f" -> {ast.unparse(node.returns)}" if node.returns and function is thing else ""
    line = f"{name}({', '.join(parameters)}){result}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"    {part}," for part in parameters), f"){result}"])


def _parameters(arguments: ast.arguments) -> Iterator[str]:
    """Write the parameters one by one; the defaults belong to the last positional ones."""
    without = len(arguments.args) - len(arguments.defaults)
    defaults = [*([None] * without), *arguments.defaults]
    for argument, default in zip(arguments.args, defaults, strict=True):
        yield _parameter(argument, default)
    if arguments.kwonlyargs:
        yield "*"
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _parameter(argument, default)


def _parameter(argument: ast.arg, default: ast.expr | None) -> str:
    return ast.unparse(argument) + (f" = {ast.unparse(default)}" if default else "")


class _Unquoted(ast.NodeTransformer):
    """Takes the quotes off annotations that are written as texts."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Unquote the annotation of a parameter."""
        node.annotation = _unquoted(node.annotation)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Unquote the annotations of a function."""
        self.generic_visit(node.args)
        node.returns = _unquoted(node.returns)
        return node


def _unquoted(annotation: ast.expr | None) -> ast.expr | None:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return ast.parse(annotation.value, mode="eval").body
    return annotation


def _list(items: list[tuple[str, str]]) -> str:
    lines = (
        f"- {_link(name) if name in GROUPS['Errors'] else f'`{name}`'}: {_linked(what)}"
        for name, what in items
    )
    return "\n".join(lines)


def _joined(lines: str) -> str:
    return " ".join(lines.split())


def _linked(prose: str) -> str:
    """Turn the literals of a docstring into code, and its names of functions into links."""
    names = {name for group in GROUPS.values() for name in group}
    results = {result.__name__ for result in RESULTS}

    def link(match: "re.Match[str]") -> str:
        name = match.group(1) or match.group(2)
        result = name.partition(".")[0]
        if match.group(2) and result in results:
            return f"[`{name}`](#{result.lower()})"
        return _link(name) if match.group(2) and name in names else f"`{name}`"

    return re.sub(r"``([^`]+)``|`([^`]+)`", link, prose)


def _code(source: str) -> str:
    return f"```python\n{source}\n```"
