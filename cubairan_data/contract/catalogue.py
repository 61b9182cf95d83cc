"""All tables of the dataset, in the order in which they are published."""

from cubairan_data.contract.actors import Country, Official, Organization, Tenure, VisitParticipant
from cubairan_data.contract.evidence import Coverage, Evidence, Publisher, RetiredId, Source
from cubairan_data.contract.record.economy import FinancialFlow, Indicator, Project
from cubairan_data.contract.record.politics import Agreement, Session, Visit
from cubairan_data.contract.record.words import Measure, Statement
from cubairan_data.contract.row import Row

ROWS: tuple[type[Row], ...] = (
    Agreement,
    Visit,
    Session,
    FinancialFlow,
    Project,
    Statement,
    Measure,
    Indicator,
    Country,
    Organization,
    Official,
    Tenure,
    VisitParticipant,
    Publisher,
    Source,
    Evidence,
    Coverage,
    RetiredId,
)
TABLES: dict[str, type[Row]] = {row.TABLE.name: row for row in ROWS}


def path_of(row: type[Row]) -> str:
    """Path of a table's file, from the folder that holds ``datapackage.json``."""
    return f"seeds/{row.TABLE.group}/{row.TABLE.name}.csv"
