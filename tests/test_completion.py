"""The shell completes what the record and the contract know."""

import pytest
from typer.testing import CliRunner

from cubairan_data.cli.main import app


def completed(line: str) -> list[str]:
    """What the shell offers for the last word of a line."""
    words = f"cubairan-data {line}"
    environment = {
        "_CUBAIRAN_DATA_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    return CliRunner().invoke(app, [], prog_name="cubairan-data", env=environment).stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sho", ["show"]),
        ("show vis", ["visits", "visit_participants"]),
        ("codebook off", ["officials"]),
        ("show visits --where kin", ["kind="]),
        ("show visits --where kind=mul", ["kind=multilateral"]),
        ("show visits --where lead_official_id=miguel-d", ["lead_official_id=miguel-diaz-canel"]),
        ("show visits --where nothing=x", []),
        ("show financial_flows --where is_additive!=t", ["is_additive!=true"]),
        ("show visits --columns date,pla", ["date,places"]),
        ("show visits --sort lea", ["lead_official_id"]),
        ("explain visits 2001-05-castro-t", ["2001-05-castro-tehran"]),
        ("explain visits 2001-05-castro-tehran pla", ["places"]),
        ("cite visits 2001-05-castro-t", ["2001-05-castro-tehran"]),
        ("events --kind agr", ["agreements", "agreement"]),
        ("events --sector heal", ["health"]),
        ("about miguel-d", ["miguel-diaz-canel"]),
        ("search word --in statem", ["statements"]),
        ("check file.csv --as visits", ["visits"]),
        ("validate --skip refer", ["reference"]),
    ],
)
def test_the_last_word_is_completed(line: str, expected: list[str]) -> None:
    assert completed(line) == expected


def test_completion_can_be_installed() -> None:
    assert "--install-completion" in CliRunner().invoke(app, ["--help"]).stdout
