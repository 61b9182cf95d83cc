"""The whole site, from a record to a folder."""

import gc
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cubairan_data as cid
from cubairan_data.storage.schema import schemas
from site_builder import script_data, site_assets, site_charts, site_feeds
from site_builder.addresses import up
from site_builder.docs_pages import build_docs, docs_are_possible
from site_builder.front_pages import front_pages, missing_page
from site_builder.list_pages import list_pages
from site_builder.output import Edition, Output, replaced
from site_builder.rendering import Page, Renderer
from site_builder.row_pages import row_pages, row_twins
from site_builder.site_record import SiteRecord
from site_builder.site_words import NAMES, Language
from site_builder.topic_pages import Pictures, topic_pages

Say = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What is to be built."""

    out: Path
    record: str = "installed"
    previous: str = ""
    languages: tuple[str, ...] = tuple(NAMES)
    archive: bool = True
    docs: bool = True


@dataclass(frozen=True)
class Built:
    """What was built."""

    pages: int
    bytes_of_pages: int
    largest: tuple[str, int]
    files: int


def build(wanted: Wanted, say: Say = lambda _: None) -> Built:
    """Build the site into a folder, which is replaced when all is written.

    Raises:
        CubairanDataError: the record cannot be read, or the folder cannot be written.
    """
    record = SiteRecord(cid.open(wanted.record), wanted.previous)
    # The pages of a large record are many small objects, and none of them is in a circle.
    gc.disable()
    try:
        with replaced(wanted.out) as folder:
            return _Builder(record, wanted, folder, say).build()
    finally:
        gc.enable()


class _Builder:
    def __init__(self, record: SiteRecord, wanted: Wanted, folder: Path, say: Say) -> None:
        archive = f"v{record.version}/" if wanted.archive else ""
        self.record, self.wanted, self.say = record, wanted, say
        self.output = Output(folder, archive)
        self.languages = [Language(code) for code in wanted.languages]
        has_docs = wanted.docs and docs_are_possible()
        self.renderers = [
            Renderer(record, each, self.languages, has_docs=has_docs) for each in self.languages
        ]
        self.paths: list[str] = []
        self.sizes: dict[str, int] = {}

    def build(self) -> Built:
        libraries = self._assets()
        pictures = self._pictures()
        for renderer in self.renderers:
            pages = (
                *front_pages(self.record, renderer, pictures, has_libraries=libraries),
                *topic_pages(self.record, renderer, pictures),
            )
            for page, text in pages:
                self._page(page, renderer, text)
            for page, text in list_pages(self.record, renderer):
                self._page(page, renderer, text)
        for page, renderer, text in row_pages(self.record, self.renderers):
            self._page(page, renderer, text)
        self._twins()
        self._data()
        self._whole()
        if self.wanted.docs:
            build_docs(self.output.root / "docs", self.say)
            if self.output.archive and (self.output.root / "docs").is_dir():
                target = self.output.root / self.output.archive / "docs"
                shutil.copytree(self.output.root / "docs", target)
        largest = max(self.sizes.items(), key=lambda item: item[1])
        return Built(len(self.sizes), sum(self.sizes.values()), largest, len(self.output.sizes))

    def _page(self, page: Page, renderer: Renderer, text: str) -> None:
        language = renderer.language
        path = f"{language.folder}{page.path}index.html"
        self.output.page(path, text, *self._told(page, language))
        self.sizes[path] = self.output.sizes[path]
        if language == self.languages[0]:
            self.paths.append(page.path)

    def _told(self, page: Page, language: Language) -> tuple[Edition, Edition | None]:
        """Say of a page that it is the latest, and of its copy that it is archived.

        The copies are in one language: a citation names what the record says, and the labels of
        other languages would treble what each release leaves behind.
        """
        root = up(language.folder + page.path)
        version, where = self.record.version, f"{page.path}index.html"
        latest = language.word("edition.latest", version=version)
        if not self.output.archive:
            return Edition("", f"<p>{latest}</p>", ""), None
        to_copy = f'<a href="{root}v{version}/{where}">{language.word("copy_of_page")}</a>'
        latest_edition = Edition(
            "", f"<p>{latest} {language.word('edition.cite')} {to_copy}</p>", ""
        )
        if language != self.languages[0]:
            return latest_edition, None
        archived = language.word("edition.archived", version=version)
        back = f'<a href="{root}../{where}">{language.word("edition.to_latest")}</a>'
        return latest_edition, Edition(
            '<meta name="robots" content="noindex">',
            f'<p class="archived">{archived} {back}</p>',
            "../",
        )

    def _assets(self) -> bool:
        for name, content in site_assets.own_files().items():
            self.output.write(f"assets/{name}", content)
        libraries = site_assets.libraries()
        if libraries is None:
            self.say("npm is not on this machine: the site has no search and no drawn timeline")
            return False
        for name, content in libraries.items():
            self.output.write(f"assets/{name}", content)
        return True

    def _pictures(self) -> Pictures:
        if not site_charts.are_possible():
            self.say(
                'altair or vl-convert is missing: no charts; pip install "cubairan-data[plot]"'
            )
            return {}
        pictures: Pictures = {}
        for name in site_charts.CHARTS:
            for language in self.languages:
                drawn = site_charts.picture(self.record, name, language.code)
                if drawn is None:
                    continue
                pictures[name, language.code] = drawn
                self.output.write(f"assets/{name}.{language.code}.svg", drawn.light)
                self.output.write(f"assets/{name}.{language.code}.dark.svg", drawn.dark)
        self.output.write("assets/card.png", site_charts.card(self.record))
        return pictures

    def _twins(self) -> None:
        english = Language("en")
        for place in self.record.places():
            data, text = row_twins(self.record, place, english)
            self.output.write(f"{place.path}index.json", data)
            self.output.write(f"{place.path}index.md", text)

    def _data(self) -> None:
        for schema in self.record.shown:
            script = script_data.table_script(self.record, schema)
            self.output.write(f"assets/data/{schema.name}.js", script)
        scripts = {
            "documents.js": script_data.search_script(self.record),
            "folding.js": script_data.folding_script(),
            **{
                f"labels.{language.code}.js": script_data.labels_script(self.record, language)
                for language in self.languages
            },
            **{
                f"events.{language.code}.js": script_data.timeline_script(self.record, language)
                for language in self.languages
            },
            **{
                f"documents.{language.code}.js": script_data.search_titles_script(
                    self.record, language
                )
                for language in self._others
            },
            **{
                f"data/{schema.name}.{language.code}.js": script_data.titles_script(
                    self.record, schema, language
                )
                for schema in self.record.shown
                for language in self._others
            },
        }
        for name, text in scripts.items():
            self.output.write(f"assets/{name}", text)
        self.output.write(
            "data/datapackage.json", (self.record.tables.root / "datapackage.json").read_bytes()
        )
        self.output.note_sum("data/datapackage.json")
        for name in schemas():
            file = self.record.tables[name].path
            if file.is_file():
                for path in (f"data/{schemas()[name].path}", f"data/{name}.csv"):
                    self.output.write(path, file.read_bytes())
                self.output.note_sum(f"data/{schemas()[name].path}")

    @property
    def _others(self) -> list[Language]:
        """The languages in which titles are others than in the data of the scripts."""
        return [language for language in self.languages if language.code != "en"]

    def _whole(self) -> None:
        output = self.output
        output.write("feed.xml", site_feeds.atom(self.record))
        output.latest("sitemap.xml", site_feeds.sitemap(self.paths, self.languages))
        output.latest("robots.txt", site_feeds.robots(self.record))
        output.write("404.html", missing_page(self.renderers[0], []))
        output.write("index.json", site_feeds.index(self.record, output))
