"""What shows the record to a reader speaks Spanish and Persian: explain, about, commands."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import piped, run

import cubairan_data as cid
from cubairan_data.contract.labels import LANGUAGES, TRANSLATIONS, Language, word
from cubairan_data.escaping import isolated, reopened, with_isolates, without_isolates
from cubairan_data.storage.labelled import with_labels
from cubairan_data.storage.schema import schemas

ROW = "2023-06-raisi-havana"
CONTESTED = "2017-02-joint-commission-16-documents"
FSI, PDI = "\u2068", "\u2069"
# Fixed words of the English output, and codes that a reader of another language must not meet.
ENGLISH = re.compile(
    r"\b(independent sources?|coded by|computed|not followed|supports|contradicts|otherwise|passage"
    r"|undated|named in the text|also:|country:|kind:|part of:|note:|took_place|head_of_state)\b"
)


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUBAIRAN_LANGUAGE", raising=False)
    pytest.importorskip("persiantools", reason="persiantools is not installed")


def explained(language: Language) -> Iterator[str]:
    for table, row in (("visits", ROW), ("agreements", CONTESTED)):
        explanation = cid.explain(table, row, language=language)  # type: ignore[arg-type]
        # Links and quotations are those of the sources, whatever the language.
        lines = explanation.to_text(links=False).split("\n")
        yield from (re.sub("[«“].*[»”]|Resumen:.*|خلاصه:.*", "", line) for line in lines)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_english_word_of_ours_is_left(language: Language) -> None:
    profile = str(cid.about("mincex", language=language)).split("\n")
    for line in (*explained(language), *profile):
        assert not ENGLISH.search(line), line


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_an_explanation_has_the_same_passages_in_every_language(language: Language) -> None:
    english = cid.explain("visits", ROW)
    other = cid.explain("visits", ROW, language=language)
    assert [each.column for each in other.values] == [each.column for each in english.values]
    assert [each.link for each in other.passages] == [each.link for each in english.passages]
    counts = [each.independent_sources for each in english.values]
    assert [each.independent_sources for each in other.values] == counts


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_semicolon_in_prose_divides_no_list(language: Language) -> None:
    agreements = cid.load("agreements").set_index("agreement_id")
    summary = str(agreements["summary"][CONTESTED])
    assert "; " in summary
    explanation = cid.explain("agreements", CONTESTED, "summary", language=language)
    assert summary in explanation.to_text(links=False)


def test_names_stand_in_persian_script_beside_the_latin_ones() -> None:
    assert "ابراهیم رئیسی (Ebrahim Raisi)" in str(cid.explain("visits", ROW, language="fa"))
    profile = cid.about("Ebrahim Raisi", language="fa")
    assert str(profile).startswith("ابراهیم رئیسی (Ebrahim Raisi)")
    # No source shows a Cuban name in Persian script.
    assert str(cid.about("Ricardo Cabrisas", language="fa")).startswith("Ricardo Cabrisas Ruiz (")


def test_cuban_bodies_have_their_spanish_names() -> None:
    name = "Ministerio del Comercio Exterior y la Inversión Extranjera"
    assert str(cid.about("mincex", language="es")).startswith(name)
    assert not str(cid.about("mincex")).startswith(name)


def test_every_city_of_the_record_has_its_name(frames: dict[str, Any]) -> None:
    from cubairan_data.contract.labels import place_name

    for name in frames["places"]["name"]:
        assert all(place_name(name, language) for language in TRANSLATIONS), (
            f"{name}: write its names in cubairan_data/contract/labels/places.csv"
        )


@pytest.mark.parametrize("call", [
    lambda: cid.tables(language="de"),  # type: ignore[arg-type]
    lambda: cid.codebook("visits", language="ES"),  # type: ignore[arg-type]
    lambda: cid.explain("visits", ROW, language=""),  # type: ignore[arg-type]
    lambda: cid.about("mincex", language=None),  # type: ignore[arg-type]
    lambda: cid.cite(language=5),  # type: ignore[arg-type]
    lambda: cid.search("x", language="pt"),  # type: ignore[arg-type]
])  # fmt: skip
def test_another_language_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(cid.UnknownNameError, match=r"no language .*en, es, fa"):
        call()


# Mixed lines


def test_a_text_of_the_other_direction_is_isolated() -> None:
    assert isolated("Granma") == "Granma"
    assert isolated("ایرنا") == f"{FSI}ایرنا{PDI}"
    assert isolated("Granma", within_right_to_left=True) == f"{FSI}Granma{PDI}"
    assert isolated("ایرنا", within_right_to_left=True) == "ایرنا"


def test_marks_that_a_text_brings_along_are_shown_and_never_obeyed() -> None:
    forged = isolated(f"ایرنا{PDI} forged")
    assert forged == f"{FSI}ایرنا\\u2069 forged{PDI}"
    assert with_isolates(str, forged) == forged
    assert without_isolates(forged) == "ایرنا\\u2069 forged"


def test_a_line_that_is_broken_closes_its_isolates() -> None:
    lines = reopened([f"\u200fa {FSI}b", "c", f"d{PDI} e"])
    assert all(line.count(FSI) == line.count(PDI) for line in lines)
    assert all(line.startswith("\u200f") for line in lines)
    assert without_isolates("".join(lines)) == "a bcd e"


@pytest.mark.parametrize("language", LANGUAGES)
def test_isolates_are_for_screens_alone_and_in_pairs(language: Language) -> None:
    explanation = cid.explain("visits", ROW, language=language)
    profile = cid.about("Ebrahim Raisi", language=language)
    for text in (str(explanation), str(profile), str(cid.cite(ROW, language=language))):
        assert not re.search("[\u2066-\u2069\u200e\u200f]", text)
    for shown in (explanation.to_html(), explanation.to_markdown(), profile.for_screen):
        assert shown.count(FSI) == shown.count(PDI)
    # The profile names him in Persian script, also where the words around it are Latin.
    assert FSI in profile.for_screen
    assert (language == "fa") == ('dir="rtl"' in explanation.to_html())


def test_on_a_terminal_a_persian_line_begins_on_the_right(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("explain", "agreements", CONTESTED, "signed", "--language", "fa", "--short")
    assert "\u200f" not in run(*arguments)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", run(*arguments)).rstrip("\n").split("\n")
    for line in lines:
        assert line.lstrip().startswith("\u200f"), line
        assert line.count(FSI) == line.count(PDI), line


def test_cells_of_a_table_keep_their_places_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = ("codebook", "contact_participants", "--language", "fa")
    assert FSI not in run(*asked)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    row = next(line for line in run(*asked).split("\n") if line.startswith("contact_id"))
    cells = [cell for cell in re.split("  +", row) if cell]
    assert len(cells) > 4
    assert all(cell[0] == FSI and cell[-1] == PDI for cell in cells[1:])


# The command line

COMMANDS = (
    ("tables",),
    ("codebook", "visits"),
    ("codebook", "panel"),
    ("show", "visits", "--last", "2"),
    ("explain", "agreements", CONTESTED, "signed"),
    ("cite", "agreements", CONTESTED),
    ("about", "mincex"),
)


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_and_the_environment_name_the_language(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], language: str
) -> None:
    english, asked = piped(*command), piped(*command, "--language", language)
    assert asked != english
    monkeypatch.setenv("CUBAIRAN_LANGUAGE", language)
    assert piped(*command) == asked
    if command[0] != "show":
        assert piped(*command, "--language", "en") == english


def test_show_gives_labels_in_place_of_codes_in_every_format() -> None:
    asked = ("show", "visits", "--language", "fa", "--format")
    rows = json.loads(piped(*asked, "json"))
    labelled = with_labels(cid.load("visits"), schemas()["visits"], "fa")
    assert [row["kind"] for row in rows] == labelled["kind"].tolist()
    assert list(rows[0]) == labelled.columns.tolist()


@pytest.mark.parametrize(
    "label", ["Memorandum", "memorando de entendimiento", "یادداشت تفاهم", "يادداشت تفاهم"]
)
def test_a_condition_takes_the_label_of_any_language(label: str) -> None:
    asked = ("show", "agreements", "--columns", "agreement_id", "--where")
    assert piped(*asked, f"kind={label}") == piped(*asked, "kind=memorandum")


def test_an_unknown_language_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no language 'de'" in run("tables", "--language", "de", code=2)
    monkeypatch.setenv("CUBAIRAN_LANGUAGE", "de")
    assert "CUBAIRAN_LANGUAGE" in run("tables", code=2)


def test_persian_texts_are_sorted_by_the_persian_alphabet() -> None:
    asked = ("show", "officials", "--where", "name_original!=", "--sort", "name_original")
    rows = json.loads(piped(*asked, "--language", "fa", "--format", "json"))
    alphabet = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
    names = [row["name_original"] for row in rows]
    firsts = [alphabet.index(name[0]) for name in names if name[0] in alphabet]
    assert len(firsts) > 100
    assert firsts == sorted(firsts)
    assert names != sorted(names)


# Exports


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_csv_export_has_labels_in_the_language(tmp_path: Path, language: str) -> None:
    (written,) = cid.export(tmp_path / "tenures.csv", tables="tenures", labels=language)
    lines = written.read_text("utf-8").splitlines()
    assert lines[0].startswith("tenure_id,official_id,")
    heads = {"en": "Head of state", "es": "Jefe de Estado", "fa": "رئیس کشور"}
    assert any(heads[language] in line for line in lines)
    run("export", tmp_path / "again.csv", "--table", "tenures", "--language", language)
    assert (tmp_path / "again.csv").read_bytes() == written.read_bytes()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_what_an_export_says_of_itself_is_in_the_language(tmp_path: Path, language: str) -> None:
    cid.export(tmp_path / "all.csvw", labels=language)
    described = json.loads((tmp_path / "all.csvw" / "csv-metadata.json").read_text("utf-8"))
    assert described["@context"][1] == {"@language": language}
    assert described["dc:title"] == word("dataset.title", language)
    titles = {table["url"]: table["dc:title"] for table in described["tables"]}
    assert titles["visits.csv"] == {"es": "Visitas", "fa": "سفرها"}[language]
    _, metadata = cid.export(tmp_path / "all.sqlite", labels=language)
    described = json.loads(metadata.read_text("utf-8"))
    assert described["title"] == word("dataset.title", language)


@pytest.mark.slow
@pytest.mark.oracle
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_other_forms_carry_labels_and_titles(tmp_path: Path, language: str) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
    (book,) = cid.export(tmp_path / "visits.xlsx", tables="visits", labels=language)
    sheets = openpyxl.load_workbook(book)
    header = [cell.value for cell in sheets["codebook"][1]]
    assert header[0] == word("header.table", language)
    assert bool(sheets["codebook"].sheet_view.rightToLeft) == (language == "fa")
    (stata,) = cid.export(tmp_path / "visits.dta", tables="visits", labels=language)
    import pandas as pd

    with pd.read_stata(stata, iterator=True) as reader:
        labels, titles = reader.value_labels(), reader.variable_labels()
    assert labels["kind"][1] == {"es": "Visita de Estado", "fa": "سفر دولتی"}[language]
    assert titles["kind"].startswith({"es": "Tipo: ", "fa": "نوع: "}[language])


@pytest.mark.slow
@pytest.mark.oracle
def test_follow_the_money_tells_kinds_in_the_language(tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason="followthemoney is missing")
    (written,) = cid.export(tmp_path / "record.ftm.json", labels="es")
    entities = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
    programs = {
        program
        for entity in entities
        if entity["schema"] == "Sanction"
        for program in entity["properties"].get("program", ())
    }
    assert {"Embargo", "Programa de sanciones"} <= programs
    assert not {"embargo", "sanctions_programme", "Sanctions programme"} & programs
