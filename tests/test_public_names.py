"""The public names: written once, documented in full, and cheap to import."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cubairan_data as cid

STUB = Path(cid.__file__).with_suffix(".pyi")
# Libraries that cost time to import, none of which the package itself needs.
LIBRARIES = {"pandas", "numpy", "pydantic", "frictionless", "typer", "rich"}


def names_in_stub() -> set[str]:
    names: set[str] = set()
    for node in ast.parse(STUB.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names - {"_default", "__all__"}


def functions() -> dict[str, Callable[..., Any]]:
    """The public functions, and the methods of a record."""
    found: dict[str, Callable[..., Any]] = {
        name: each for name in cid.__all__ if inspect.isroutine(each := getattr(cid, name))
    }
    for name, method in inspect.getmembers(cid.Record, inspect.isroutine):
        if not name.startswith("_"):
            found[f"Record.{name}"] = method
    for name, method in inspect.getmembers(type(cid.plot), inspect.isroutine):
        if not name.startswith("_"):
            found[f"plot.{name}"] = method
    return found


def section(function: Callable[..., Any], heading: str) -> str:
    """The lines of a docstring under a heading, up to the next one."""
    text = inspect.getdoc(function) or ""
    found = re.search(rf"^{heading}:\n((?:    .*\n|\n)*)", f"{text}\n", re.MULTILINE)
    return found.group(1) if found else ""


def entries(function: Callable[..., Any], heading: str) -> list[str]:
    return re.findall(r"^    ([\w.]+): ", section(function, heading), re.MULTILINE)


def test_the_names_are_those_of_the_stub() -> None:
    assert len(cid.__all__) == len(set(cid.__all__))
    assert set(cid.__all__) == names_in_stub()
    assert set(dir(cid)) == names_in_stub()


def test_every_name_can_be_imported() -> None:
    for name in names_in_stub():
        assert getattr(cid, name) is not None
    with pytest.raises(AttributeError, match="'cubairan_data' has no attribute 'nothing'"):
        _ = cid.nothing  # type: ignore[attr-defined]


def test_every_class_and_function_is_documented_in_a_sentence() -> None:
    for name in cid.__all__:
        each = getattr(cid, name)
        if inspect.isclass(each) or inspect.isroutine(each):
            summary = (inspect.getdoc(each) or "").partition("\n\n")[0]
            assert summary.endswith("."), name


def test_every_public_method_of_a_record_is_a_function_of_the_package() -> None:
    methods = {name.removeprefix("Record.") for name in functions() if name.startswith("Record.")}
    assert methods - {"installed_root"} <= set(cid.__all__)


@pytest.mark.parametrize("name", functions())
def test_a_function_documents_what_it_takes_gives_and_raises(name: str) -> None:
    function = functions()[name]
    parameters = [each for each in inspect.signature(function).parameters if each != "self"]
    assert entries(function, "Args") == parameters
    assert section(function, "Returns").strip()
    assert ">>> " in section(function, "Example")
    for error in entries(function, "Raises"):
        is_public = error in cid.__all__ and issubclass(getattr(cid, error), Exception)
        assert is_public or error in ("FileNotFoundError", "pydantic.ValidationError"), error


def modules_after(code: str) -> set[str]:
    program = f"{code}; import sys; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_package_imports_no_library() -> None:
    assert not LIBRARIES & modules_after("import cubairan_data")


def test_loading_imports_pandas_alone() -> None:
    modules = modules_after("import cubairan_data as cid; cid.load('visits')")
    assert LIBRARIES & modules == {"pandas", "numpy"}


def test_no_module_takes_the_place_of_a_public_name() -> None:
    """A submodule becomes an attribute of its package as soon as somebody imports it."""
    program = """
import importlib, inspect, pkgutil, cubairan_data as cid
for module in pkgutil.walk_packages(cid.__path__, "cubairan_data."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*(name for name in cid.__all__ if inspect.ismodule(getattr(cid, name))))
print(callable(cid.load), callable(cid.open), callable(cid.format))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "\nTrue True True\n"
