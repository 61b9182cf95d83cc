"""Running the three layers."""

from collections.abc import Collection

from cubairan_data.errors import UnknownRuleError, unknown
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.contract_layer import COUNTERPARTS, check_contract
from cubairan_data.validation.row_layer import check_rows
from cubairan_data.validation.rule_catalogue import rule_reasons
from cubairan_data.validation.rules import RULES


def validate(
    tables: Tables, *, quick: bool, rule: str | Collection[str], skip: str | Collection[str]
) -> Report:
    """Validate a folder of tables in all layers, or without frictionless."""
    chosen, skipped = _chosen(rule, skip)
    findings = [*tables.findings, *(found for name in tables for found in tables[name].findings)]
    findings += check_rows(tables)
    for each in RULES.values():
        if each.id in chosen:
            findings += each.findings(tables)
    # An unsound descriptor is not given to frictionless: it would fetch the addresses in it.
    is_sound = not any(found.rule == "descriptor" for found in findings)
    if not quick and is_sound and "schema" in chosen:
        # What is skipped does not come back in the words of frictionless.
        of_schema = _unreported(check_contract(tables), findings)
        findings += [found for found in of_schema if COUNTERPARTS.get(found.rule) not in skipped]
    kept = [found for found in findings if found.rule.partition("/")[0] in chosen]
    return Report(_sorted(kept, tables))


def _chosen(rule: str | Collection[str], skip: str | Collection[str]) -> tuple[set[str], set[str]]:
    """Give the rules to check and those to skip; raises UnknownRuleError."""
    known = rule_reasons()
    wanted, unwanted = ({ids} if isinstance(ids, str) else set(ids) for ids in (rule, skip))
    for name in sorted(wanted | unwanted):
        if name not in known:
            raise unknown(UnknownRuleError, "rule", name, sorted(known), "rules")
    if both := sorted(wanted & unwanted):
        raise UnknownRuleError(f"found {', '.join(both)} among the rules to check and to skip")
    return (wanted or set(known)) - unwanted, unwanted


def _unreported(later: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """Drop what frictionless finds in places of which our own layers have fuller messages."""
    cells = {(found.table, found.line, found.column) for found in earlier}
    files = {found.table for found in earlier if found.line is None}
    short_lines = {(found.table, found.line) for found in earlier if found.rule == "cells"}
    return [
        found
        for found in later
        if (found.table, found.line, found.column) not in cells
        and (found.table, found.line) not in short_lines
        and not (found.line is None and found.table in files)
    ]


def _sorted(findings: list[Finding], tables: Tables) -> list[Finding]:
    place = {name: number for number, name in enumerate(tables)}
    return sorted(
        findings,
        key=lambda found: (
            place.get(found.table, -1),
            found.line or 0,
            found.column or "",
            found.rule,
        ),
    )
