"""From a frame back to the rows of the record: no source is lost without a word, none added."""

import io
import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.citation.parts import Citable
from cubairan_data.provenance.lines import row_ids

Frames = dict[cid.TableName, pd.DataFrame]


def cited(what: Citable, table: cid.TableName | None = None) -> set[str]:
    items = json.loads(cid.cite(what, style="csl-json", table=table))
    return {item["id"] for item in items[1:]}


def behind(table: cid.TableName, rows: pd.DataFrame) -> set[str]:
    """The sources of the lines about some rows of a table."""
    lines = cid.evidence(table)
    return set(lines.loc[lines["row_id"].isin(set(row_ids(table, rows))), "source_id"])


def read_back(frame: pd.DataFrame) -> pd.DataFrame:
    """Write a frame as CSV and read it by pandas alone, which knows nothing of tables."""
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)))


FILTERS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "mask": lambda visits: visits[visits["host_id"] == "IRN"],
    "query": lambda visits: visits.query("host_id == 'IRN'"),
    "head": lambda visits: visits.head(7),
    "sort": lambda visits: visits.head(9).sort_values("kind"),
    "columns": lambda visits: visits.head(5)[["visit_id", "places"]],
    "assign": lambda visits: visits.head(5).assign(year=2001, value=1),
    "copy": lambda visits: visits.head(5).copy(),
    "reset_index": lambda visits: visits.tail(5).reset_index(drop=True),
    "resolved dates": lambda visits: cid.resolve_dates(visits.head(5), how="earliest"),
    "parts of one table": lambda visits: pd.concat([visits.head(3), visits.tail(3)]),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filtered_or_sorted_frame_keeps_its_table(frames: Frames, name: str) -> None:
    rows = FILTERS[name](frames["visits"].copy())
    assert rows.attrs["table"] == "visits"
    assert 0 < len(rows) < len(frames["visits"])
    assert cited(rows) == behind("visits", rows)


def test_exactly_the_rows_of_the_frame_are_cited(frames: Frames) -> None:
    few = frames["visits"].head(3)
    assert cited(few) == behind("visits", few)
    assert cited(few) < cited("visits")
    assert cited(frames["visits"].head(0)) == set()


def test_rows_of_two_tables_concatenated_are_cited_by_both(frames: Frames) -> None:
    visits, agreements = frames["visits"], frames["agreements"]
    both = pd.concat([visits, agreements])
    assert "table" not in both.attrs
    assert cited(both) == behind("visits", visits) | behind("agreements", agreements)
    assert len(cited(both)) > max(len(cited(visits)), len(cited(agreements)))


def test_merged_rows_are_cited_by_both_tables(frames: Frames) -> None:
    participants, officials = frames["visit_participants"].head(20), frames["officials"]
    merged = participants.merge(officials, on="official_id")
    assert len(merged) == 20
    sources = behind("visit_participants", merged) | behind("officials", merged)
    assert cited(merged) == sources
    assert sources > behind("officials", merged)


MERGES: dict[str, tuple[cid.TableName, list[str], cid.TableName, list[str], str]] = {
    "columns that both tables have": (
        "agreements",
        ["agreement_id", "visit_id", "signed"],
        "visits",
        ["visit_id", "kind", "summary"],
        "visit_id",
    ),
    "a column that a third table has too": (
        "tenures",
        ["tenure_id", "official_id", "organization_id"],
        "officials",
        ["official_id", "name"],
        "official_id",
    ),
    "a column that is mostly blank": (
        "agreements",
        ["agreement_id", "session_id", "status"],
        "sessions",
        ["session_id", "cuban_chair_id"],
        "session_id",
    ),
    "the keys of one and the columns of the other": (
        "visit_participants",
        ["visit_id", "official_id"],
        "visits",
        ["visit_id", "places"],
        "visit_id",
    ),
}


