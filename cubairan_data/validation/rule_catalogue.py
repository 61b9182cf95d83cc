"""Every rule id with its reason, of all layers."""

from collections.abc import Mapping

from cubairan_data.contract.catalogue import ROW_RULES
from cubairan_data.validation.rules import RULES

# What is checked outside the registries: of files, and of single cells.
FILE_AND_CELL_RULES: Mapping[str, str] = {
    "schema": "The contract of the descriptor, checked by frictionless; ids begin with schema/.",
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


def rule_reasons() -> dict[str, str]:
    """List every rule id with its reason, in the order of the layers."""
    reasons = dict(FILE_AND_CELL_RULES)
    reasons |= {rule.id: rule.reason for rule in ROW_RULES.values()}
    reasons |= {rule.id: rule.reason for rule in RULES.values()}
    return reasons


def reason_of(rule_id: str) -> str:
    """Return the reason of a rule; ids of frictionless share one."""
    return rule_reasons()[rule_id.partition("/")[0]]
