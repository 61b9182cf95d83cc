"""Layer 2: each row, by the pydantic model of its table."""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Bound, Declaration
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Fault, rules_of
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.raw import Cells, RawTable

_OF_CELLS = ("code", "date", "format", "required")


def check_table(table: RawTable) -> Iterator[Finding]:
    """Validate every row of one table."""
    check = RowCheck(MODELS[table.name])
    for row in table.rows:
        for fault in check.faults(row.cells):
            yield table.finding(row, fault.column, fault.rule, fault.message)


def row_faults(model: type[TableModel], cells: Cells) -> list[Fault]:
    """Find all faults of one row, those between columns too where single cells are wrong."""
    try:
        model.model_validate(cells)
    except ValidationError as error:
        faults = [_fault(model, detail) for detail in error.errors(include_url=False)]
        # Pydantic looks between columns only where each cell is right by itself.
        if any(fault.rule in _OF_CELLS for fault in faults):
            wrong = {fault.column for fault in faults}
            readable = {
                name: cell_adapter(model, name).validate_python(text)
                for name, text in cells.items()
                if name not in wrong
            }
            faults += _faults_between(model, readable, wrong)
        return faults
    return []


class RowCheck:
    """Checks the rows of one table, of which most are right and many hold the same texts.

    Args:
        model: the model of the table.
    """

    # Texts of one column that are remembered; beyond that it is cheaper to look anew.
    _MOST = 20_000

    def __init__(self, model: type[TableModel]) -> None:
        self.model, self.rules = model, [find for _, find in rules_of(model)]
        declared = model.declared()
        self._blank: dict[str, Any] = dict.fromkeys(declared)
        self._required = {column.name for column in declared.values() if column.required}
        self._adapters = {name: cell_adapter(model, name).validate_python for name in declared}
        self._values: dict[str, dict[str, Any]] = {name: {} for name in declared}

    def faults(self, cells: Cells) -> list[Fault]:
        """Find all faults of one row, as `row_faults` does."""
        return [] if self._is_right(cells) else row_faults(self.model, cells)

    def _is_right(self, cells: Cells) -> bool:
        values = self._blank.copy()
        try:
            for name, text in cells.items():
                known = self._values[name]
                if text not in known:
                    if len(known) >= self._MOST:
                        known.clear()
                    known[text] = self._adapters[name](text)
                values[name] = known[text]
        except (KeyError, ValidationError):
            return False
        if not self._required <= cells.keys():
            return False
        for find in self.rules:
            for _ in find(values):
                return False
        return True


class Readable(dict[str, Any]):
    """The values of a row, some of whose cells cannot be read; and whether one of those was asked.

    What a rule concludes from a cell that cannot be read, and so seems blank, is not so.
    """

    def __init__(self, values: Mapping[str, Any], unreadable: Set[str]) -> None:
        super().__init__(values)
        self.unreadable = unreadable
        self.is_asked = False

    def __getitem__(self, name: str) -> Any:
        self.is_asked = self.is_asked or name in self.unreadable
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Give a value, and remember whether its cell cannot be read."""
        self.is_asked = self.is_asked or name in self.unreadable
        return super().get(name, default)


def _faults_between(
    model: type[TableModel], values: Mapping[str, Any], wrong: Set[str]
) -> Iterator[Fault]:
    """Find what is wrong between the columns that can be read."""
    for rule, find in rules_of(model):
        readable = Readable(values, wrong)
        for column, message in find(readable):
            if not readable.is_asked:
                yield Fault(column, rule, message)


def cell_adapter(model: type[TableModel], name: str) -> TypeAdapter[Any]:
    """Return the validator of the cells of one column."""
    info: Any = model.model_fields[name]
    # What is said of a column beside its type differs from one to the next, and checks nothing.
    told = Declaration, Bound, CellType
    return _adapter(
        info.annotation, *(mark for mark in info.metadata if not isinstance(mark, told))
    )


@cache
def _adapter(*types: Any) -> TypeAdapter[Any]:
    """Return a validator, one for all columns of one type."""
    annotation: Any = Annotated[*types, None]
    return TypeAdapter(annotation)


def cell_fault(model: type[TableModel], name: str, text: str) -> Fault | None:
    """Find what is wrong with a text as a cell of one column."""
    try:
        cell_adapter(model, name).validate_python(text)
    except ValidationError as error:
        return cell_faults(model, name, error)[0]
    return None


def cell_faults(model: type[TableModel], name: str, error: ValidationError) -> list[Fault]:
    """Say what the validator of a column has against one of its cells."""
    details = error.errors(include_url=False)
    return [_fault(model, {**detail, "loc": (name, *detail["loc"])}) for detail in details]


def _fault(model: type[TableModel], detail: Any) -> Fault:
    name = str(detail["loc"][0]) if detail["loc"] else ""
    column = model.declared().get(name)
    kind, message = detail["type"], detail["msg"]
    if kind == "missing":
        return Fault(name, "required", "found blank; a value is required")
    if kind == "extra_forbidden":
        return Fault(name, "header", "found an unknown column")
    if kind == "enum" and column and column.codes:
        allowed = ", ".join(code.value for code in column.codes)
        return Fault(name, "code", f"found {detail['input']!r}; allowed: {allowed}")
    if kind == "value_error":
        is_date = column is not None and column.cell is CellType.EDTF
        return Fault(name, "date" if is_date else "format", message.removeprefix("Value error, "))
    if "message" in detail.get("ctx", {}):
        return Fault(name, kind, message)
    return Fault(name, "format", f"found {detail['input']!r}; {message}")
