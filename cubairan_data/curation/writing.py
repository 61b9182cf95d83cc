"""Writing new rows: tried in a copy, then put in place with what is generated, or not at all."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cubairan_data.curation.additions import Additions
from cubairan_data.errors import CannotRunError
from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.format import replace_all
from cubairan_data.storage.locate import DESCRIPTOR, INSIDE_PACKAGE
from cubairan_data.validation.validate import validate

_GENERATOR = Path("tools", "generate", "__main__.py")
_GENERATE = "python -m tools.generate"
_LEFT_OUT = ("__pycache__", "*.pyc", "*.egg-info", "build", "dist", "node_modules")


@dataclass(frozen=True)
class Outcome:
    """What came of it: the files that were rewritten, or the findings that forbade it."""

    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def record_folder(folder: Path | None, start: Path) -> Path:
    """Find the record to which rows may be added.

    Args:
        folder: the folder that somebody named; None means the one at or above ``start``.
        start: where to look from.

    Returns:
        The folder that holds the descriptor.

    Raises:
        CannotRunError: there is none, or it belongs to an installed package.
    """
    candidates = [start, *start.parents] if folder is None else [folder.resolve()]
    root = next((each for each in candidates if (each / DESCRIPTOR).is_file()), None)
    if root is None:
        where = f"in {folder}" if folder else "here or above"
        raise CannotRunError(f"no {DESCRIPTOR} {where}; run this in a checkout of the repository")
    is_inside_package = (root.parent / "about.py").is_file() and root.name == INSIDE_PACKAGE
    if is_inside_package or {"site-packages", "dist-packages"} & set(root.parts):
        message = f"{root} belongs to an installed package, and the next upgrade overwrites it"
        raise CannotRunError(f"{message}; run this in a checkout of the repository")
    return root


def write(root: Path, additions: Additions, *, dry_run: bool = False) -> Outcome:
    """Add rows to a record, and bring up to date what its checkout generates from it.

    All is done in a copy first. Only when the copy is valid and its generator has run are the
    files that differ put in place.

    Args:
        root: the folder of the record.
        additions: the rows.
        dry_run: only try them.

    Returns:
        The findings, if any; else the files that were rewritten.

    Raises:
        CannotRunError: a file cannot be written, or the generator failed; nothing has changed then.
    """
    tables = Tables(root)
    unreadable = [*tables.findings, *(each for name in tables for each in tables[name].findings)]
    if unreadable:
        return Outcome(unreadable)
    generates = (root / _GENERATOR).is_file() and not dry_run
    with tempfile.TemporaryDirectory(prefix="cubairan-data-") as name:
        copy = Path(name).resolve() / "copy"
        _copy(tables, copy, whole=generates)
        _enter(Tables(copy), additions)
        report = validate(Tables(copy), quick=True, rule=(), skip=())
        if not report.valid or dry_run:
            return Outcome(list(report.findings))
        if generates:
            _generate(copy)
        texts = {root / file: text for file, text in _differing(copy, root)}
    _put_in_place(texts)
    return Outcome(files=sorted(path.relative_to(root).as_posix() for path in texts))


def _copy(tables: Tables, copy: Path, *, whole: bool) -> None:
    """Copy the files of the record, or all of the checkout that a generator may read."""
    copy.mkdir()
    root = tables.root
    for file in [DESCRIPTOR, *(table.file for table in tables.values())]:
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / file, copy / file)
    for entry in root.iterdir() if whole else ():
        if entry.is_file():
            shutil.copyfile(entry, copy / entry.name)
        elif _belongs_to_checkout(entry):
            ignored = shutil.ignore_patterns(*_LEFT_OUT)
            shutil.copytree(entry, copy / entry.name, ignore=ignored, dirs_exist_ok=True)


def _belongs_to_checkout(folder: Path) -> bool:
    is_environment = (folder / "pyvenv.cfg").exists()
    is_listed = not folder.name.startswith(".") and folder.name not in _LEFT_OUT
    return folder.is_dir() and is_listed and not is_environment


def _enter(tables: Tables, additions: Additions) -> None:
    for name, new in additions.rows.items():
        table = tables[name]
        rows = [row.cells for row in table.rows]
        rows += [canonical_cells(table.schema, cells) for cells in new]
        table.path.write_bytes(sorted_text(table.schema, rows).encode())


def _generate(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.generate"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise CannotRunError(f"nothing was written: {_GENERATE} failed: {last}")


def _differing(copy: Path, root: Path) -> Iterator[tuple[Path, str]]:
    """Give the files of the copy that are not as in the checkout, with their new texts."""
    for path in sorted(copy.rglob("*")):
        file = path.relative_to(copy)
        if not path.is_file() or "__pycache__" in file.parts:
            continue
        content, original = path.read_bytes(), root / file
        if not original.is_file() or original.read_bytes() != content:
            yield file, content.decode()


def _put_in_place(texts: dict[Path, str]) -> None:
    """Replace all files; where one cannot be replaced, put back those that were."""
    before = {path: path.read_bytes() for path in texts if path.exists()}
    try:
        replace_all(texts)
    except CannotRunError as error:
        for path in texts:
            if path not in before:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != before[path]:
                path.write_bytes(before[path])
        raise CannotRunError(f"nothing was written: {error}") from error
