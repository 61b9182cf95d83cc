"""Code lists of the actor tables."""

from cubairan_data.contract.codes.base import Code


class OrganizationKind(Code):
    """What sort of body it is."""

    STATE_ORGAN = (
        "state_organ",
        "Head of state's office, cabinet, council, a country's government as a whole.",
    )
    MINISTRY = "ministry", "A ministry."
    AGENCY = (
        "agency",
        "Another public authority: customs, regulator, promotion office, presidency department.",
    )
    PARLIAMENT = "parliament", "A parliament, its committees and friendship groups."
    JUDICIARY = "judiciary", "Courts and prosecution."
    EMBASSY = "embassy", "An embassy or consulate."
    BANK = "bank", "A central, state or commercial bank."
    COMPANY = "company", "A company or group of companies, state-owned or not."
    INSTITUTE = "institute", "A research or production institute."
    UNIVERSITY = "university", "A university or academy."
    CHAMBER = "chamber", "A chamber of commerce, business council, trade association."
    PARTY = "party", "A political party or movement."
    ARMED_FORCE = "armed_force", "Armed forces, guards, police, intelligence service."
    MEDIA = "media", "A news agency, broadcaster or newspaper, as an actor."
    LOCAL_GOVERNMENT = "local_government", "A city, municipality or province."
    ASSOCIATION = (
        "association",
        "A federation, society, non-governmental or solidarity organization.",
    )
    INTERNATIONAL = "international", "An organization of states."
    COMMISSION = "commission", "A body set up by both countries together."
    OTHER = "other", "None of the others."


class OfficeKind(Code):
    """Rank of an office; the same for both countries."""

    SUPREME_LEADER = "supreme_leader", "Iran's Leader of the Revolution."
    PARTY_LEADER = "party_leader", "First or second secretary of Cuba's ruling party."
    HEAD_OF_STATE = "head_of_state", "President of the republic or of the Council of State."
    HEAD_OF_GOVERNMENT = "head_of_government", "Prime minister who is not head of state."
    VICE_PRESIDENT = (
        "vice_president",
        "Vice-president of the republic, of the Council of State or of Ministers; deputy prime minister.",
    )
    SPEAKER = "speaker", "Speaker or president of parliament."
    DEPUTY_SPEAKER = "deputy_speaker", "Deputy speaker or vice-president of parliament."
    FOREIGN_MINISTER = "foreign_minister", "Minister of foreign affairs."
    MINISTER = "minister", "Other minister or member of the cabinet, acting ones included."
    DEPUTY_MINISTER = "deputy_minister", "Deputy, vice- or assistant minister."
    LEGISLATOR = "legislator", "Member of parliament, head of a committee or friendship group."
    JUDGE = "judge", "Head of the judiciary, chief justice, prosecutor general, judge."
    HEAD_OF_AGENCY = "head_of_agency", "Head of a public authority, or of a province or city."
    HEAD_OF_BANK = "head_of_bank", "Governor or head of a bank."
    HEAD_OF_INSTITUTE = "head_of_institute", "Head of a research institute, academy or university."
    HEAD_OF_COMPANY = "head_of_company", "Head of a company or group."
    HEAD_OF_CHAMBER = "head_of_chamber", "Head of a chamber of commerce or business council."
    AMBASSADOR = (
        "ambassador",
        "Ambassador, resident or accredited from elsewhere, to the country or an organization.",
    )
    CHARGE_D_AFFAIRES = "charge_d_affaires", "Charge d'affaires."
    DIPLOMAT = "diplomat", "Other diplomat, director general or director in a foreign ministry."
    SPOKESPERSON = "spokesperson", "Spokesman or spokeswoman."
    ENVOY = "envoy", "Special envoy or personal representative."
    ADVISER = "adviser", "Adviser, chief of office, member of an advisory council."
    MILITARY_COMMANDER = "military_commander", "Commander in armed forces, guards or police."
    PARTY_OFFICIAL = "party_official", "Other official of a party or mass organization."
    CLERIC = "cleric", "Religious office."
    DEPUTY_HEAD = (
        "deputy_head",
        "Deputy or department head in an agency, bank, institute, company or chamber.",
    )
    OTHER = "other", "None of the others."


class ParticipantRole(Code):
    """Part taken in the journey."""

    LEAD = (
        "lead",
        "Led the visiting side, or the sender side named first in a third-country meeting.",
    )
    MEMBER = "member", "Travelled with the lead."
    HOST = (
        "host",
        "Received the visitor in his own name or on behalf of the host; head of the receiving side.",
    )
    COUNTERPART = "counterpart", "Met the visitor or a member of the delegation during the journey."
