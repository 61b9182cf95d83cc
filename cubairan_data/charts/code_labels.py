"""The labels of the codes of a column, for the parts of a chart."""

from cubairan_data.storage.schema import schemas
from cubairan_data.storage.wording import labels_of


def code_labels(table: str, column: str, language: str) -> dict[str, str]:
    """Give the label of each code.

    Example:
        >>> code_labels("visits", "kind", "es")["official"]
        'Oficial'
    """
    return labels_of(schemas()[table].fields[column], language)
