"""Single faults of sense that a review once found to pass, each applied to the row of that day.

A row that is no longer there is left out; doubles and lines of evidence have kinds of their own.
"""

import random

from cubairan_data.contract.families import Family
from faults.common import Fault, Row, Rows, registered, row_id, settle

# Of each family of rules: table, row, column and the wrong text.
_REPORTED: dict[Family, tuple[tuple[str, str, str, str], ...]] = {
    Family.PERSONS: (
        ("visits", "2023-12-diaz-canel-tehran", "lead_official_id", "giraldo-mazola"),
        ("visits", "2023-06-raisi-havana", "lead_official_id", "abbas-araghchi"),
        ("visits", "2023-06-raisi-havana", "lead_official_id", "miguel-diaz-canel"),
        ("visits", "2023-02-amir-abdollahian-havana", "level", "head_of_state"),
        ("visit_participants", "2023-06-raisi-havana/bahram-einollahi", "role", "lead"),
        ("visit_participants", "2023-06-raisi-havana/ebrahim-raisi", "role", "host"),
        (
            "visit_participants",
            "2023-06-raisi-havana/bahram-einollahi",
            "capacity",
            "President of Cuba",
        ),
        (
            "officials",
            "ebrahim-raisi",
            "other_names",
            "Seyed Ebrahim Raisi;Ebrahim Raeisi;Ibrahim Raisi;Seyyed Ebrahim Raisi;Ebrahim Raisi",
        ),
        (
            "officials",
            "abbas-araghchi",
            "other_names",
            "Seyed Abbas Araghchi;Seyed Abbas Araqchi;SEYED ABBAS ARAGHCHI",
        ),
        ("officials", "abdolreza-mesri", "name_original", "Abdolreza Mesri"),
        ("officials", "ebrahim-raisi", "name", "Ebrаhim Raisi"),
        (
            "organizations",
            "agricultural-biotechnology-research-institute-of-iran",
            "acronym",
            "Agriculture Biotechnology Research Institute of Iran in Karaj, formerly another",
        ),
        ("statements", "2001-10-de-la-fuente-technology-sold", "speaker_name", "Ebrahim Raisi"),
    ),
    Family.TIME: (
        ("visits", "2025-11-hassanzadeh-havana", "date", "2031-11-05"),
        ("visits", "2001-03-havana-mayor-tehran", "date", "1001-03"),
        ("visits", "2023-07-salajegheh-havana", "date", "2013-07"),
        ("visits", "2023-07-salajegheh-havana", "date", "2024-07"),
        (
            "agreements",
            "2009-11-edbi-bec-agreement",
            "part_of_id",
            "2017-02-joint-commission-16-documents",
        ),
        ("agreements", "2023-06-comprehensive-cooperation-programme", "signed", "2035-01-01"),
        ("sessions", "joint-commission-19", "date", "2040-02"),
        ("financial_flows", "1990-cuban-earthquake-aid", "currency", "EUR"),
        ("financial_flows", "2016-debt-50-million", "currency", "DEM"),
        (
            "financial_flows",
            "2006-credit-drawn-80-million",
            "part_of_id",
            "2020-trade-total-chamber",
        ),
        ("statements", "2023-02-04-diaz-canel-iran-progress", "date", "2025-10-01"),
        ("statements", "2025-06-22-miguel-diaz-canel-us-bombing", "date", "2025-06-21"),
        ("measures", "1962-us-embargo-cuba", "period", "1982-02-07/.."),
        (
            "projects",
            "haft-tappeh-cane-expansion-cuban-part",
            "agreement_id",
            "2017-02-icrt-hispantv-memorandum",
        ),
        ("projects", "pasteur-institute-hepatitis-b-plant", "period", "1993~/.."),
        ("projects", "pasteur-institute-hepatitis-b-plant", "period", "2060/2070"),
        ("sources", "the-week-2025-state-sponsors-list", "accessed", "2024-01-01"),
        ("sources", "the-week-2025-state-sponsors-list", "published", "2031-05-05"),
        ("sources", "the-week-2025-state-sponsors-list", "accessed", "2036-11-23"),
        ("sources", "19dey-2022-08-owji-fire-team", "accessed", "1896-11-23"),
        ("sources", "acn-2023-06-16-welcomes-head-of-state", "published", "1985-01-01"),
    ),
    Family.PLACES: (
        ("visits", "2023-09-diaz-canel-new-york", "host_id", "ZAF"),
        ("agreements", "1993-joint-commission-4-accords", "country_id", "IRN"),
        ("sessions", "joint-commission-17", "host_id", "IRN"),
        ("sessions", "joint-commission-17", "host_id", "USA"),
    ),
    Family.SIDES: (
        (
            "agreements",
            "2006-02-parliamentary-joint-declaration",
            "cuban_signatory_id",
            "ali-khamenei",
        ),
        (
            "agreements",
            "2006-02-parliamentary-joint-declaration",
            "cuban_signatory_id",
            "gholam-ali-haddad-adel",
        ),
        (
            "agreements",
            "1979-08-restoration-of-diplomatic-relations",
            "cuban_party_id",
            "government-of-iran",
        ),
        (
            "agreements",
            "1979-08-restoration-of-diplomatic-relations",
            "cuban_party_id",
            "pasteur-institute-of-iran",
        ),
        (
            "agreements",
            "1979-08-restoration-of-diplomatic-relations",
            "iranian_party_id",
            "government-of-cuba",
        ),
        (
            "tenures",
            "miguel-diaz-canel-president-councils-of-state-and-ministers",
            "organization_id",
            "ministry-of-foreign-affairs-iran",
        ),
        ("organizations", "ministry-of-foreign-affairs-iran", "country_id", "CUB"),
        ("financial_flows", "2000-trade-total", "provider_id", "CUB"),
        ("financial_flows", "2006-cement-plant-200-million", "receiver_id", "ARG"),
        (
            "statements",
            "2018-09-24-diaz-canel-ahvaz-condolence",
            "speaker_org_id",
            "ministry-of-foreign-affairs-iran",
        ),
        ("measures", "1962-us-embargo-cuba", "imposing_country_id", "CUB"),
        ("measures", "1962-us-embargo-cuba", "imposing_org_id", "united-nations"),
        (
            "projects",
            "pasteur-institute-hepatitis-b-plant",
            "cuban_org_id",
            "pasteur-institute-of-iran",
        ),
    ),
    Family.NUMBERS: (
        ("agreements", "2009-11-havana-fair-agreements", "document_count", "100000"),
        ("sessions", "joint-commission-17", "number", "27"),
        ("sessions", "joint-commission-4", "number", "0"),
        ("sessions", "joint-commission-4", "number", "-4"),
        ("sessions", "joint-commission-17", "document_count", "-12"),
        ("countries", "ARE", "alpha2", "ae"),
        ("countries", "ARE", "cow_code", "-696"),
        ("countries", "ARE", "name", "Argentina"),
        ("financial_flows", "2006-cement-plant-200-million", "amount", "200000000000"),
        ("financial_flows", "2006-credit-line-500-million-sought", "is_additive", "true"),
        ("financial_flows", "1993-training-of-iranian-scientists-in-cuba", "quantity", "0"),
        ("financial_flows", "2010-tad-co-garden-systems", "quantity", "2.5"),
        ("financial_flows", "2004-trade-total", "amount_high", ""),
        ("indicators", "un_votes_identical/1995", "value", "9999"),
        ("indicators", "un_votes_identical/1995", "value", "-5"),
        ("indicators", "un_votes_identical/1995", "value", "60.5"),
        ("indicators", "un_votes_opposed/1995", "value", "2"),
    ),
    Family.STATUS: (
        ("agreements", "1979-08-restoration-of-diplomatic-relations", "in_force", "1980/1999"),
        ("statements", "1999-04-us-state-department-close-ties", "standing", "uncontested"),
    ),
    Family.SOURCES: (
        ("sources", "lanic-1979-09-03-castro-opening", "url", "https://?"),
        ("sources", "lanic-1979-09-03-castro-opening", "url", "http://C:\\Users\\me\\page.html"),
        (
            "sources",
            "lanic-1979-09-03-castro-opening",
            "url",
            'https://example.org/"><script>alert(1)</script>',
        ),
        (
            "sources",
            "lanic-1979-09-03-castro-opening",
            "url",
            "http://lanic.utexas.e\u200bdu/project/castro/db/1979/19790903.html",
        ),
        ("sources", "lanic-1979-09-03-castro-opening", "url", "https://example.org/\u202egpj.exe"),
        ("sources", "lanic-1979-09-03-castro-opening", "url", "https://example.org/\u001b[31mred"),
        ("sources", "lanic-1979-09-03-castro-opening", "url", "https://www.granma.cu/x"),
        ("sources", "lanic-1979-09-03-castro-opening", "language", "zz"),
        ("sources", "el-pais-1980-05-03-cuba-mediando", "language", "fa"),
        ("sources", "rouhollah-ir-1979-04-24-cuban-delegation", "language", "ru"),
        ("sources", "lanic-1979-09-03-castro-opening", "authors", "Castro, Fidel;et al."),
        ("sources", "lanic-1979-09-03-castro-opening", "authors", "Castro,Fidel"),
        ("sources", "lanic-1979-09-03-castro-opening", "authors", ","),
        ("sources", "lanic-1979-09-03-castro-opening", "authors", "Castro, ,"),
    ),
    Family.DOUBLES: (
        (
            "sources",
            "lanic-1979-09-03-castro-opening",
            "url",
            "http://fdocuments.net/document/nycirc197908681pdf.html/",
        ),
        (
            "sources",
            "lanic-1979-09-03-castro-opening",
            "url",
            "https://fdocuments.net/document/nycirc197908681pdf.html?utm_source=x#top",
        ),
    ),
}


def _applied(family: Family, table: str, wanted: str, column: str, text: str) -> None:
    def make(rows: Rows, chance: random.Random) -> Fault | None:
        found: list[Row] = [row for row in rows[table] if row_id(table, row) == wanted]
        if not found or found[0][column] == text:
            return None
        (row,) = found
        row[column] = text
        settle(rows, table)
        return Fault(table, row, column)

    registered(family, f"{wanted}: {column} {text[-24:]!a}", make)


for _family, _entries in _REPORTED.items():
    for _entry in _entries:
        _applied(_family, *_entry)
