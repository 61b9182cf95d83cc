"""Writing new rows: tried in a copy, then put in place with what is generated, or not at all."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cubairan_data.curation.additions import Additions
from cubairan_data.errors import CannotRunError
from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR, folder_at_or_above, is_in_installation
from cubairan_data.storage.locking import LOCK
from cubairan_data.storage.replacing import NEW, OLD, fingerprint, replace_all
from cubairan_data.validation.validate import validate

_GENERATOR = Path("tools", "generate", "__main__.py")
_GENERATE = "python -m tools.generate"
_LEFT_OUT = ("__pycache__", "*.pyc", "*.egg-info", "build", "dist", "node_modules")
# What another run may remove while the checkout is copied.
_PASSING = (LOCK, f".*{NEW}", f".*{OLD}")
_ignored = shutil.ignore_patterns(*_LEFT_OUT, *_PASSING)


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
    root = folder_at_or_above(start) if folder is None else folder.resolve()
    if root is None or not (root / DESCRIPTOR).is_file():
        where = f"in {folder}" if folder else "here or above"
        raise CannotRunError(f"no {DESCRIPTOR} {where}; run this in a checkout of the repository")
    if is_in_installation(root):
        message = f"{root} belongs to an installed package, and the next upgrade overwrites it"
        raise CannotRunError(f"{message}; run this in a checkout of the repository")
    return root


def write(root: Path, additions: Additions, *, dry_run: bool = False) -> Outcome:
    """Add rows to a record, and bring up to date what its checkout generates from it.

    All is done in a copy first. Only when the copy is valid and its generator has run are the
    files that it changed put in place, unless one of them, or a table, is no longer as copied.

    Args:
        root: the folder of the record.
        additions: the rows.
        dry_run: only try them.

    Returns:
        The findings, if any; else the files that were rewritten.

    Raises:
        CannotRunError: a file cannot be read or written, or was changed meanwhile, or the generator
            failed; nothing has changed then.
    """
    try:
        return _written(root, additions, dry_run=dry_run)
    except OSError as error:
        raise CannotRunError(f"nothing was written: {_reason(error)}") from error


def _written(root: Path, additions: Additions, *, dry_run: bool) -> Outcome:
    tables = Tables(root)
    unreadable = [*tables.findings, *(each for name in tables for each in tables[name].findings)]
    if unreadable:
        return Outcome(unreadable)
    generates = (root / _GENERATOR).is_file() and not dry_run
    with tempfile.TemporaryDirectory(prefix="cubairan-data-") as name:
        copy = Path(name).resolve() / "copy"
        _copy(tables, copy, whole=generates)
        before = _fingerprints(copy)
        _enter(Tables(copy), additions)
        report = validate(Tables(copy), quick=True, rule=(), skip=())
        if not report.valid or dry_run:
            return Outcome(list(report.findings))
        if generates:
            _generate(copy)
        changed = [file for file, now in _fingerprints(copy).items() if now != before.get(file)]
        contents = {root / file: (copy / file).read_bytes() for file in changed}
    own = [table.file for table in tables.values()]
    replace_all(root, contents, {root / file: before.get(file) for file in [*own, *changed]})
    return Outcome(files=changed)


def _reason(error: OSError) -> str:
    """Say what went wrong; copying a folder gives one reason for each of its files."""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        source, _, reason = error.args[0][0]
        return f"cannot copy {source}: {reason}"
    return str(error)


def _copy(tables: Tables, copy: Path, *, whole: bool) -> None:
    """Copy the files of the record, or all of the checkout that a generator may read."""
    copy.mkdir()
    root = tables.root
    for file in [DESCRIPTOR, *(table.file for table in tables.values())]:
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / file, copy / file)
    for entry in root.iterdir() if whole else ():
        if entry.name in _left_out(str(root), [entry.name]):
            continue
        if entry.is_dir() and _belongs_to_checkout(entry):
            shutil.copytree(
                entry,
                copy / entry.name,
                ignore=_left_out,
                copy_function=_copy_file,
                dirs_exist_ok=True,
            )
        elif not entry.is_dir():
            _copy_file(str(entry), str(copy / entry.name))


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Name what is not copied: what belongs to no checkout, and links that lead nowhere or up."""
    found = {name for name in names if Path(folder, name).is_symlink()}
    nowhere = {name for name in found if not Path(folder, name).exists()}
    here = Path(folder).resolve()
    up = {name for name in found - nowhere if here.is_relative_to(Path(folder, name).resolve())}
    return _ignored(folder, names) | nowhere | up


def _copy_file(source: str, target: str) -> None:
    """Copy the content of a file; from what is none, such as a socket, nothing is generated."""
    if Path(source).is_file():
        shutil.copyfile(source, target)


def _belongs_to_checkout(folder: Path) -> bool:
    return not folder.name.startswith(".") and not (folder / "pyvenv.cfg").exists()


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


def _fingerprints(copy: Path) -> dict[str, str]:
    """Give the files of a copy, in order, each with what tells its content from another."""
    files = (path for path in sorted(copy.rglob("*")) if path.is_file())
    return {
        path.relative_to(copy).as_posix(): fingerprint(path.read_bytes())
        for path in files
        if "__pycache__" not in path.parts
    }
