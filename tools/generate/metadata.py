"""Metadata for archives and search engines: Zenodo, CodeMeta and schema.org/Dataset (JSON-LD)."""

import json
from typing import Any

from cubairan_data import about
from cubairan_data.contract.catalogue import MODELS, path_of

CREATOR = {"@type": "Organization", "name": about.CONTRIBUTORS}


def zenodo() -> str:
    """The whole of ``.zenodo.json``."""
    return _json(
        {
            "title": f"{about.NAME}: {about.TITLE}",
            "upload_type": "dataset",
            "description": about.DESCRIPTION,
            "creators": [{"name": about.CONTRIBUTORS}],
            "license": about.DATA_LICENSE.lower(),
            "access_right": "open",
            "keywords": list(about.KEYWORDS),
            "version": about.VERSION,
            "publication_date": about.RELEASED,
            "language": "eng",
        }
    )


def codemeta() -> str:
    """The whole of ``codemeta.json``, which describes the package as software."""
    return _json(
        {
            "@context": "https://w3id.org/codemeta/3.0",
            "@type": "SoftwareSourceCode",
            "name": about.NAME,
            "description": about.DESCRIPTION,
            "version": about.VERSION,
            "dateModified": about.RELEASED,
            "license": f"https://spdx.org/licenses/{about.CODE_LICENSE}",
            "programmingLanguage": "Python",
            "runtimePlatform": "Python 3.11 or later",
            "author": [CREATOR],
            "keywords": list(about.KEYWORDS),
        }
    )


def schema_org() -> str:
    """The whole of ``docs/dataset.jsonld``, which describes the data to search engines."""
    return _json(
        {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": f"{about.NAME}: {about.TITLE}",
            "description": about.DESCRIPTION,
            "version": about.VERSION,
            "datePublished": about.RELEASED,
            "license": about.DATA_LICENSE_URL,
            "creator": CREATOR,
            "keywords": list(about.KEYWORDS),
            "temporalCoverage": f"{about.FIRST_YEAR}-01-01/{about.RELEASED}",
            "spatialCoverage": [{"@type": "Country", "name": name} for name in ("Cuba", "Iran")],
            "isAccessibleForFree": True,
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
