"""From templates to the text of pages: one environment a language, everything escaped."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cubairan_data import dataset
from cubairan_data.escaping import with_isolates, without_hidden
from site_builder.addresses import HOME, up
from site_builder.output import TO_LATEST
from site_builder.row_facts import title_language
from site_builder.site_record import Place, SiteRecord
from site_builder.site_words import NAMES, Language
from site_builder.spoken_dates import spoken

_ISOLATED = re.compile("[^\u2068\u2069]*(?:\u2068[^\u2068\u2069]*\u2069[^\u2068\u2069]*)*")
TEMPLATES = Path(__file__).parent / "templates"
# The head menu: key of the word, folder of the page.
MENU = (
    ("search", "search/"),
    ("timeline", "timeline/"),
    ("people", "officials/"),
    ("by_sector", "agreements-by-sector/"),
    ("money", "money/"),
    ("measures_in_force", "measures-in-force/"),
    ("un_votes", "un-votes/"),
    ("contested", "contested/"),
    ("coverage", "coverage/"),
)


@dataclass(frozen=True)
class Page:
    """What the frame of a page needs to know of it."""

    path: str
    title: str
    description: str
    is_row: bool = False
    script: bool = False
    styled: bool = False
    """Whether a library sets styles in the page, as that of the timeline does."""


class Renderer:
    """Renders the pages of one language."""

    def __init__(
        self,
        record: SiteRecord,
        language: Language,
        languages: list[Language],
        *,
        has_docs: bool = False,
    ) -> None:
        self.language = language
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            finalize=_shown,
        )
        self._environment.globals.update(
            L=language,
            w=language.word,
            spoken=spoken,
            language_of=_language_of,
            languages=languages,
            has_docs=has_docs,
            names=NAMES,
            menu=MENU,
            home=HOME,
            archived=f"{HOME}v{record.version}/",
            to_latest=TO_LATEST,
            licence=dataset.DATA_LICENSE_URL,
            version=record.version,
        )

    def render(self, template: str, page: Page, **context: Any) -> str:
        """Render a page."""
        base = up(page.path)
        root = base + up(self.language.folder)
        found = self._environment.get_template(template)
        return found.render(page=page, base=base, root=root, **context)


def _language_of(place: Place, title: str) -> str:
    return title_language(place.table, title)


def _shown(value: Any) -> Any:
    """Show blanks for what a text would hide, such as marks that turn the direction of reading."""
    if type(value) is str and not value.isprintable():
        return "\n".join(map(_seen, value.split("\n")))
    return value


def _seen(text: str) -> str:
    # A name within a title of the other direction is isolated; half an isolate would leak.
    whole = _ISOLATED.fullmatch(text)
    return with_isolates(without_hidden, text) if whole else without_hidden(text)


def shortened(text: str, most: int = 160) -> str:
    """Shorten a text at the end of a word."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def data_block(text: str) -> Markup:
    """Give a text of JSON as the content of a script element, which nothing in it can end."""
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
