"""From a path to an export: its suffix names the form, and nothing half-written is left behind."""

import importlib.util
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


def export(contents: Contents, path: Path, *, force: bool) -> list[Path]:
    """Write what is exported in the form that the suffix names.

    Args:
        contents: what is exported.
        path: the new file or folder.
        force: replace what is there.

    Returns:
        What was written: the file or folder, and for SQLite the metadata file for Datasette.

    Raises:
        CannotRunError: no form has this suffix, its library is missing, no table has rows, the
            target is there already or is part of the record, or it cannot be written.
    """
    suffix, is_zipped = suffix_of(path)
    form = FORMS[suffix]
    _check_library(form)
    if not contents.names:
        raise CannotRunError(f"there is nothing to export: {', '.join(contents.empty)} has no rows")
    beside = {} if is_zipped else _beside(contents, form, path)
    is_folder = not is_zipped and _is_folder(form, contents)
    try:
        _check_free(contents, path, force=force, is_folder=is_folder)
        for target in beside:
            _check_free(contents, target, force=force, is_folder=False)
        with _new(path) as new:
            if is_zipped:
                _zip(contents, form, suffix, new)
            else:
                _write(contents, form, suffix, new)
        for target, text in beside.items():
            with _new(target) as new:
                new.write_text(text, encoding="utf-8")
    except Exception as error:
        if isinstance(error, OSError) or _is_of_library(error, form):
            raise CannotRunError(f"cannot write {plain(str(path))}: {error}") from error
        raise
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
        missing = f"{form.library}, which is missing"
        raise CannotRunError(f"the form {form.title!r} needs {missing}; run: {install}")


def _is_of_library(error: Exception, form: Form) -> bool:
    """A library that cannot write, for want of space for example, has an error of its own."""
    return type(error).__module__.partition(".")[0].lstrip("_") in ("sqlite3", form.library)


def _is_folder(form: Form, contents: Contents) -> bool:
    return bool(form.folder or (form.table and not contents.is_single))


def _check_free(contents: Contents, target: Path, *, force: bool, is_folder: bool) -> None:
    if not target.parent.is_dir():
        raise CannotRunError(f"there is no folder {plain(str(target.parent))}")
    if not target.exists() and not target.is_symlink():
        return
    found = plain(str(target))
    if not force:
        raise CannotRunError(f"{found} already exists; pass force (--force) to replace it")
    if contents.record.is_part(target):
        raise CannotRunError(f"{found} holds the record that is exported; name another target")
    if target.is_dir() and not is_folder:
        raise CannotRunError(f"{found} is a folder, which no file replaces; name another target")


def _beside(contents: Contents, form: Form, path: Path) -> dict[Path, str]:
    """The files that go with the one asked for: a database comes with its Datasette metadata."""
    if form.whole is not write_sqlite:
        return {}
    described = datasette_metadata(contents, path.stem)
    return {path.with_name(f"{path.stem}-metadata.json"): described}


@contextmanager
def _new(target: Path) -> Iterator[Path]:
    """Give a place to write to, and put what stands there in place of the target at the end."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as folder:
        new, before = Path(folder, "new", target.name), Path(folder, "before")
        new.parent.mkdir()
        yield new
        if new.is_file() and not target.is_dir():
            new.replace(target)
            return
        # A folder takes the place of nothing but an empty folder, so what is there makes way.
        is_there = target.exists() or target.is_symlink()
        if is_there:
            target.rename(before)
        try:
            new.replace(target)
        except BaseException:
            if is_there:
                before.rename(target)
            raise


def _write(contents: Contents, form: Form, suffix: str, path: Path) -> None:
    if form.whole:
        form.whole(contents, path)
    elif form.folder:
        path.mkdir()
        form.folder(contents, path)
    elif form.table and contents.is_single:
        form.table(contents, contents.names[0], path)
    elif form.table:
        path.mkdir()
        for table in contents.names:
            form.table(contents, table, path / f"{table}{suffix}")


def _zip(contents: Contents, form: Form, suffix: str, path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent.parent) as folder:
        inside = Path(folder, path.name[: -len(_ZIPPED)])
        _write(contents, form, suffix, inside)
        for beside, text in _beside(contents, form, inside).items():
            beside.write_text(text, encoding="utf-8")
        root = inside if inside.is_dir() else inside.parent
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(root.rglob("*")):
                archive.write(file, file.relative_to(root).as_posix())
