"""``croissant.json``, MLCommons Croissant 1.0, from the contract and the files."""

import hashlib
import json
from typing import Any

from cubairan_data import dataset
from cubairan_data.contract.catalogue import MODELS, path_of
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Column
from cubairan_data.contract.model import TableModel
from cubairan_data.storage.locate import installed_root

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    CellType.DAY: "sc:Date",
    CellType.COUNT: "sc:Integer",
    CellType.YEAR: "sc:Integer",
    CellType.NUMBER: "sc:Float",
    CellType.FLAG: "sc:Boolean",
    CellType.URL: "sc:URL",
}


def text() -> str:
    """The whole of ``croissant.json``."""
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": [
            "http://mlcommons.org/croissant/1.0",
            "http://mlcommons.org/croissant/RAI/1.0",
        ],
        "name": dataset.NAME,
        "description": dataset.DESCRIPTION,
        "url": dataset.HOMEPAGE,
        "version": dataset.VERSION,
        "datePublished": dataset.RELEASED,
        "license": dataset.DATA_LICENSE_URL,
        "creator": {"@type": "sc:Organization", "name": dataset.CONTRIBUTORS},
        "keywords": list(dataset.KEYWORDS),
        "rai:dataCollection": dataset.COLLECTION,
        "rai:dataCollectionType": ["Manual Human Curator"],
        "rai:dataPreprocessingProtocol": [dataset.PREPROCESSING],
        "rai:dataBiases": [dataset.BIASES],
        "rai:dataLimitations": [dataset.LIMITATIONS],
        "rai:dataUseCases": [dataset.USES],
        "rai:dataSocialImpact": dataset.MISUSES,
        "rai:personalSensitiveInformation": [dataset.PERSONAL_DATA],
        "citeAs": f"{dataset.CONTRIBUTORS} ({dataset.RELEASED[:4]}). "
        f"{dataset.NAME}: {dataset.TITLE}. Version {dataset.VERSION}.",
        "distribution": [_file(model) for model in MODELS.values()],
        "recordSet": [_record_set(model) for model in MODELS.values()],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _file(model: type[TableModel]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{model.META.name}.csv",
        "name": f"{model.META.name}.csv",
        "contentUrl": path_of(model),
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256((installed_root() / path_of(model)).read_bytes()).hexdigest(),
    }


def _record_set(model: type[TableModel]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": model.META.name,
        "name": model.META.name,
        "description": model.META.description,
        "key": [{"@id": f"{model.META.name}/{name}"} for name in model.META.key],
        "field": [_field(model.META.name, column) for column in model.declared().values()],
    }


def _field(table: str, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES.get(column.cell, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": column.name}},
    }
