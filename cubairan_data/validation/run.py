"""Running the three layers."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from cubairan_data.loading.locate import DESCRIPTOR, data_root
from cubairan_data.validation.contract_layer import check_contract
from cubairan_data.validation.finding import Finding, Report
from cubairan_data.validation.reading import CannotRunError, Data, read_tables
from cubairan_data.validation.row_layer import check_rows
from cubairan_data.validation.rule_ids import ROW_RULES
from cubairan_data.validation.rules import RULES


def validate(
    path: str | Path | None = None,
    *,
    contract: bool = True,
    rules: Collection[str] = (),
    skip: Collection[str] = (),
) -> Report:
    """Validate a folder of tables: the contract by frictionless, each row, the whole.

    Args:
        path: folder that holds ``datapackage.json`` and its tables, or that file; None means the record in use.
        contract: False leaves out the first layer, the only one that needs frictionless.
        rules: look for breaches of these rules only (ids as ``cubairan-data validate --list-rules`` prints them).
        skip: leave these rules out.

    Returns:
        A report: ``.valid``, ``.findings``, ``.to_frame()``, ``.to_json()``; readable when printed. Every fault is
        reported, in the order of tables and lines; a fault that two layers see is told once.

    Raises:
        CannotRunError: there is no readable descriptor, frictionless is not installed, or a rule is unknown.

    Example:
        >>> import cubairan_data as cid
        >>> cid.validate(contract=False)
        valid: no findings
    """
    wanted = _wanted(rules, skip)
    folder = Path(path) if path is not None else data_root()
    if folder.name == DESCRIPTOR:
        folder = folder.parent
    data, findings = read_tables(folder)
    findings += check_rows(data)
    for rule in RULES.values():
        if rule.id in wanted:
            findings += rule.find(data)
    # An unsound descriptor is not given to frictionless: it may name addresses, which would be fetched.
    sound = not any(finding.rule == "descriptor" for finding in findings)
    if contract and sound and "schema" in wanted:
        findings += _new(check_contract(folder, data), findings)
    return Report(
        _sorted([finding for finding in findings if finding.rule.split("/")[0] in wanted], data)
    )


def _wanted(rules: Collection[str], skip: Collection[str]) -> set[str]:
    known = {*ROW_RULES, *RULES}
    for rule in (*rules, *skip):
        if rule not in known:
            near = get_close_matches(rule, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise CannotRunError(f"no rule {rule!r}{hint} Rules: {', '.join(sorted(known))}")
    return (set(rules) or known) - set(skip)


def _new(later: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """The findings of the contract layer about places of which our own layers, with fuller messages, say nothing."""
    cells = {(finding.table, finding.line, finding.column) for finding in earlier}
    files = {finding.table for finding in earlier if finding.line is None}
    lines = {(finding.table, finding.line) for finding in earlier if finding.rule == "cells"}
    return [
        finding
        for finding in later
        if (finding.table, finding.line, finding.column) not in cells
        and (finding.table, finding.line) not in lines
        and not (finding.table in files and finding.line is None)
    ]


def _sorted(findings: list[Finding], data: Data) -> list[Finding]:
    places = {name: place for place, name in enumerate(data)}
    return sorted(
        findings,
        key=lambda found: (
            places.get(found.table, -1),
            found.line or 0,
            found.column or "",
            found.rule,
        ),
    )
