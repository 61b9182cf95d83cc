"""All tables of the dataset, in the order of publication, and with them all row rules."""

from cubairan_data.contract.actors import (
    Country,
    Official,
    Organization,
    Place,
    Tenure,
    VisitParticipant,
)
from cubairan_data.contract.communication import Contact, ContactParticipant
from cubairan_data.contract.diplomacy import Agreement, Session, Visit
from cubairan_data.contract.documentation import (
    Coverage,
    Evidence,
    Judgement,
    Publisher,
    RetiredId,
    Source,
)
from cubairan_data.contract.economy import FinancialFlow, Indicator, Project
from cubairan_data.contract.identification import OtherIdentifier
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.positions import Measure, Statement
from cubairan_data.contract.row_rules import ROW_RULES
from cubairan_data.contract.rule_exceptions import RuleException

__all__ = ["MODELS", "ROW_RULES", "path_of"]

_IN_ORDER: tuple[type[TableModel], ...] = (
    Agreement,
    Visit,
    Contact,
    Session,
    FinancialFlow,
    Project,
    Statement,
    Measure,
    Indicator,
    Country,
    Place,
    Organization,
    Official,
    Tenure,
    VisitParticipant,
    ContactParticipant,
    Publisher,
    Source,
    Evidence,
    Coverage,
    Judgement,
    OtherIdentifier,
    RuleException,
    RetiredId,
)
MODELS: dict[str, type[TableModel]] = {model.META.name: model for model in _IN_ORDER}


def path_of(model: type[TableModel]) -> str:
    """Path of a table's file, from the folder that holds ``datapackage.json``."""
    return f"seeds/{model.META.group}/{model.META.name}.csv"
