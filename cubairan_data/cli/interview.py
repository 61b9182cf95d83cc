"""Asking for a row, its sources and whom it names, to make the content of a draft."""

from datetime import date
from typing import Any

import typer

from cubairan_data.cli.prompts import ask, ask_cell, choose, explained
from cubairan_data.cli.row_display import print_wrapped
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.visits import ParticipantRole
from cubairan_data.contract.columns import Column
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.contract.row_rules import Fault
from cubairan_data.curation.forms import (
    BLOCKS,
    EVENT_OF,
    companions,
    given_columns,
    needs_sources,
    sourced_columns,
    when_blank,
)
from cubairan_data.curation.identifiers import key_column, proposed
from cubairan_data.curation.known import Known
from cubairan_data.curation.passages import locator
from cubairan_data.matching.pair import second_table
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName, known_table
from cubairan_data.storage.raw import Cells
from cubairan_data.validation.row_layer import cell_fault
from cubairan_data.validation.rules.persons import is_in_office

# The address first, since it shows whether the record has the text; the language before the
# translation of the title, which an English text does not need. The day of access is today.
_ORDER_OF_SOURCE = (
    "url",
    "title",
    "language",
    "title_english",
    "authors",
    "publisher_id",
    "kind",
    "published",
    "derived_from",
    "origin_agency",
    "note",
)
_PASSAGE = "Paste the passage as the page has it; its first and its last words are kept."
_NONE = "-"


