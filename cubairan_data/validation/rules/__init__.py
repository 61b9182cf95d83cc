"""Layer 3: rules about the tables as a whole; importing this package registers them all."""

from cubairan_data.validation.rules import (
    coverage,
    evidence,
    exceptions,
    form,
    gazetteer,
    likeness,
    money,
    persons,
    ranks,
    references,
    sequence,
    sides,
    spellings,
    status,
    time,
    usage,
)
from cubairan_data.validation.rules.registry import RULES, Breach, Rule

__all__ = [
    "RULES",
    "Breach",
    "Rule",
    "coverage",
    "evidence",
    "exceptions",
    "form",
    "gazetteer",
    "likeness",
    "money",
    "persons",
    "ranks",
    "references",
    "sequence",
    "sides",
    "spellings",
    "status",
    "time",
    "usage",
]
