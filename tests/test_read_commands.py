"""The commands that read the record, and messages that help."""

import json

import pytest
from command_line import run

import cubairan_data as cid


def test_tables_lists_every_table() -> None:
    output = run("tables")
    assert all(name in output for name in cid.tables()["name"])


def test_show_keeps_rows_that_meet_the_condition() -> None:
    rows = json.loads(run("show", "countries", "--where", "country_id=IRN", "--format", "json"))
    assert [row["name"] for row in rows] == ["Iran"]
    for option, rows in (
        ("--last", cid.load("countries").tail(1)),
        ("--first", cid.load("countries").head(1)),
    ):
        assert json.loads(run("show", "countries", option, "1", "--format", "json")) == json.loads(
            rows.to_json(orient="records")
        )


def test_show_finds_an_item_of_a_list() -> None:
    rows = json.loads(run("show", "visits", "--where", "places=Tehran", "--format", "json"))
    visits = cid.load("visits")
    lists = visits["places"].fillna("").str.split(";")
    in_tehran = ["Tehran" in places for places in lists]
    assert [row["visit_id"] for row in rows] == list(visits.loc[in_tehran, "visit_id"])
    assert rows


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("show", "visit"), "'visits'"),
        (("show", "visits", "--where", "hots_id=CUB"), "did you mean 'host_id'"),
        (("show", "visits", "--where", "kind=offical"), "official"),
        (("show", "visits", "--where", "kind"), "COLUMN=VALUE"),
        (("show", "visits", "--columns", "date,plase"), "places"),
        (("codebook", "zzz"), "agreements"),
        (("show", "visits", "--last", "0"), "last"),
    ],
)
def test_a_wrong_argument_is_answered_with_the_right_one(
    arguments: tuple[str, ...], hint: str
) -> None:
    assert hint in " ".join(run(*arguments, code=2).split())


def test_codebook_prints_the_columns() -> None:
    assert "lead_official_id" in run("codebook", "visits")
    assert json.loads(run("codebook", "visits", "--format", "json"))[0]["column"] == "visit_id"


def test_explain_prints_what_the_function_gives_in_three_forms() -> None:
    row = cid.load("visits")["visit_id"].iloc[0]
    assert run("explain", "visits", row).rstrip() == str(cid.explain("visits", row)).rstrip()
    assert "<ul>" in run("explain", "visits", row, "host_id", "--format", "html")
    assert "**host_id**" in run("explain", "visits", row, "host_id", "--format", "markdown")
    assert row in run("explain", "visits", row[:-1], code=2).replace("\n", "")


def test_cite_prints_the_dataset_and_the_sources_behind_rows() -> None:
    row = cid.load("visits")["visit_id"].iloc[0]
    assert run("cite").strip() == cid.cite()
    assert (
        run("cite", "visits", row, "--style", "ris").strip()
        == cid.cite(cid.load("visits").iloc[:1], style="ris").strip()
    )
    assert run("cite", "visits").strip() == cid.cite("visits")
    assert "did you mean" in run("cite", "visits", row, row[:-1], code=2)


def test_cite_says_where_no_source_is_linked(
    record: cid.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cid, "cite", lambda *_, style, language: record.cite(style=style))
    assert "no source is linked to these rows" in run("cite", "visits")
    assert "apa" in run("cite", "--style", "mla", code=2)
    assert "agreements" in run("cite", "nothing", code=2)


def test_version() -> None:
    assert run("--version").strip() == cid.__version__


def test_show_compares_flags_codes_and_blanks() -> None:
    flows = cid.load("financial_flows")
    arguments = ("show", "financial_flows", "--format", "json", "--where")
    for condition, expected in {
        "is_additive=true": flows["is_additive"].fillna(False),
        "stage=agreed": flows["stage"] == "agreed",
        "currency=": flows["currency"].isna(),
    }.items():
        rows = json.loads(run(*arguments, condition))
        assert [row["flow_id"] for row in rows] == list(flows.loc[expected, "flow_id"])


def test_show_prints_the_columns_asked_for() -> None:
    rows = json.loads(run("show", "countries", "--columns", "name,country_id", "--format", "json"))
    assert list(rows[0]) == ["name", "country_id"]


def test_no_command_at_all_prints_the_help() -> None:
    output = run(code=2)
    for command in ("show", "explain", "cite", "validate", "check", "diff", "format"):
        assert command in output
