"""``docs/codebook.md`` and its translations: every table, column and code, from the contract."""

from cubairan_data import dataset
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.code import Code
from cubairan_data.contract.columns import Column, Role
from cubairan_data.contract.labels import ENGLISH, LANGUAGES, RIGHT_TO_LEFT, word
from cubairan_data.contract.model import TableModel
from cubairan_data.storage.wording import cell_kind, unit_name
from tools.generate.diagram import entity_diagram

_NAMES_OF_LANGUAGES = {"en": "English", "es": "español", "fa": "فارسی"}


def page_of(language: str) -> str:
    """Give the path of the codebook in a language."""
    return f"docs/codebook{'' if language == ENGLISH else f'.{language}'}.md"


def text(language: str = ENGLISH) -> str:
    """The whole of the codebook in a language."""
    return Codebook(language).text()


class Codebook:
    """The codebook in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def word(self, key: str, /, **values: object) -> str:
        """Give a fixed word in the language of the page."""
        return word(key, self.language, **values)

    def text(self) -> str:
        """The whole page."""
        roles = self.word("list.semicolon").join(
            f"**{self.word(f'role.{role.value}')}**: {self.word(f'role_meaning.{role.value}')}"
            for role in Role
        )
        parts = [
            f"# {self.word('codebook.title')}",
            self.word("codebook.generated"),
            self._edition(),
            self._others(),
            self.word("codebook.roles", roles=roles),
            self._cells(),
            f"## {self.word('codebook.tables')}",
            *self._left_to_right(entity_diagram()),
            *(self._table(model) for model in MODELS.values()),
            f"# {self.word('codebook.codes')}",
            *(self._codes(codes) for codes in _code_lists()),
        ]
        return "\n\n".join(self._in_its_direction(parts)) + "\n"

    def _in_its_direction(self, parts: list[str]) -> list[str]:
        if self.language not in RIGHT_TO_LEFT:
            return parts
        return [f'<div dir="rtl" lang="{self.language}">', *parts, "</div>"]

    def _left_to_right(self, block: str) -> list[str]:
        if self.language not in RIGHT_TO_LEFT:
            return [block]
        return ['<div dir="ltr">', block, "</div>"]

    def _code(self, text: str) -> str:
        """Write what is typed as it stands, isolated from letters that run the other way."""
        if self.language in RIGHT_TO_LEFT:
            return f'<code dir="ltr">{text}</code>'
        return f"`{text}`"

    def _isolated(self, text: str) -> str:
        """Isolate the code within a text."""
        if self.language not in RIGHT_TO_LEFT:
            return text
        prose, *rest = text.split("`")
        return prose + "".join(
            self._code(part) if number % 2 == 0 else part for number, part in enumerate(rest)
        )

    def _edition(self) -> str:
        argument = "" if self.language == ENGLISH else f', language="{self.language}"'
        return self.word(
            "codebook.edition",
            title=self.word("dataset.title"),
            version=dataset.VERSION,
            example=self._code(f'cid.codebook("visits"{argument})'),
        )

    def _others(self) -> str:
        links = (
            f"[{_NAMES_OF_LANGUAGES[each]}]({page_of(each).removeprefix('docs/')})"
            for each in LANGUAGES
            if each != self.language
        )
        return " · ".join(links)

    def _cells(self) -> str:
        return self.word(
            "codebook.cells",
            delimiter=self._code(";"),
            dates=self.word("list.comma").join(
                map(self._code, ("2006", "2006-01", "2006-01-17", "198X"))
            ),
            approximate=self._code("~"),
            uncertain=self._code("?"),
            both=self._code("%"),
            interval=self._code("2006-01/.."),
        )

    def _header(self, *names: str) -> list[str]:
        titles = [self.word(f"header.{name}") for name in names]
        return [f"| {' | '.join(titles)} |", f"|{'---|' * len(names)}"]

    def _table(self, model: type[TableModel]) -> str:
        table, described = model.META, model.text(self.language)
        title = [] if self.language == ENGLISH else [f"**{described.label}**", ""]
        titled = [] if self.language == ENGLISH else ["title"]
        shown = ("column", *titled, "type", "role", "required", "description", "example")
        lines = [
            f"## {table.name}",
            "",
            *title,
            self._isolated(described.definition),
            "",
            self.word("codebook.order", key=self._names(table.key), order=self._names(table.sort)),
            "",
            *self._header(*shown),
            *(self._column(table.name, column) for column in model.declared().values()),
        ]
        return "\n".join(lines)

    def _names(self, columns: tuple[str, ...]) -> str:
        return self.word("list.comma").join(map(self._code, columns))

    def _column(self, table: str, column: Column) -> str:
        described = column.text(table, self.language)
        kind = cell_kind(column.cell.value, self.language)
        if column.codes:
            kind += f" [{column.codes.__name__}](#{column.codes.__name__.lower()})"
        if column.references:
            arrow = "←" if self.language in RIGHT_TO_LEFT else "→"
            kind += f" {arrow} [{column.references}](#{column.references})"
        cells = [
            self._code(column.name),
            *([] if self.language == ENGLISH else [described.label]),
            kind,
            self.word(f"role.{column.role.value}"),
            self.word("yes") if column.required else "",
            self._isolated(described.definition) + self._unit(column),
            self._code(column.example),
        ]
        return f"| {' | '.join(cells)} |"

    def _unit(self, column: Column) -> str:
        if not column.unit:
            return ""
        unit = self._isolated(unit_name(column.unit, self.language))
        return f" {self.word('codebook.unit', unit=unit)}"

    def _codes(self, codes: type[Code]) -> str:
        rows = []
        for code in codes:
            label, definition = code.text(self.language)
            rows.append(f"| {self._code(code.value)} | {label} | {self._isolated(definition)} |")
        head = self._header("code", "label", "definition")
        return "\n".join([f"## {codes.__name__}", "", self._intro(codes), "", *head, *rows])

    def _intro(self, codes: type[Code]) -> str:
        if self.language == ENGLISH:
            return (codes.__doc__ or "").strip()
        places = (
            self._code(f"{model.META.name}.{column.name}")
            for model in MODELS.values()
            for column in model.declared().values()
            if column.codes is codes
        )
        return self.word("codebook.used_in", columns=self.word("list.comma").join(places))


def _code_lists() -> list[type[Code]]:
    found = [
        column.codes
        for model in MODELS.values()
        for column in model.declared().values()
        if column.codes
    ]
    return list(dict.fromkeys(found))
