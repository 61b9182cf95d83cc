"""Rewrite the generated files of the checkout.

With ``--check`` only list the stale ones; exit code 1 if there are any, 2 if one cannot be made.
"""

import sys

from tools.generate import FILES
from tools.generate.blocks import BlockError
from tools.generate.checkout import ROOT
from tools.generate.examples import ExampleError


def main(arguments: list[str]) -> int:
    """Write or check every generated file; give the exit code."""
    check = "--check" in arguments
    try:
        stale = [name for name in FILES if _refresh(name, write=not check)]
    except (BlockError, ExampleError) as error:
        print(f"cannot generate: {error}", file=sys.stderr)
        return 2
    for name in stale:
        print(f"stale: {name}; run: python -m tools.generate" if check else f"wrote {name}")
    return int(check and bool(stale))


def _refresh(name: str, *, write: bool) -> bool:
    """Write one file, or only look; give whether it is stale."""
    file, text = ROOT / name, FILES[name]()
    if file.is_file() and file.read_text("utf-8") == text:
        return False
    if write:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
