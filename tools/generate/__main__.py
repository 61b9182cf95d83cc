"""Rewrite the generated files of the checkout.

With ``--check`` only list the stale ones; exit code 1 if there are any.
"""

import sys
from pathlib import Path

from tools.generate import FILES

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Write or check every generated file; give the exit code."""
    check = "--check" in arguments
    stale = [name for name in FILES if not _is_current(ROOT / name, FILES[name]())]
    for name in stale:
        if check:
            print(f"stale: {name}; run: python -m tools.generate")
            continue
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(FILES[name](), encoding="utf-8", newline="\n")
        print(f"wrote {name}")
    return int(check and bool(stale))


def _is_current(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
