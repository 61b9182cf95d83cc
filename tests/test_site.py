"""The site of a small record: whole, in order, and safe whatever its cells hold."""

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import piped
from site_builds import SITE, Read, broken_links, needed, pages, with_libraries
from small_record import edit, small, write

import cubairan_data as cid
from cubairan_data.contract.labels import LANGUAGES, rows
from cubairan_data.dataset import VERSION
from cubairan_data.folding import folded, words
from cubairan_data.storage import folder as storage_folder
from cubairan_data.storage.schema import schemas

pytestmark = pytest.mark.oracle
VISIT = "visits/2001-05-lopez-tehran"
NODE = shutil.which("node")
HOSTILE = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> {{ 7*7 }} & ' ]]> </script> "
    "javascript:alert(1)"
)


@pytest.fixture(scope="module", autouse=True)
def possible() -> None:
    needed()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = small()
    rows["evidence"].append(
        {
            "table_name": "visits",
            "row_id": "2001-05-lopez-tehran",
            "columns": "date",
            "source_id": "agency-2001-visit",
            "verdict": "contradicts",
            "reading": "2001-05-08",
            "reason": "sources_disagree",
            "locator": "arrived on Tuesday",
            "note": "The agency corrected itself.",
        }
    )
    rows["retired_ids"] = [
        {
            "table_name": "visits",
            "old_id": "2001-lopez-iran",
            "new_id": "2001-05-lopez-tehran",
            "version": "0.1.0",
            "reason": "One visit.",
        }
    ]
    rows["identifiers"] = [
        {
            "table_name": "officials",
            "row_id": "ana-lopez",
            "scheme": "wikidata",
            "value": "Q1",
            "source_id": "agency-2001-visit",
            "note": "Name and office agree.",
        }
    ]
    return write(tmp_path_factory.mktemp("record"), rows)


