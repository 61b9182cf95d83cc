"""From a draft to rows: the main one, those that come along, and the evidence for all of them."""

from dataclasses import dataclass, field
from datetime import date

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.codes.exception_kinds import ExceptionKind
from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.contract.codes.visits import ParticipantRole
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.curation.drafts import Draft, RowBlock
from cubairan_data.curation.entering import Entries, check_cell
from cubairan_data.curation.forms import BUILDING_ORDER, EVENT_OF, DraftError, when_blank
from cubairan_data.curation.judging import judged_pair, kept_apart, open_pairs
from cubairan_data.curation.known import Known
from cubairan_data.curation.witnesses import Target, Witnesses
from cubairan_data.matching.pair import second_table
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.rules.gazetteer import PLACES_NAMED

_COORDINATES = "new; python -m tools.gazetteer, in a checkout, fills its coordinates"


@dataclass
class Additions:
    """The rows that a draft adds, by table in the order of publication."""

    rows: dict[str, list[Cells]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """What to look at before the rows are written."""


def additions(draft: Draft, tables: Tables, today: date) -> Additions:
    """Work out every row that a draft adds to a record.

    Args:
        draft: the draft.
        tables: the record.
        today: the day on which its texts were consulted, where the draft does not say.

    Returns:
        The rows, and what somebody should look at.

    Raises:
        DraftError: a field is missing or wrong; the message begins with the field.
    """
    return _Builder(draft, tables, today).built()


class _Builder:
    def __init__(self, draft: Draft, tables: Tables, today: date) -> None:
        self.main, self.companions = draft.main, draft.companions
        self.judgements, self.exceptions = draft.judgements, draft.exceptions
        self.today = today.isoformat()
        self.entries = Entries(Known(tables))
        self.known = self.entries.known
        self.witnesses = Witnesses(self.entries, draft.sources, self.today)

    def built(self) -> Additions:
        _check_dates(self.main)
        is_about_known_row = self.main.table == "evidence"
        ids: dict[str, str] = {}
        rows = [*self.companions, *([] if is_about_known_row else [self.main])]
        for block in sorted(rows, key=self._place):
            cells = {**self._implied(block, ids), **block.cells}
            if block.table == "judgements":
                cells = self._judged(block.path, cells)
            ids[block.path] = self.entries.enter(block.path, block.table, cells)
        for block in self.companions:
            target = self._target(block.table, ids[block.path])
            self.witnesses.bear_companion(block, target)
        target = (
            self._row_named()
            if is_about_known_row
            else self._target(self.main.table, ids[self.main.path])
        )
        self.witnesses.bear(target, whole=not is_about_known_row)
        if self.main.table == "visits":
            self._let_lead_participate(ids[self.main.path])
        self._enter_cities(ids.get(self.main.path, ""))
        self._judge_pairs()
        self._state_exceptions(target)
        added = {name: list(self.known.added[name].values()) for name in schemas()}
        return Additions({name: new for name, new in added.items() if new}, self.entries.notes)

    def _place(self, block: RowBlock) -> int:
        """Order blocks so that each comes after those to which it may refer."""
        if block.table in BUILDING_ORDER:
            return BUILDING_ORDER.index(block.table)
        return len(BUILDING_ORDER) + (block is not self.main)

    def _implied(self, block: RowBlock, ids: dict[str, str]) -> Cells:
        """Give the cells that follow from the rest of the draft."""
        main, table = self.main, block.table
        if table in EVENT_OF and block is not main:
            return {schemas()[table].key[0]: ids[main.path]}
        if table == "indicators" and len(self.witnesses.all) == 1:
            return {"source_id": self.witnesses.all[0].source_id}
        if table == "tenures" and block is not main:
            officials = list(self.known.added["officials"])
            person = {"official_id": officials[0]} if len(officials) == 1 else {}
            return {**_attested(main), **person}
        return when_blank(table, self.today)

    def _target(self, table: str, row_id: str) -> Target:
        return Target(table, row_id, self.known.row(table, row_id))

    def _row_named(self) -> Target:
        """Find the row of the record that a draft of evidence is about."""
        path, cells = self.main.path, self.main.cells
        table = self._table_named(path, "evidence", cells)
        return self._target(table, self._named_beside(f"{path}.row_id", table, cells))

    def _judged(self, path: str, cells: Cells) -> Cells:
        """Find the two rows of a judgement, and put them in the order of its key."""
        table, kind = self._table_named(path, "judgements", cells), cells["kind"]
        ids = [
            self._named_beside(f"{path}.first_id", table, cells),
            self._named_beside(f"{path}.second_id", second_table(kind, table), cells),
        ]
        if kind != JudgementKind.ORIGIN:
            ids.sort()
        return {**cells, "first_id": ids[0], "second_id": ids[1]}

    def _table_named(self, path: str, table: str, cells: Cells) -> str:
        """Give the table that a block names beside a row of it."""
        named = _filled(f"{path}.table_name", cells)
        check_cell(f"{path}.table_name", table, "table_name", named)
        return named

    def _named_beside(self, path: str, table: str, cells: Cells) -> str:
        """Find the row that a block names beside its table; a judgement outlives its rows."""
        text = _filled(path, cells)
        if self.main.table == "judgements" and self.known.is_retired(table, text):
            return text
        return self.entries.reference(path, table, text)

    def _judge_pairs(self) -> None:
        """Enter why rows that look alike are two, where the draft says so."""
        pairs = open_pairs(self.known) if self.judgements else []
        for block in self.judgements:
            pair = judged_pair(block, pairs, self.known)
            pairs.remove(pair)
            cells = {**when_blank("judgements", self.today), **kept_apart(pair, block.reason)}
            self.entries.enter(block.path, "judgements", cells)

    def _state_exceptions(self, main: Target) -> None:
        """Enter why a new cell breaks a rule and is right, where the draft says so."""
        for block in self.exceptions:
            row = {
                "table_name": block.table or main.table,
                "row_id": block.row or main.row_id,
            }
            if len(self.witnesses.all) == 1 and block.cells.get("kind") == ExceptionKind.ATTESTED:
                row["source_id"] = self.witnesses.all[0].source_id
            cells = {**when_blank("exceptions", self.today), **row, **block.cells}
            self.entries.enter(block.path, "exceptions", cells)

    def _let_lead_participate(self, visit_id: str) -> None:
        """Enter who leads a visit as its participant, unless the draft does."""
        lead = self.known.row("visits", visit_id).get("lead_official_id")
        if lead is None or self.known.has("visit_participants", f"{visit_id}/{lead}"):
            return
        cells = {"visit_id": visit_id, "official_id": lead, "role": ParticipantRole.LEAD.value}
        row_id = self.known.add("visit_participants", cells)
        self.witnesses.bear_lead(visit_id, self._target("visit_participants", row_id))

    def _enter_cities(self, row_id: str) -> None:
        """Enter the cities of the main row that are not in the gazetteer and look like none there.

        One that looks like another is left for validation, since it may be misspelt.
        """
        for table, column, country in PLACES_NAMED:
            cells = self.known.row(table, row_id) if table == self.main.table else {}
            for city in filter(None, cells.get(column, "").split(DELIMITER)):
                if country in cells and not self.known.near("places", city):
                    place = {"name": city, "country_id": cells[country]}
                    place_id = self.entries.enter(f"{self.main.path}.{column}", "places", place)
                    self.entries.notes.append(f"place {place_id}: {_COORDINATES}")


def _filled(path: str, cells: Cells) -> str:
    """Give the cell at the end of a path, or refuse its blank."""
    text = cells.get(path.rpartition(".")[2])
    if text is None:
        raise DraftError(path, "blank; a value is needed here")
    return text


def _check_dates(block: RowBlock) -> None:
    """Refuse a date where it was given, before an office or an identifier is dated by it."""
    for column in MODELS[block.table].declared().values():
        if column.cell is CellType.EDTF and column.name in block.cells:
            path = f"{block.path}.{column.name}"
            check_cell(path, block.table, column.name, block.cells[column.name])


def _attested(main: RowBlock) -> Cells:
    """Take the date of the event for the date at which its source shows a person in office."""
    declared = MODELS[main.table].declared().values()
    dates = [column.name for column in declared if column.cell is CellType.EDTF]
    date_given = next((main.cells[name] for name in dates if name in main.cells), None)
    return {"attested": date_given} if date_given else {}
