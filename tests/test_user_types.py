"""What a user writes passes the type checkers, and what is wrong does not."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cubairan_data as cid
from cubairan_data import contract
from cubairan_data.contract.catalogue import MODELS

SCRIPT = """
from typing import assert_type

import pandas as pd

import cubairan_data as cid
from cubairan_data.contract import Visit

for name, frame in cid.load_all().items():
    assert_type(name, cid.TableName)
    assert_type(frame, pd.DataFrame)
    cid.load(name, labels=True)

visits: list[Visit] = cid.objects("visits")
assert_type(cid.objects("visits"), list[Visit])
assert_type(cid.objects("officials")[0].name, str)
assert_type(cid.open("installed").objects("visits"), list[Visit])
first: str = cid.objects("visits")[0].visit_id.upper()

references: str = cid.cite(cid.load("visits"), style="bibtex", per_row="best")
amount: int | None = cid.total(cid.load("financial_flows"), currency="EUR").amount
cid.panel("partial", directed=True, freq="month")
cid.events(since="2016", kinds=["visits"], within="wholly")
cid.search("vaccine", tables=["visits", "projects"])
profile: pd.DataFrame = cid.about("ricardo-cabrisas").to_frame()
"""
MISTAKES = [
    'cid.load("visitz")',
    'cid.cite(style="mla")',
    'cid.objects("visits")[0].no_such_column',
    'cid.panel("some")',
    'cid.panel(freq="week")',
    'cid.search("vaccine", tables="visit")',
    'cid.events(within="half")',
]
Check = Callable[[Path], subprocess.CompletedProcess[str]]


def mypy(script: Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("mypy", reason="mypy is not installed")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(script)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def pyright(script: Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("pyright")
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "informations" not in done.stdout:
        pytest.skip(f"pyright cannot run here: {(done.stderr or done.stdout).strip()[-200:]}")
    return done


@pytest.mark.slow
@pytest.mark.oracle
@pytest.mark.parametrize("check", [mypy, pyright])
def test_a_script_of_a_user_passes(tmp_path: Path, check: Check) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    done = check(script)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.oracle
@pytest.mark.parametrize("check", [mypy, pyright])
def test_every_mistake_is_found_in_its_line(tmp_path: Path, check: Check) -> None:
    script = tmp_path / "script.py"
    script.write_text("\n".join(["import cubairan_data as cid", *MISTAKES]), "utf-8")
    done = check(script)
    for line in range(2, len(MISTAKES) + 2):
        assert f"script.py:{line}:" in done.stdout, MISTAKES[line - 2]


def test_every_model_can_be_imported_from_the_contract() -> None:
    for model in MODELS.values():
        assert getattr(contract, model.__name__) is model
    with pytest.raises(AttributeError, match="has no attribute 'Nobody'"):
        _ = contract.Nobody  # type: ignore[attr-defined]


def test_importing_the_contract_imports_no_model() -> None:
    program = "import sys, cubairan_data.contract; print('pydantic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
    assert isinstance(cid.objects("countries")[0], contract.Country)
