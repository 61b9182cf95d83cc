"""Ranks of offices."""

from cubairan_data.contract.codes.code import Code


class OfficeKind(Code):
    """Rank of an office; the same for both countries."""

    SUPREME_LEADER = "Iran's Leader of the Revolution."
    PARTY_LEADER = "First or second secretary of Cuba's ruling party."
    HEAD_OF_STATE = "President of the republic or of the Council of State."
    HEAD_OF_GOVERNMENT = "Prime minister who is not head of state."
    VICE_PRESIDENT = (
        "Vice-president of the republic, of the Council of State or of Ministers; deputy prime "
        "minister."
    )
    SPEAKER = "Speaker or president of parliament."
    DEPUTY_SPEAKER = "Deputy speaker or vice-president of parliament."
    FOREIGN_MINISTER = "Minister of foreign affairs."
    MINISTER = "Other minister or member of the cabinet, acting ones included."
    DEPUTY_MINISTER = "Deputy, vice- or assistant minister."
    LEGISLATOR = "Member of parliament, head of a committee or friendship group."
    JUDGE = "Head of the judiciary, chief justice, prosecutor general, judge."
    HEAD_OF_AGENCY = "Head of a public authority, or of a province or city."
    HEAD_OF_BANK = "Governor or head of a bank."
    HEAD_OF_INSTITUTE = "Head of a research institute, academy or university."
    HEAD_OF_COMPANY = "Head of a company or group."
    HEAD_OF_CHAMBER = "Head of a chamber of commerce or business council."
    AMBASSADOR = (
        "Ambassador, resident or accredited from elsewhere, to the country or an organization."
    )
    CHARGE_D_AFFAIRES = "Charge d'affaires.", {"en": "Chargé d'affaires"}
    DIPLOMAT = "Other diplomat, director general or director in a foreign ministry."
    SPOKESPERSON = "Spokesman or spokeswoman."
    ENVOY = "Special envoy or personal representative."
    ADVISER = "Adviser, chief of office, member of an advisory council."
    MILITARY_COMMANDER = "Commander in armed forces, guards or police."
    PARTY_OFFICIAL = "Other official of a party or mass organization."
    CLERIC = "Religious office."
    DEPUTY_HEAD = "Deputy or department head in an agency, bank, institute, company or chamber."
    OTHER = "None of the others."
