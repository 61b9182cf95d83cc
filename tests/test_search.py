"""Search: a text is found in whatever spelling, the closest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_record import small, write

import cubairan_data as cid
from cubairan_data.folding import folded, folded_with_places

HALF_SPACE = "\u200c"


def with_texts(**texts: str) -> dict[str, list[dict[str, str]]]:
    rows = small()
    rows["visits"][0] |= texts
    return rows


@pytest.fixture
def persian(tmp_path_factory: pytest.TempPathFactory) -> cid.Record:
    rows = small()
    rows["sources"][0]["title"] = f"نشست بین{HALF_SPACE}المللی در تهران"
    return cid.open(write(tmp_path_factory.mktemp("persian"), rows))


def test_accents_and_case_make_no_difference_and_exact_matches_come_first() -> None:
    plain, accented = cid.search("Rodriguez"), cid.search("Rodríguez")
    rows = ["table_name", "row_id", "column"]
    assert set(map(tuple, plain[rows].to_numpy())) == set(map(tuple, accented[rows].to_numpy()))
    for found, text in ((plain, "Rodriguez"), (accented, "Rodríguez")):
        assert found["match"].is_monotonic_increasing
        assert set(found.loc[found["match"] == "exact", "hit"]) == {text}
        assert text not in set(found.loc[found["match"] == "folded", "hit"])


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (f"بین{HALF_SPACE}المللی", "exact"),
        ("بین المللی", "folded"),
        (f"بين{HALF_SPACE}المللي", "folded"),
        ("بینالمللی", "spacing"),
        ("بينالملل", "spacing"),
    ],
)
def test_half_spaces_and_arabic_letters_make_no_difference(
    persian: cid.Record, text: str, match: str
) -> None:
    (found,) = persian.search(text).to_dict("records")
    assert (found["table_name"], found["column"], found["match"]) == ("sources", "title", match)
    assert found["hit"].startswith("بین")
    assert found["before"] == "نشست "
    assert found["after"].endswith("در تهران")


def test_a_phrase_comes_before_its_words_apart(record: cid.Record) -> None:
    apart, together = (record.search(text, "officials") for text in ("Lopez Ana", "Ana Lopez"))
    assert list(apart["match"]) == ["words"]
    assert list(together["match"]) == ["folded"]
    assert record.search("Ana nobody").empty


def test_names_come_before_texts_that_tell_of_them() -> None:
    found = cid.search("Cabrisas", tables=["visits", "officials"])
    assert found["table_name"].iloc[0] == "officials"
    assert {"visits", "officials"} == set(found["table_name"])


def test_the_words_around_a_hit_are_those_of_the_text(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = "One two three four five six seven eight nine ten ÉLEVEN-twelve thirteen"
    text += " 1 2 3 4 5 6 7 8 9."
    folder = write(tmp_path_factory.mktemp("long"), with_texts(summary=text))
    (found,) = cid.open(folder).search("eleven twelve").to_dict("records")
    assert found["hit"] == "ÉLEVEN-twelve"
    assert found["before"] == "… three four five six seven eight nine ten "
    assert found["after"] == " thirteen 1 2 3 4 5 6 7 …"
    assert f"{found['before'][2:]}{found['hit']}{found['after'][:-2]}" in text


def test_only_the_tables_named_are_searched() -> None:
    assert set(cid.search("vaccine", tables="visits")["table_name"]) == {"visits"}
    with pytest.raises(cid.UnknownTableError, match="did you mean 'visits'"):
        cid.search("vaccine", tables=["visit"])  # type: ignore[list-item]


def test_nothing_found_is_an_empty_frame_of_the_same_columns(record: cid.Record) -> None:
    nothing, something = record.search("no such words"), record.search("trade")
    assert nothing.empty
    assert list(nothing.dtypes) == list(something.dtypes)


@pytest.mark.parametrize("text", ["", "  ", "-", None, 5, ["Cabrisas"]])
def test_nothing_to_search_is_refused(text: object) -> None:
    with pytest.raises(cid.UnknownNameError, match="pass a word, a name or a phrase"):
        cid.search(text)  # type: ignore[arg-type]


LETTERS = st.text(st.sampled_from("aÉñ ßİي‌ئۀ٣-_'ـ\u0301ﬁ½\u00a0Aاك "), max_size=12)


@given(LETTERS)
def test_every_folded_letter_knows_its_place(text: str) -> None:
    plain, places = folded_with_places(text)
    assert plain == folded(text)
    assert len(places) == len(plain)
    assert places == sorted(places)
    for letter, place in zip(plain, places, strict=True):
        assert letter == " " or letter in folded(text[place])


def test_labels_of_codes_are_found_in_each_language() -> None:
    for language, text in (("en", "railways"), ("es", "ferrocarriles"), ("fa", "راه آهن")):
        found = cid.search(text, "agreements", language=language)  # type: ignore[arg-type]
        rows = found[found["column"] == "sectors"]["row_id"]
        agreements = cid.load("agreements")
        coded = agreements["sectors"].str.split(";").map(lambda sectors: "railways" in sectors)
        assert set(rows) == set(agreements.loc[coded, "agreement_id"])


def test_labels_are_not_searched_unasked() -> None:
    assert "sectors" not in set(cid.search("ferrocarriles")["column"])
