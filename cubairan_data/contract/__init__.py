"""The contract: what each table is, what each column means, written once as pydantic classes."""

from typing import Any


def __getattr__(name: str) -> Any:
    """Import the model of a table, such as `Visit`, when it is first used.

    Modules of this package are asked for here, too, before they are imported.
    """
    if name[:1].isupper():
        from cubairan_data.contract.catalogue import MODELS

        for model in MODELS.values():
            if model.__name__ == name:
                return model
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
