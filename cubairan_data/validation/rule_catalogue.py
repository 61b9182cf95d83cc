"""Every rule of all layers: its id, its reason, its family, whether it admits exceptions."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from cubairan_data.contract.catalogue import ROW_RULES
from cubairan_data.contract.families import Family
from cubairan_data.validation.rules import RULES

# What is checked outside the registries: of files, and of single cells.
FILE_AND_CELL_RULES: Mapping[str, str] = {
    "schema": "The Table Schema of the contract, as frictionless reads it; ids begin with schema/.",
    "descriptor": "The descriptor lists every table of the dataset, each with one path inside it.",
    "file": "A listed file can be read.",
    "encoding": "Files are UTF-8 without a byte order mark.",
    "header": "A file has exactly the columns of its table, in their order.",
    "cells": "A row has as many cells as the header.",
    "csv": "A file is CSV by RFC 4180.",
    "required": "A required cell is filled.",
    "code": "A code is in its list.",
    "date": "A date is in the accepted subset of EDTF and exists in the calendar.",
    "format": "A cell has the format of its column.",
}


class ListedRule(NamedTuple):
    """A rule of any layer, as lists and pages show it."""

    id: str
    reason: str
    family: Family
    exceptions: bool = False
    """Whether the table ``exceptions`` can say that a breach of it is right."""


@cache
def catalogue() -> Mapping[str, ListedRule]:
    """List every rule by its id, in the order of the layers."""
    listed = [
        *(ListedRule(name, reason, Family.FORM) for name, reason in FILE_AND_CELL_RULES.items()),
        *(ListedRule(each.id, each.reason, each.family) for each in ROW_RULES.values()),
        *(ListedRule(r.id, r.reason, r.family, r.exceptions) for r in RULES.values()),
    ]
    return {rule.id: rule for rule in listed}


def by_family() -> dict[Family, list[ListedRule]]:
    """List every rule under its family, families in their order, rules in that of the layers."""
    families: dict[Family, list[ListedRule]] = {family: [] for family in Family}
    for rule in catalogue().values():
        families[rule.family].append(rule)
    return {family: rules for family, rules in families.items() if rules}


def rule_reasons() -> dict[str, str]:
    """List every rule id with its reason, in the order of the layers."""
    return {rule.id: rule.reason for rule in catalogue().values()}


def reason_of(rule_id: str) -> str:
    """Return the reason of a rule; ids of the contract layer share one."""
    return catalogue()[rule_id.partition("/")[0]].reason