@pytest.mark.parametrize("case", MERGES)
@pytest.mark.parametrize("suffixes", [("_x", "_y"), ("", "_b")])
def test_a_merge_of_some_columns_cites_both_tables(
    frames: Frames, case: str, suffixes: tuple[str, str]
) -> None:
    left, left_columns, right, right_columns, key = MERGES[case]
    rows = frames[left][left_columns].dropna(subset=[key])
    merged = rows.merge(frames[right][right_columns], on=key, suffixes=suffixes)
    sources = behind(left, merged) | behind(right, merged[[key]].drop_duplicates())
    assert cited(merged) == sources
    assert cited(read_back(merged)) == sources


@pytest.mark.parametrize("table", ["countries", "publishers", "coverage"])
def test_a_table_without_evidence_has_nothing_to_cite(frames: Frames, table: cid.TableName) -> None:
    with pytest.raises(cid.NotEvidencedError, match=table):
        cid.cite(table)
    with pytest.raises(cid.NotEvidencedError, match=table):
        cid.cite(frames[table].head(2))


def test_a_table_without_evidence_may_be_merged_in(frames: Frames) -> None:
    visits, countries = frames["visits"].head(5), frames["countries"]
    merged = visits.merge(countries, left_on="host_id", right_on="country_id")
    assert cited(merged) == behind("visits", visits)


def test_a_key_that_a_merge_has_renamed_is_an_error(frames: Frames) -> None:
    visits, agreements = frames["visits"].head(3), frames["agreements"].head(3)
    linked = agreements.assign(visit_id=visits["visit_id"].to_numpy())
    with pytest.raises(cid.UntraceableRowsError, match="'visit_id' has become 'visit_id_x'"):
        cid.cite(visits.merge(linked, how="cross"))
    both = pd.concat([visits, agreements], axis=1)
    with pytest.raises(cid.UntraceableRowsError, match="two columns 'kind'"):
        cid.cite(both)


def test_a_count_by_key_does_not_show_what_was_counted(frames: Frames) -> None:
    counts = frames["visit_participants"].groupby("visit_id", observed=True).size().reset_index()
    counts.attrs = {}
    with pytest.raises(cid.UntraceableRowsError, match="cannot be traced"):
        cid.cite(counts)
    assert cited(counts, table="visits") == behind("visits", counts)


def test_a_reference_to_another_table_cites_no_row_of_it(frames: Frames) -> None:
    agreements = read_back(frames["agreements"])
    assert agreements["visit_id"].notna().any()
    assert agreements.attrs == {}
    assert cited(agreements) == behind("agreements", agreements)


@pytest.mark.parametrize("table", ["visits", "statements", "tenures", "visit_participants"])
def test_a_table_read_back_from_a_file_is_recognised(frames: Frames, table: cid.TableName) -> None:
    rows = read_back(frames[table].head(20))
    assert cited(rows) == behind(table, rows)


def test_the_key_alone_is_enough(frames: Frames) -> None:
    ids = pd.DataFrame({"visit_id": list(frames["visits"]["visit_id"].head(3))})
    assert cited(ids) == behind("visits", ids)


def test_the_key_may_stand_in_the_index(frames: Frames) -> None:
    visits = frames["visits"].head(5)
    assert cited(visits.set_index("visit_id")) == behind("visits", visits)
    participants = frames["visit_participants"].head(5)
    indexed = participants.set_index(["visit_id", "official_id"])
    assert cited(indexed) == behind("visit_participants", participants)
    assert cited(read_back(participants).set_index(["visit_id", "official_id"])) == behind(
        "visit_participants", participants
    )


def test_a_frame_that_names_sources_is_cited_by_them(frames: Frames) -> None:
    sources = frames["sources"].head(4)
    assert cited(sources) == set(sources["source_id"])
    lines = cid.evidence("sessions")
    assert cited(lines) == set(lines["source_id"])
    indicators = frames["indicators"].head(4)
    assert cited(indicators) >= set(indicators["source_id"])


def test_a_frame_can_be_assigned_to_its_table(frames: Frames) -> None:
    agreements = read_back(frames["agreements"].head(9))
    few = agreements[["agreement_id", "visit_id"]]
    assert cited(few, table="agreements") == behind("agreements", few)
    linked = few.dropna()
    assert cited(linked, table="visits") == behind("visits", linked)


