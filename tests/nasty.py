"""Texts that would pass for something else, were they printed as they are."""

from hypothesis import strategies as st

# What moves a cursor, ends a line, hides, turns round, opens markup, ends it, or is a command.
PIECES = [
    *("\x1b[2J", "\x1b]0;owned\x07", "\x9b2J", "\x00", "\x7f", "\x08", "\r", "\n", "\r\n", "\x85"),
    *("\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\u200c", "\ufeff", "\U000e0041", "\uffff"),
    *("\ud800", "\udcff", "\nvalid: no findings\n", "\n::error::x", "::stop-commands::x"),
    *(
        "##[error]x",
        "::add-mask::a",
        "%0A",
        "%25",
        "%",
        ":",
        ",",
        "|",
        "||",
        "\\",
        "\\|",
        "`",
        "``",
    ),
    *("*", "**", "_", "~~", "[a](b)", "](javascript:x)", "![", "<", ">", "<b>", "</td>", "<!--"),
    *(
        "<script>alert(1)</script>",
        "&lt;",
        "&",
        "]]>",
        '"',
        "'",
        '">',
        "$x$",
        "# ",
        "- ",
        "1. ",
        "==",
    ),
    *("{", "}", "{{", "}}", "\\textbf{", "@article{", " and ", " AND ", ", ", "^", "#", "~", "$"),
    *(
        "TY  - ",
        "\nER  - ",
        "=cmd|'/C calc'!A0",
        "+1",
        "@SUM(1)",
        "\t",
        " ",
        "\xa0",
        "می‌شود",
        "Ñandú",
    ),
]
NASTY = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=6).map("".join)
