"""Fill the domains of outlets that have none yet, from the addresses of their sources.

Usage: ``python -m tools.outlets``, in a checkout.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.raw import Cells, RawTable, read_table
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.rules.bibliography import host_of
from tools.generate.checkout import ROOT


def with_domains(outlet: Cells, hosts: Mapping[str, int]) -> Cells:
    """Give an outlet without domains the hosts of its sources, the most frequent first.

    Example:
        >>> with_domains({"name": "Granma"}, {"en.granma.cu": 1, "granma.cu": 4})["domains"]
        'granma.cu'
    """
    ranked = sorted(hosts, key=lambda host: (-hosts[host], host))
    # A domain holds whatever lies below it.
    kept = [each for each in ranked if not any(each.endswith(f".{other}") for other in ranked)]
    return outlet if "domains" in outlet or not kept else outlet | {"domains": DELIMITER.join(kept)}


def main() -> None:
    """Fill the table of the checkout."""
    hosts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _table("sources").rows:
        if host := host_of(row.cells.get("url", "")):
            hosts[row.cells.get("publisher_id", "")][host] += 1
    publishers = _table("publishers")
    rows = [with_domains(row.cells, hosts[row.id]) for row in publishers.rows]
    schema = publishers.schema
    text = sorted_text(schema, [canonical_cells(schema, row) for row in rows])
    publishers.path.write_text(text, encoding="utf-8", newline="")


def _table(name: str) -> RawTable:
    schema = schemas()[name]
    return read_table(schema, ROOT / schema.path, schema.path)


if __name__ == "__main__":
    main()
