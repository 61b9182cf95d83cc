"""What README and docs show is what one gets."""

import doctest
import importlib.util
import re
from pathlib import Path

import pandas as pd
import pytest
from command_line import run

import cubairan_data as cid
from tools.generate import FILES, examples, reference
from tools.generate.blocks import BLOCKS, BlockError, filled
from tools.generate.examples import ExampleError, rerun
from tools.generate.page import how_to_pages

READMES = ("README.md", "README.es.md", "README.fa.md")
PAGES_WITH_EXAMPLES = (*READMES, "docs/evidence.md", *how_to_pages())


def pages(root: Path) -> list[Path]:
    folders = (".", "docs", "docs/how-to", ".github")
    return sorted(page for folder in folders for page in (root / folder).glob("*.md"))


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of a page, made of its headings as GitHub makes them."""
    text = page.read_text("utf-8")
    named = set(re.findall(r'<a id="([^"]+)"', text))
    seen: dict[str, int] = {}
    for heading in re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.M):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        count = seen[slug] = seen.get(slug, -1) + 1
        named.add(f"{slug}-{count}" if count else slug)
    return named


@pytest.mark.parametrize("name", PAGES_WITH_EXAMPLES)
def test_the_examples_print_what_they_say(root: Path, name: str) -> None:
    if int(pd.__version__.split(".")[0]) < 3 and "how-to" in name:
        pytest.skip("the pages show frames as pandas 3 prints them")
    with pd.option_context("display.width", 80, "display.max_columns", 0):
        result = doctest.testfile(
            str(root / name), module_relative=False, optionflags=examples.OPTIONS
        )
    assert result.attempted > 0
    assert result.failed == 0


def test_the_readme_names_every_command(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    for command in run("--help").partition("Commands:")[2].splitlines()[1:]:
        assert f"`{command.split()[0]}`" in text


@pytest.mark.parametrize("name", READMES)
def test_the_lines_of_the_readme_are_not_over_long(root: Path, name: str) -> None:
    lines = (root / name).read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 and line[:1] not in "|>"] == []


@pytest.mark.parametrize("language", ["es", "fa"])
def test_a_translated_readme_has_the_commands_of_the_english_one(root: Path, language: str) -> None:
    """CI runs the second from the English page, and the first from each."""

    def commands(name: str) -> list[str]:
        return re.findall(r"```sh\n(.*?)```", (root / name).read_text("utf-8"), re.DOTALL)

    english, translated = commands("README.md")[:2], commands(f"README.{language}.md")
    assert translated[1] == english[1]
    plain = translated[0].replace(f" --language {language}", "").replace('".[fa]"', ".")
    assert plain == english[0]
    (line,) = re.findall("cubairan-data (.*)", translated[0])
    assert run(*line.split())


@pytest.mark.parametrize("language", ["es", "fa"])
def test_the_readmes_link_each_other(root: Path, language: str) -> None:
    assert f"](README.{language}.md)" in (root / "README.md").read_text("utf-8")
    assert "](README.md)" in (root / f"README.{language}.md").read_text("utf-8")


def test_every_relative_link_leads_to_a_file_and_an_anchor(root: Path) -> None:
    broken = []
    for page in pages(root):
        links = re.findall(
            r"\]\((?!https?:|mailto:)([^)]+)\)", without_code(page.read_text("utf-8"))
        )
        for link in links:
            name, _, anchor = link.partition("#")
            target = page.parent / name if name else page
            if ".github" in target.parts and not (root / ".github").exists():
                continue  # a source distribution has none
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append(f"{page.relative_to(root)}: {link}")
    assert not broken


def test_the_readme_links_every_page_of_the_docs(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    for page in root.glob("docs/*.md"):
        assert f"](docs/{page.name})" in text
    index = (root / "docs" / "how-to" / "README.md").read_text("utf-8")
    for page in root.glob("docs/how-to/[a-z]*.md"):
        assert f"]({page.name})" in index
    for name in (
        "docs/how-to/README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "RELEASING.md",
        "LICENSE",
        "LICENSE-DATA",
    ):
        assert f"]({name})" in text


def test_the_readme_has_no_long_addresses(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    assert not re.search(r"https?://\S*%[0-9A-F]{2}", text)


def test_a_page_with_generated_blocks_is_a_generated_file(root: Path) -> None:
    with_blocks = {
        str(page.relative_to(root))
        for page in pages(root)
        if re.search("^<!-- generated:", page.read_text("utf-8"), re.MULTILINE)
    }
    assert with_blocks
    assert with_blocks <= FILES.keys()


def test_every_block_stands_in_a_page(root: Path) -> None:
    text = "".join(page.read_text("utf-8") for page in pages(root))
    assert set(re.findall("^<!-- generated: (.*) -->$", text, re.MULTILINE)) == BLOCKS.keys()


def test_a_stale_block_is_filled_and_the_rest_of_the_page_stays() -> None:
    stale = "# Page\n\n<!-- generated: citation -->\nold\n<!-- /generated -->\n\nEnd.\n"
    fresh = filled("page.md", stale)
    assert "old" not in fresh
    assert cid.cite() in fresh
    assert fresh.startswith("# Page\n\n<!-- generated: citation -->\n")
    assert fresh.endswith("<!-- /generated -->\n\nEnd.\n")
    assert filled("page.md", fresh) == fresh


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<!-- generated: citation -->\n", "block 'citation' is not closed"),
        ("<!-- /generated -->\n", "<!-- /generated --> closes no block"),
        (
            "<!-- generated: citation -->\n<!-- generated: tables -->\n<!-- /generated -->\n",
            "block 'citation' is not closed before the next one",
        ),
        ("<!-- generated: citations -->\n<!-- /generated -->\n", "no block 'citations'"),
        ("<!-- generated citation -->\n<!-- /generated -->\n", "<!-- generated citation -->"),
        ("<!--generated: citation-->\n<!-- /generated -->\n", "<!--generated: citation-->"),
        ("  <!-- generated: citation -->\n", "malformed marker"),
    ],
)
def test_a_wrong_marker_is_an_error_that_names_page_and_block(text: str, fault: str) -> None:
    with pytest.raises(BlockError) as error:
        filled("page.md", text)
    assert str(error.value).startswith("page.md: ")
    assert fault in str(error.value)


def test_stale_output_is_replaced_and_output_that_fits_stays() -> None:
    page = "\n>>> 1 + 1\n3\n>>> print('a\\nb')\nc\n\nText.\n\n>>> list(range(9))\n[0, ..., 8]\n"
    fresh = "\n>>> 1 + 1\n2\n>>> print('a\\nb')\na\nb\n\nText.\n\n>>> list(range(9))\n[0, ..., 8]\n"
    assert rerun("page.md", page) == fresh


def test_an_example_that_fails_is_an_error_that_names_page_and_line() -> None:
    with pytest.raises(ExampleError, match=r"page\.md:3: 1 / 0 raises ZeroDivisionError"):
        rerun("page.md", "\nText.\n>>> 1 / 0\n1\n")


def test_the_reference_describes_every_public_name_once() -> None:
    grouped = [name for names in reference.GROUPS.values() for name in names]
    grouped = list(dict.fromkeys(name.partition(".")[0] for name in grouped))
    assert len(grouped) == len(set(grouped))
    assert {*grouped, *reference.NOT_DESCRIBED} == set(cid.__all__)


def test_the_reference_shows_the_whole_docstring() -> None:
    text = reference.text()
    for heading in ("**Arguments**", "**Returns**", "**Raises**"):
        assert heading in text
    entry = text[text.index("### cid.total\n") : text.index("### cid.panel\n")]
    assert "total(flows: pd.DataFrame, currency: str | None = None) -> Total" in entry
    assert "- `currency`: " in entry
    assert "[`MixedFlowsError`](#mixedflowserror): " in entry
    assert ">>> cid.total(" in entry


def test_every_public_function_has_an_example_and_says_what_comes_back() -> None:
    for name in cid.__all__:
        thing = getattr(cid, name)
        if callable(thing) and not isinstance(thing, type) and hasattr(thing, "__code__"):
            assert thing.__doc__, name
            assert "Returns:" in thing.__doc__, name
            assert ">>> " in thing.__doc__, name


@pytest.mark.oracle
def test_the_reliability_page_shows_what_its_command_computes(root: Path) -> None:
    pytest.importorskip("krippendorff")
    specification = importlib.util.spec_from_file_location(
        "reliability", root / "benchmarks" / "reliability.py"
    )
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    page = (root / "docs" / "reliability.md").read_text("utf-8")
    for file in (root / "docs" / "second-coding").glob("*.csv"):
        assert module.table(file) in page
    assert module.re_reading(root / "docs" / "re-reading.csv") in page
    assert module.second_readings() in page


def test_the_translated_readmes_install_as_the_readme_does(root: Path) -> None:
    """What they show is in their language; CI runs it where the README has installed."""
    first, second = commands(root, "README.md")
    for name in READMES[1:]:
        translated, tests = commands(root, name)
        # The Persian one adds the library of the Iranian calendar.
        *install, shown = translated.replace('".[fa]"', ".").splitlines()
        assert install == first.splitlines()[:-1]
        language = name.split(".")[1]
        assert shown == f"{first.splitlines()[-1]} --language {language}"
        assert tests == second


def commands(root: Path, name: str) -> list[str]:
    return re.findall(r"^```sh\n(.*?)\n```$", (root / name).read_text("utf-8"), re.DOTALL | re.M)[
        :2
    ]