def test_a_row_without_its_key_is_named_and_the_rest_is_cited(frames: Frames) -> None:
    mine = pd.DataFrame({"summary": ["Own note."]}, index=["mine"])
    mixed = pd.concat([frames["visits"].head(2), mine])
    with pytest.warns(UserWarning, match=r"not cited: 1 of 3 rows .*\(first: 'mine'\)"):
        references = cid.cite(mixed)
    (untraced,) = references.untraced
    assert "'mine'" in untraced
    assert references == cid.cite(frames["visits"].head(2))
    blank = frames["visits"].head(3).copy()
    blank.loc[1, "visit_id"] = pd.NA
    with pytest.warns(UserWarning, match=r"1 of 3 rows .*\(first: 1\)"):
        assert cited(blank) == behind("visits", frames["visits"].iloc[[0, 2]])


JOINS: dict[str, Callable[[Frames], tuple[pd.DataFrame, pd.DataFrame]]] = {
    "under their own names": lambda frames: (
        led := frames["visits"].dropna(subset=["lead_official_id"]).head(9),
        led.merge(
            frames["officials"][["official_id", "name", "name_original"]].rename(
                columns={"official_id": "lead_official_id"}
            ),
            on="lead_official_id",
        ),
    ),
    "under another name": lambda frames: (
        led := frames["visits"].dropna(subset=["lead_official_id"]).head(9),
        led.assign(
            leader=led["lead_official_id"].map(frames["officials"].set_index("official_id")["name"])
        ),
    ),
    "with a suffix": lambda frames: (
        led := frames["visits"].dropna(subset=["lead_official_id"]).head(9).assign(name="own"),
        led.merge(
            frames["officials"][["official_id", "name"]].rename(
                columns={"official_id": "lead_official_id"}
            ),
            on="lead_official_id",
            suffixes=("", "_lead"),
        ),
    ),
}


@pytest.mark.parametrize("case", JOINS)
def test_columns_that_a_join_brought_without_their_key_are_cited_too(
    frames: Frames, case: str
) -> None:
    led, joined = JOINS[case](frames)
    officials = frames["officials"]
    leads = officials[officials["official_id"].isin(list(led["lead_official_id"]))]
    sources = behind("visits", led) | behind("officials", leads)
    assert sources > behind("visits", led)
    assert cited(joined) == sources
    assert cited(joined.drop(columns="summary")) == sources


def test_of_two_references_to_a_table_the_one_that_was_joined_is_cited(frames: Frames) -> None:
    both = ["cuban_signatory_id", "iranian_signatory_id"]
    signed = frames["agreements"].dropna(subset=both).head(6)
    names = frames["officials"].set_index("official_id")["name"]
    joined = signed.assign(name=signed["iranian_signatory_id"].map(names))
    officials = frames["officials"]
    iranian = officials[officials["official_id"].isin(list(signed["iranian_signatory_id"]))]
    assert cited(joined) == behind("agreements", signed) | behind("officials", iranian)


def test_columns_of_ones_own_cite_nothing_more(frames: Frames) -> None:
    led = frames["visits"].dropna(subset=["lead_official_id"]).head(9)
    for own in (
        {"name": "somebody"},
        {"year": 2001, "weight": 0.5, "note": "seen"},
        {"rank": range(9), "is_mine": True},
    ):
        assert cited(led.assign(**own)) == behind("visits", led)


