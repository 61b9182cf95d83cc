"""Fill the domains of outlets that have none yet, from the addresses of their sources.

Usage: ``python -m tools.outlets``, in a checkout.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.raw import Cells, read_table
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.rules.bibliography import host_of
from tools.filling import fill
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
    schema = schemas()["sources"]
    hosts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_table(schema, ROOT / schema.path, schema.path).rows:
        if host := host_of(row.cells.get("url", "")):
            hosts[row.cells.get("publisher_id", "")][host] += 1
    fill("publishers", lambda cells: with_domains(cells, hosts[cells["publisher_id"]]))


if __name__ == "__main__":
    main()
