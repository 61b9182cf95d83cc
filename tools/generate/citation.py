"""``CITATION.cff``, from what the dataset says of itself."""

import json

from cubairan_data import about


def text() -> str:
    """The whole of ``CITATION.cff``; its texts are quoted as JSON strings, which YAML reads."""
    entries = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below, with the version and, for "
        "single values, their sources.",
        "type": "dataset",
        "title": f"{about.NAME}: {about.TITLE}",
        "abstract": about.DESCRIPTION,
        "version": about.VERSION,
        "date-released": about.RELEASED,
        "license": about.DATA_LICENSE,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entries.items()]
    lines += ["authors:", f"  - name: {json.dumps(about.CONTRIBUTORS)}"]
    lines += ["keywords:", *(f"  - {json.dumps(word)}" for word in about.KEYWORDS)]
    return "\n".join(lines) + "\n"
