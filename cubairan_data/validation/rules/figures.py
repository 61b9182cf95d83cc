"""Rules about figures: what an identifier, a title and a summary say agrees with the columns."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from cubairan_data.contract.families import Family
from cubairan_data.contract.patterns import NUMBER
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells, RawRow
from cubairan_data.validation.rules.registry import Breach, rule

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_AMOUNTS = ("amount", "amount_low", "amount_high")
_FIGURES = (*_AMOUNTS, "quantity")
# A sum is retold in round figures: 40.2 million is told as 40.
_ROUND = Decimal("0.1")
# What rests on an agreement in another currency is seldom twice its sum.
_ABOVE_AGREEMENT = 2
# Of one credit, a drawdown is seldom a hundredth, and a rise not a hundred times as much.
_OF_ONE_MONEY = 100
# 2006-credit-line-200-million, 2021-joint-vaccine-first-130-000-doses
_IN_IDENTIFIER = re.compile(
    r"-(\d+(?:-\d{3})*)(?:(?:-(\d{1,2}))?-(thousand|million|billion))?(?=-|$)"
)
_NUMBER_WORDS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14},
    **{"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70},
    **{"eighty": 80, "ninety": 90, "hundred": 100},
}
_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
}
_TENS = {
    word: number
    for number, word in enumerate(
        ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"], 1
    )
}
_SCALE = "thousand|million|billion|trillion"
# 1.5 billion, 30 to 40 million, six million, 130,000; no part of a date, an ordinal or a name.
_IN_TEXT = re.compile(
    rf"(?<![\w.,/-])(\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_NUMBER_WORDS)})"
    rf"(?:(?= (?:to|or|and) [\d.]+ ({_SCALE}))| ({_SCALE}))?(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DOCUMENTS = r"(?:documents?|agreements?|accords?|memoranda|instruments?|texts)"
_COUNT = rf"({'|'.join(_NUMBER_WORDS)}|\d+)"
_COUNT_IN_TITLE = re.compile(
    rf"^(?:about |some |nearly )?{_COUNT}\b(?: \w+){{0,2}} {_DOCUMENTS}\b", re.I
)
_COUNT_IN_IDENTIFIER = re.compile(rf"(?<!commission)-{_COUNT}-{_DOCUMENTS}$")
_CELL = re.compile(NUMBER)
_VOTES = ("un_votes_identical", "un_votes_partly", "un_votes_opposed")
_JOINT = "un_votes_joint"


@rule(
    "figure-in-identifier",
    "A sum or a quantity that the identifier of a flow names is that of the row.",
    family=Family.NUMBERS,
    exceptions=True,
)
def figure_in_identifier(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    for row in table.rows:
        filled = _filled(row.cells)
        for named in _named_in_identifier(row.id):
            figures = filled.values()
            if filled and not any(_near(each, figure) for each in named for figure in figures):
                column = _nearest_column(named[0], filled)
                found = f"found {row.cells[column]}; the identifier names {_shown(named[0])}"
                yield Breach(table, row, column, found)


@rule(
    "figure-in-summary",
    "A sum or a quantity is told in the summary, or in the identifier.",
    family=Family.NUMBERS,
    exceptions=True,
)
def figure_in_summary(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    for row in table.rows:
        in_words = tuple(_told(row.cells.get("summary", "")))
        in_id = (each for named in _named_in_identifier(row.id) for each in named)
        told = [*in_words, *(Told(each, True) for each in in_id)]
        for column, figure in _filled(row.cells).items():
            known = [each.figure for each in told if each.is_sum or column == "quantity"]
            if figure and not any(_near(each, figure) for each in known):
                figures = ", ".join(map(_shown, known)) or "no figure"
                message = f"found {row.cells[column]}; identifier and summary tell {figures}"
                yield Breach(table, row, column, message)


@rule(
    "sum-of-agreement",
    "What rests on an agreement is of the magnitude of the sums that the agreement tells.",
    family=Family.NUMBERS,
    exceptions=True,
)
def sum_of_agreement(tables: Tables) -> Iterator[Breach]:
    table, agreements = tables["financial_flows"], tables["agreements"].by_id
    for row in table.rows:
        agreement = agreements.get(row.cells.get("agreement_id", ""))
        sums = _sums_of(agreement) if agreement else []
        for column in _AMOUNTS:
            figure = _decimal(row.cells.get(column))
            if figure and sums and figure > _ABOVE_AGREEMENT * max(sums):
                most = _shown(max(sums))
                message = f"found {figure:,}; the agreement that it rests on tells of {most}"
                yield Breach(table, row, column, message)


@rule(
    "sum-of-whole",
    "A part of the same money, in the same currency, is of the magnitude of the whole.",
    family=Family.NUMBERS,
    exceptions=True,
)
def sum_of_whole(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    for row in table.rows:
        whole = table.by_id.get(row.cells.get("part_of_id", ""))
        if whole is None or whole.cells.get("currency") != row.cells.get("currency"):
            continue
        one, other = (_decimal(each.cells.get("amount")) for each in (row, whole))
        if one and other and not 1 <= _OF_ONE_MONEY * one / other <= _OF_ONE_MONEY**2:
            message = f"found {one:,}; {whole.id!r}, the same money, is {other:,}"
            yield Breach(table, row, "amount", message)


@rule(
    "count-in-title",
    "An agreement has as many documents as its title or its identifier says.",
    family=Family.NUMBERS,
    exceptions=True,
)
def count_in_title(tables: Tables) -> Iterator[Breach]:
    table = tables["agreements"]
    for row in table.rows:
        count = row.cells.get("document_count")
        title, row_id = row.cells.get("title", ""), row.id
        found = _COUNT_IN_TITLE.match(title) or _COUNT_IN_IDENTIFIER.search(row_id)
        if count and found and count != _number(found[1]):
            message = f"found {count}; title and identifier tell {found[1]}"
            yield Breach(table, row, "document_count", message)


@rule(
    "votes-add-up",
    "Of the joint votes of a year each is identical, partly so or opposed.",
    family=Family.NUMBERS,
)
def votes_add_up(tables: Tables) -> Iterator[Breach]:
    table = tables["indicators"]
    for year, rows in sorted(_votes_by_year(tables).items()):
        values = {name: _decimal(row.cells.get("value")) for name, row in rows.items()}
        joint, parts = values.get(_JOINT), _parts(values)
        is_whole = len(parts) == len(_VOTES)
        if joint is None or sum(parts) == joint or (sum(parts) < joint and not is_whole):
            continue
        message = f"in {year} {' + '.join(map(str, parts))} is not {joint}"
        for row in rows.values():
            yield Breach(table, row, "value", f"found {row.cells.get('value')}; {message}")


def _parts(values: Mapping[str, Decimal | None]) -> list[Decimal]:
    return [value for name in _VOTES if (value := values.get(name)) is not None]


def _votes_by_year(tables: Tables) -> dict[str, dict[str, RawRow]]:
    rows: dict[str, dict[str, RawRow]] = defaultdict(dict)
    for row in tables["indicators"].rows:
        name = row.cells.get("indicator", "")
        if name in (_JOINT, *_VOTES):
            rows[row.cells.get("year", "")][name] = row
    return rows


def _named_in_identifier(row_id: str) -> Iterator[tuple[Decimal, ...]]:
    """Give the figures of an identifier, but for what are years of either calendar.

    Of 2-5-million both 2.5 million and 5 million may be meant.
    """
    for digits, tenths, scale in _IN_IDENTIFIER.findall(row_id):
        whole, factor = digits.replace("-", ""), _SCALES.get(scale, 1)
        figure = Decimal(whole) * factor
        if tenths:
            yield Decimal(f"{whole}.{tenths}") * factor, Decimal(tenths) * factor
        elif scale or not (1300 <= figure <= 1450 or 1900 <= figure <= 2100 or figure <= 12):
            yield (figure,)


class Told(NamedTuple):
    """A figure that a text tells, and whether it is large or exact enough for a sum of money."""

    figure: Decimal
    is_sum: bool


def _told(text: str) -> Iterator[Told]:
    """Give the figures that a text tells."""
    for digits, of_range, of_figure in _IN_TEXT.findall(text):
        scale = of_range or of_figure
        number = _NUMBER_WORDS.get(digits.lower(), digits.replace(",", ""))
        is_sum = bool(scale) or "," in digits
        if not is_sum and _YEAR.fullmatch(digits):
            continue
        yield Told(Decimal(number) * _SCALES.get(scale.lower(), 1), is_sum)


def _sums_of(agreement: RawRow) -> list[Decimal]:
    texts = (agreement.cells.get("title", ""), agreement.cells.get("summary", ""))
    return [told.figure for text in texts for told in _told(text) if told.is_sum]


def _filled(cells: Cells) -> dict[str, Decimal]:
    """Give the figures of a flow by column."""
    figures = ((name, _decimal(cells.get(name))) for name in _FIGURES)
    return {name: figure for name, figure in figures if figure is not None}


def _nearest_column(named: Decimal, filled: Mapping[str, Decimal]) -> str:
    """Give the column that was meant: a sum of thousands and more is no quantity of pieces."""
    return min(filled, key=lambda name: abs(filled[name] - named))


def _shown(figure: Decimal) -> str:
    return f"{figure.normalize():,f}"


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _ROUND * max(abs(one), abs(other))


def _decimal(text: str | None) -> Decimal | None:
    """Read a cell; NaN, 1e9 and the like, which no number may be, have a finding of their own."""
    return Decimal(text) if text and _CELL.fullmatch(text) else None


def _number(word: str) -> str:
    return str(_NUMBER_WORDS.get(word.lower(), word))
