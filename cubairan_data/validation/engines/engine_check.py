"""Check rows in an engine, with the findings that a check row by row has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.engines.loading import ROW, LoadedRows, WantsAllError
from cubairan_data.validation.engines.opening_engines import RunningEngine
from cubairan_data.validation.engines.questions import FLAG, Question, Questions
from cubairan_data.validation.engines.verdicts import Judge, UnreadError, Values
from cubairan_data.validation.kept_findings import KeptFindings
from cubairan_data.validation.own_rows import Seen, are_few, of_record, together
from cubairan_data.validation.progress import Progress

if TYPE_CHECKING:
    import ibis.expr.types as ir

_KEY, _NUMBER, _FIRST, _VALUE = "key_", "number_", "first_", "value_"
# Between values that are looked up together; no cell holds it.
_BETWEEN = "\x1f"
# Rows that are looked at one by one, and combinations of values that a query can name.
_FEW = 20_000


@dataclass
class EngineCheck:
    """One check of loaded rows.

    Args:
        engine: the engine that holds them.
        loaded: the rows, each flagged where a question is doubtful.
        questions: what is asked about them.
        tables: the record, whose rows they may reference.
        kept: takes the findings.
        progress: is told how far it is.
    """

    engine: RunningEngine
    loaded: LoadedRows
    questions: Questions
    tables: Tables
    kept: KeptFindings
    progress: Progress

    def __post_init__(self) -> None:
        assert self.loaded.rows is not None
        self.verdicts, self.rows = self.questions.verdicts, self.loaded.rows
        self.schema, self.given = self.verdicts.schema, self.verdicts.given

    def run(self) -> None:
        """Find everything that is wrong with the rows, by themselves and beside the record.

        Raises:
            WantsAllError: few rows are to be compared with the record, but are not there whole.
        """
        number = int(self.engine.first(self.rows.aggregate(n=self.rows.count()))[0])
        if self.loaded.is_slim and are_few(number):
            raise WantsAllError
        steps, of = count(), len(self.questions.all) + 1
        self._lacking(number)
        for question, rows, doubtful in self._doubtful():
            self.progress(question.about, next(steps), of)
            if doubtful:
                self._ask(question, rows, doubtful)
        self.progress("keys", next(steps), of)
        self._repeated(self.schema.key, "key")
        if not are_few(number):
            for columns in self.schema.unique:
                self._repeated(columns, "unique")
        found = together(self.loaded.table, self._seen(number), self.tables)
        self.kept.add(map(self._placed_again, found) if self._has_files else found)
        self.progress("done", of, of)

    def _lacking(self, number: int) -> None:
        """Report the required columns that there are not, in each row."""
        for name in sorted(self.verdicts.lacking):
            self.kept.counts["required"] += number
            room = self.kept.limit
            rows = self._ordered(self.rows, ())
            for _, place, key in self._placed(rows.limit(room) if room is not None else rows):
                fault = (name, "required", "found blank; a value is required")
                self.kept.keep(self._finding(place, key, *fault))

    def _doubtful(self) -> Iterator[tuple[Question, "ir.Table", int]]:
        """Give for each question the rows to which the answer may be a fault, and how many."""
        flags = [name for name in self.rows.columns if name.startswith(FLAG)]
        sums = {name: self.rows[name].cast("int64").sum() for name in flags}
        found = self.engine.first(self.rows.aggregate(**sums)) if flags else ()
        numbers = dict(zip(flags, found, strict=True))
        for at, question in enumerate(self.questions.all):
            if (name := f"{FLAG}{at}") in numbers:
                yield question, self.rows.filter(self.rows[name]), int(numbers[name] or 0)
            else:
                yield question, self.rows, _FEW + 1

    def _ask(self, question: Question, rows: "ir.Table", doubtful: int) -> None:
        if question.within:
            rows = self._leading_out(rows, question.within)
        columns = question.columns
        while True:
            try:
                self._answer(question.judge_of(columns), columns, rows, doubtful)
            except UnreadError as other:
                if self.loaded.is_slim:
                    raise WantsAllError from other
                columns = (*columns, other.column)
            else:
                return

    def _leading_out(self, rows: "ir.Table", column: str) -> "ir.Table":
        """Leave the references that lead to none of the rows themselves."""
        keys = self.rows.select(**{_KEY: self._key(self.rows)}).distinct()
        return rows.anti_join(keys, rows[column] == keys[_KEY])

    def _answer(
        self, judge: Judge, columns: tuple[str, ...], rows: "ir.Table", doubtful: int
    ) -> None:
        if doubtful <= _FEW:
            found = [
                self._finding(place, key, fault.column, fault.rule, fault.message)
                for values, place, key in self._placed(self._ordered(rows, columns), len(columns))
                for fault in judge(values)
            ]
            self.kept.add(found)
            return
        counts, wrong = self._counted(judge, columns, rows)
        self.kept.counts.update(counts)
        for rule, values in wrong.items():
            self._list(rule, judge, columns, self._among(rows, columns, values))

    def _counted(
        self, judge: Judge, columns: tuple[str, ...], rows: "ir.Table"
    ) -> tuple[Counter[str], dict[str, list[Values] | None]]:
        """Count faults by rule; give the values that have them, or None where those are many."""
        counts: Counter[str] = Counter()
        wrong: dict[str, list[Values] | None] = {}
        # What depends on no column of the file is the same for all rows.
        grouped = rows.group_by(list(columns)) if columns else rows
        groups = grouped.aggregate(**{_NUMBER: rows.count()})
        for *values, number in self.engine.tuples(groups.select(*columns, _NUMBER)):
            for rule, faults in Counter(fault.rule for fault in judge(tuple(values))).items():
                counts[rule] += faults * number
                known = wrong.setdefault(rule, [])
                if known is not None:
                    known.append(tuple(values))
                    if len(known) > _FEW:
                        wrong[rule] = None
        return counts, wrong

    def _among(
        self, rows: "ir.Table", columns: tuple[str, ...], values: list[Values] | None
    ) -> "ir.Table":
        """Leave the rows that have one of some combinations of values."""
        if values is None or not columns:
            return rows
        named = {
            f"{name}_given": [each[at] or "" for each in values] for at, name in enumerate(columns)
        }
        given = self.engine.given("cubairan_wrong", named)
        same = [rows[name].fill_null("") == given[f"{name}_given"] for name in columns]
        return rows.semi_join(given, same)

    def _list(self, rule: str, judge: Judge, columns: tuple[str, ...], rows: "ir.Table") -> None:
        """List faults of one rule in the order of the rows, as many as there is room for."""
        ordered = self._ordered(rows, columns)
        for values, place, key in self._placed(ordered, len(columns)):
            for fault in judge(values):
                if fault.rule == rule:
                    if not self.kept.has_room(rule, fault.column):
                        return
                    self.kept.keep(self._finding(place, key, fault.column, rule, fault.message))

    def _ordered(self, rows: "ir.Table", columns: tuple[str, ...]) -> "ir.Table":
        """Select some columns of rows, with their place and their key, in their order."""
        place = ROW if self.loaded.has_order else _KEY
        chosen = rows.select(
            *(rows[name].name(f"c{at}") for at, name in enumerate(columns)),
            *((rows[ROW],) if self.loaded.has_order else ()),
            self._key(rows).name(_KEY),
        )
        return chosen.order_by(place)

    def _placed(
        self, ordered: "ir.Table", width: int = 0
    ) -> Iterator[tuple[Values, int | None, str]]:
        for each in self.engine.tuples(ordered):
            yield each[:width], each[width] if self.loaded.has_order else None, each[-1]

    def _key(self, rows: "ir.Table") -> "ir.StringValue":
        return _joined([rows[name].fill_null("") for name in self.schema.key], "/")

    def _finding(
        self, place: int | None, key: str, column: str, rule: str, message: str
    ) -> Finding:
        file, line = self.loaded.place(place) if place is not None else ("", 0)
        found = self.loaded.table.finding(RawRow(line, key, {}), column, rule, message)
        return replace(found, file=file or found.file)

    def _repeated(self, columns: tuple[str, ...], rule: str) -> None:
        """Find what must be unique, and stands in a row before already."""
        if not set(columns) <= set(self.given):
            return
        rows, value = self.rows, self._key(self.rows)
        if rule == "unique":
            rows = rows.filter(*(rows[name].notnull() for name in columns))
            value = _joined([rows[name] for name in columns])
        rows = rows.mutate(**{_VALUE: value})
        if rule == "unique":
            rows = self._unlike_record(columns, rows)
        first = {_FIRST: rows[ROW].min()} if self.loaded.has_order else {}
        groups = rows.group_by(_VALUE).aggregate(**{_NUMBER: rows.count()}, **first)
        groups = self.engine.kept("cubairan_repeated", groups.filter(groups[_NUMBER] > 1))
        # Without an order no row is the first: each value is one finding.
        more = (groups[_NUMBER] - 1).sum() if self.loaded.has_order else groups.count()
        total = groups.aggregate(n=more)
        again = int(self.engine.first(total)[0] or 0)
        if not again:
            return
        self.kept.counts[rule] += again
        if self.loaded.has_order:
            joined = rows.inner_join(groups, _VALUE)
            joined = joined.filter(joined[ROW] > joined[_FIRST])
        else:
            named = {name: rows[name].min() for name in self.schema.key}
            one = rows.group_by(_VALUE).aggregate(**named)
            joined = one.inner_join(groups, _VALUE)
        self._list_repeated(columns[0], rule, joined, _FIRST if first else _NUMBER)

    def _unlike_record(self, columns: tuple[str, ...], rows: "ir.Table") -> "ir.Table":
        """Report the rows that have what a row of the record has; give the others."""
        table = self.tables[self.schema.name]
        key = self._key(self.rows)
        mine = self.rows.filter(self.engine.dialect.is_among(key, table.by_id)).select(
            key.name(_KEY)
        )
        replaced = {row[0] for row in self.engine.tuples(mine)}
        lines = of_record(table, columns, replaced)
        if not lines:
            return rows
        values = [_BETWEEN.join(each) for each in lines]
        known = self.engine.given("cubairan_record", {_VALUE: values, _FIRST: list(lines.values())})
        joined = self.engine.kept("cubairan_known", rows.inner_join(known, _VALUE))
        self.kept.counts["unique"] += int(self.engine.first(joined.aggregate(n=joined.count()))[0])
        self._list_repeated(columns[0], "unique", joined, _FIRST, in_record=True)
        return rows.anti_join(known, _VALUE)

    def _list_repeated(
        self, column: str, rule: str, rows: "ir.Table", before: str, *, in_record: bool = False
    ) -> None:
        ordered = self._ordered(rows, (_VALUE, before))
        for values, place, key in self._placed(ordered, 2):
            if not self.kept.has_room(rule, column):
                return
            text, other = str(values[0]).replace(_BETWEEN, " / "), values[1]
            if not (self.loaded.has_order or in_record):
                message = f"found {text!r} in {other} rows"
            else:
                line = other if in_record else self.loaded.place(int(other or 0))[1]
                message = f"found {text!r} again; it is on line {line} already"
            self.kept.keep(self._finding(place, key, column, rule, message))

    @property
    def _has_files(self) -> bool:
        return len(self.loaded.places) > 1

    def _line(self, place: int | None) -> int:
        """Give the line of a row that is held; of several files, the number of the row."""
        if place is None:
            return 0
        return place + 1 if self._has_files else self.loaded.place(place)[1]

    def _placed_again(self, finding: Finding) -> Finding:
        if finding.line is None:
            return finding
        file, line = self.loaded.place(finding.line - 1)
        return replace(finding, file=file, line=line)

    def _seen(self, number: int) -> Seen:
        """Hold the rows where they are few, to compare them with those of the record."""
        seen = Seen(count=number)
        if not are_few(number):
            return seen
        ordered = self._ordered(self.rows, self.given)
        for values, place, key in self._placed(ordered, len(self.given)):
            cells = {n: text for n, text in zip(self.given, values, strict=True) if text}
            line = self._line(place)
            seen.held.append(RawRow(line, key, self.verdicts.completed(cells)))
        return seen


def _joined(parts: list["ir.StringValue"], between: str = _BETWEEN) -> "ir.StringValue":
    import ibis

    return ibis.literal(between).join(parts) if len(parts) > 1 else parts[0]
