"""Labels in place of codes, in each language."""

from typing import Any

import pytest

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.code import Code
from cubairan_data.contract.labels import LANGUAGES, MissingTextError
from cubairan_data.storage.names import TABLE_NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_label_of_its_own_in_every_language(language: str) -> None:
    for model in MODELS.values():
        for column in model.declared().values():
            labels = [code.label(language) for code in column.codes or ()]
            assert all(labels)
            assert len(labels) == len(set(labels))


@pytest.mark.parametrize("labels", [True, "es", "fa"])
@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_labelled_table_differs_in_its_codes_alone(
    table: cid.TableName, labels: bool | str
) -> None:
    plain, labelled = cid.load(table), cid.load(table, labels=labels)
    codes = {name for name, column in MODELS[table].declared().items() if column.codes}
    assert list(plain.columns) == list(labelled.columns)
    for name in set(plain.columns) - codes:
        assert plain[name].equals(labelled[name])
    assert plain.isna().equals(labelled.isna())
    assert list(plain.dtypes.map(str)) == list(labelled.dtypes.map(str))


def test_labels_keep_the_order_of_the_codes() -> None:
    offices = cid.load("tenures", labels=True)["office_kind"].cat.categories
    assert offices[:3].tolist() == ["Supreme leader", "Party leader", "Head of state"]
    assert "Chargé d'affaires" in offices
    offices = cid.load("tenures", labels="es")["office_kind"].cat.categories
    assert offices[:3].tolist() == ["Líder Supremo", "Dirigente del partido", "Jefe de Estado"]
    kinds = cid.load("agreements", labels="fa")["kind"].cat.categories
    assert kinds[2] == "یادداشت تفاهم"


def test_items_of_a_list_are_labelled_one_by_one() -> None:
    plain = cid.load("agreements")["sectors"]
    labelled = cid.load("agreements", labels="en")["sectors"]
    assert labelled.str.count(";").equals(plain.str.count(";"))
    assert not labelled.str.contains("_").any()
    assert set(labelled[plain == "foreign_policy"]) == {"Foreign policy"}


def test_labels_go_with_a_filter(record: cid.Record) -> None:
    assert record.load("visits", labels=True, min_independent=1)["level"].tolist() == ["Minister"]


@pytest.mark.parametrize("labels", ["de", "ES", "", 5, ["en"]])
def test_a_language_without_labels_is_refused(labels: Any) -> None:
    with pytest.raises(
        cid.UnknownNameError, match=r"no labels in language .*; languages: en, es, fa"
    ):
        cid.load("visits", labels=labels)


@pytest.mark.parametrize("labels", [True, "es", "fa"])
@pytest.mark.parametrize("table", ["visits", "indicators"])
def test_sources_of_a_labelled_frame_are_cited(table: cid.TableName, labels: bool | str) -> None:
    """Also where a code is part of the key."""
    plain, labelled = cid.load(table).head(5), cid.load(table, labels=labels).head(5)
    assert cid.cite(labelled) == cid.cite(plain)


def test_a_code_has_the_value_in_words_for_its_english_label() -> None:
    class Unit(Code):
        METRIC_TONNE = "Thousand kilograms."
        USD = "USD", "United States dollars.", {"en": "US dollar"}

    assert [unit.label("en") for unit in Unit] == ["Metric tonne", "US dollar"]
    assert [unit.value for unit in Unit] == ["metric_tonne", "USD"]
    with pytest.raises(MissingTextError, match=r"'USD' of Unit has no text in 'fa'; write it in"):
        Unit.USD.label("fa")