class Interview:
    """The questions for one row; ``content`` holds what was answered so far."""

    def __init__(self, main: TableName, tables: Tables) -> None:
        self.main = main
        self.known = Known(tables)
        self.content: dict[str, Any] = {}

    def ask(self) -> None:
        """Ask for everything, in the order in which it is at hand."""
        print_wrapped(MODELS[self.main].META.description)
        print_wrapped("Enter leaves blank, ? explains, Ctrl-C stops without writing anything.")
        cites_text = needs_sources(self.main)
        source = self._source() if cites_text and self.main != "evidence" else None
        row = self._main()
        if cites_text:
            self._what_it_says(source if source is not None else self._source(), row)
            while typer.confirm("Another source?", default=False):
                self._what_it_says(self._source(), row)
        self._participants(row)

    # Rows

    def _main(self) -> Cells:
        """Ask for the row itself; give its cells, or those of the row that evidence is about."""
        typer.echo(f"\n{MODELS[self.main].META.title}")
        row: Cells = {}
        self.content[BLOCKS[self.main]] = row
        self._fill(row, self.main)
        if self.main == "evidence":
            return self.known.row(row["table_name"], row["row_id"])
        if key := key_column(self.main):
            row[key] = self._identifier(key, row)
        if self.main == "officials":
            self._make_sure_of_office(self.known.add(self.main, row))
        return row

    def _identifier(self, key: str, row: Cells) -> str:
        proposal = proposed(self.main, row, self.known) or None
        while True:
            answer: str = typer.prompt("Identifier", default=proposal).strip()
            fault: Fault | None = cell_fault(MODELS[self.main], key, answer)
            if fault is None and not self.known.has(self.main, answer):
                return answer
            message = fault.message if fault else f"{answer!r} is in {self.main} already"
            print_wrapped(message, "  ")

    def _fill(self, cells: Cells, table: TableName) -> None:
        """Ask for each column of a row, in its order."""
        for column in given_columns(table, self.main):
            if column.name == key_column(table) or column.name in cells:
                continue
            if of := column.references or _named_beside(table, column.name, cells):
                answer = self._reference(column, of)
            else:
                default = when_blank(table, date.today().isoformat()).get(column.name, "")
                answer = ask_cell(table, column, default)
            if answer:
                cells[column.name] = answer

    def _reference(self, column: Column, of: str) -> str:
        """Ask for a row by key or name until one is chosen, made, or left out."""
        table = known_table(of)
        while answer := ask(column.title, explained(column), needed=column.required):
            if self.main == "judgements" and self.known.is_retired(table, answer):
                return answer
            found = self.known.named(table, answer)
            if len(found) == 1:
                if found[0] != answer:
                    print_wrapped(self.known.label(table, found[0]), "  = ")
                chosen = found[0]
            else:
                chosen = self._chosen(table, answer, found or self.known.near(table, answer))
            if chosen:
                if table == "officials":
                    self._make_sure_of_office(chosen)
                return chosen
        return ""

    def _chosen(self, table: TableName, answer: str, near: list[str]) -> str:
        creatable = {*companions(self.main), "sources", "publishers"} - {self.main}
        new = BLOCKS[table] if table in creatable else ""
        if not near:
            print_wrapped(f"nothing in {table} is like {answer!r}", "  ")
        labels = [self.known.label(table, row_id) for row_id in near]
        place = choose(labels, new) if near or new else None
        if place is None:
            return ""
        return near[place] if place >= 0 else self._made(table, answer)

    def _made(self, table: TableName, name: str) -> str:
        """Ask for a row to which the answer refers, and give its key."""
        if table == "sources":
            return str(self._source()["source_id"])
        typer.echo(f"\nA new {BLOCKS[table]}")
        cells: Cells = {"name": typer.prompt("Name", default=name).strip()}
        self._fill(cells, table)
        row_id = self._noted(table, cells)
        if table != "publishers":
            self._keep_companion(table, cells)
        return row_id

    def _make_sure_of_office(self, official_id: str) -> None:
        """Ask for the office in which a person acts, unless the record has one at that date."""
        offices = [*self.known.added["tenures"].values()]
        has_new = any(cells["official_id"] == official_id for cells in offices)
        when = self._date()
        is_new = official_id in self.known.added["officials"]
        if "tenures" not in companions(self.main) or has_new or not (when or is_new):
            return
        if not is_new and is_in_office(self.known.tables, official_id, when):
            return
        typer.echo(f"\nThe office in which the source shows {official_id}: the record has none")
        cells: Cells = {"official_id": official_id}
        if when:
            cells["attested"] = when
        self._fill(cells, "tenures")
        self._noted("tenures", cells)
        self._keep_companion("tenures", cells)

    def _keep_companion(self, table: TableName, cells: Cells) -> None:
        """Put a row that comes along into the draft, with the passage that bears it."""
        passage = ask("Passage that says so, if not the row's", _PASSAGE)
        block = {**cells, **({"passage": passage} if passage else {})}
        self.content.setdefault(BLOCKS[table], []).append(block)

    def _noted(self, table: str, cells: Cells) -> str:
        """Give a new row its identifier, and remember it for later answers."""
        key = key_column(table)
        row_id = proposed(table, cells, self.known)
        if key and row_id:
            cells[key] = row_id
        return self.known.add(table, cells)

    def _date(self) -> str:
        """Give the date of the event, if it has been answered."""
        row: Cells = self.content.get(BLOCKS[self.main], {})
        return next((row[name] for name in ("date", "signed", "period") if name in row), "")

    def _participants(self, row: Cells) -> None:
        table = next((name for name, event in EVENT_OF.items() if event == self.main), None)
        if table is None:
            return
        if lead := row.get("lead_official_id"):
            typer.echo(f"\n{self.known.label('officials', lead)} takes part as the lead")
            cells = {"official_id": lead, "role": ParticipantRole.LEAD.value}
            self._fill(cells, known_table(table))
            self._keep_companion(known_table(table), cells)
        while typer.confirm("Another participant?", default=False):
            cells = {}
            self._fill(cells, known_table(table))
            self._keep_companion(known_table(table), cells)

    # Sources

    def _source(self) -> dict[str, Any]:
        """Ask for a text; give its block, which is one of the content's already."""
        typer.echo("\nSource")
        block: dict[str, Any] = {}
        columns = {column.name: column for column in given_columns("sources", "sources")}
        for name in _ORDER_OF_SOURCE:
            self._source_cell(block, columns[name])
            if known := self._known_source(block):
                print_wrapped(f"in the record already: {self.known.label('sources', known)}", "  ")
                block = {"source_id": known}
                break
        else:
            self._noted("sources", block)
            self._put_outlet_inside(block)
        self.content.setdefault("source", []).append(block)
        return block

    def _source_cell(self, block: dict[str, Any], column: Column) -> None:
        if column.name == "title_english" and block.get("language", "").startswith("en"):
            return
        if column.references:
            answer = self._reference(column, column.references)
        else:
            answer = ask_cell("sources", column)
        if answer:
            block[column.name] = answer

    def _known_source(self, block: dict[str, Any]) -> str | None:
        found = self.known.named("sources", block["url"]) if set(block) == {"url"} else []
        return found[0] if found else None

    def _put_outlet_inside(self, block: dict[str, Any]) -> None:
        """Write an outlet made on the way into the block of its source."""
        outlet = self.known.added["publishers"].get(block["publisher_id"])
        is_written = any(each.get("publisher") == outlet for each in self.content.get("source", []))
        if outlet and not is_written:
            block["publisher"] = outlet
            del block["publisher_id"]

    def _what_it_says(self, block: dict[str, Any], row: Cells) -> None:
        """Ask which columns a text bears and which it contradicts, and for the passages."""
        table = self.content["evidence"]["table_name"] if self.main == "evidence" else self.main
        columns = [name for name in sourced_columns(table) if name in row]
        typer.echo()
        print_wrapped(f"The row has {DELIMITER.join(columns)}")
        explanation = f"Columns, separated by ';'; Enter: all of them; {_NONE}: none."
        block["supports"] = self._columns(
            "Columns that the source bears [all]", explanation, columns
        )
        if block["supports"]:
            block["passage"] = ask("Passage", _PASSAGE, needed=True)
            print_wrapped(locator(block["passage"]), "  kept: ", "  ")
        while typer.confirm("Does it give another value for a column?", default=False):
            block.setdefault("contradicts", []).append(self._contradiction(table, columns))

    def _columns(self, label: str, explanation: str, allowed: list[str]) -> list[str]:
        while True:
            answer = ask(label, explanation)
            names = [name.strip() for name in answer.split(DELIMITER) if name.strip()]
            if answer in ("", _NONE):
                return [] if answer else allowed
            if set(names) <= set(allowed):
                return names
            print_wrapped(f"allowed: {DELIMITER.join(allowed)}", "  ")

    def _contradiction(self, table: str, columns: list[str]) -> Cells:
        declared, evidence = MODELS[table].declared(), MODELS["evidence"].declared()
        name = ""
        while name not in columns:
            name = ask("Column", f"One of {DELIMITER.join(columns)}", needed=True)
        cells = {"column": name, "reading": ask_cell(table, declared[name])}
        cells["reason"] = ask_cell("evidence", evidence["reason"])
        cells["passage"] = ask("Passage", _PASSAGE, needed=True)
        cells["note"] = ask_cell("evidence", evidence["note"])
        return cells


def _named_beside(table: str, column: str, cells: Cells) -> str:
    """Name the table of the row for which a column asks, where another column has named it."""
    if (table, column) in (("evidence", "row_id"), ("judgements", "first_id")):
        return cells["table_name"]
    if (table, column) == ("judgements", "second_id"):
        return second_table(cells["kind"], cells["table_name"])
    return ""
