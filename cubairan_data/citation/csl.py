"""CSL-JSON items of the dataset and of sources."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from cubairan_data import dataset
from cubairan_data.contract.edtf import span
from cubairan_data.contract.labels import ENGLISH, word
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.escaping import address, without_hidden

Item = dict[str, Any]
_DAY = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})")
# In these types the outlet publishes the work; in all others the work appears in the outlet.
PUBLISHED_BY = {
    "report",
    "book",
    "thesis",
    "dataset",
    "legislation",
    "regulation",
    "treaty",
    "document",
    "hearing",
}


def dataset_item(descriptor: Mapping[str, Any] | None = None, language: str = ENGLISH) -> Item:
    """The dataset itself.

    Args:
        descriptor: that of the folder cited; its title, version and date are those of the item.
            None, or what it leaves out, means those of the installed record.
        language: of the title, if the descriptor has one in it.
    """
    stated = {
        name: without_hidden(text)
        for name, text in (descriptor or {}).items()
        if isinstance(text, str)
    }
    version = stated.get("version", dataset.VERSION)
    day = _DAY.match(stated.get("created", "")) or _DAY.match(dataset.RELEASED)
    assert day
    return {
        "id": f"{dataset.NAME}-{version}",
        "type": "dataset",
        "title": f"{dataset.NAME}: {_title_of_dataset(stated, language)}",
        "author": [{"literal": word("dataset.contributors", language)}],
        "issued": {"date-parts": [[int(part) for part in day.groups()]]},
        "version": version,
        "language": "en",
    }


def _title_of_dataset(stated: Mapping[str, str], language: str) -> str:
    own = stated.get("title", dataset.TITLE)
    translated = stated.get(f"title@{language}")
    # A folder that is worded anew has perhaps kept the translations of another title.
    return translated if translated and own == dataset.TITLE else own


def source_items(
    sources: pd.DataFrame, publishers: pd.DataFrame, language: str = ENGLISH
) -> list[Item]:
    """The items of sources, in the order of the frame."""
    names = publishers.set_index("publisher_id")["name"]
    rows = sources.to_dict("records")
    return [_source_item(row, names[row["publisher_id"]], language) for row in rows]


def _source_item(row: dict[Any, Any], outlet: str, language: str) -> Item:
    item: Item = {
        "id": row["source_id"],
        "type": str(row["kind"]),
        "title": _title_with_translation(row, language),
    }
    if pd.notna(row["authors"]):
        item["author"] = [person(name) for name in row["authors"].split(DELIMITER)]
    item["publisher" if item["type"] in PUBLISHED_BY else "container-title"] = outlet
    if pd.notna(row["published"]):
        item["issued"] = csl_date(row["published"])
    if pd.notna(row["accessed"]):
        item["accessed"] = {
            "date-parts": [[row["accessed"].year, row["accessed"].month, row["accessed"].day]]
        }
    if pd.notna(row["url"]):
        item["URL"] = address(row["url"])
    item["language"] = row["language"]
    return item


def _title_with_translation(row: dict[Any, Any], language: str) -> str:
    # Inside the title: no common style shows any CSL variable for a translated title.
    translated = row["title_english"]
    is_understood = language != ENGLISH and str(row["language"]).split("-")[0] == language
    if pd.isna(translated) or is_understood:
        return str(row["title"])
    return f"{row['title']} [{translated}]"


def person(name: str) -> dict[str, str]:
    """A CSL name: ``Family, Given`` is a person, anything else an institution.

    Example:
        >>> person("Giambertoni, Marzia")
        {'family': 'Giambertoni', 'given': 'Marzia'}
        >>> person("Redacción")
        {'literal': 'Redacción'}
    """
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}


def csl_date(text: str) -> dict[str, Any]:
    """A CSL date from EDTF text, with the precision of the text.

    Example:
        >>> csl_date("2006-01")
        {'date-parts': [[2006, 1]]}
        >>> csl_date("1995~")
        {'date-parts': [[1995]], 'circa': True}
    """
    ends = [end for end in text.split("/") if end != ".."]
    plain = [end.rstrip("~?%") for end in ends]
    if any(end.endswith("X") for end in plain):
        first, last = span(text)
        return {"date-parts": [[day.year] for day in (first, last) if day], "circa": True}
    date: dict[str, Any] = {"date-parts": [[int(part) for part in end.split("-")] for end in plain]}
    if plain != ends:
        date["circa"] = True
    return date
