"""Rewrite the generated files of a checkout, or with ``--check`` only tell which are stale (exit code 1)."""

import sys
from pathlib import Path

from cubairan_data.generate import FILES


def main(arguments: list[str]) -> int:
    """Write or check every generated file; give the exit code."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "pyproject.toml").is_file():
        print("could not run: the generated files belong to a checkout", file=sys.stderr)
        return 2
    stale = [
        name
        for name, text in FILES.items()
        if not (root / name).is_file() or (root / name).read_text("utf-8") != text()
    ]
    for name in stale:
        if "--check" in arguments:
            print(f"stale: {name}; run: python -m cubairan_data.generate")
        else:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(FILES[name](), encoding="utf-8", newline="\n")
            print(f"wrote {name}")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
