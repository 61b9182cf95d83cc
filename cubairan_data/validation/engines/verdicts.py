"""The verdicts of the models on cells and on what a row rule reads, each given once."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.row_rules import Fault, Find
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Schema
from cubairan_data.validation.own_table import completed
from cubairan_data.validation.row_layer import Readable, cell_adapter, cell_faults

# Verdicts that are remembered; beyond that it is cheaper to give them anew.
_MOST = 50_000

Values = tuple[str | None, ...]
Judge = Callable[[Values], list[Fault]]


class UnreadError(Exception):
    """A rule reads a column whose values are not at hand."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class _AtHand(Readable):
    """The values of some columns of a row; whoever reads another has to be given that, too."""

    def __init__(self, values: Mapping[str, Any], unreadable: set[str], lacking: set[str]) -> None:
        super().__init__(values, unreadable)
        self.lacking = lacking

    def __getitem__(self, name: str) -> Any:
        self._ask(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Give a value; raises UnreadError where it is not at hand."""
        self._ask(name)
        return super().get(name, default)

    def _ask(self, name: str) -> None:
        if name in self.lacking:
            raise UnreadError(name)


class Verdicts:
    """What the models say of the rows of one table.

    Args:
        schema: the table.
        given: the columns that the file has; date bounds for which it has none are computed.
    """

    def __init__(self, schema: Schema, given: tuple[str, ...]) -> None:
        self.schema, self.given = schema, given
        self.model = MODELS[schema.name]
        declared = self.model.declared().values()
        self.lacking = {each.name for each in declared if each.required} - set(given)
        self._cells: dict[tuple[str, str | None], tuple[list[Fault], Any]] = {}

    def completed(self, cells: Cells) -> Cells:
        """Spell and complete cells as a check row by row does."""
        return completed(self.schema, self.given, cells)

    def of_cell(self, name: str) -> Judge:
        """Give what judges the cells of one column."""

        def judge(values: Values) -> list[Fault]:
            return self._cell(name, self.completed(_filled((name,), values)).get(name))[0]

        return judge

    def of_rule(self, rule_id: str, find: Find, columns: tuple[str, ...]) -> Judge:
        """Give what judges, by one rule, the values of the columns that it reads."""
        lacking = set(self.given) - set(columns)
        derived = {
            bound
            for bound, of in self.model.bound_columns()
            if bound not in self.given and of in lacking
        }

        def judge(values: Values) -> list[Fault]:
            cells = self.completed(_filled(columns, values))
            readable, wrong = self._read(cells, columns)
            row = _AtHand(readable, wrong, lacking | derived)
            return [
                Fault(column, rule_id, message)
                for column, message in _answered(find, row)
                if not row.is_asked
            ]

        return judge

    def _read(self, cells: Cells, columns: tuple[str, ...]) -> tuple[dict[str, Any], set[str]]:
        """Read cells as values; give the columns, too, whose cells are wrong."""
        readable: dict[str, Any] = {}
        wrong = set(self.lacking)
        for name in {*columns, *cells}:
            faults, value = self._cell(name, cells.get(name))
            if faults:
                wrong.add(name)
            elif name in cells:
                readable[name] = value
        return readable, wrong

    def _cell(self, name: str, text: str | None) -> tuple[list[Fault], Any]:
        known = self._cells.get((name, text))
        if known is None:
            if len(self._cells) >= _MOST:
                self._cells.clear()
            known = self._cells[name, text] = self._judged(name, text)
        return known

    def _judged(self, name: str, text: str | None) -> tuple[list[Fault], Any]:
        if text is None:
            is_required = self.model.declared()[name].required
            missing = Fault(name, "required", "found blank; a value is required")
            return ([missing] if is_required else []), None
        try:
            return [], cell_adapter(self.model, name).validate_python(text)
        except ValidationError as error:
            return cell_faults(self.model, name, error), None


def _answered(find: Find, row: _AtHand) -> Iterator[tuple[str, str]]:
    yield from find(row)


def _filled(columns: tuple[str, ...], values: Values) -> Cells:
    return {name: text for name, text in zip(columns, values, strict=True) if text}
