"""Authority files in which a person, a body or an instrument has an identifier."""

from cubairan_data.contract.codes.code import Code


class IdentifierScheme(Code):
    """Authority file."""

    WIKIDATA = "Wikidata: an item, such as Q11256."
    WIKIPEDIA = "Wikipedia: the address of an article."
    VIAF = "Virtual International Authority File: a number.", {"en": "VIAF"}
    ISNI = "International Standard Name Identifier: sixteen digits.", {"en": "ISNI"}
    LEI = "Legal Entity Identifier: twenty letters and digits.", {"en": "LEI"}
    OPENSANCTIONS = "OpenSanctions: an entity.", {"en": "OpenSanctions"}
    OFAC = "Sanctions list of the US Treasury: the number of an entry.", {"en": "OFAC"}
    UN_TREATY = (
        "United Nations Treaty Series: the number of registration.",
        {"en": "UN Treaty Series"},
    )
    DOI = "Digital Object Identifier.", {"en": "DOI"}
