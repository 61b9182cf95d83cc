"""Metadata for archives and search engines: Zenodo, CodeMeta and schema.org/Dataset (JSON-LD)."""

import json
from typing import Any

from cubairan_data import dataset
from cubairan_data.contract.catalogue import MODELS, path_of

CREATOR = {"@type": "Organization", "name": dataset.CONTRIBUTORS}


def zenodo() -> str:
    """The whole of ``.zenodo.json``."""
    return _json(
        {
            "title": f"{dataset.NAME}: {dataset.TITLE}",
            "upload_type": "dataset",
            "description": dataset.DESCRIPTION,
            "creators": [{"name": dataset.CONTRIBUTORS}],
            "license": dataset.DATA_LICENSE.lower(),
            "access_right": "open",
            "keywords": list(dataset.KEYWORDS),
            "version": dataset.VERSION,
            "publication_date": dataset.RELEASED,
            "language": "eng",
        }
    )


def codemeta() -> str:
    """The whole of ``codemeta.json``, which describes the package as software."""
    return _json(
        {
            "@context": "https://w3id.org/codemeta/3.0",
            "@type": "SoftwareSourceCode",
            "name": dataset.NAME,
            "description": dataset.DESCRIPTION,
            "version": dataset.VERSION,
            "dateModified": dataset.RELEASED,
            "license": f"https://spdx.org/licenses/{dataset.CODE_LICENSE}",
            "url": dataset.HOMEPAGE,
            "codeRepository": dataset.HOMEPAGE,
            "programmingLanguage": "Python",
            "runtimePlatform": "Python 3.11 or later",
            "author": [CREATOR],
            "keywords": list(dataset.KEYWORDS),
        }
    )


def schema_org() -> str:
    """The whole of ``docs/dataset.jsonld``, which describes the data to search engines."""
    return _json(
        {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": f"{dataset.NAME}: {dataset.TITLE}",
            "description": dataset.DESCRIPTION,
            "version": dataset.VERSION,
            "datePublished": dataset.RELEASED,
            "license": dataset.DATA_LICENSE_URL,
            "creator": CREATOR,
            "keywords": list(dataset.KEYWORDS),
            "temporalCoverage": f"{dataset.FIRST_YEAR}-01-01/{dataset.RELEASED}",
            "spatialCoverage": [{"@type": "Country", "name": name} for name in ("Cuba", "Iran")],
            "isAccessibleForFree": True,
            "url": dataset.HOMEPAGE,
            "variableMeasured": [model.META.title for model in MODELS.values()],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": model.META.title,
                    "description": model.META.description,
                    "encodingFormat": "text/csv",
                    "contentUrl": path_of(model),
                }
                for model in MODELS.values()
            ],
        }
    )


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
