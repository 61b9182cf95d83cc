"""The errors: one base, named as they are imported, and one place that suggests names."""

import ast
import inspect
from pathlib import Path

import pytest

import cubairan_data as cid
from cubairan_data import errors
from cubairan_data.errors import did_you_mean, unknown

CLASSES = [each for _, each in inspect.getmembers(errors, inspect.isclass)]
ERRORS = [each for each in CLASSES if issubclass(each, Exception)]
PACKAGE = Path(cid.__file__).parent


def test_every_error_is_public_and_has_one_base() -> None:
    assert set(ERRORS) == set(errors.PUBLIC_ERRORS)
    for error in ERRORS:
        assert issubclass(error, cid.CubairanDataError)
        assert getattr(cid, error.__name__) is error
        assert error.__doc__


def test_an_error_is_named_as_it_is_imported() -> None:
    for error in ERRORS:
        assert error.__module__ == "cubairan_data"
        assert repr(error) == f"<class 'cubairan_data.{error.__name__}'>"


@pytest.mark.parametrize(
    "error", [cid.UnknownTableError, cid.UnknownRowError, cid.UnknownColumnError]
)
def test_an_unknown_name_can_be_caught_as_such_or_as_a_wrong_value(
    error: type[cid.UnknownNameError],
) -> None:
    assert issubclass(error, cid.UnknownNameError)
    assert issubclass(error, ValueError)


def test_an_unknown_rule_is_a_wrong_name_and_a_run_that_could_not_be() -> None:
    assert issubclass(cid.UnknownRuleError, cid.UnknownNameError)
    assert issubclass(cid.UnknownRuleError, cid.CannotRunError)


@pytest.mark.parametrize(
    ("name", "allowed", "listed", "text"),
    [
        ("visit", ["visits", "sources"], "", "; did you mean 'visits'?"),
        (
            "visit",
            ["visits", "sources"],
            "tables",
            "; did you mean 'visits'? Tables: visits, sources",
        ),
        ("zzz", ["visits", "sources"], "tables", "; tables: visits, sources"),
        ("zzz", ["visits"], "", ""),
        ("n1", [f"n{number}" for number in range(99)], "names", "; did you mean 'n1' or "),
        (3, ["visits"], "tables", "; tables: visits"),
    ],
)
def test_a_hint_names_the_nearest_and_lists_all_where_they_are_few(
    name: object, allowed: list[str], listed: str, text: str
) -> None:
    assert did_you_mean(name, allowed, listed).startswith(text)


def test_a_very_long_name_is_cut_in_the_message() -> None:
    message = str(unknown(cid.UnknownRowError, "row", "x" * 5000, ["y"]))
    assert len(message) < 120
    assert message.endswith("…")


def test_hints_are_written_in_one_place_only() -> None:
    elsewhere = [
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if file != Path(errors.__file__) and suggests(ast.parse(file.read_text("utf-8")))
    ]
    assert elsewhere == []


def suggests(module: ast.Module) -> bool:
    """Whether a module writes "did you mean" itself, docstrings aside."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return any(
        (isinstance(node, ast.alias) and node.name == "get_close_matches")
        or (isinstance(node, ast.Attribute) and node.attr == "get_close_matches")
        or (
            isinstance(node, ast.Constant)
            and "did you mean" in str(node.value)
            and id(node) not in docstrings
        )
        for node in ast.walk(module)
    )
