"""Which sources are independent: a reprint and the text that it repeats count once."""

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.provenance.independence import independent_groups
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.storage.schema import evidenced_tables


@pytest.fixture(scope="module")
def group_of() -> dict[str, str]:
    return independent_groups(Tables(cid.Record.installed_root()))


@pytest.fixture(scope="module")
def sources(frames: dict[cid.TableName, pd.DataFrame]) -> pd.DataFrame:
    return frames["sources"].set_index("source_id")


def test_a_source_is_of_one_group_with_the_text_from_which_it_derives(
    sources: pd.DataFrame, group_of: dict[str, str]
) -> None:
    derived = sources["derived_from"].dropna()
    assert len(derived)
    for source, origin in derived.items():
        assert group_of[str(source)] == group_of[origin]


def test_the_sources_that_name_one_agency_are_one_group(
    sources: pd.DataFrame, group_of: dict[str, str]
) -> None:
    agencies = sources["origin_agency"].dropna().str.split(";").explode()
    for agency, group in agencies.groupby(agencies.str.casefold()):
        assert len({group_of[str(source)] for source in group.index}) == 1, agency


def test_a_source_that_repeats_nothing_and_is_not_repeated_is_a_group_of_its_own(
    sources: pd.DataFrame, group_of: dict[str, str]
) -> None:
    alone = sources[sources["derived_from"].isna() & sources["origin_agency"].isna()]
    repeated = set(sources["derived_from"].dropna())
    own = [str(source) for source in alone.index if source not in repeated]
    assert len({group_of[source] for source in own}) == len(own)


@pytest.mark.parametrize("table", [name for name in TABLE_NAMES if name in evidenced_tables()])
def test_a_row_has_as_many_independent_sources_as_groups_support_it(
    table: cid.TableName, group_of: dict[str, str]
) -> None:
    counts = cid.corroboration(table).set_index("row_id")["independent_sources"]
    lines = cid.evidence(table)
    supporting = lines[lines["verdict"] == "supports"]
    groups = supporting["source_id"].map(group_of).groupby(supporting["row_id"]).nunique()
    assert counts[counts > 0].to_dict() == groups.to_dict()
