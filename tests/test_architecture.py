"""Imports run one way: no folder imports from one to its right, and no module from itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import cubairan_data as cid

PACKAGE = Path(cid.__file__).parent
# From the ground up; folders of one floor do not import each other. A floor may be still empty.
FLOORS = (
    ("contract",),
    ("storage",),
    ("provenance",),
    ("citation", "analysis", "matching", "retrieval"),
    ("validation",),
    ("curation", "exports", "charts"),
    ("record",),
    ("cli",),
)
FLOOR_OF = {folder: floor for floor, folders in enumerate(FLOORS) for folder in folders}
# What every folder may import, and which itself imports nothing.
COMMON = {"dataset", "errors", "escaping", "folding"}
# The face of the package, which only what stands above the record may use.
FACE = ""


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name, the package itself left out of the name."""
    found = {}
    for file in PACKAGE.rglob("*.py"):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imported(file: Path) -> Iterator[str]:
    """What a module imports, for types only and inside functions too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def own_imports(module: str) -> frozenset[str]:
    """The modules of this package that one of them imports."""
    targets = set()
    for name in imported(modules()[module]):
        if name == "cubairan_data" or name.startswith("cubairan_data."):
            target = name.removeprefix("cubairan_data").removeprefix(".")
            while target not in modules():
                target = target.rpartition(".")[0]
            targets.add(target)
    return frozenset(targets - {module})


def folder(module: str) -> str:
    return module.partition(".")[0]


def placed() -> list[str]:
    """The modules that stand on a floor."""
    above = {FACE, "__main__", *COMMON}
    return [module for module in modules() if module not in above]


def test_every_folder_has_its_floor() -> None:
    assert {folder(module) for module in placed()} <= FLOOR_OF.keys()


def test_no_module_imports_from_a_floor_above_or_beside_its_own() -> None:
    upwards = [
        f"{module} imports {target}"
        for module in placed()
        for target in own_imports(module)
        if target not in {FACE, *COMMON}
        and folder(target) != folder(module)
        and FLOOR_OF[folder(target)] >= FLOOR_OF[folder(module)]
    ]
    assert upwards == []


def test_only_the_command_line_uses_the_face() -> None:
    users = {folder(module) for module in modules() if FACE in own_imports(module)}
    assert users == {"cli"}


def test_what_all_may_import_imports_nothing() -> None:
    for module in COMMON:
        assert own_imports(module) == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    done: set[str] = set()

    def follow(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path, module])
        if module not in done:
            for target in own_imports(module):
                follow(target, (*path, module))
            done.add(module)

    for module in modules():
        follow(module, ())


def test_no_two_modules_have_one_name() -> None:
    names = [module.rpartition(".")[2] for module in modules()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("module", [each for each in modules() if folder(each) == "storage"])
def test_storage_knows_of_the_contract_only_how_cells_are_written(module: str) -> None:
    assert "pydantic" not in {name.partition(".")[0] for name in imported(modules()[module])}
    of_contract = {target for target in own_imports(module) if folder(target) == "contract"}
    # An import of contract.edtf is one of the package contract, too.
    how_cells_are_written = {
        f"contract.{name}" for name in ("edtf", "labels", "lists", "patterns", "texts", "urls")
    }
    assert of_contract <= {"contract", *how_cells_are_written}


@pytest.mark.parametrize("folders", [("storage",), ("matching", "validation.rules")])
def test_what_only_reads_tables_runs_without_pydantic(folders: tuple[str, ...]) -> None:
    names = [
        f"cubairan_data.{module}"
        for module in modules()
        if f"{module}.".startswith(tuple(f"{each}." for each in folders))
    ]
    program = f"import sys, {', '.join(names)}, cubairan_data.contract.edtf"
    loaded = subprocess.run(
        [sys.executable, "-c", f"{program}; print('pydantic' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout == "False\n"


def test_rules_know_nothing_of_the_command_line() -> None:
    for module, file in modules().items():
        if folder(module) not in ("cli", "__main__"):
            assert not {"typer", "rich"} & {name.partition(".")[0] for name in imported(file)}


def test_the_command_line_imports_pandas_only_where_a_command_needs_it() -> None:
    program = "import sys, cubairan_data.cli.main; print('pandas' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"


def test_the_package_imports_neither_its_tools_nor_its_tests() -> None:
    for module, file in modules().items():
        roots = {name.partition(".")[0] for name in imported(file)}
        assert not {"tools", "tests", "small_record", "pytest", "hypothesis"} & roots, module
