"""What the site shows of a record, read once: rows, titles, evidence, counts, citations."""

import csv
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, cast

import pandas as pd

import cubairan_data as cid
from cubairan_data.citation.csl import dataset_item
from cubairan_data.contract.labels import ENGLISH
from cubairan_data.escaping import without_isolates
from cubairan_data.retrieval.titles import title_of
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.reader import Reader
from cubairan_data.storage.schema import Schema, evidenced_tables, schemas
from cubairan_data.storage.wording import label
from site_builder.row_history import last_changes

SHOWN_GROUPS = ("record", "actors")
PARTICIPANTS = {"visit_participants": "visits", "contact_participants": "contacts"}


class Place(NamedTuple):
    """A row, by its table and key."""

    table: str
    row_id: str

    @property
    def path(self) -> str:
        """The folder of its page."""
        return f"{self.table}/{self.row_id}/"


class Count(NamedTuple):
    """What bears one value: its sources, how many are independent, whether it is disputed."""

    sources: int
    independent: int
    disputed: bool


class When(NamedTuple):
    """The date of a row as EDTF, with the days that it admits."""

    text: str
    earliest: str
    latest: str


@dataclass(frozen=True)
class Naming:
    """A row that names another: in which column, or with which part in an event."""

    place: Place
    table: str
    column: str
    code: str | None = None


