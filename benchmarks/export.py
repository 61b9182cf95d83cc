"""The whole record in each form: size, and time as a ratio to pandas writing the same frames.

Run from the checkout: ``python benchmarks/export.py [PAIRS]``. Each form is written in turn with
what it is compared with: the plain method of pandas where there is one, else all tables as CSV by
pandas. Forms whose library is missing are left out, with the reason.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import cubairan_data as cid
from cubairan_data.errors import CannotRunError
from cubairan_data.exports.exporting import FORMS

Write = Callable[[Path], object]


def main(pairs: int) -> None:
    """Write every form and print a line for each."""
    frames = {name: frame for name, frame in cid.load_all().items() if len(frame)}
    print("| form | ratio | against | MB |\n|---|---|---|---|")
    for suffix in FORMS:
        against, plain = _plain(frames, suffix)
        try:
            with tempfile.TemporaryDirectory() as folder:
                (written, *_) = cid.export(Path(folder) / f"record{suffix}")
                size = _size(written)
            ratio = statistics.median(_ratio(suffix, plain) for _ in range(pairs))
        except CannotRunError as missing:
            print(f"| `{suffix}` | left out: {missing} | | |")
            continue
        print(f"| `{suffix}` | {ratio:.1f} | {against} | {size / 1e6:.1f} |")


def _plain(frames: dict[cid.TableName, pd.DataFrame], suffix: str) -> tuple[str, Write]:
    if suffix == ".parquet":
        return "to_parquet", lambda folder: [
            frame.to_parquet(folder / f"{name}.parquet") for name, frame in frames.items()
        ]
    if suffix == ".xlsx":
        return "to_excel", lambda folder: _excel(frames, folder / "plain.xlsx")
    return "to_csv", lambda folder: [
        frame.to_csv(folder / f"{name}.csv", index=False) for name, frame in frames.items()
    ]


def _excel(frames: dict[cid.TableName, pd.DataFrame], path: Path) -> None:
    with pd.ExcelWriter(path, engine="xlsxwriter") as book:
        for name, frame in frames.items():
            frame.to_excel(book, sheet_name=name, index=False)


def _ratio(suffix: str, plain: Write) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        cid.export(Path(folder) / f"record{suffix}")
        ours = time.perf_counter() - begun
        begun = time.perf_counter()
        plain(Path(folder))
        return ours / (time.perf_counter() - begun)


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
