"""Build the site of a record: ``python site/build.py [--out FOLDER] [--record FOLDER]``.

Exit codes: 0 built, 2 could not run, 130 stopped.
"""

import argparse
import signal
import sys
import time
from pathlib import Path

from site_builder.site_words import NAMES
from site_builder.whole_site import Wanted, build

from cubairan_data.errors import CubairanDataError
from cubairan_data.escaping import plain


def main(arguments: list[str] | None = None) -> int:
    """Build what the arguments ask for; give the exit code."""
    parser = argparse.ArgumentParser(
        prog="site/build.py", description="Build the site of a record."
    )
    parser.add_argument(
        "--out", type=Path, default=Path("build/site"), help="the folder of the site"
    )
    parser.add_argument("--record", default="installed", help="the folder of the record")
    parser.add_argument(
        "--previous", default="", help="the folder of an earlier version, for what changed"
    )
    parser.add_argument("--languages", nargs="+", choices=list(NAMES), default=list(NAMES))
    parser.add_argument(
        "--no-archive", action="store_true", help="leave out the copy below /vX.Y.Z/"
    )
    parser.add_argument("--no-docs", action="store_true", help="leave out the docs of the package")
    asked = parser.parse_args(arguments)
    wanted = Wanted(
        asked.out.resolve(),
        asked.record,
        asked.previous,
        tuple(asked.languages),
        not asked.no_archive,
        not asked.no_docs,
    )
    begun = time.perf_counter()
    # As with Ctrl-C, what is half built is then cleared away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        built = build(wanted, lambda text: print(plain(text), file=sys.stderr))
    except CubairanDataError as error:
        print(f"cannot build: {plain(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; what stood in the folder of the site stands there still", file=sys.stderr)
        return 130
    mean = built.bytes_of_pages / built.pages / 1000
    print(
        f"{built.pages:,} pages in {wanted.out}, {mean:.1f} kB on average, the largest "
        f"{built.largest[0]} with {built.largest[1] / 1000:.0f} kB, in "
        f"{time.perf_counter() - begun:.1f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
