"""The record as RDF: schema.org for what it tells, PROV-O for what bears it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data import dataset
from cubairan_data.exports.contents import Contents
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Field

if TYPE_CHECKING:
    from rdflib import Graph

_EDTF = "http://id.loc.gov/datatypes/edtf"
_SAME_AS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "lei": "https://www.gleif.org/lei/{}",
    "opensanctions": "https://www.opensanctions.org/entities/{}",
    "doi": "https://doi.org/{}",
    "wikipedia": "{}",
    "ofac": "https://sanctionssearch.ofac.treas.gov/Details.aspx?id={}",
}
# What stays as it is in an address; an escape that is there already is not escaped again.
_IN_ADDRESSES = ":/?#@!$&'()*+,;=%~"
_CLASSES = {
    "agreements": "CreativeWork",
    "visits": "Event",
    "contacts": "Event",
    "sessions": "Event",
    "financial_flows": "MonetaryTransaction",
    "projects": "Project",
    "statements": "Statement",
    "measures": "Legislation",
    "indicators": "Observation",
    "countries": "Country",
    "places": "Place",
    "organizations": "Organization",
    "officials": "Person",
    "tenures": "Role",
    "visit_participants": "Role",
    "contact_participants": "Role",
    "publishers": "Organization",
    "sources": "Article",
}
# Columns that schema.org has a word for; all others are properties of the dataset's own vocabulary.
_PROPERTIES = {
    "name": "name",
    "title": "name",
    "name_original": "alternateName",
    "title_original": "alternateName",
    "other_names": "alternateName",
    "acronym": "alternateName",
    "summary": "description",
    "family_name": "familyName",
    "given_names": "givenName",
    "url": "url",
    "latitude": "latitude",
    "longitude": "longitude",
    "amount": "amount",
    "currency": "currency",
    "language": "inLanguage",
    "publisher_id": "publisher",
}


def same_as(scheme: str, value: str) -> str | None:
    """Give the address of a thing in another authority file, if that has addresses.

    Example:
        >>> same_as("doi", "10.1002/1<2::3")
        'https://doi.org/10.1002/1%3C2::3'
    """
    from urllib.parse import quote

    pattern = _SAME_AS.get(scheme)
    return pattern.format(quote(value, safe=_IN_ADDRESSES)) if pattern else None


def write_turtle(contents: Contents, path: Path) -> None:
    """Write the graph as Turtle."""
    graph(contents).serialize(path, format="turtle", encoding="utf-8")


def write_json_ld(contents: Contents, path: Path) -> None:
    """Write the graph as JSON-LD."""
    graph(contents).serialize(path, format="json-ld", encoding="utf-8", auto_compact=True)


def graph(contents: Contents) -> "Graph":
    """Build the graph of what is exported.

    A row is a thing of schema.org at the address ``HOMEPAGE/TABLE/ROW``; a date carries the EDTF
    datatype of the Library of Congress. A line of evidence is a ``prov:Derivation`` of the row from
    a source, with the passage as a text fragment.

    Args:
        contents: what is exported.
    """
    return _Builder(contents).built()


class _Builder:
    def __init__(self, contents: Contents) -> None:
        from rdflib import Graph, Namespace

        self.contents = contents
        self.base = Namespace(f"{dataset.HOMEPAGE}/")
        self.vocabulary = Namespace(f"{dataset.HOMEPAGE}/vocabulary#")
        self.schema_org = Namespace("https://schema.org/")
        self.graph = Graph()
        self.graph.bind("schema", self.schema_org)
        self.graph.bind("cubairan", self.vocabulary)

    def built(self) -> "Graph":
        self._dataset()
        for table in self.contents.names:
            if table in _CLASSES:
                for row in self.contents.record.sound(table).rows:
                    self._row(table, row.cells)
        if "evidence" in self.contents.names:
            for row in self.contents.record.sound("evidence").rows:
                self._evidence(row.cells)
        return self.graph

    def _dataset(self) -> None:
        from rdflib import RDF, Literal, URIRef

        subject, known = URIRef(dataset.HOMEPAGE), self.contents.metadata
        self.graph.add((subject, RDF.type, self.schema_org.Dataset))
        for name, key in (
            ("name", "title"),
            ("description", "description"),
            ("version", "version"),
        ):
            self.graph.add((subject, self.schema_org[name], Literal(known[key])))
        self.graph.add((subject, self.schema_org.license, URIRef(known["licence_url"])))
        self.graph.add((subject, self.schema_org.citation, Literal(known["citation"])))

    def address(self, table: str, row_id: str) -> Any:
        """Give the address of a row."""
        from urllib.parse import quote

        return self.base[f"{table}/{quote(row_id)}"]

    def _row(self, table: str, cells: Cells) -> None:
        from rdflib import RDF, URIRef

        schema = self.contents.schema(table)
        row_id = schema.row_id(cells)
        subject = self.address(table, row_id)
        self.graph.add((subject, RDF.type, self.schema_org[_CLASSES[table]]))
        for name, text in cells.items():
            field = schema.fields[name]
            if (name,) != schema.key and not field.bound_of:
                for item in text.split(";") if field.is_list else [text]:
                    self.graph.add((subject, self._property(name), self._object(field, item)))
        for scheme, value in self.contents.identifiers(table, row_id):
            if address := same_as(scheme, value):
                self.graph.add((subject, self.schema_org.sameAs, URIRef(address)))

    def _property(self, column: str) -> Any:
        known = _PROPERTIES.get(column)
        return self.schema_org[known] if known else self.vocabulary[column]

    def _object(self, field: Field, text: str) -> Any:
        from rdflib import XSD, Literal, URIRef

        if field.references in _CLASSES and field.references is not None:
            return self.address(field.references, text)
        if field.codes:
            return self.vocabulary[text]
        as_is: dict[str, Callable[[str], Any]] = {
            "EDTF date": lambda each: Literal(each, datatype=URIRef(_EDTF)),
            "ISO date": lambda each: Literal(each, datatype=XSD.date),
            "address": lambda each: Literal(each, datatype=XSD.anyURI),
            "count": lambda each: Literal(each, datatype=XSD.integer),
            "year": lambda each: Literal(each, datatype=XSD.gYear),
            "number": lambda each: Literal(each, datatype=XSD.decimal),
            "true or false": lambda each: Literal(each, datatype=XSD.boolean),
        }
        return as_is.get(field.cell, Literal)(text)

    def _evidence(self, cells: Cells) -> None:
        from rdflib import PROV, RDF, Literal

        line = self.base[f"evidence/{self.contents.line_id(cells)}"]
        about_row = self.address(cells["table_name"], cells["row_id"])
        source = self.address("sources", cells["source_id"])
        self.graph.add((line, RDF.type, PROV.Derivation))
        self.graph.add((line, PROV.entity, source))
        self.graph.add((about_row, PROV.qualifiedDerivation, line))
        self.graph.add((line, self.vocabulary.verdict, self.vocabulary[cells["verdict"]]))
        self.graph.add((line, self.vocabulary.passage, Literal(cells["locator"])))
        for name in cells["columns"].split(";"):
            self.graph.add((line, self.vocabulary.bears, self._property(name)))
        for name in ("reading", "note"):
            if name in cells:
                self.graph.add((line, self.vocabulary[name], Literal(cells[name])))
        if "reason" in cells:
            self.graph.add((line, self.vocabulary.reason, self.vocabulary[cells["reason"]]))
