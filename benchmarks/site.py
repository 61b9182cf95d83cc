"""The site of the record: time, pages, bytes, requests.

Run from the checkout: ``python benchmarks/site.py [RUNS]``. Prints the processor time of one
language and of three, and its ratio to reading the files back, which shows whether time grows with
pages alone; and the sizes that the site has to keep to.
"""

import gzip
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))

from site_builder.site_words import NAMES  # noqa: E402
from site_builder.whole_site import Built, Wanted, build  # noqa: E402

SEARCH = (
    "documents.js",
    "minisearch.js",
    "folding.js",
    "fold.js",
    "dates.js",
    "site.js",
    "search.js",
)
PAGE_BYTES, SEARCH_BYTES = 15_000, 600_000
_LOADED = re.compile(rb'(?:src|srcset|href)="[^"]*?assets/[^"]+"')


def built(folder: Path, languages: tuple[str, ...]) -> tuple[Built, float]:
    """Build a site, and give the processor time that it took."""
    begun = time.process_time()
    done = build(Wanted(folder / "site", str(ROOT), "", languages, archive=False, docs=False))
    return done, time.process_time() - begun


def read_back(folder: Path) -> float:
    """Give the processor time of reading every file of a site."""
    begun = time.process_time()
    for file in folder.rglob("*"):
        if file.is_file():
            file.read_bytes()
    return time.process_time() - begun


def main(runs: int) -> None:
    """Build in one language and in three, and print what was measured."""
    print("| languages | pages | s | ms a page | ratio to reading it back |\n|---|---|---|---|---|")
    for languages in (("en",), tuple(NAMES)):
        taken, ratios = [], []
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as name:
                done, seconds = built(Path(name), languages)
                taken.append(seconds)
                ratios.append(seconds / read_back(Path(name)))
                sizes = _sizes(Path(name) / "site")
        seconds = statistics.median(taken)
        each = 1000 * seconds / done.pages
        ratio = statistics.median(ratios)
        print(f"| {len(languages)} | {done.pages:,} | {seconds:.1f} | {each:.2f} | {ratio:.1f} |")
    mean = done.bytes_of_pages / done.pages
    print(f"\na page: {mean:,.0f} bytes on average, at most {PAGE_BYTES:,}")
    print(f"the largest: {done.largest[0]}, {done.largest[1]:,} bytes")
    for line in sizes:
        print(line)


def _sizes(site: Path) -> list[str]:
    found = sum(len(gzip.compress((site / "assets" / name).read_bytes())) for name in SEARCH)
    pages = {
        "home": "index.html",
        "a visit": "visits/2023-06-raisi-havana/index.html",
        "a list": "visits/index.html",
        "the timeline": "timeline/index.html",
    }
    lines = [f"search: {found:,} bytes compressed, at most {SEARCH_BYTES:,}"]
    for what, path in pages.items():
        text = (site / path).read_bytes()
        requests = 1 + len(set(_LOADED.findall(text)))
        lines.append(f"{what}: {len(gzip.compress(text)):,} bytes compressed, {requests} requests")
    return lines


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
