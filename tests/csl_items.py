"""Three sources as CSL items: signed by persons, by an institution, by nobody."""

from cubairan_data.citation.csl import Item

PERSONS: Item = {
    "id": "a",
    "type": "article-newspaper",
    "title": "¿Qué pasó en Teherán?",
    "author": [
        {"family": "Díaz-Canel Bermúdez", "given": "Miguel Mario"},
        {"family": "Pérez", "given": "Ana"},
    ],
    "container-title": "Granma",
    "issued": {"date-parts": [[2023, 12, 4]]},
    "URL": "https://example.org/a",
    "language": "es",
}
INSTITUTION: Item = {
    "id": "b",
    "type": "report",
    "title": "روابط ایران و کوبا",
    "author": [{"literal": "وزارت امور خارجه"}],
    "publisher": "MFA",
    "language": "fa",
}
NOBODY: Item = {
    "id": "c",
    "type": "webpage",
    "title": "A page & 100% {odd} #1_x",
    "container-title": "Site",
    "issued": {"date-parts": [[2006, 1]], "circa": True},
    "language": "en",
}
