"""The record as one Excel workbook: a sheet a table, a codebook, and what it is."""

from datetime import date
from pathlib import Path
from typing import Any

from cubairan_data.contract.labels import RIGHT_TO_LEFT, word
from cubairan_data.errors import CannotRunError
from cubairan_data.exports.contents import Contents
from cubairan_data.storage.schema import Field

_FIRST_ROW = 1
_WIDEST, _NARROWEST = 60, 8
_LONGEST_NOTE = 1000
_READING_ORDER = 2
_OWN_SCRIPT = ("name_original", "title_original")
_LARGEST_EXACT = 2**53
_LONGEST_TEXT = 32_767
# What lies before has no number in Excel, or one that LibreOffice takes for another day.
_FIRST_DAY = "1900-03-01"


def write_excel(contents: Contents, path: Path) -> None:
    """Write the workbook.

    Dates are dates, but texts before March 1900; numbers are numbers, but texts beyond 2^53; no
    text can become a formula or a link. Headers are frozen and explain their column in a note;
    coded columns accept only their codes.

    Args:
        contents: what is exported.
        path: the new file.

    Raises:
        CannotRunError: a text is longer than a cell can hold.
    """
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "constant_memory": False,
    }
    with xlsxwriter.Workbook(path, options) as workbook:
        bold = workbook.add_format({"bold": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        _about(_read_by_people(workbook, "about", contents), contents, bold, wrapped)
        lists = workbook.add_worksheet("codes")
        places = _codes(lists, contents, bold)
        for table in contents.names:
            formats = {
                "header": bold,
                "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
                "rtl": workbook.add_format({"reading_order": _READING_ORDER}),
            }
            _table(workbook.add_worksheet(table[:31]), contents, table, formats, places)
        _codebook(_read_by_people(workbook, "codebook", contents), contents, bold, wrapped)


def _read_by_people(workbook: Any, name: str, contents: Contents) -> Any:
    """Add a sheet of words, which begins on the side where its language does."""
    sheet = workbook.add_worksheet(name)
    if contents.reader in RIGHT_TO_LEFT:
        sheet.right_to_left()
    return sheet


def _about(sheet: Any, contents: Contents, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    for row, (key, value) in enumerate(contents.metadata.items()):
        sheet.write_string(row, 0, word(f"metadata.{key}", contents.reader), bold)
        sheet.write_string(row, 1, value, wrapped)


def _codes(sheet: Any, contents: Contents, bold: Any) -> dict[tuple[str, str], str]:
    """Write every list of codes as a column, and give the place of each by table and column."""
    places = {}
    number = 0
    for table in contents.names:
        for column, codes in contents.codes(table).items():
            labels = contents.labels(table).get(column, {})
            sheet.write_string(0, number, f"{table}.{column}", bold)
            for row, code in enumerate(codes, 1):
                sheet.write_string(row, number, labels.get(code.value, code.value))
            letters = _letters(number)
            places[table, column] = f"=codes!${letters}$2:${letters}${len(codes) + 1}"
            number += 1
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.set_column(0, max(number - 1, 0), 20)
    return places


def _letters(number: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number))


def _table(
    sheet: Any, contents: Contents, table: str, formats: dict[str, Any], places: dict[Any, str]
) -> None:
    fields = list(contents.schema(table).fields.values())
    rows = list(contents.texts(table))
    for number, field in enumerate(fields):
        texts = [row[number] for row in rows]
        sheet.write_string(0, number, field.name, formats["header"])
        sheet.write_comment(0, number, _note(contents, table, field))
        in_own_script = field.name in _OWN_SCRIPT
        sheet.set_column(
            number, number, _width(field.name, texts), formats["rtl"] if in_own_script else None
        )
        if field.codes and not field.is_list:
            rule = {"validate": "list", "source": places[table, field.name]}
            sheet.data_validation(_FIRST_ROW, number, max(len(rows), 1), number, rule)
        for at, text in enumerate(texts, _FIRST_ROW):
            if text is not None and len(text) > _LONGEST_TEXT:
                raise CannotRunError(
                    f"{table}, row {at}, {field.name}: a text of {len(text)} characters; a cell of "
                    f"Excel holds {_LONGEST_TEXT} at most, so choose another form or other tables"
                )
            if text is not None:
                _write(sheet, (at, number), field, text, formats)
    sheet.freeze_panes(_FIRST_ROW, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(fields) - 1)


def _write(
    sheet: Any, place: tuple[int, int], field: Field, text: str, formats: dict[str, Any]
) -> None:
    if field.type == "date" and text >= _FIRST_DAY:
        sheet.write_datetime(*place, date.fromisoformat(text), formats["day"])
    elif field.type == "boolean":
        sheet.write_boolean(*place, text == "true")
    elif field.type in ("integer", "year", "number") and abs(float(text)) <= _LARGEST_EXACT:
        sheet.write_number(*place, float(text))
    elif field.name in _OWN_SCRIPT:
        sheet.write_string(*place, text, formats["rtl"])
    else:
        sheet.write_string(*place, text)


def _note(contents: Contents, table: str, field: Field) -> str:
    title = contents.titles(table)[field.name]
    return f"{title}: {contents.meaning_with_unit(table, field)}"[:_LONGEST_NOTE]


def _width(name: str, texts: list[str | None]) -> int:
    longest = max((len(text) for text in texts if text), default=0)
    return min(max(longest, len(name), _NARROWEST), _WIDEST) + 2


def _codebook(sheet: Any, contents: Contents, bold: Any, wrapped: Any) -> None:
    header = ("table", "column", "title", "description", "unit", "codes", "references", "role")
    widths = (20, 24, 24, 60, 12, 60, 16, 10)
    for number, (name, width) in enumerate(zip(header, widths, strict=True)):
        sheet.write_string(0, number, word(f"header.{name}", contents.reader), bold)
        sheet.set_column(number, number, width)
    row = _FIRST_ROW
    for table in contents.names:
        titles, codes = contents.titles(table), contents.codes(table)
        for name, field in contents.schema(table).fields.items():
            listed = "\n".join(
                f"{code.value}: {code.label}. {code.definition}" for code in codes.get(name, ())
            )
            role = word(f"role.{field.role}", contents.reader)
            described = (titles[name], contents.meaning(table, field), contents.unit(field), listed)
            cells = (table, name, *described, field.references or "", role)
            for number, text in enumerate(cells):
                sheet.write_string(row, number, text, wrapped)
            row += 1
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.autofilter(0, 0, row - 1, len(header) - 1)
