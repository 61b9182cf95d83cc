"""EDTF dates and plain days as expressions: whether they exist, and which days they span."""

from typing import TYPE_CHECKING

from cubairan_data.validation.engines.dialect import Dialect

if TYPE_CHECKING:
    import ibis.expr.types as ir

_SHORT_MONTHS = ("04", "06", "09", "11")
_LEAP = "(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_IN_MONTH = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
# The calendar as a pattern, which an engine runs through once.
_DAY = f"(?:[0-9]{{4}}-(?:{_IN_MONTH})|{_LEAP}-02-29)"
_DATE = f"(?:[12][0-9]{{3}}(?:-(?:0[1-9]|1[0-2]))?|[12][0-9]{{2}}X|{_DAY})[~?%]?"
_EDTF = rf"{_DATE}|(?:{_DATE}|\.\.)/(?:{_DATE}|\.\.)"
_YEAR, _MONTH, _WHOLE = len("1979"), len("1979-01"), len("1979-01-31")
_OPEN = ".."


def is_edtf(text: "ir.StringValue", dialect: Dialect) -> "ir.BooleanValue":
    """Express whether a text is surely a date of the record."""
    import ibis

    is_open = text.endswith(f"/{_OPEN}") & ~text.startswith(_OPEN)
    # As texts, years, months and days sort as they follow each other; what sorts otherwise, such
    # as a month after a day of it, may be right all the same.
    in_order = is_open | (_start(text) < _end(text))
    return _is_dated(text, dialect) & ibis.ifelse(text.contains("/"), in_order, True)


def is_day(text: "ir.StringValue", dialect: Dialect) -> "ir.BooleanValue":
    """Express whether a text is an ISO date of the calendar."""
    return dialect.whole(text, _DAY) & ~text.startswith("0000")


def bound(text: "ir.StringValue", column: str, dialect: Dialect) -> "ir.StringValue":
    """Express which day a bound column holds for an EDTF text, as `edtf.bound` reads it."""
    import ibis

    is_first = column.endswith("_earliest")
    end = ibis.ifelse(text.contains("/"), _start(text) if is_first else _end(text), text)
    # Qualifiers stand at ends alone; they widen no span.
    plain = end.replace("~", "").replace("?", "").replace("%", "")
    rest = ("-01", "0-01-01", "-01-01") if is_first else (None, "9-12-31", "-12-31")
    of_month = rest[0] if rest[0] else ibis.literal("-") + _month_days(plain, dialect)
    return ibis.cases(
        (plain.length() == _WHOLE, plain),
        (plain.length() == _MONTH, plain + of_month),
        (plain.endswith("X"), plain.substr(0, 3) + rest[1]),
        (plain.length() == _YEAR, plain + rest[2]),
        else_=ibis.null(str),
    )


def _is_dated(text: "ir.StringValue", dialect: Dialect) -> "ir.BooleanValue":
    # Years begin with 1 or 2 in dates of the record, though not in every day of the calendar.
    return dialect.whole(text, _EDTF) & ~text.re_search("(?:^|/)[03-9]")


def _start(text: "ir.StringValue") -> "ir.StringValue":
    return text.substr(0, text.find("/"))


def _end(text: "ir.StringValue") -> "ir.StringValue":
    return text.substr(text.find("/") + 1)


def _month_days(plain: "ir.StringValue", dialect: Dialect) -> "ir.StringValue":
    """Give the number of days of the month with which a text begins."""
    import ibis

    month = plain.substr(5, 2)
    is_leap = dialect.whole(plain.substr(0, 4), _LEAP)
    return ibis.cases(
        (month == "02", ibis.ifelse(is_leap, "29", "28")),
        (month.isin(_SHORT_MONTHS), "30"),
        else_="31",
    )
