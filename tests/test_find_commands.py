"""The commands that find rows of whatever table: search, events, about."""

import json

import pytest
from command_line import piped, run

import cubairan_data as cid


def test_search_gives_what_the_function_finds() -> None:
    found = cid.search("Rodríguez", ["officials"])
    rows = json.loads(piped("search", "rodriguez", "--in", "officials", "--format", "json"))
    assert {row["row_id"] for row in rows} == set(found["row_id"])
    lines = piped("search", "Rodríguez", "--first", "3").splitlines()
    assert lines[0].split("\t") == ["table_name", "column", "row_id", "passage"]
    assert len(lines) == 4
    assert "more hits" in run("search", "Rodríguez", "--first", "3")


def test_a_passage_is_found_as_the_row_that_it_is_about() -> None:
    _, *lines = piped("search", "biotecnolog", "--in", "evidence").splitlines()
    assert lines
    lengths = {len(line.split("\t")[2].split("/")) for line in lines}
    assert lengths == {2}


def test_events_gives_what_the_function_lists() -> None:
    arguments = ("events", "--since", "2016", "--until", "2016-06", "--kind", "visits")
    rows = json.loads(piped(*arguments, "--format", "json"))
    events = cid.events("2016", "2016-06", kinds="visits")
    assert [row["row_id"] for row in rows] == list(events["row_id"])
    by_name = json.loads(piped("events", "--person", "Ricardo Cabrisas", "--format", "json"))
    assert len(by_name) == len(cid.events(person="ricardo-cabrisas"))


def test_about_prints_what_the_function_gives() -> None:
    assert piped("about", "Ricardo", "Cabrisas") == f"{cid.about('ricardo-cabrisas')}\n"


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("search", "vacune"), "nothing found for 'vacune'; nearest: vac", 0),
        (("search", "qwertz"), "nothing found for 'qwertz'", 0),
        (("search", "x", "--in", "visit"), "did you mean 'visits'", 2),
        (
            ("events", "--until", "1970", "--kind", "visits"),
            "no event until 1970 kind visits",
            0,
        ),
        (("events", "--since", "soon"), "'soon' is not a date", 2),
        (("about", "Cabrisa"), "nearest: Ricardo Cabrisas Ruiz", 2),
        (("search", "واکسن", "--in", "countries"), "in countries; found in ", 0),
        (("about", "qwertz"), "no official or organization 'qwertz'", 2),
    ],
)
def test_nothing_found_is_said(arguments: tuple[str, ...], said: str, code: int) -> None:
    assert said in run(*arguments, code=code)


@pytest.mark.parametrize("width", ["80", "120"])
@pytest.mark.parametrize("word", ["vacuna", "biotecnolog", "Rodriguez"])
def test_search_shows_the_words_around_a_hit_however_long_the_keys_are(
    monkeypatch: pytest.MonkeyPatch, word: str, width: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", width)
    heading = run("search", word, "--first", "5").splitlines()[0]
    assert "row_id" in heading
    assert "passage" in heading
