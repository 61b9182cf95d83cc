"""Running the three layers."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from cubairan_data.errors import CannotRunError, UnknownRuleError, known_name, several_names
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.at_once import at_once
from cubairan_data.validation.contract_layer import check_contract
from cubairan_data.validation.engine_names import (
    FRICTIONLESS,
    ROWS,
    ContractEngine,
    known_contract_engine,
)
from cubairan_data.validation.rules import RULES, evidence, exceptions, form, likeness
from cubairan_data.validation.rules.registry import Rule
from cubairan_data.validation.table_schema import all_texts, check_by_table_schema

# Rules about the rows of one table; the others would find gaps where a table could not be read.
_OF_ONE_TABLE = {"key", "unique", "reference", "cycle", "order", "canonical"}
# What the contract layer finds a second time, with the rule by which we do.
_TWICE = {"schema/foreign-key": "reference", "schema/primary-key": "key"}
_OF_CONTRACT = "schema"
_OF_FILES = {"descriptor", "file", "encoding", "header", "csv"}
# Modules whose rules take longest, the longest first; all that admit exceptions go with the second.
_ABOUT_EXCEPTIONS = exceptions.__name__
_LONGEST = (likeness.__name__, _ABOUT_EXCEPTIONS, form.__name__)
# This one takes the models, as the rows do, and nothing else does.
_BY_MODELS = evidence.__name__
_NOT_COMPARED = "; what other tables say of it is not checked"


def validate(
    tables: Tables,
    *,
    quick: bool,
    rule: str | Collection[str],
    skip: str | Collection[str],
    engine: ContractEngine | None = None,
) -> Report:
    """Validate a folder of tables in all layers, or without the contract layer.

    Raises:
        CannotRunError: the engine is unknown or not installed, or has nothing to do.
        UnknownRuleError: a rule is unknown, or none is left to check.
    """
    contract_engine = _named_engine(engine, quick=quick)
    chosen = _chosen(_named("rule", rule), _named("skip", skip), quick=quick)
    findings = _of_files(tables)
    if not all(table.is_read for table in tables.values()):
        chosen = chosen.without(RULES.keys() - _OF_ONE_TABLE)
    later = list(chain.from_iterable(at_once(_tasks(tables, chosen, contract_engine))))
    findings += [each for each in later if _layer(each) != _OF_CONTRACT]
    findings += _unreported([each for each in later if _layer(each) == _OF_CONTRACT], findings)
    kept = [
        found
        for found in findings
        if _layer(found) in chosen and _TWICE.get(found.rule) not in chosen.skipped
    ]
    return Report(_sorted(kept, tables), [name for name in _known_rules() if name in chosen])


@dataclass(frozen=True)
class _Chosen:
    """The rules to check: those wanted, or all where none is named, but for those left out."""

    wanted: Collection[str]
    skipped: Collection[str]
    left_out: Collection[str]

    def __contains__(self, rule_id: str) -> bool:
        is_out = rule_id in self.skipped or rule_id in self.left_out
        return not is_out and (not self.wanted or rule_id in self.wanted)

    def without(self, rules: Collection[str]) -> "_Chosen":
        """Leave out more rules."""
        return replace(self, left_out={*self.left_out, *rules})


def _layer(found: Finding) -> str:
    """Give the rule of a finding, of which the contract layer counts as one."""
    return found.rule.partition("/")[0]


def _tasks(tables: Tables, chosen: _Chosen, engine: str) -> list[Callable[[], list[Finding]]]:
    """Divide what is to be checked into tasks, what takes longest first.

    Rules that share what they compute stay together. The first task stays in this process, and so
    is that of an engine other than rows, which leaves files behind for a while.
    """
    groups: dict[str, list[Rule]] = {name: [] for name in (_BY_MODELS, *_LONGEST)}
    for each in RULES.values():
        if each.id in chosen:
            module = _ABOUT_EXCEPTIONS if each.exceptions else each.find.__module__
            groups.setdefault(module, []).append(each)
    of_models = partial(_by_models, tables, groups.pop(_BY_MODELS))
    of_contract = [partial(_of_contract, tables, engine)] if _OF_CONTRACT in chosen else []
    first = [of_models, *of_contract] if engine == ROWS else [*of_contract, of_models]
    return [*first, *(partial(_broken, rules, tables) for rules in groups.values())]


def _by_models(tables: Tables, rules: Iterable[Rule]) -> list[Finding]:
    """Hold the rows to the models of the contract.

    The models are imported only here: that takes a tenth of a second, in which a copy of this
    process is through with other rules.
    """
    from cubairan_data.validation.row_layer import check_table

    rows = chain.from_iterable(map(check_table, tables.values()))
    return [*rows, *_broken(rules, tables)]


def _known_rules() -> Collection[str]:
    # It imports the models, and by the time it is asked for them they are imported.
    from cubairan_data.validation.rule_catalogue import rule_reasons

    return rule_reasons()


def _broken(rules: Iterable[Rule], tables: Tables) -> list[Finding]:
    return [found for each in rules for found in each.findings(tables)]


def _named_engine(engine: object, *, quick: bool) -> str:
    if engine is None:
        return ROWS
    name = known_contract_engine(engine)
    if quick:
        found = f"found the engine {name!r} beside quick, which leaves out what an engine does"
        raise CannotRunError(f"{found}; allowed: one of the two")
    return name


def _chosen(wanted: set[str], skipped: set[str], *, quick: bool) -> _Chosen:
    """Choose the rules to check; raises UnknownRuleError."""
    if both := sorted(wanted & skipped):
        raise UnknownRuleError(
            f"found {', '.join(both)} among both the rules to check and those to skip"
        )
    chosen = _Chosen(wanted, skipped, {_OF_CONTRACT} if quick else set())
    if (wanted or skipped) and not any(name in chosen for name in _known_rules()):
        left = " without the contract layer" if quick else ""
        raise UnknownRuleError(f"no rule is left to check{left}; allowed: one at least")
    return chosen


def _named(argument: str, rules: str | Collection[str]) -> set[str]:
    """Give a set of ids of rules; raises UnknownRuleError."""
    names = several_names(rules, argument)
    known = sorted(_known_rules()) if names else []
    return {known_name(UnknownRuleError, "rule", name, known, "rules") for name in names}


def _of_contract(tables: Tables, engine: str) -> list[Finding]:
    """Hold the tables to Table Schema, by frictionless or without it."""
    if engine == FRICTIONLESS:
        return check_contract(tables)
    if engine == ROWS:
        return check_by_table_schema(tables, all_texts)
    # Imported only here, since it takes libraries that are not always there.
    from cubairan_data.validation.engines.doubtful_texts import doubtful_texts

    with doubtful_texts(engine) as doubtful:
        return check_by_table_schema(tables, doubtful)


def _of_files(tables: Tables) -> list[Finding]:
    """Return what is wrong with the descriptor and the files, first where a table is lost."""
    of_descriptor = tables.findings
    found = [*of_descriptor, *(each for name in tables for each in tables[name].findings)]
    lost = {name for name, table in tables.items() if not table.is_read}
    for number, each in enumerate(found):
        if each.table in lost and each.rule in _OF_FILES:
            lost.remove(each.table)
            found[number] = replace(each, message=each.message + _NOT_COMPARED)
    return found


def _unreported(later: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """Drop what the contract layer finds in places of which our own layers have fuller messages."""
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
    """Sort by table and line, after what keeps a table from being read."""
    place = {name: number for number, name in enumerate(tables)}

    def is_read(name: str) -> bool:
        return name not in tables or tables[name].is_read

    return sorted(
        findings,
        key=lambda found: (
            not (found.rule in _OF_FILES and not is_read(found.table)),
            place.get(found.table, -1),
            found.line or 0,
            found.column or "",
            found.rule,
        ),
    )
