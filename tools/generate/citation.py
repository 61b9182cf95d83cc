"""``CITATION.cff``, from what the dataset says of itself."""

import json

from cubairan_data import dataset


def text() -> str:
    """The whole of ``CITATION.cff``; its texts are quoted as JSON strings, which YAML reads."""
    entries = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below, with the version and, for "
        "single values, their sources.",
        "type": "dataset",
        "title": f"{dataset.NAME}: {dataset.TITLE}",
        "abstract": dataset.DESCRIPTION,
        "version": dataset.VERSION,
        "date-released": dataset.RELEASED,
        "license": dataset.DATA_LICENSE,
        "url": dataset.HOMEPAGE,
        "repository-code": dataset.HOMEPAGE,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entries.items()]
    lines += ["authors:", f"  - name: {json.dumps(dataset.CONTRIBUTORS)}"]
    lines += ["keywords:", *(f"  - {json.dumps(word)}" for word in dataset.KEYWORDS)]
    return "\n".join(lines) + "\n"
