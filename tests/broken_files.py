"""The file of the countries, sound and broken in every way that files break."""

from cubairan_data.storage.schema import schemas

COLUMNS = list(schemas()["countries"].fields)
HEADER = (",".join(COLUMNS) + "\n").encode()
# The cells after those that the rows below fill.
BLANK = b"," * (len(COLUMNS) - 5)
GOOD = HEADER + b"CUB,CU,Cuba,40,40" + BLANK + b"\nIRN,IR,Iran,630,630" + BLANK + b"\n"
# Each broken file with the rule that finds it.
BROKEN = {
    "byte order mark": (b"\xef\xbb\xbf" + GOOD, "encoding"),
    "latin-1": (GOOD.replace(b"Cuba", b"Cub\xe1"), "encoding"),
    "utf-16": (GOOD.decode().encode("utf-16"), "encoding"),
    "excel file": (b"PK\x03\x04" + bytes(range(256)) * 20, "encoding"),
    "nul bytes": (GOOD.replace(b"Cuba", b"Cu\x00ba"), "csv"),
    "columns in another order": (
        HEADER.replace(b"name,cow_code", b"cow_code,name") + b"CUB,CU,40,Cuba,40" + BLANK + b"\n",
        "header",
    ),
    "a column left out": (GOOD.replace(b",gw_code", b""), "header"),
    "a column twice": (GOOD.replace(b"alpha2", b"name", 1), "header"),
    "no header": (GOOD.removeprefix(HEADER), "header"),
    "semicolons": (GOOD.replace(b",", b";"), "header"),
    "empty": (b"", "header"),
    "only newlines": (b"\n\n\n", "header"),
    "a cell too few": (GOOD.replace(b"Cuba,40,40", b"Cuba,40"), "cells"),
    "a cell too many": (GOOD.replace(b"Cuba,40,40", b"Cuba,40,40,40"), "cells"),
    "a blank line": (GOOD.replace(b"\nIRN", b"\n\nIRN"), "cells"),
    "a quote left open": (GOOD.replace(b"Cuba", b'"Cuba'), "csv"),
    "deep quotes": (HEADER + b'"' * 100_001 + b"\n", "csv"),
    "mixed newlines": (GOOD.replace(b"\nIRN", b"\r\nIRN"), "canonical"),
    "lone carriage returns": (GOOD.replace(b"\n", b"\r"), "canonical"),
}