def linked(frames: Frames, columns: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Visits with columns of the agreements signed there, and those agreements."""
    agreements = frames["agreements"].dropna(subset=["visit_id", *columns])
    own = agreements.set_index("visit_id")[columns]
    return frames["visits"].set_index("visit_id").join(own, how="inner"), agreements


RENAMED = {"title": "instrument", "signed": "day", "summary": "about", "in_force": "since"}


@pytest.mark.parametrize("columns", [["signed"], ["title"], ["title", "status"], ["sectors"]])
def test_columns_of_rows_that_refer_to_those_of_the_frame_are_cited_too(
    frames: Frames, columns: list[str]
) -> None:
    status = {"status": "status_of_agreement"}
    visits = frames["visits"].rename(columns=status)
    joined, agreements = linked({**frames, "visits": visits}, columns)
    sources = behind("visits", joined.reset_index()) | behind("agreements", agreements)
    assert sources > behind("visits", joined.reset_index())
    assert cited(joined) == sources
    assert cited(read_back(joined.reset_index())) == sources
    renamed = joined.rename(columns=RENAMED)
    if "status" not in columns and "sectors" not in columns:
        assert cited(renamed) == sources


def test_of_the_rows_that_refer_to_one_those_with_the_cells_are_cited(frames: Frames) -> None:
    joined, agreements = linked(frames, ["title"])
    one = joined.iloc[[0]]
    same = agreements[agreements["title"] == one["title"].iloc[0]]
    assert cited(one) == behind("visits", one.reset_index()) | behind("agreements", same)
    assert len(agreements[agreements["visit_id"] == one.index[0]]) >= len(same)


def test_a_reference_that_the_frame_has_no_longer_is_followed(frames: Frames) -> None:
    flows, agreements = frames["financial_flows"], frames["agreements"]
    joined = flows.merge(agreements[["agreement_id", "signed"]].dropna(), on="agreement_id")
    their = agreements[agreements["agreement_id"].isin(list(joined["agreement_id"]))]
    sources = behind("financial_flows", joined) | behind("agreements", their)
    assert cited(joined.drop(columns="agreement_id")) == sources


def test_a_join_that_keeps_the_name_of_its_first_table_is_cited_by_both(frames: Frames) -> None:
    participants = frames["visit_participants"]
    joined = frames["visits"].set_index("visit_id").join(participants.set_index("visit_id"))
    for table in (None, "visits"):
        joined.attrs = {"table": table} if table else {}
        assert cited(joined) == behind("visits", frames["visits"]) | behind(
            "visit_participants", participants
        )


def test_events_merged_with_another_table_are_cited_by_both(frames: Frames) -> None:
    events = cid.events(kinds="visits")
    merged = events.merge(frames["visit_participants"], left_on="row_id", right_on="visit_id")
    both = behind("visits", merged) | behind("visit_participants", merged)
    assert cited(merged) == both > behind("visits", merged)


def test_a_column_whose_row_cannot_be_found_is_named(frames: Frames) -> None:
    offices = frames["tenures"]["office"].drop_duplicates().head(5).to_numpy()
    undated = frames["visits"][frames["visits"]["lead_official_id"].isna()].head(5)
    with pytest.warns(UserWarning, match="column 'office' is one of tenures, .* no 'tenure_id'"):
        references = cid.cite(undated.assign(office=offices[: len(undated)]))
    assert references.untraced == (
        "column 'office' is one of tenures, but the frame has no 'tenure_id'",
    )
    sums = frames["financial_flows"].groupby("agreement_id")["amount"].sum() + 1
    with pytest.warns(UserWarning, match="column 'amount' is one of financial_flows"):
        cid.cite(frames["agreements"].merge(sums.reset_index(), on="agreement_id"))


# Frames and Series as pandas makes them, of which every source can be found ...
EXACT: dict[str, Callable[[pd.DataFrame], Any]] = {
    "groupby": lambda visits: visits.groupby("host_id", observed=True),
    "groupby of a column": lambda visits: visits.groupby("host_id", observed=True)["visit_id"],
    "lists of keys": lambda visits: visits.groupby("host_id", observed=True)["visit_id"].agg(list),
    "frame of lists": lambda visits: visits.groupby("host_id", observed=True).agg(
        {"visit_id": list, "summary": list, "date": "count"}
    ),
    "sets of keys": lambda visits: visits.groupby("host_id", observed=True).agg({"visit_id": set}),
    "melt": lambda visits: visits.melt(id_vars="visit_id"),
    "stack": lambda visits: visits.set_index("visit_id").stack(),
    "column with the keys in its index": lambda visits: visits.set_index("visit_id")["summary"],
    "explode": lambda visits: visits.assign(places=visits["places"].str.split(";")).explode(
        "places"
    ),
    "columns of one's own": lambda visits: visits.assign(day=visits["date"], n=1),
    "dates resolved": lambda visits: cid.resolve_dates(visits, how="earliest"),
    "labels": lambda visits: visits.assign(kind=visits["kind"].astype(str).str.upper()),
    "index of two levels": lambda visits: visits.set_index(["host_id", "visit_id"]).index,
}


@pytest.mark.parametrize("form", EXACT)
def test_what_pandas_makes_of_rows_is_cited_by_all_of_them(frames: Frames, form: str) -> None:
    visits = frames["visits"]
    assert cited(EXACT[form](visits)) == behind("visits", visits)


# ... and of which no row can be found: no number counts its sources.
REFUSED: dict[str, Callable[[pd.DataFrame], Any]] = {
    "size": lambda visits: visits.groupby("host_id", observed=True).size(),
    "frame of sizes": lambda visits: visits.groupby("lead_official_id").size().reset_index(),
    "count": lambda visits: visits.groupby("host_id", observed=True).agg({"visit_id": "count"}),
    "named counts": lambda visits: visits.groupby("host_id", observed=True).agg(
        visits=("visit_id", "count")
    ),
    "keys in one text": lambda visits: visits.groupby("host_id", observed=True)["visit_id"].agg(
        "; ".join
    ),
    "pivot_table": lambda visits: visits.pivot_table(
        index="host_id", columns="kind", values="visit_id", aggfunc="count", observed=True
    ),
    "pivot": lambda visits: visits.pivot(index="date", columns="visit_id", values="kind"),
    "crosstab": lambda visits: pd.crosstab(visits["host_id"], visits["kind"]),
    "describe": lambda visits: visits.describe(include="all"),
    "describe of one column": lambda visits: visits["date"].describe(),
    "value_counts": lambda visits: visits["host_id"].value_counts(),
    "value_counts of keys": lambda visits: visits["visit_id"].value_counts(),
    "unstack": lambda visits: visits.groupby(["host_id", "kind"], observed=True).size().unstack(),
    "transpose": lambda visits: visits.T,
    "resample": lambda visits: visits.set_index("date_earliest").resample("YS").size(),
    "is it blank": lambda visits: visits.isna(),
    "column without keys": lambda visits: visits["summary"],
    "part of a row": lambda visits: visits.iloc[0][["date", "summary"]],
    "total": lambda visits: cid.total(
        cid.load("financial_flows").query("kind == 'credit_line' and stage == 'disbursed'")
    ),
    "profile": lambda visits: cid.about("ricardo-cabrisas"),
    "corroboration": lambda visits: cid.corroboration("visits"),
}


@pytest.mark.parametrize("form", REFUSED)
def test_what_shows_no_row_any_more_is_refused_in_one_sentence(frames: Frames, form: str) -> None:
    made = REFUSED[form](frames["visits"])
    with pytest.raises((cid.UntraceableRowsError, cid.UnknownRowError)) as error:
        cid.cite(made)
    assert len(str(error.value).splitlines()) == 1


def test_lists_of_keys_that_do_not_fit_together_are_refused(frames: Frames) -> None:
    pairs = frames["visit_participants"].groupby("role", observed=True)
    uneven = pairs.agg({"visit_id": "unique", "official_id": "unique"}).map(list)
    with pytest.raises(cid.UntraceableRowsError, match=r"the lists of .* differ in length"):
        cid.cite(uneven)


@pytest.mark.parametrize("how", ["first", "last", "max"])
def test_cells_that_a_summary_took_from_other_rows_are_named(frames: Frames, how: str) -> None:
    flows = frames["financial_flows"]
    codes = [name for name in flows if isinstance(flows[name].dtype, pd.CategoricalDtype)]
    flows = flows.astype(dict.fromkeys(codes, "string"))
    with pytest.warns(UserWarning, match=r"column '\w+', where \d+ cells? differs? from the rows"):
        assert cid.cite(getattr(flows.groupby("kind"), how)()).untraced


def test_sums_and_means_beside_one_key_are_named_but_not_another_unit(frames: Frames) -> None:
    flows = frames["financial_flows"].dropna(subset=["amount"])
    sums = flows.groupby("kind", observed=True).agg({"flow_id": "first", "amount": "sum"})
    with pytest.warns(UserWarning, match="column 'amount', where"):
        cid.cite(sums)
    running = flows.assign(amount=flows["amount"].cumsum())
    with pytest.warns(
        UserWarning, match=r"column 'amount', where \d+ cells differ from the rows of"
    ):
        cid.cite(running)
    in_millions = flows.assign(amount=flows["amount"].astype(float) / 1_000_000)
    assert cited(in_millions) == behind("financial_flows", flows)


def test_a_rival_reading_put_in_place_of_a_value_is_none_of_another_row(frames: Frames) -> None:
    rivals = cid.rivals("visits")
    for _, rival in rivals[rivals["column"] == "date"].iterrows():
        changed = cid.substitute(frames["visits"], rival)
        assert cited(changed) == behind("visits", changed)


@pytest.mark.parametrize("table", ["indicators", "visits", "measures"])
def test_labels_in_place_of_codes_change_no_source(table: cid.TableName) -> None:
    assert cited(cid.load(table, labels=True)) == cited(table)


def test_sources_are_cited_by_their_keys(frames: Frames) -> None:
    sources = cid.evidence("sessions")["source_id"]
    assert cited(sources) == set(sources)
    assert cited(str(sources.iloc[0])) == {sources.iloc[0]}


def test_a_frame_that_names_table_and_row_is_cited_by_them() -> None:
    events = cid.events(kinds=["visits", "sessions"]).head(8)
    expected = {
        source
        for table, row_id in zip(events["table_name"], events["row_id"], strict=True)
        for source in cid.evidence(table, row_id)["source_id"]
    }
    assert cited(events) == expected
    found = cid.search("Iran, Cuba fortify ties", tables="sources")
    assert cited(found) == set(found["row_id"])
    lines = cid.search("Iran and Cuba signed", tables="evidence")
    assert cited(lines) == {row_id.split("/")[-2] for row_id in lines["row_id"]}
    with pytest.warns(UserWarning, match="rows of publishers, a table that rests on no evidence"):
        assert cited(cid.search("Granma", tables="publishers")) == set()
    with pytest.raises(cid.UnknownRowError, match="no row of visits 'nobody'"):
        cid.cite(events.assign(table_name="visits", row_id="nobody"))


ONE_ROW: dict[str, Callable[[pd.DataFrame], Any]] = {
    "Series": lambda frame: frame.iloc[3],
    "record": lambda frame: frame.to_dict("records")[3],
    "key": lambda frame: frame["visit_id"].iloc[3],
    "list of keys": lambda frame: [frame["visit_id"].iloc[3]],
    "column of keys": lambda frame: frame["visit_id"].iloc[3:4],
    "index of keys": lambda frame: frame.set_index("visit_id").index[3:4],
    "list of rows": lambda frame: [frame.iloc[3], frame.to_dict("records")[3]],
}


@pytest.mark.parametrize("form", ONE_ROW)
def test_one_row_is_cited_in_whatever_form(frames: Frames, form: str) -> None:
    row = ONE_ROW[form](frames["visits"])
    assert cited(row) == behind("visits", frames["visits"].iloc[[3]])


def test_a_frame_without_the_key_column_is_an_error(frames: Frames) -> None:
    with pytest.raises(cid.UntraceableRowsError, match="frame of visits has no column 'visit_id'"):
        cid.cite(frames["visits"][["date"]])
    with pytest.raises(cid.UntraceableRowsError, match="cannot be traced to a table"):
        cid.cite(pd.DataFrame({"year": [2001]}))
    with pytest.raises(cid.UntraceableRowsError, match="has no column 'agreement_id'"):
        cid.cite(pd.DataFrame({"visit_id": ["x"]}), table="agreements")


def test_an_unknown_key_is_an_error_that_names_the_nearest(frames: Frames) -> None:
    known = str(frames["visits"]["visit_id"].iloc[0])
    with pytest.raises(cid.UnknownRowError, match=f"no row of visits .*did you mean '{known}'"):
        cid.cite(pd.DataFrame({"visit_id": [known, known[:-1]]}))
    changed = frames["visits"].head(2).assign(visit_id="nobody")
    with pytest.raises(cid.UnknownRowError, match="no row of visits 'nobody'"):
        cid.cite(changed)


def test_the_panel_leads_back_to_no_row() -> None:
    with pytest.raises(cid.UntraceableRowsError):
        cid.cite(cid.panel())
