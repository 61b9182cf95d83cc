"""The texts of a draft as rows, and the lines of evidence that they give."""

from collections.abc import Iterable
from dataclasses import dataclass

from cubairan_data.contract.codes.evidence_lines import Verdict
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.curation.drafts import Contradiction, RowBlock, SourceBlock
from cubairan_data.curation.entering import Entries, check_cell, check_cells, check_columns
from cubairan_data.curation.forms import DraftError, sourced_columns, when_blank
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.rules.bibliography import host_of

_BLANK = "blank; the words of the source that say it are needed"


@dataclass(frozen=True)
class Target:
    """The row that lines of evidence are about."""

    table: str
    row_id: str
    cells: Cells


@dataclass(frozen=True)
class Witness:
    """A text as drafted, and the key of its row."""

    block: SourceBlock
    source_id: str


class Witnesses:
    """All texts of a draft, in its order."""

    def __init__(self, entries: Entries, blocks: Iterable[SourceBlock], today: str) -> None:
        self._entries = entries
        self.all = [Witness(block, self._source(block, today)) for block in blocks]

    def bear(self, target: Target, *, whole: bool) -> None:
        """Write what each text says about the main row.

        Args:
            target: the row.
            whole: whether a text bears every sourced cell unless it says which.

        Raises:
            DraftError: a passage or a column is missing or wrong.
        """
        for witness in self.all:
            block = witness.block
            columns = _supported(block, target, whole=whole)
            if columns:
                rest = {"locator": block.passage, "note": block.passage_note}
                self._line(block.path, target, columns, witness.source_id, rest)
            for contradiction in block.contradicts:
                self._contradict(contradiction, target, witness)

    def bear_companion(self, block: RowBlock, target: Target) -> None:
        """Write the line that bears a row beside the main one: its own source, or the first."""
        chosen = [witness for witness in self.all if witness.block.passage] or self.all
        if block.source:
            source_id = self._entries.reference(f"{block.path}.source_id", "sources", block.source)
            chosen = [witness for witness in self.all if witness.source_id == source_id]
        else:
            source_id = chosen[0].source_id
        passage = block.passage or next((witness.block.passage for witness in chosen), "")
        columns = [name for name in sourced_columns(target.table) if name in target.cells]
        # Without any passage the fault is that of the text, from which it would have been taken.
        path = block.path if passage or not chosen else chosen[0].block.path
        self._line(path, target, columns, source_id, {"locator": passage})

    def bear_lead(self, visit_id: str, participant: Target) -> None:
        """Let the passages that name who leads a visit bear that person's part in it, too."""
        for line in list(self._entries.known.added["evidence"].values()):
            about = line["table_name"], line["row_id"], line["verdict"]
            columns = line["columns"].split(DELIMITER)
            if about == ("visits", visit_id, Verdict.SUPPORTS) and "lead_official_id" in columns:
                rest = {"locator": line["locator"]}
                self._line("visit", participant, ["official_id"], line["source_id"], rest)

    def _source(self, block: SourceBlock, today: str) -> str:
        """Give the key of a text: of the record, of an earlier block, or new."""
        known, path = self._entries.known, block.path
        given = [block.cells[name] for name in ("source_id", "url") if name in block.cells]
        found = next((ids[0] for text in given if (ids := known.named("sources", text))), None)
        if found:
            if found not in known.added["sources"] and set(block.cells) - {"source_id", "url"}:
                kept = f"{path}: {found} is in sources already; its description there is kept"
                self._entries.notes.append(kept)
            return found
        if set(block.cells) == {"source_id"}:
            return self._entries.reference(f"{path}.source_id", "sources", given[0])
        cells = {**when_blank("sources", today), **block.cells}
        if block.publisher and "publisher_id" in cells:
            raise DraftError(f"{path}.publisher", "found a new outlet beside publisher_id")
        if block.publisher:
            host = host_of(cells.get("url", ""))
            outlet = {**({"domains": host} if host else {}), **block.publisher}
            cells["publisher_id"] = self._entries.enter(f"{path}.publisher", "publishers", outlet)
        return self._entries.enter(path, "sources", cells)

    def _contradict(self, contradiction: Contradiction, target: Target, witness: Witness) -> None:
        path, given = contradiction.path, dict(contradiction.cells)
        for name in ("column", "reading", "reason"):
            if name not in given:
                raise DraftError(f"{path}.{name}", "blank; a value is needed here")
        column = given.pop("column")
        check_columns(f"{path}.column", target.table, [column], target.cells)
        check_cell(f"{path}.reading", target.table, column, given["reading"])
        given["locator"] = contradiction.passage or witness.block.passage
        given["verdict"] = Verdict.CONTRADICTS.value
        self._line(path, target, [column], witness.source_id, given)

    def _line(
        self, path: str, target: Target, columns: Iterable[str], source_id: str, rest: Cells
    ) -> None:
        if not rest["locator"]:
            raise DraftError(f"{path}.passage", _BLANK)
        cells = {
            "table_name": target.table,
            "row_id": target.row_id,
            "columns": DELIMITER.join(columns),
            "source_id": source_id,
            "verdict": Verdict.SUPPORTS.value,
            **{name: text for name, text in rest.items() if text},
        }
        names_in_draft = {"locator": "passage", "note": "passage_note"}
        check_cells(path, "evidence", cells, names_in_draft)
        known = self._entries.known
        if known.has("evidence", schemas()["evidence"].row_id(cells)):
            raise DraftError(f"{path}.passage", "found a line of evidence that is there already")
        known.add("evidence", cells)


def _supported(block: SourceBlock, target: Target, *, whole: bool) -> list[str]:
    """Give the columns that a text bears, in the order of the table."""
    path = f"{block.path}.supports"
    if block.supports:
        check_columns(path, target.table, block.supports, target.cells)
        return [name for name in schemas()[target.table].fields if name in block.supports]
    # A text named only for what it contradicts supports nothing.
    if block.contradicts and not (whole and block.passage):
        return []
    if not whole:
        raise DraftError(path, "blank; the columns that the passage bears are needed")
    return [name for name in sourced_columns(target.table) if name in target.cells]
