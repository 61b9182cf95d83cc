"""Authority files in which a person, a body or an instrument has an identifier."""

from cubairan_data.contract.codes.code import Code


class IdentifierScheme(Code):
    """Authority file."""

    WIKIDATA = "Wikidata: an item, such as Q11256."
    WIKIPEDIA = "Wikipedia: the address of an article."
    VIAF = "Virtual International Authority File: a number."
    ISNI = "International Standard Name Identifier: sixteen digits."
    LEI = "Legal Entity Identifier: twenty letters and digits."
    OPENSANCTIONS = "OpenSanctions: an entity."
    OFAC = "Sanctions list of the US Treasury: the number of an entry."
    UN_TREATY = "United Nations Treaty Series: the number of registration."
    DOI = "Digital Object Identifier."
