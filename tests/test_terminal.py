"""Texts fitted into the columns of a terminal, and what is said beside the output."""

import pytest

from cubairan_data.cli.fitting import layout
from cubairan_data.cli.terminal import cells, cut, remark, wrapped


@pytest.mark.parametrize("room", [1, 2, 7, 11, 30])
@pytest.mark.parametrize(
    "text",
    [
        "2025-11-hassanzadeh-havana",
        "2001-05-07/2001-05-10",
        "The head of Iran's chamber met the minister of domestic trade.",
        "با نیم\u200cفاصله و بدون آن",
        "二十国集团领导人峰会",
        "one\ntwo",
        "",
    ],
)
def test_a_wrapped_text_fits_and_is_whole(text: str, room: int) -> None:
    lines = wrapped(text, room)
    widest = max(map(cells, text), default=1)
    assert max(map(cells, lines)) <= max(room, widest)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_at_joints_and_never_within_a_date() -> None:
    assert wrapped("2001-05-07/2001-05-10", 11) == ["2001-05-07/", "2001-05-10"]
    assert wrapped("lead_official_id", 9) == ["lead_", "official_", "id"]
    assert wrapped("on 2017-02-15 they met", 12) == ["on", "2017-02-15", "they met"]


def test_a_cut_text_ends_in_an_ellipsis() -> None:
    assert cut("a longer text", 9) == "a longer…"
    assert cut("a text", 9) == "a text"


@pytest.mark.parametrize("room", [5, 20, 40, 80, 300])
def test_a_layout_never_exceeds_the_room_and_keeps_the_first_column(room: int) -> None:
    columns = {
        "key": ["a-b-c", "d-e"],
        "date": ["2001-05-07/2001-05-10"],
        "prose": ["word " * 40],
        "more": ["x" * 20],
        "other": ["y " * 30],
    }
    widths = layout(columns, room).widths
    assert next(iter(widths)) == "key"
    assert sum(widths.values()) + 2 * (len(widths) - 1) <= room
    assert set(widths) == set(columns) or room < 300


def test_a_remark_holds_nothing_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    remark("nearest: \x1b[2Jname\n::error::made up")
    assert capsys.readouterr().err == "nearest: \\x1b[2Jname\n\\x3a:error::made up\n"