@pytest.fixture(scope="module")
def site(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(record, tmp_path_factory.mktemp("sites") / "site")


def built(record: Path, out: Path, **options: Any) -> Path:
    from site_builder.whole_site import Wanted, build

    build(Wanted(out, str(record), **{"docs": False, **options}))
    return out


def text_of(file: Path) -> str:
    return file.read_text("utf-8")


# Pages


def shown_rows(record: Path) -> Iterator[str]:
    tables = cid.open(record)._tables
    for schema in schemas().values():
        if schema.group in ("record", "actors") or schema.name == "sources":
            for row_id in tables.cells(schema.name):
                yield f"{schema.name}/{row_id}"


def test_every_row_has_a_page_in_every_language_and_twins(record: Path, site: Path) -> None:
    rows = list(shown_rows(record))
    assert len(rows) > 15
    for row in rows:
        for folder in ("", "es/", "fa/", f"v{VERSION}/"):
            assert (site / f"{folder}{row}/index.html").is_file(), f"{folder}{row}"
        twin = json.loads(text_of(site / row / "index.json"))
        table, _, row_id = row.partition("/")
        assert twin["values"] == cid.open(record)._tables.cells(table)[row_id]
        assert text_of(site / row / "index.md").startswith("# ")


def test_every_link_leads_to_a_page_and_a_place(site: Path) -> None:
    assert broken_links(site) == []


def test_pages_are_valid_html(site: Path) -> None:
    html5lib = pytest.importorskip("html5lib", reason="needs the extra oracles")
    for file in pages(site):
        if f"v{VERSION}" not in file.parts:
            parser = html5lib.HTMLParser(strict=False)
            parser.parse(text_of(file))
            assert parser.errors == [], file.relative_to(site)
            ids = re.findall(r'\bid="([^"]*)"', text_of(file))
            assert len(ids) == len(set(ids)), file.relative_to(site)


def test_a_page_says_its_language_and_has_one_heading_of_the_first_rank(site: Path) -> None:
    for file in pages(site):
        text, parts = text_of(file), file.relative_to(site).parts
        language = next((code for code in ("es", "fa") if code in parts[:2]), "en")
        direction = "rtl" if language == "fa" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in text
        assert text.count("<h1") == 1, file


def test_a_row_shows_values_passages_and_the_reading_that_is_not_followed(site: Path) -> None:
    text = text_of(site / VISIT / "index.html")
    for shown in (
        "7 May 2001 – 10 May 2001",
        "The minister arrived … talks on trade",
        "The letter after a source is the reliability of its publisher",
        '<abbr title="Fairly reliable',
        "https://example.org/visit#:~:text=The%20minister%20arrived",
        "https://web.archive.org/web/2/https://example.org/visit",
        "1 independent source",
        "Otherwise:",
        "8 May 2001",
        "Sources disagree. <bdi>The agency corrected itself.",
    ):
        assert shown in text, shown
    assert "../../officials/reza-amini/index.html" in text


def test_a_person_shows_offices_and_whom_he_or_she_met(site: Path) -> None:
    text = text_of(site / "officials/ana-lopez/index.html")
    assert "Minister of Trade" in text
    assert "2000 – 2003" in text
    assert "Reza Amini</bdi></a> <small>2 times</small>" in text
    assert '"sameAs": ["https://www.wikidata.org/entity/Q1"]' in text


def test_the_head_leads_programs_on(site: Path) -> None:
    text = text_of(site / VISIT / "index.html")
    home = "https://example.org/cubairan-data/"
    for link in (
        f'rel="canonical" href="{home}{VISIT}/"',
        f'hreflang="fa" href="{home}fa/{VISIT}/"',
        f'rel="cite-as" href="{home}v{VERSION}/{VISIT}/"',
        'rel="describedby item" type="application/json"',
        'rel="license" href="https://creativecommons.org/licenses/by/4.0/"',
        'property="og:title" content="Ana López in Tehran, Isfahan"',
    ):
        assert link in text, link


def test_a_page_is_cited_by_its_archived_copy(site: Path) -> None:
    text = text_of(site / VISIT / "index.html")
    address = f"https://example.org/cubairan-data/v{VERSION}/{VISIT}/"
    assert text.count(f"{address}") >= 4
    for form in ("@misc{", "TY  - DATA", '"container-title'):
        assert form in text.replace("&#34;", '"')


def test_the_latest_and_the_archived_copy_say_which_they_are(site: Path) -> None:
    latest = text_of(site / VISIT / "index.html")
    archived = text_of(site / f"v{VERSION}" / VISIT / "index.html")
    assert f"This is the latest edition, version {VERSION}." in latest
    assert f"../../v{VERSION}/visits/2001-05-lopez-tehran/index.html" in latest
    assert f"This is the archived copy of version {VERSION}; it will not change." in archived
    assert '<meta name="robots" content="noindex">' in archived
    assert "noindex" not in latest
    assert 'href="../../../es/visits/2001-05-lopez-tehran/index.html"' in archived
    spanish = text_of(site / "es" / VISIT / "index.html")
    assert f"../../../v{VERSION}/visits/2001-05-lopez-tehran/index.html" in spanish
    assert not (site / f"v{VERSION}" / "es").exists()


def test_a_title_in_persian_that_begins_with_a_latin_name_is_read_from_the_right(
    site: Path,
) -> None:
    text = text_of(site / "fa/visits/index.html")
    assert re.search('<bdi dir="rtl">\u200f?\u2068Ana López\u2069 در تهران، اصفهان</bdi>', text)
    assert "Ana López in Tehran" not in text


def test_a_withdrawn_identifier_leads_to_its_successor(site: Path) -> None:
    text = text_of(site / "changes/index.html")
    assert "visits 2001-lopez-iran" in text
    assert "One visit." in text


# Data, feeds


def test_the_index_has_the_checksum_of_every_table(record: Path, site: Path) -> None:
    index = json.loads(text_of(site / "index.json"))
    assert index["version"] == VERSION
    assert len(index["files"]) == len(schemas()) + 1
    for file in index["files"]:
        content = (site / file["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert len(content) == file["bytes"]
    assert cid.open(site / "data").load("visits").equals(cid.open(record).load("visits"))


def test_the_sitemap_lists_every_page(site: Path) -> None:
    listed = re.findall(
        "<loc>https://example.org/cubairan-data/(.*?)</loc>", text_of(site / "sitemap.xml")
    )
    there = [
        str(file.parent.relative_to(site)).removeprefix(".") + "/"
        for file in pages(site)
        if file.name == "index.html" and f"v{VERSION}" not in file.parts
    ]
    assert sorted(listed) == sorted(path.removeprefix("/") for path in there)


def test_the_feed_is_atom(site: Path) -> None:
    feed = ET.parse(site / "feed.xml").getroot()
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert f"Disallow: /v{VERSION}/" in text_of(site / "robots.txt")


@pytest.mark.parametrize("table", ["visits", "financial_flows", "sources"])
def test_a_list_filters_the_rows_of_the_table(record: Path, site: Path, table: str) -> None:
    script = text_of(site / f"assets/data/{table}.js")
    data = json.loads(script[script.index(".table=") + 7 :].rstrip(";\n"))
    with (record / schemas()[table].path).open(encoding="utf-8", newline="") as stream:
        assert [data["header"], *data["rows"]] == list(csv.reader(stream))


# Changes


def test_the_home_page_says_what_changed_since_an_earlier_version(tmp_path: Path) -> None:
    write(tmp_path / "old", small())
    rows = small()
    rows["visits"][0]["summary"] = "Talks on trade and health."
    rows["officials"].append({"official_id": "eva-ruiz", "name": "Eva Ruiz", "country_id": "CUB"})
    write(tmp_path / "new", rows)
    options = {"previous": str(tmp_path / "old"), "languages": ("en",), "archive": False}
    site = built(tmp_path / "new", tmp_path / "site", **options)
    text = text_of(site / "index.html")
    assert "Visits: 0 added, 1 changed, 0 removed" in text
    assert "Officials: 1 added, 0 changed, 0 removed" in text


def test_a_row_says_when_it_or_its_evidence_was_last_changed(tmp_path: Path) -> None:
    """As the history of the checkout has it; a row that is not committed has no day yet."""

    def commit(day: str) -> None:
        stamp = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        names = ("-c", "user.name=test", "-c", "user.email=test@example.org")
        for command in (["add", "--all"], ["commit", "-q", "-m", "as it stands"]):
            subprocess.run(
                ["git", *names, *command], cwd=folder, env={**os.environ, **stamp}, check=True
            )

    folder = write(tmp_path / "record", small())
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    commit("2020-01-02")
    edit(folder, "visits", "Talks on trade.", "Talks on trade and health.")
    commit("2021-03-04")
    edit(folder, "financial_flows", "20 million euros.", "Twenty million euros.")
    from site_builder.row_history import last_changes

    changes = last_changes(cid.open(folder)._tables)
    assert changes["visits", "2001-05-lopez-tehran"] == "2021-03-04"
    assert changes["officials", "ana-lopez"] == "2020-01-02"
    assert ("financial_flows", "2001-credit") not in changes
    site = built(folder, tmp_path / "site", languages=("en",), archive=False)
    assert "last changed 4 March 2021" in text_of(site / VISIT / "index.html")
    feed = ET.parse(site / "feed.xml").getroot()
    entries = feed.findall("{*}entry")
    assert entries[0].findtext("{*}updated") == "2021-03-04T00:00:00Z"
    assert str(entries[0].findtext("{*}id")).endswith(f"/{VISIT}/#2021-03-04")


def committed(folder: Path) -> None:
    names = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    for command in (["add", "--all"], ["commit", "-q", "-m", "as it stands"]):
        subprocess.run(["git", *names, *command], cwd=folder, check=True)


def test_a_shallow_checkout_does_not_date_what_its_history_leaves_out(tmp_path: Path) -> None:
    from site_builder.row_history import last_changes

    folder = write(tmp_path / "record", small())
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    committed(folder)
    edit(folder, "visits", "Talks on trade.", "Talks on trade and health.")
    committed(folder)
    assert ("officials", "ana-lopez") in last_changes(cid.open(folder)._tables)
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", "--depth", "1", folder.as_uri(), copy], check=True)
    assert last_changes(cid.open(copy)._tables) == {}
    edit(copy, "financial_flows", "20 million euros.", "Twenty million euros.")
    committed(copy)
    assert set(last_changes(cid.open(copy)._tables)) == {("financial_flows", "2001-credit")}


def test_the_settings_of_a_checkout_run_no_program(tmp_path: Path) -> None:
    """A record that comes as an archive may bring its own settings of git."""
    from site_builder.row_history import last_changes

    folder = write(tmp_path / "record", small())
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (folder / ".gitattributes").write_text("*.csv filter=a=b diff=evil\n", "utf-8")
    committed(folder)
    for name in ("filter.a=b.clean", "filter.a=b.process", "diff.evil.textconv", "core.fsmonitor"):
        program = f"touch '{tmp_path}/{name}.ran'; cat"
        subprocess.run(["git", "config", name, program], cwd=folder, check=True)
    assert ("officials", "ana-lopez") in last_changes(cid.open(folder)._tables)
    assert list(tmp_path.glob("*.ran")) == []


def test_a_folder_without_history_has_no_days(record: Path) -> None:
    from site_builder.row_history import last_changes

    assert last_changes(cid.open(record)._tables) == {}


# Safety


def test_no_page_has_a_script_or_style_of_its_own(site: Path) -> None:
    for file in pages(site):
        page = Read.of(file)
        assert set(page.scripts) <= {"application/ld+json"}, file
        for tag, name, value in page.attributes:
            assert name != "style" and not name.startswith("on"), f"{file}: {tag} {name}"
            if name in ("href", "src", "action"):
                assert not value.lower().startswith(("javascript:", "data:")), file
        assert "default-src 'none'" in text_of(file)


def test_hostile_cells_come_out_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The contract refuses most of them; the pages would hold without it."""
    monkeypatch.setattr(storage_folder, "_checked", lambda _, table: table)
    rows = small()
    rows["officials"][0]["note"] = rows["visits"][0]["summary"] = HOSTILE
    rows["publishers"][0]["name"] = rows["sources"][0]["title"] = HOSTILE
    rows["visits"][0]["purpose"] = HOSTILE
    site = built(write(tmp_path / "record", rows), tmp_path / "site", languages=("en", "fa"))
    for file in pages(site):
        page = Read.of(file)
        assert set(page.scripts) <= {"application/ld+json"}, file
        assert not any(name == "onerror" or value == "x" for _, name, value in page.attributes)
        assert "49" not in re.findall(r"\{\{ .*? \}\}|>\s*49\s*<", text_of(file))
    text = text_of(site / VISIT / "index.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert broken_links(site) == []
    assert json.loads(text_of(site / VISIT / "index.json"))["values"]["summary"] == HOSTILE
    ET.parse(site / "feed.xml")


def test_what_would_turn_the_direction_of_reading_is_a_blank() -> None:
    from site_builder.rendering import _shown

    assert _shown("a\u202eb\u2066c\u202b") == "a b c "
    assert _shown("می\u200cشود") == "می\u200cشود"


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E"),
        ("javascript:alert(1)", None),
        ("data:text/html,a", None),
        (" javascript:alert(1)", None),
        ("//example.org", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_followed(url: str | None, followed: str | None) -> None:
    from site_builder.addresses import web

    assert web(url) == followed


@pytest.mark.parametrize("path", ["../a/", "a/../b", "/etc", "a//b", "a/ b", ".hidden/", "a\\b"])
def test_no_page_lies_outside_the_folder(path: str) -> None:
    from site_builder.addresses import checked

    with pytest.raises(cid.CannotRunError, match="can be no address"):
        checked(path)


def test_a_json_block_cannot_end_its_script() -> None:
    from site_builder.rendering import data_block

    block = data_block(json.dumps({"a": "</script><!--&"}))
    assert not set("<>&") & set(block)
    assert json.loads(str(block)) == {"a": "</script><!--&"}


# Building


def test_a_folder_that_is_no_site_is_left_alone(record: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(cid.CannotRunError, match=r"holds mine\.txt, which is of no site"):
        built(record, tmp_path)
    assert text_of(tmp_path / "mine.txt") == "mine"


@pytest.mark.parametrize("name", ["CNAME", ".git/config", "visits/mine.txt", "v0.0.9/index.html"])
def test_a_site_in_which_somebody_put_something_is_left_alone(
    record: Path, tmp_path: Path, name: str
) -> None:
    site = built(record, tmp_path / "site", languages=("en",), archive=False)
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("mine", "utf-8")
    with pytest.raises(cid.CannotRunError, match=f"holds {re.escape(name)}, which is of no site"):
        built(record, site, languages=("en",), archive=False)
    assert text_of(site / name) == "mine"


def test_a_folder_of_another_program_that_has_an_index_is_left_alone(
    record: Path, tmp_path: Path
) -> None:
    (tmp_path / "index.json").write_text("{}", "utf-8")
    with pytest.raises(cid.CannotRunError, match=r"holds index\.json, which is of no site"):
        built(record, tmp_path)
    assert text_of(tmp_path / "index.json") == "{}"


def test_what_comes_into_the_folder_while_the_site_is_built_is_left_alone(tmp_path: Path) -> None:
    from site_builder.output import replaced

    target = tmp_path / "site"
    with pytest.raises(cid.CannotRunError, match=r"holds mine\.txt"), replaced(target) as new:
        (new / "index.html").write_text("new", "utf-8")
        target.mkdir()
        (target / "mine.txt").write_text("mine", "utf-8")
    assert [each.name for each in tmp_path.rglob("*")] == ["site", "mine.txt"]


def test_the_old_site_is_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder.output import replaced

    target, rename = tmp_path / "site", Path.rename
    with replaced(target) as new:
        (new / "index.html").write_text("old", "utf-8")

    def fails(path: Path, to: Path) -> Path:
        if path.name == "new":
            raise OSError("no longer there")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(cid.CannotRunError, match="no longer there"), replaced(target) as new:
        (new / "index.html").write_text("new", "utf-8")
    assert text_of(target / "index.html") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without a word")
def test_a_build_that_is_stopped_leaves_nothing_behind(record: Path, tmp_path: Path) -> None:
    asked = ["--out", str(tmp_path / "site"), "--record", str(record), "--no-docs"]
    building = subprocess.Popen(
        [sys.executable, str(SITE / "build.py"), *asked], stderr=subprocess.PIPE
    )
    while building.poll() is None and not list(tmp_path.glob(".site.*/new")):
        time.sleep(0.01)
    building.terminate()
    _, told = building.communicate(timeout=60)
    assert building.returncode == 130
    assert b"stopped" in told
    assert list(tmp_path.iterdir()) == []


def test_a_site_may_lie_in_the_folder_of_its_record(tmp_path: Path) -> None:
    folder = write(tmp_path / "record", small())
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    for _ in range(2):
        built(folder, folder / "site", languages=("en",), archive=False)
    assert {file: file.read_bytes() for file in before} == before
    with pytest.raises(cid.CannotRunError, match="which is of no site"):
        built(folder, folder, languages=("en",), archive=False)


def test_an_old_site_is_replaced_when_the_new_one_is_whole(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder import site_feeds

    site = built(record, tmp_path / "site", languages=("en",))
    assert (site / f"v{VERSION}").is_dir()

    def fails(*_: object) -> str:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(site_feeds, "robots", fails)
        with pytest.raises(cid.CannotRunError, match="disk full"):
            built(record, site, languages=("en",), archive=False)
    assert (site / f"v{VERSION}").is_dir()
    built(record, site, languages=("en",), archive=False)
    assert not (site / f"v{VERSION}").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_without_node_the_site_has_no_search_and_says_so(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder import site_assets
    from site_builder.whole_site import Wanted, build

    monkeypatch.setattr(site_assets, "MODULES", tmp_path / "none")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    said: list[str] = []
    build(Wanted(tmp_path / "site", str(record), languages=("en",), docs=False), said.append)
    assert "npm is not on this machine: the site has no search and no drawn timeline" in said
    assert "built without the search" in text_of(tmp_path / "site/search/index.html")
    assert broken_links(tmp_path / "site") == []


def test_what_cannot_be_built_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import build as command

    assert command.main(["--record", str(tmp_path), "--out", str(tmp_path / "site")]) == 2
    assert "cannot build: " in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_the_lock_file_names_no_host() -> None:
    lock = json.loads(text_of(SITE / "package-lock.json"))
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
    assert "://" not in text_of(SITE / "package.json")


# Words


def all_words() -> list[dict[str, str]]:
    return rows("site.csv")


def test_every_word_is_there_in_every_language_with_the_same_gaps() -> None:
    listed = all_words()
    assert [row["key"] for row in listed] == sorted({row["key"] for row in listed})
    for row in listed:
        gaps = [sorted(set(re.findall(r"\{\w+\}", row[language]))) for language in LANGUAGES]
        if not row["key"].endswith(".one"):
            assert gaps[0] == gaps[1] == gaps[2], row["key"]
        assert all(row[language].strip() for language in LANGUAGES), row["key"]


def test_persian_words_have_persian_letters() -> None:
    for row in all_words():
        assert not re.search("[يكى]|ه‌ی\\b", row["fa"]), row["key"]


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    sources = [*SITE.rglob("*.py"), *SITE.rglob("*.html"), *SITE.glob("static/*.js")]
    sources += (Path(cid.__file__).parent / "charts").glob("*.py")
    text = "\n".join(text_of(file) for file in sources if "node_modules" not in file.parts)
    known = {row["key"] for row in all_words()}
    asked = set(re.findall(r"""\b(?:w|word)\(\s*["']([\w.]+)["']""", text))
    of_all = {row["key"] for row in rows("words.csv")}
    assert {key for key in asked if not {key, f"site.{key}"} & (known | of_all)} == set()
    stems = {
        key
        for key in known
        for name in (key, key.partition(".")[2])
        if re.search(rf"[\"'(]{re.escape(name)}[\"'|]", text)
    }
    made = {"month", "date", "what", "how", "chart", "one", "many"}
    unused = {key for key in known - stems if not made & set(key.split("."))}
    assert unused == set()


# What the browser does as the package does it


def by_node(script: str, given: Any, site: Path, *files: str) -> Any:
    if NODE is None:
        pytest.skip("node is not on this machine")
    code = "\n".join(text_of(site / "assets" / name) for name in files)
    read = "const given = JSON.parse(require('fs').readFileSync(0, 'utf-8'));"
    told = f"process.stdout.write(JSON.stringify({script}))"
    program = site.parent / "program.js"
    program.write_text(f"globalThis.window = globalThis;\n{code}\n{read}\n{told}", "utf-8")
    done = subprocess.run(
        [NODE, program], input=json.dumps(given).encode(), capture_output=True, check=True
    )
    return json.loads(done.stdout)


def texts_of_the_record() -> list[str]:
    tables = cid.load_all()
    names = [
        ("officials", "other_names"),
        ("officials", "name_original"),
        ("sources", "title"),
        ("statements", "summary"),
    ]
    return [text for table, column in names for text in tables[table][column].dropna()]  # type: ignore[index]


def test_the_browser_folds_as_the_package_does(site: Path) -> None:
    odd = [
        "ẞtraße Σίσυφος ΌΣΟΣ ﬁ Ǆ İstanbul",
        "می‌شود ي ك ة ٱ ۱۲٣ ـ",
        "a\u00a0b\u2003c\x1cd\ufeffe",
        "Łódź đ Ø ’‘-_—",
    ]
    given = [*texts_of_the_record(), *odd]
    script = "given.map((t) => [cubairan.folded(t), cubairan.words(t)])"
    found = by_node(script, given, site, "folding.js", "fold.js")
    assert found == [[folded(text), words(text)] for text in given]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_says_dates_as_the_builder_does(site: Path, language: str) -> None:
    from site_builder.site_words import Language
    from site_builder.spoken_dates import spoken

    given = sorted(
        {*cid.events(undated=True)["date"].dropna(), *cid.load("sources")["published"].dropna()}
    )
    given += ["../1990", "2001-05?", "nonsense"]
    found = by_node("given.map(cubairan.spoken)", given, site, f"labels.{language}.js", "dates.js")
    assert found == [spoken(text, Language(language)) for text in given]


def test_the_browser_converts_days_to_iranian_dates_as_the_package_does(site: Path) -> None:
    from cubairan_data.storage.iranian_calendar import with_iranian_date

    given = sorted({*cid.events(undated=True)["date"].dropna()})
    given += ["1979-03-20", "1979-03-21", "2021-03-20", "2025-03-20", "2026-03-21~", "200X", ".."]
    found = by_node("given.map(cubairan.iranian)", given, site, "labels.fa.js", "dates.js")
    assert found == [with_iranian_date(text).removeprefix(text).strip(" ()") for text in given]


def test_an_iranian_date_stays_on_one_line(site: Path) -> None:
    shown = '<span class="unbroken">(<bdi dir="ltr">1380-02-17/1380-02-20</bdi>)</span>'
    for page in (VISIT, "visits"):
        assert shown in text_of(site / "fa" / page / "index.html")
        assert "1380-02-17" not in text_of(site / page / "index.html")
    assert ".unbroken { white-space: nowrap; }" in text_of(site / "assets/site.css")


def test_bodies_of_one_name_are_told_apart_by_their_country(tmp_path: Path) -> None:
    rows = small()
    rows["countries"][0] |= {"name_es": "Cuba", "name_fa": "کوبا"}
    for country in ("CUB", "IRN"):
        key = f"justice-{country.lower()}"
        body = {"organization_id": key, "name": "Ministry of Justice", "country_id": country}
        rows["organizations"].append({**rows["organizations"][0], **body})
    site = built(write(tmp_path / "record", rows), tmp_path / "site", archive=False)
    for folder, cuba in (("", "Cuba"), ("es/", "Cuba"), ("fa/", "کوبا")):
        text = text_of(site / f"{folder}organizations/justice-cub/index.html")
        assert f"Ministry of Justice ({cuba})" in re.sub("[\u2066-\u2069]", "", text)
    assert "Ministry of Justice (Iran)" in text_of(site / "organizations/index.html")
    assert "Ministry of Justice (Iran)" in text_of(site / "assets/documents.js")


@pytest.mark.parametrize(
    ("table", "asked", "conditions"),
    [
        ("visits", {"kind": "official"}, ["--where", "kind=official"]),
        ("visits", {"since": "2016", "until": "2018"}, ["--since", "2016", "--until", "2018"]),
        ("financial_flows", {"kind": "credit_line"}, ["--where", "kind=credit_line"]),
        ("agreements", {"sector": "health"}, ["--where", "sectors=health"]),
        ("officials", {"country": "IRN"}, ["--where", "country_id=IRN"]),
    ],
)
def test_what_a_list_saves_is_what_show_writes(
    site: Path, tmp_path: Path, table: str, asked: dict[str, str], conditions: list[str]
) -> None:
    from site_builder.script_data import table_script
    from site_builder.site_record import SiteRecord

    file = tmp_path / "assets" / "table.js"
    file.parent.mkdir()
    file.write_text(table_script(SiteRecord(cid.open("installed")), schemas()[table]), "utf-8")
    for name in ("folding.js", "fold.js", "records.js"):
        shutil.copy(site / "assets" / name, file.parent / name)
    script = "cubairan.csv(cubairan.table, cubairan.matching(cubairan.table, given))"
    found = by_node(script, asked, tmp_path, "folding.js", "fold.js", "records.js", "table.js")
    assert found == piped("show", table, *conditions, "--format", "csv")


# The whole record


@pytest.mark.slow
def test_the_site_of_the_record_keeps_to_its_budget(tmp_path: Path) -> None:
    import gzip

    with_libraries()
    pytest.importorskip("material", reason="needs the extra site")
    from site_builder.whole_site import Wanted, build

    done = build(Wanted(tmp_path / "site", languages=("en",), archive=False))
    assert done.bytes_of_pages / done.pages <= 15_000
    for page in ("index", "docs/reference", "docs/codebook", "CONTRIBUTING"):
        assert "<h1" in text_of(tmp_path / "site" / "docs" / f"{page}.html")
    assets = tmp_path / "site" / "assets"
    search = ("documents.js", "minisearch.js", "folding.js", "fold.js", "search.js")
    assert sum(len(gzip.compress((assets / name).read_bytes())) for name in search) <= 600_000
    assert broken_links(tmp_path / "site") == []
