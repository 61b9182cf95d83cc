"""The site in a browser: search, filters, timeline, languages, copying; no barrier by axe-core."""

import csv
import io
import json
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from command_line import piped
from site_builds import SITE, chromium, needed, with_libraries
from small_record import small, write

from cubairan_data.dataset import VERSION
from cubairan_data.storage import folder as storage_folder

pytestmark = [pytest.mark.slow, pytest.mark.oracle]
AXE = SITE / "node_modules" / "axe-core" / "axe.min.js"
# One page of each kind.
KINDS = (
    "",
    "visits/2023-06-raisi-havana/",
    "agreements/2017-02-joint-commission-16-documents/",
    "officials/ricardo-cabrisas/",
    "organizations/mincex/",
    "sources/voeten-2013-un-general-assembly-votes/",
    "visits/",
    "statements/2/",
    "timeline/",
    "timeline/2023/",
    "agreements-by-sector/",
    "money/",
    "measures-in-force/",
    "un-votes/",
    "contested/",
    "coverage/",
    "search/",
    "tables/",
    "changes/",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONGEST = 60


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed()
    pytest.importorskip("selenium", reason="needs the extra oracles")
    chromium()
    with_libraries()
    from site_builder.whole_site import Wanted, build

    out = tmp_path_factory.mktemp("browser") / "site"
    build(Wanted(out, archive=False, docs=False))
    return out


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    program, driver = chromium()
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1200,900",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(driver))
    made.execute_cdp_cmd(
        "Page.setDownloadBehavior",
        {"behavior": "allow", "downloadPath": str(downloads(tmp_path_factory))},
    )
    yield made
    made.quit()


def downloads(factory: pytest.TempPathFactory) -> Path:
    folder = factory.getbasetemp() / "downloads"
    folder.mkdir(exist_ok=True)
    return folder


def until(browser: Any, script: str) -> Any:
    """Wait until a script gives something true, and give that."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if found := browser.execute_script(f"return {script}"):
            return found
        time.sleep(0.05)
    raise AssertionError(f"never true: {script}; {browser.get_log('browser')}")


def faults(browser: Any) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def searched(browser: Any, address: str, text: str) -> tuple[int, list[str]]:
    """How many rows the search finds, and the addresses of the first."""
    browser.get(address)
    browser.execute_script(
        "const i = document.querySelector('main [name=q]'); i.value = arguments[0];"
        "i.dispatchEvent(new Event('input', {bubbles: true}))",
        text,
    )
    until(browser, f"document.body.dataset.searched === {json.dumps(text)}")
    links = browser.execute_script(
        "return [...document.querySelectorAll('.hits a')].map((a) => a.href)"
    )
    count = browser.execute_script("return document.querySelector('.found').textContent")
    return int("".join(filter(str.isdigit, count)) or 0), links


@pytest.mark.parametrize("scheme", ["host", "folder"])
def test_the_search_forgives_letters_accents_and_half_spaces(
    browser: Any, site: Path, host: str, scheme: str
) -> None:
    """Over a host, and from a folder such as that of a USB stick."""
    address = (host if scheme == "host" else f"{site.as_uri()}/") + "search/index.html"
    for same in (
        ("کوبا", "كوبا"),
        ("cooperación", "cooperacion"),
        ("خامنه‌ای", "خامنه ای"),
        ("Díaz-Canel", "diaz canel"),
    ):
        found = [searched(browser, address, text) for text in same]
        assert found[0][0] > 3, same
        assert found[0] == found[1], same
    _, links = searched(browser, address, "cabrsas")
    assert any("officials/ricardo-cabrisas" in link for link in links[:5])
    assert searched(browser, address, "qqqqzzzz") == (0, [])
    assert faults(browser) == []


@pytest.mark.parametrize(
    ("table", "query", "conditions"),
    [
        ("visits", "since=2020&kind=official", ["--where", "kind=official", "--since", "2020"]),
        ("agreements", "sector=health", ["--where", "sectors=health"]),
    ],
)
def test_a_filter_is_in_the_address_and_saves_what_show_writes(
    browser: Any,
    host: str,
    tmp_path_factory: pytest.TempPathFactory,
    table: str,
    query: str,
    conditions: list[str],
) -> None:
    browser.get(f"{host}{table}/index.html?{query}")
    until(browser, "document.body.dataset.shown")
    shown = piped("show", table, *conditions, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert len(rows) == browser.execute_script(
        "return document.querySelectorAll('.list tbody tr').length"
    )
    links = browser.execute_script(
        "const found = [...document.querySelectorAll('.list tbody th a')];"
        "return found.map((link) => link.getAttribute('href'))"
    )
    assert links == [f"../{table}/{next(iter(row.values()))}/index.html" for row in rows]
    assert saved(browser, tmp_path_factory, f"{table}.csv", "csv") == shown
    data = json.loads(saved(browser, tmp_path_factory, f"{table}.json", "json"))
    assert len(data["rows"]) == len(rows)
    assert data["address"].endswith(f"/v{VERSION}/{table}/?{query}")
    assert data["citation"].endswith(data["address"])
    browser.execute_script("document.querySelector('.filter [type=reset]').click()")
    until(browser, "!location.search")
    assert faults(browser) == []


def saved(browser: Any, factory: pytest.TempPathFactory, name: str, form: str) -> str:
    file = downloads(factory) / name
    file.unlink(missing_ok=True)
    browser.execute_script(f"document.querySelector('[data-save={form}]').click()")
    end = time.monotonic() + LONGEST
    while not file.is_file() and time.monotonic() < end:
        time.sleep(0.05)
    return file.read_text("utf-8")


def test_the_timeline_opens_and_shows_a_list(browser: Any, host: str) -> None:
    browser.get(f"{host}timeline/index.html")
    everything = int(until(browser, "document.body.dataset.drawn"))
    assert until(browser, "document.querySelectorAll('.vis-item').length")
    browser.get(f"{host}timeline/index.html?table=visits&person=raisi")
    few = int(until(browser, "document.body.dataset.drawn"))
    assert 0 < few < everything
    assert until(browser, "document.querySelectorAll('.vis-item').length") >= few
    assert faults(browser) == []


def test_the_language_is_switched_on_the_same_page(browser: Any, host: str) -> None:
    browser.get(f"{host}visits/2023-06-raisi-havana/index.html")
    browser.find_element("css selector", ".languages [lang=fa]").click()
    assert until(browser, "document.documentElement.dir === 'rtl'")
    assert browser.current_url == f"{host}fa/visits/2023-06-raisi-havana/index.html"
    browser.find_element("css selector", ".languages [lang=es]").click()
    assert until(browser, "document.documentElement.lang === 'es'")


def test_the_cite_box_copies(browser: Any, host: str) -> None:
    browser.execute_cdp_cmd(
        "Browser.grantPermissions",
        {
            "origin": host.rstrip("/"),
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
        },
    )
    browser.get(f"{host}visits/2023-06-raisi-havana/index.html")
    browser.find_element("css selector", "[data-copy=cite-text]").click()
    assert until(browser, "document.querySelector('.cite [role=status]').textContent") == "Copied"
    copied = browser.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0], (error) => arguments[0](String(error)))"
    )
    assert copied == browser.find_element("id", "cite-text").text
    assert f"v{VERSION}/visits/2023-06-raisi-havana/" in copied


def test_who_signed_what_in_havana_is_two_links_from_the_search(browser: Any, host: str) -> None:
    """15 June 2023: what was signed, by whom, what says so, who says otherwise."""
    _, links = searched(browser, f"{host}search/index.html", "Raisi Havana 15 June 2023")
    visit = next(link for link in links[:10] if "visits/2023-06-raisi-havana" in link)
    browser.get(visit)
    text = browser.find_element("id", "main").text
    assert "Memorandum of understanding" in text
    assert "Bruno Rodríguez Parrilla, Hossein Amir-Abdollahian" in text
    assert "Ministry of Justice (Cuba), Ministry of Justice (Iran)" in text
    assert "Otherwise:" in text
    assert "open the passage" in text
    browser.find_element("partial link text", "political consultations").click()
    assert until(browser, "location.pathname.includes('/agreements/')")
    assert "Iranian signatory" in browser.find_element("id", "main").text


def test_nothing_that_a_record_holds_runs(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder.whole_site import Wanted, build

    runs = "document.title = 'ran'"
    hostile = (
        f'</script><script>{runs}</script> "><img src=x onerror="{runs}"> '
        f"' onmouseover='{runs} javascript:{runs} <!--latest--> {{{{ 7*7 }}}} \u202etxt"
    )
    monkeypatch.setattr(storage_folder, "_checked", lambda _, table: table)
    rows = small()
    rows["visits"][0] |= {"summary": hostile, "purpose": hostile}
    rows["officials"][0] |= {"name": hostile, "name_original": hostile, "note": hostile}
    rows["sources"][0] |= {"title": hostile, "url": f"javascript:{runs}"}
    rows["evidence"][0] |= {"locator": hostile, "note": hostile}
    out = tmp_path / "site"
    build(
        Wanted(
            out, str(write(tmp_path / "record", rows)), languages=("en",), archive=False, docs=False
        )
    )
    visit = f"visits/{rows['visits'][0]['visit_id']}/index.html"
    source = f"sources/{rows['sources'][0]['source_id']}/index.html"
    for page, done in (
        ("index.html", ""),
        (visit, ""),
        (source, ""),
        ("officials/ana-lopez/index.html", ""),
        ("visits/index.html?q=script", "shown"),
        ("search/index.html?q=txt", "searched"),
        ("timeline/index.html", "drawn"),
    ):
        browser.get(f"{out.as_uri()}/{page}")
        if done:
            until(browser, f"document.body.dataset.{done}")
        made = "document.querySelectorAll('main script, main img[src=x], [onerror], [onmouseover]')"
        assert browser.execute_script(f"return {made}.length") == 0, page
        links = "[...document.links].filter((link) => link.protocol === 'javascript:')"
        assert browser.execute_script(f"return {links}.length") == 0, page
        assert browser.title != "ran", page
    assert faults(browser) == []


def test_a_page_reads_without_scripts(browser: Any, host: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{host}visits/index.html")
        shown = browser.find_element("tag name", "main").text
        assert "The filters need JavaScript" in shown
        assert "Raúl Castro" in shown or "Llompart" in shown
        assert not browser.find_element("css selector", ".filter").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_phone_shows_a_page_without_scrolling_sideways(browser: Any, host: str) -> None:
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for path in KINDS:
            for folder in ("", "fa/"):
                browser.get(f"{host}{folder}{path}index.html")
                width = browser.execute_script("return document.documentElement.scrollWidth")
                assert width <= 360, f"{folder}{path}"
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_keyboard_reaches_the_content_first(browser: Any, host: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(f"{host}index.html")
    browser.find_element("tag name", "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("href").endswith("#main")


@pytest.mark.parametrize("language", ["en", "es", "fa"])
def test_no_page_of_any_kind_has_a_barrier(browser: Any, host: str, language: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run: npm ci in site/")
    folder = "" if language == "en" else f"{language}/"
    found = {}
    for path in KINDS:
        browser.get(f"{host}{folder}{path}index.html")
        if path == "timeline/":
            until(browser, "document.body.dataset.drawn")
        browser.execute_script(AXE.read_text("utf-8"))
        violations = browser.execute_async_script(
            "const done = arguments[1];"
            "axe.run({runOnly: arguments[0]}).then((found) => done(found.violations),"
            " (error) => done([{id: String(error), nodes: []}]))",
            RULES,
        )
        if violations:
            found[path] = [
                (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
                for each in violations
            ]
    assert found == {}


def test_dark_pages_have_enough_contrast(browser: Any, host: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run: npm ci in site/")
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    try:
        for path in ("", "visits/2023-06-raisi-havana/", "officials/ricardo-cabrisas/", "visits/"):
            browser.get(f"{host}{path}index.html")
            browser.execute_script(AXE.read_text("utf-8"))
            violations = browser.execute_async_script(
                "axe.run({runOnly: ['color-contrast']}).then((r) => arguments[0](r.violations))"
            )
            assert [each["nodes"][0]["html"] for each in violations] == [], path
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
