"""Draw the pictures of docs/pictures: what a page of the codebook, a notebook and a terminal show.

Usage: ``python -m tools.pictures``, in a checkout, on a machine with Chromium.
"""

import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

import cubairan_data as cid
from cubairan_data.contract.labels import Language
from tools.generate.checkout import ROOT
from tools.generate.codebook import page_of

FOLDER = ROOT / "docs" / "pictures"
WIDTH = 980
_ROW = "2017-02-joint-commission-16-documents"
_PERSON = "Hossein Amir-Abdollahian"
_STYLE = """
body { font: 14px "Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans", sans-serif;
       margin: 24px; line-height: 1.6; }
table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: 2px 8px; }
code { font: 12px "DejaVu Sans Mono", monospace; background: #f2f2f2; padding: 0 3px; }
pre.terminal { font: 14px "DejaVu Sans Mono", monospace; background: #111; color: #ddd;
               padding: 16px; white-space: pre-wrap; unicode-bidi: plaintext; }
.cell { border-inline-start: 3px solid #8ad; padding-inline-start: 12px; margin-block: 16px; }
"""


def codebook(language: Language) -> str:
    """The beginning of a page of the codebook, as GitHub shows it, and one list of codes."""
    text = (ROOT / page_of(language)).read_text("utf-8")
    intro, _, rest = text.partition("## ")
    table = rest[rest.index("## sessions") : rest.index("## financial_flows")]
    codes = rest[rest.index("## AgreementKind") : rest.index("## Sector")]
    return _markdown(f"{intro}{table}{codes}")


def notebook(language: Language) -> str:
    """An explanation, and references, as a notebook shows them."""
    explained = cid.explain("agreements", _ROW, "signed", language=language)
    cited = cid.cite(_ROW, language=language)
    side = "rtl" if language == "fa" else "ltr"
    cells = [explained.to_html(), f'<div dir="{side}">{_markdown(cited.to_markdown())}</div>']
    return "".join(f'<div class="cell" dir="{side}">{cell}</div>' for cell in cells)


def terminal(language: Language) -> str:
    """An explanation and a profile, as a terminal shows them that knows both directions."""
    explained = cid.explain("agreements", _ROW, "signed", language=language)
    lines = [" " * part.indent + part.text for part in explained.parts(links=False)]
    lines += ["", *cid.about(_PERSON, language=language).for_screen.split("\n")[:14]]
    return f'<pre class="terminal">{escape(chr(10).join(lines))}</pre>'


def _markdown(text: str) -> str:
    # As on GitHub, which shows tables and the few elements of HTML that our pages have.
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def draw(name: str, body: str, height: int) -> Path:
    """Draw one picture; raises SystemExit without Chromium."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("there is no Chromium on this machine")
    picture = FOLDER / name
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        head = f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>'
        page.write_text(f"{head}<body>{body}</body>", encoding="utf-8")
        size = f"--window-size={WIDTH},{height}"
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", size]
        command = [browser, *options, f"--screenshot={picture}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
    return picture


def main() -> None:
    """Draw all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, body, height in (
        ("codebook.fa.png", codebook("fa"), 1440),
        ("notebook.fa.png", notebook("fa"), 370),
        ("terminal.fa.png", terminal("fa"), 430),
        ("terminal.es.png", terminal("es"), 420),
    ):
        print(f"wrote {draw(name, body, height).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
