"""From a path to an export: its suffix names the form, and nothing half-written is left behind."""

import importlib.util
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cubairan_data.errors import CannotRunError, did_you_mean
from cubairan_data.escaping import plain
from cubairan_data.exports.contents import Contents
from cubairan_data.exports.csvw_folder import write_csvw
from cubairan_data.exports.datasette_metadata import datasette_metadata
from cubairan_data.exports.duckdb_database import write_duckdb
from cubairan_data.exports.excel_workbook import write_excel
from cubairan_data.exports.follow_the_money import write_follow_the_money
from cubairan_data.exports.linked_data import write_json_ld, write_turtle
from cubairan_data.exports.parquet_files import write_parquet
from cubairan_data.exports.plain_csv import write_csv
from cubairan_data.exports.research_object import write_research_object
from cubairan_data.exports.sqlite_database import write_sqlite
from cubairan_data.exports.statistics_files import write_spss, write_stata

WriteWhole = Callable[[Contents, Path], None]
WriteTable = Callable[[Contents, str, Path], None]
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Form:
    """One form of export: all tables in one file or folder, or a file for each table."""

    title: str
    extra: str | None = None
    """The optional dependency of the package that brings its library."""
    library: str | None = None
    """The module that must be there."""
    whole: WriteWhole | None = None
    folder: WriteWhole | None = None
    table: WriteTable | None = None


# The longest suffix that fits counts, so `.ftm.json` is not JSON.
FORMS: dict[str, Form] = {
    ".sqlite": Form("SQLite database", whole=write_sqlite),
    ".db": Form("SQLite database", whole=write_sqlite),
    ".duckdb": Form("DuckDB database", "duckdb", "duckdb", whole=write_duckdb),
    ".xlsx": Form("Excel workbook", "excel", "xlsxwriter", whole=write_excel),
    ".ftm.json": Form(
        "FollowTheMoney entities", "ftm", "followthemoney", whole=write_follow_the_money
    ),
    ".ttl": Form("RDF as Turtle", "rdf", "rdflib", whole=write_turtle),
    ".jsonld": Form("RDF as JSON-LD", "rdf", "rdflib", whole=write_json_ld),
    ".csvw": Form("CSV on the Web", folder=write_csvw),
    ".crate": Form("RO-Crate", "crate", "rocrate", folder=write_research_object),
    ".csv": Form("CSV", table=write_csv),
    ".parquet": Form("Parquet", "parquet", "pyarrow", table=write_parquet),
    ".dta": Form("Stata", table=write_stata),
    ".sav": Form("SPSS", "spss", "pyreadstat", table=write_spss),
}
_ZIPPED = ".zip"


def export(
    contents: Contents, path: Path, *, force: bool, progress: Progress = lambda _: None
) -> list[Path]:
    """Write what is exported in the form that the suffix names.

    Args:
        contents: what is exported.
        path: the new file or folder.
        force: replace what is there.
        progress: told the name of each table of a form that has a file for each.

    Returns:
        What was written: the file or folder, and for SQLite the metadata file for Datasette.

    Raises:
        CannotRunError: no form has this suffix, its library is missing, the target is there
            already, or it cannot be written.
    """
    suffix, is_zipped = suffix_of(path)
    form = FORMS[suffix]
    _check_library(form)
    beside = _beside(contents, path, suffix)
    for target in (path, *beside):
        _check_free(target, force=force)
    try:
        with _new(path) as new:
            if is_zipped:
                _zip(contents, form, suffix, new, progress)
            else:
                _write(contents, form, suffix, new, progress)
        for target, text in beside.items():
            with _new(target) as new:
                new.write_text(text, encoding="utf-8")
    except (OSError, sqlite3.Error) as error:
        raise CannotRunError(f"cannot write {plain(str(path))}: {error}") from error
    return [path, *beside]


def suffix_of(path: Path) -> tuple[str, bool]:
    """Read from a name which form is meant, and whether it is to be zipped.

    Example:
        >>> suffix_of(Path("record.dta.zip")), suffix_of(Path("a.ftm.json"))
        (('.dta', True), ('.ftm.json', False))
    """
    name = path.name.lower()
    is_zipped = name.endswith(_ZIPPED)
    name = name.removesuffix(_ZIPPED)
    for suffix in sorted(FORMS, key=len, reverse=True):
        if name.endswith(suffix):
            return suffix, is_zipped
    found = path.suffix or path.name
    known = did_you_mean(found, list(FORMS), "suffixes")
    raise CannotRunError(f"no form of export has the suffix {found!r}{known}")


def _check_library(form: Form) -> None:
    if form.library and importlib.util.find_spec(form.library) is None:
        install = f'pip install "cubairan-data[{form.extra}]"'
        raise CannotRunError(f"{form.title} needs {form.library}, which is missing; run: {install}")


def _check_free(target: Path, *, force: bool) -> None:
    if not target.parent.is_dir():
        raise CannotRunError(f"there is no folder {plain(str(target.parent))}")
    if (target.exists() or target.is_symlink()) and not force:
        found = f"{plain(str(target))} already exists"
        raise CannotRunError(f"{found}; pass force (--force) to replace it")


def _beside(contents: Contents, path: Path, suffix: str) -> dict[Path, str]:
    """The files that go with the one asked for: a database comes with its Datasette metadata."""
    if FORMS[suffix].whole is not write_sqlite or path.name.endswith(_ZIPPED):
        return {}
    described = datasette_metadata(contents, path.stem)
    return {path.with_name(f"{path.stem}-metadata.json"): described}


@contextmanager
def _new(target: Path) -> Iterator[Path]:
    """Give a place to write to, and put what stands there in place of the target at the end."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
        new = Path(folder) / target.name
        yield new
        before = Path(folder) / "before"
        if target.is_dir() and not target.is_symlink():
            target.rename(before)
        try:
            new.replace(target)
        finally:
            # What stood there is gone only once something stands in its place.
            if before.exists() and not target.exists():
                before.rename(target)


def _write(contents: Contents, form: Form, suffix: str, path: Path, progress: Progress) -> None:
    if form.whole:
        form.whole(contents, path)
    elif form.folder:
        path.mkdir()
        form.folder(contents, path)
    elif form.table and len(contents.names) == 1:
        form.table(contents, contents.names[0], path)
    elif form.table:
        path.mkdir()
        for table in contents.names:
            progress(table)
            form.table(contents, table, path / f"{table}{suffix}")


def _zip(contents: Contents, form: Form, suffix: str, path: Path, progress: Progress) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        inside = Path(folder) / path.name.removesuffix(_ZIPPED)
        _write(contents, form, suffix, inside, progress)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            if inside.is_file():
                archive.write(inside, inside.name)
            for file in sorted(inside.rglob("*")) if inside.is_dir() else ():
                archive.write(file, file.relative_to(inside).as_posix())
        if inside.is_dir():
            shutil.rmtree(inside)