@dataclass
class SiteRecord:
    """A record as the site reads it."""

    record: cid.Record
    previous: str = ""
    """The folder of an earlier version, to say what changed since."""
    tables: Tables = field(init=False)
    _titles: dict[str, dict[Place, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = self.record._tables

    @property
    def version(self) -> str:
        """The version of the record."""
        return str(self.tables.descriptor.get("version", "0.0.0"))

    @cached_property
    def shown(self) -> list[Schema]:
        """The tables each row of which has a page."""
        return [
            schema
            for schema in schemas().values()
            if schema.group in SHOWN_GROUPS or schema.name == "sources"
        ]

    def cells(self, table: str) -> dict[str, Cells]:
        """Give the rows of a table by their keys."""
        return self.tables.cells(table)

    def has_page(self, table: str, row_id: str) -> bool:
        """Whether a row has a page."""
        return table in self._shown_names and row_id in self.cells(table)

    @cached_property
    def _shown_names(self) -> set[str]:
        return {schema.name for schema in self.shown}

    def has_page_of(self, table: str) -> bool:
        """Whether the rows of a table have pages."""
        return table in self._shown_names

    def places(self) -> Iterator[Place]:
        """Give all rows that have a page."""
        for schema in self.shown:
            for row_id in self.cells(schema.name):
                yield Place(schema.name, row_id)

    @cached_property
    def events(self) -> pd.DataFrame:
        """Everything dated, terms of office included."""
        named = [*self._event_tables, "tenures"]
        return self.record.events(undated=True, kinds=named)

    @property
    def _event_tables(self) -> list[str]:
        return [s.name for s in schemas().values() if s.group == "record" and s.bounds]

    @cached_property
    def _event_by_place(self) -> dict[Place, dict[str, Any]]:
        return {Place(row["table_name"], row["row_id"]): row for row in rows_of(self.events)}

    def event(self, place: Place) -> dict[str, Any] | None:
        """Give a row as an event; None where its table has none."""
        return self._event_by_place.get(place)

    @cached_property
    def whens(self) -> dict[Place, When]:
        """The date of each dated row."""
        dated = {
            place: When(str(row["date"]), _day(row["earliest"]), _day(row["latest"]))
            for place, row in self._event_by_place.items()
            if pd.notna(row["date"])
        }
        for row_id, cells in self.cells("sources").items():
            if "published" in cells:
                days = [cells.get(f"published_{end}", "") for end in ("earliest", "latest")]
                dated[Place("sources", row_id)] = When(cells["published"], *days)
        return dated

    @cached_property
    def by_year(self) -> dict[int, list[Place]]:
        """The events of each year in which there were any, by their first day."""
        years: dict[int, list[Place]] = defaultdict(list)
        for place, when in self.whens.items():
            if schemas()[place.table].group == "record" and (when.earliest or when.latest):
                years[int((when.earliest or when.latest)[:4])].append(place)
        return dict(sorted(years.items()))

    @cached_property
    def titles(self) -> dict[Place, str]:
        """The title of each row, in English."""
        found = self.titles_in(ENGLISH)
        return {place: without_isolates(title) for place, title in found.items()}

    def titles_in(self, language: str) -> dict[Place, str]:
        """Give the title of each row as a reader of a language is shown it."""
        if language not in self._titles:
            self._titles[language] = self._titles_for(Reader(self.tables, language))
        return self._titles[language]

    def _titles_for(self, reader: Reader) -> dict[Place, str]:
        titles: dict[Place, str] = {}
        for schema in self.shown:
            for row_id, cells in self.cells(schema.name).items():
                title = self._title(titles, reader, schema.name, cells)
                titles[Place(schema.name, row_id)] = title or row_id
        return titles

    def _title(self, titles: dict[Place, str], reader: Reader, table: str, cells: Cells) -> str:
        if table in PARTICIPANTS:
            event = Place(PARTICIPANTS[table], next(iter(cells.values())))
            name = reader.name("officials", cells["official_id"])
            return f"{name}: {titles.get(event, event.row_id)}"
        if table == "indicators":
            what = label(table, "indicator", cells["indicator"], reader.language)
            return f"{what}, {cells['year']}"
        if table == "places":
            return reader.place(cells["name"])
        if table in ("countries", "officials", "organizations"):
            name = reader.name(table, next(iter(cells.values())))
            if table == "organizations" and self._is_shared(cells):
                return f"{name} ({reader.name('countries', cells['country_id'])})"
            return name
        return title_of(reader, table, cells)

    def name(self, place: Place, language: str = ENGLISH) -> str:
        """Give what a row is called; people by their own name where the page is in its script."""
        if language == "fa" and place.table in ("officials", "organizations"):
            cells = self.cells(place.table).get(place.row_id, {})
            if "name_original" in cells:
                return cells["name_original"]
            if place.table == "officials" or not self._is_shared(cells):
                return cells.get("name", place.row_id)
        titles = self.titles if language == ENGLISH else self.titles_in(language)
        return titles.get(place) or self._other_name(place)

    @cached_property
    def _shared_names(self) -> set[str]:
        """The names that several bodies have, such as the ministries of both countries."""
        names = Counter(cells.get("name", "") for cells in self.cells("organizations").values())
        return {name for name, times in names.items() if times > 1}

    def _is_shared(self, cells: Cells) -> bool:
        return cells.get("name") in self._shared_names and "country_id" in cells

    def _other_name(self, place: Place) -> str:
        return self.cells(place.table).get(place.row_id, {}).get("name", place.row_id)

    @cached_property
    def towns(self) -> dict[str, Place]:
        """The page of each town by its name."""
        return {cells["name"]: Place("places", row) for row, cells in self.cells("places").items()}

    def sort_day(self, place: Place) -> tuple[str, str]:
        """Give the first day of a row, to sort by; what has no date comes last."""
        when = self.whens.get(place)
        return (when.earliest or when.latest or "9999" if when else "9999", place.row_id)

    @cached_property
    def _by_day(self) -> list[tuple[str, str, Place]]:
        short = [
            (when.earliest, when.latest, place)
            for place, when in self.whens.items()
            if place.table not in ("sources", "tenures")
            and when.earliest
            and when.latest
            and when.earliest[:7] == when.latest[:7]
            and len(when.text) > len("2006-01")
        ]
        return sorted(short)

    def between(self, earliest: str, latest: str) -> list[Place]:
        """Give the events that are dated to days between two."""
        first = bisect_left(self._by_day, (f"{earliest[:7]}-00",))
        found = []
        for start, end, place in self._by_day[first:]:
            if start > latest:
                break
            if end >= earliest:
                found.append(place)
        return found

    # Evidence

    @cached_property
    def lines(self) -> dict[Place, list[dict[str, Any]]]:
        """The lines of evidence about each row, those for it first, the more reliable before."""
        frame = self.record.evidence()
        ordered = frame.sort_values(
            ["verdict", "reliability", "published", "source_id"], kind="stable"
        )
        grouped: dict[Place, list[dict[str, Any]]] = defaultdict(list)
        filled = ordered.astype(object).where(ordered.notna(), None)
        for line in rows_of(filled):
            grouped[Place(line["table_name"], line["row_id"])].append(line)
        return grouped

    @cached_property
    def borne(self) -> dict[str, list[Place]]:
        """The rows about which each source says something."""
        rows: dict[str, dict[Place, None]] = defaultdict(dict)
        for place, lines in self.lines.items():
            for line in lines:
                rows[line["source_id"]][place] = None
        return {source: list(places) for source, places in rows.items()}

    @cached_property
    def counts(self) -> dict[tuple[Place, str], Count]:
        """The sources of each value."""
        return {
            (Place(table, row["row_id"]), row["column"]): _count(row)
            for table in evidenced_tables()
            for row in self.record.corroboration(_known(table), by="cell").to_dict("records")
        }

    @cached_property
    def row_counts(self) -> dict[Place, Count]:
        """The sources of each row as a whole."""
        return {
            Place(table, row["row_id"]): _count(row)
            for table in evidenced_tables()
            for row in self.record.corroboration(_known(table)).to_dict("records")
        }

    @cached_property
    def sides(self) -> dict[Place, set[str]]:
        """From which sides the sources of each row come."""
        return {
            Place(table, row["row_id"]): set(str(row["sides"]).split(";"))
            for table in evidenced_tables()
            for row in self.record.corroboration(_known(table)).to_dict("records")
        }

    @cached_property
    def namings(self) -> dict[Place, list[Naming]]:
        """The rows that name each row."""
        index: dict[Place, list[Naming]] = defaultdict(list)
        for schema in schemas().values():
            if schema.group != "evidence":
                for row_id, cells in self.cells(schema.name).items():
                    for place, naming in _in_row(schema, row_id, cells):
                        if naming.place != place:
                            index[place].append(naming)
        return index

    @cached_property
    def participants(self) -> dict[Place, list[str]]:
        """The people who took part in each visit and contact."""
        people: dict[Place, list[str]] = defaultdict(list)
        for table, event in PARTICIPANTS.items():
            for cells in self.cells(table).values():
                key = schemas()[table].key[0]
                people[Place(event, cells[key])].append(cells["official_id"])
        return people

    @cached_property
    def rivals(self) -> list[dict[str, Any]]:
        """All readings that contradict a value."""
        frame = self.record.rivals()
        return rows_of(frame.astype(object).where(frame.notna(), ""))

    @cached_property
    def identifiers(self) -> dict[Place, list[Cells]]:
        """The identifiers of rows in authority files."""
        index: dict[Place, list[Cells]] = defaultdict(list)
        for cells in self.cells("identifiers").values():
            index[Place(cells["table_name"], cells["row_id"])].append(cells)
        return index

    # Citations

    @cached_property
    def own_item(self) -> dict[str, Any]:
        """The record itself as a CSL item."""
        return dataset_item(self.tables.descriptor)

    @cached_property
    def references(self) -> dict[str, tuple[dict[str, Any], str]]:
        """Each source as a CSL item and as a sentence."""
        frame = self.record.load("sources")
        cited = self.record.cite(frame, style="apa", table="sources")
        texts = str(cited).split("\n")
        return {item["id"]: (item, text) for item, text in zip(cited.items, texts, strict=True)}

    @cached_property
    def citation(self) -> str:
        """The record as a reference."""
        return str(self.record.cite())

    @cached_property
    def read_twice(self) -> int:
        """How many sources somebody else has read again; 0 where that is not noted."""
        file = self.tables.root / "docs" / "second-reading.csv"
        if not file.is_file():
            return 0
        with file.open(encoding="utf-8", newline="") as stream:
            return sum(row["seen"] != "no" for row in csv.DictReader(stream))

    @cached_property
    def difference(self) -> Any:
        """What changed since the earlier version; None where none is given."""
        return self.record.diff(self.previous) if self.previous else None

    @cached_property
    def latest_changes(self) -> list[Place]:
        """The rows by the day of their last change, the latest first."""
        shown = [place for place in self.changed if self.has_page(place.table, place.row_id)]
        return sorted(shown, key=lambda place: self.changed[place], reverse=True)

    @cached_property
    def changed(self) -> dict[Place, str]:
        """The day on which each row, or the evidence about it, was last changed."""
        days: dict[Place, str] = {}
        evidence = self.cells("evidence")
        for (table, row_id), day in last_changes(self.tables).items():
            place = Place(table, row_id)
            if table == "evidence":
                place = Place(evidence[row_id]["table_name"], evidence[row_id]["row_id"])
            days[place] = max(day, days.get(place, ""))
        return days


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a frame by the names of columns."""
    return cast("list[dict[str, Any]]", frame.to_dict("records"))


def _in_row(schema: Schema, row_id: str, cells: Cells) -> Iterator[tuple[Place, Naming]]:
    event = PARTICIPANTS.get(schema.name)
    for column in schema.fields.values():
        if not column.references or column.name not in cells:
            continue
        named = Place(column.references, cells[column.name])
        if event is None:
            yield named, Naming(Place(schema.name, row_id), schema.name, column.name)
        elif column.references != event:
            place = Place(event, cells[schema.key[0]])
            yield named, Naming(place, schema.name, "role", cells.get("role"))
        else:
            person = Place("officials", cells["official_id"])
            yield named, Naming(person, schema.name, "role", cells.get("role"))


def _count(row: dict[Any, Any]) -> Count:
    return Count(int(row["sources"]), int(row["independent_sources"]), bool(row["is_disputed"]))


def _day(day: Any) -> str:
    return "" if pd.isna(day) else day.strftime("%Y-%m-%d")


def _known(table: str) -> TableName:
    return table  # type: ignore[return-value]
