"""Code lists of the record tables."""

from cubairan_data.contract.codes.base import Code


class AgreementKind(Code):
    """What sort of instrument it is, by its own title or, failing that, by what the sources call it."""

    TREATY = (
        "treaty",
        "A treaty by its own title, or one that the sources say needs ratification as a treaty.",
    )
    AGREEMENT = (
        "agreement",
        "An agreement or accord; also where sources say no more than 'agreement'.",
    )
    MEMORANDUM = "memorandum", "A memorandum of understanding, of cooperation or of intent."
    PROTOCOL = (
        "protocol",
        "A protocol, whether it stands alone or is attached to another instrument.",
    )
    CONTRACT = "contract", "A commercial contract between a supplier or contractor and a buyer."
    PROGRAMME = "programme", "A programme, plan or roadmap of work for a stated period."
    JOINT_STATEMENT = (
        "joint_statement",
        "A joint statement, declaration or communique of both sides.",
    )
    LETTER_OF_INTENT = "letter_of_intent", "A letter of intent."
    MINUTES = "minutes", "The final act or agreed minutes of a commission session or a negotiation."
    CREDIT_AGREEMENT = (
        "credit_agreement",
        "An agreement by which one side opens a credit or loan for the other.",
    )
    AMENDMENT = "amendment", "An instrument that changes, extends or restructures an earlier one."


class AgreementStatus(Code):
    """The furthest stage of the instrument that a source bears."""

    NEGOTIATING = "negotiating", "Talks on it are reported; no text is said to be ready."
    DRAFT = (
        "draft",
        "A text or draft is reported ready, prepared or approved for signing, not signed.",
    )
    ANNOUNCED = (
        "announced",
        "Its signing is announced for the future, or reported only as intended.",
    )
    SIGNED = "signed", "Signed by both sides; nothing later is known."
    RATIFIED = "ratified", "Approved by a parliament or council of at least one side after signing."
    IN_FORCE = "in_force", "A source says that it is in force or being carried out."
    SUSPENDED = "suspended", "A source says that its working was suspended."
    LAPSED = "lapsed", "A source says that it expired or was never carried out."
    SUPERSEDED = "superseded", "Replaced by a later instrument."
    UNCONFIRMED = (
        "unconfirmed",
        "Reported as concluded by one witness without a day or a text, or by sources that disagree on whether it was.",
    )


class Sector(Code):
    """Field of cooperation; an agreement may name several, the main one first."""

    FOREIGN_POLICY = (
        "foreign_policy",
        "Political consultation, diplomacy, international organizations.",
    )
    TRADE = "trade", "Trade in goods and services, trade promotion, tariffs, barter."
    CUSTOMS = "customs", "Customs administration and mutual assistance."
    FINANCE = "finance", "Credit, banking, payments, insurance, taxation, debt."
    INVESTMENT = "investment", "Promotion and protection of investment, joint ventures, free zones."
    BUSINESS = "business", "Chambers of commerce, business councils, fairs."
    SHIPPING = "shipping", "Merchant shipping, ports, shipyards."
    AVIATION = "aviation", "Civil aviation and air services."
    RAILWAYS = "railways", "Railways, wagons, locomotives."
    ROAD_TRANSPORT = "road_transport", "Roads, buses, cars, trucks."
    ENERGY = "energy", "Electric power: generation, grid, renewables, efficiency."
    OIL_GAS = "oil_gas", "Oil, gas, refining, petrochemicals."
    MINING = "mining", "Mining and metals."
    NUCLEAR = "nuclear", "Peaceful uses of nuclear energy and technology."
    INDUSTRY = "industry", "Manufacturing not named elsewhere, cement, steel, spare parts."
    AGRICULTURE = (
        "agriculture",
        "Crops, livestock, veterinary matters, tractors and farm machinery.",
    )
    SUGAR = "sugar", "Sugar and sugar-cane by-products."
    FISHERY = "fishery", "Fishing and aquaculture."
    FOOD = "food", "Food industry and food safety."
    WATER = "water", "Water supply, dams, irrigation, sanitation."
    ENVIRONMENT = "environment", "Environment, climate, meteorology, natural disasters."
    HOUSING = "housing", "Housing, construction, building materials, urban planning."
    HEALTH = "health", "Public health, medical services, medical staff, medical devices."
    PHARMACEUTICALS = "pharmaceuticals", "Medicines and their regulation, vaccines included."
    BIOTECHNOLOGY = "biotechnology", "Biotechnology, genetic engineering, biological products."
    NANOTECHNOLOGY = "nanotechnology", "Nanotechnology."
    SCIENCE = "science", "Science, research, technology, innovation parks, space."
    EDUCATION = "education", "Schools, universities, scholarships, training."
    TELECOMMUNICATIONS = (
        "telecommunications",
        "Telecommunications, information technology, software.",
    )
    POST = "post", "Postal services."
    MEDIA = "media", "News agencies, radio, television, press."
    CULTURE = "culture", "Culture, arts, heritage, books, language, religion."
    CINEMA = "cinema", "Film and cinema."
    SPORT = "sport", "Sport and physical education."
    TOURISM = "tourism", "Tourism."
    CONSULAR = "consular", "Visas, consular matters, migration."
    JUSTICE = "justice", "Courts, mutual legal assistance, extradition, prisoners."
    SECURITY = "security", "Police, interior, narcotics, intelligence."
    DEFENCE = "defence", "Armed forces and defence industry."
    PARLIAMENT = "parliament", "Cooperation of parliaments and friendship groups."
    LOCAL_GOVERNMENT = "local_government", "Sister cities, provinces, municipalities."
    STANDARDS = "standards", "Standardization, metrology, quality, intellectual property."
    LABOUR = "labour", "Labour, social security, cooperatives, women, youth."
    GENERAL = "general", "Cooperation as a whole, no field named."


class VisitKind(Code):
    """The form of the journey, by what the sources call it and what was done; the first that fits, from the top."""

    THIRD_COUNTRY_MEETING = (
        "third_country_meeting",
        "A meeting of officials of both in a third country.",
    )
    STATE = "state", "A source calls it a state visit."
    MULTILATERAL = (
        "multilateral",
        "The journey was made for a conference, summit or assembly of many countries.",
    )
    CEREMONIAL = "ceremonial", "Made for a funeral, inauguration, anniversary or award."
    TRANSIT = "transit", "A stopover on the way elsewhere."
    PARLIAMENTARY = "parliamentary", "Led by a speaker or member of parliament in that capacity."
    ENVOY = "envoy", "Made to carry a message as special envoy."
    OFFICIAL = (
        "official",
        "A source calls it official, or the head of state, government or diplomacy travels.",
    )
    TECHNICAL = "technical", "Experts, companies, institutes, universities, athletes, artists."
    WORKING = "working", "Any other journey of an official for talks or a commission session."


class VisitLevel(Code):
    """Rank of the visitor of highest rank (in a third country: of the lower of the two who met)."""

    HEAD_OF_STATE = (
        "head_of_state",
        "President of either country, Cuba's president of the Council of State included.",
    )
    HEAD_OF_GOVERNMENT = "head_of_government", "Prime minister who is not head of state."
    VICE_PRESIDENT = (
        "vice_president",
        "Vice-president, of the republic or of the Council of State or of Ministers.",
    )
    SPEAKER = "speaker", "Speaker or president of parliament."
    FOREIGN_MINISTER = "foreign_minister", "Minister of foreign affairs."
    MINISTER = "minister", "Other minister or member of the cabinet."
    DEPUTY_MINISTER = "deputy_minister", "Deputy, vice- or assistant minister; deputy speaker."
    HEAD_OF_AGENCY = (
        "head_of_agency",
        "Head of an agency, institute, bank, chamber or state company.",
    )
    AMBASSADOR = "ambassador", "Ambassador or director in a foreign ministry."
    OTHER = "other", "Everybody else: members of parliament, commanders, advisers, experts."


class VisitStatus(Code):
    """Whether the journey was made."""

    TOOK_PLACE = "took_place", "A source reports it as made or under way."
    ANNOUNCED = "announced", "Announced; no source read reports it as made."
    CANCELLED = (
        "cancelled",
        "A source says that it was cancelled or put off and no source that it was made.",
    )
    UNCONFIRMED = (
        "unconfirmed",
        "Reported by one weak source, or sources disagree on whether it was made.",
    )


class SessionStatus(Code):
    """Whether the commission met."""

    HELD = "held", "A source reports the session as held or under way."
    ANNOUNCED = "announced", "Announced for a date; no source read reports it as held."
    POSTPONED = "postponed", "A source says that it was put off."
    UNCONFIRMED = "unconfirmed", "Its being held follows only indirectly from what sources say."


class FlowKind(Code):
    """What sort of money or goods it is."""

    CREDIT_LINE = "credit_line", "A credit line, as a ceiling to be drawn on."
    LOAN = "loan", "A loan of a stated sum."
    DEBT = "debt", "A debt outstanding at a date."
    REPAYMENT = "repayment", "Money paid back."
    RESTRUCTURING = "restructuring", "A debt rescheduled or forgiven."
    TRADE_TOTAL = "trade_total", "Trade both ways in a period."
    TRADE_EXPORTS = "trade_exports", "Goods sent from provider to receiver in a period."
    CONTRACT = "contract", "The value of a contract."
    PURCHASE = "purchase", "A purchase or delivery of goods."
    INVESTMENT = "investment", "An investment."
    GRANT = "grant", "Money given."
    AID_IN_KIND = "aid_in_kind", "Goods or services given."


class FlowStage(Code):
    """How far the sum had come, by what the source reports."""

    SOUGHT = "sought", "Asked for, aimed at or forecast."
    OFFERED = "offered", "Offered or promised by the provider."
    AGREED = "agreed", "Agreed or signed."
    DISBURSED = "disbursed", "Paid out or drawn, wholly or in part."
    COMPLETED = "completed", "Fully delivered, paid or settled."
    REPORTED = "reported", "A published figure (trade, debt) for a period."
    SUSPENDED = "suspended", "Stopped for the time being."
    CANCELLED = "cancelled", "Called off."


class QuantityUnit(Code):
    """What a quantity counts."""

    PIECE = "piece", "Single things: wagons, tractors, buses, generators, devices."
    TONNE = "tonne", "Metric tonnes."
    DOSE = "dose", "Doses of a vaccine or medicine."
    BARREL = "barrel", "Barrels of oil."
    LITRE = "litre", "Litres."
    MEGAWATT = "megawatt", "Megawatts of generating capacity."
    PERSON = "person", "Persons: students, doctors, patients."
    HECTARE = "hectare", "Hectares."
    KILOMETRE = "kilometre", "Kilometres."
    HOUSE = "house", "Dwellings."


class Currency(Code):
    """Currency of an amount, ISO 4217."""

    USD = "USD", "United States dollar."
    EUR = "EUR", "Euro (from 1999)."
    CUP = "CUP", "Cuban peso."
    IRR = "IRR", "Iranian rial."
    GBP = "GBP", "Pound sterling."
    DEM = "DEM", "German mark (to 2001)."
    CHF = "CHF", "Swiss franc."
    CAD = "CAD", "Canadian dollar."
    CNY = "CNY", "Chinese yuan."
    RUB = "RUB", "Russian rouble."


class ProjectStatus(Code):
    """The furthest stage that a source bears."""

    PROPOSED = "proposed", "Proposed or under discussion."
    AGREED = "agreed", "Agreed, work not reported as begun."
    UNDER_WAY = "under_way", "Work reported as begun."
    COMPLETED = "completed", "Reported as finished or delivered."
    SUSPENDED = "suspended", "Reported as stopped for the time being."
    LAPSED = "lapsed", "Reported as given up or never carried out."
    UNCONFIRMED = "unconfirmed", "Reported without date, party or a second witness."


class StatementKind(Code):
    """What the speaker does."""

    POSITION = "position", "States a view or policy."
    ENDORSEMENT = "endorsement", "Supports the other side or its cause."
    CONDEMNATION = "condemnation", "Condemns an act of a third party or of one of the two."
    COMMITMENT = "commitment", "Promises or undertakes something."
    DENIAL = "denial", "Denies an allegation."
    ALLEGATION = "allegation", "Asserts as fact something that is disputed or unproven."
    ASSESSMENT = "assessment", "Judges or analyses the relation, or reports a finding on it."


class StatementTopic(Code):
    """What it is about; the main topic only."""

    BILATERAL_RELATIONS = "bilateral_relations", "The relation as a whole."
    ECONOMIC_COOPERATION = "economic_cooperation", "Trade, credit, investment, industry."
    SCIENCE_HEALTH = "science_health", "Health, vaccines, biotechnology, science."
    EMBARGO_ON_CUBA = "embargo_on_cuba", "The United States embargo and sanctions on Cuba."
    SANCTIONS_ON_IRAN = "sanctions_on_iran", "Sanctions on Iran."
    TERRORISM_DESIGNATION = (
        "terrorism_designation",
        "Lists of state sponsors of terrorism; support for armed groups.",
    )
    NUCLEAR_PROGRAMME = "nuclear_programme", "Iran's nuclear programme and the nuclear agreement."
    ATTACKS_ON_IRAN = "attacks_on_iran", "Armed attacks on Iran, its facilities and officials."
    PALESTINE = "palestine", "Palestine, Gaza, Israel."
    PROTESTS = "protests", "Protests and unrest in either country."
    HUMAN_RIGHTS = "human_rights", "Human rights in either country."
    INTELLIGENCE = "intelligence", "Intelligence and electronic cooperation, jamming included."
    MILITARY = "military", "Weapons, bases, warships, drones, military cooperation."
    BIOLOGICAL_WEAPONS = "biological_weapons", "Biological weapons and dual-use biotechnology."
    NON_ALIGNED = "non_aligned", "Non-Aligned Movement, United Nations, world order."
    IRAN_IRAQ_WAR = "iran_iraq_war", "The war of 1980 to 1988 and mediation in it."
    CONDOLENCE = "condolence", "Condolence, congratulation, solidarity after a disaster."
    OTHER = "other", "None of the others."


class StatementStanding(Code):
    """What the record knows of the content, by the sources read, never by our opinion."""

    UNCONTESTED = (
        "uncontested",
        "A position or act of speech; no source read disputes what it asserts as fact.",
    )
    CONTESTED = "contested", "A source read disputes or denies what it asserts as fact."
    REFUTED = "refuted", "A better source shows that what it asserts as fact is wrong."
    UNPROVEN = "unproven", "It asserts a disputable fact for which no source read gives proof."


class MeasureKind(Code):
    """What sort of step it is."""

    EMBARGO = "embargo", "A general prohibition of trade."
    TERRORISM_DESIGNATION = "terrorism_designation", "Designation as a state sponsor of terrorism."
    SANCTIONS_PROGRAMME = (
        "sanctions_programme",
        "A law, order or resolution imposing or widening sanctions.",
    )
    ENTITY_LISTING = "entity_listing", "Listing of a named entity or person."
    PENALTY = (
        "penalty",
        "A fine, forfeiture or settlement for breaking the sanctions on Cuba and on Iran.",
    )
    WAIVER = "waiver", "An exemption or suspension for a time."
    LIFTING = "lifting", "Removal of a measure."


class IndicatorName(Code):
    """Name of a yearly series."""

    UN_VOTES_JOINT = (
        "un_votes_joint",
        "General Assembly roll calls in which both took part (yes, no or abstain).",
    )
    UN_VOTES_IDENTICAL = "un_votes_identical", "Joint roll calls in which both cast the same vote."
    UN_VOTES_PARTLY = (
        "un_votes_partly",
        "Joint roll calls in which exactly one of the two abstained.",
    )
    UN_VOTES_OPPOSED = (
        "un_votes_opposed",
        "Joint roll calls in which one voted yes and the other no.",
    )
    MISSION_CUB_IN_IRN = (
        "diplomatic_mission_cub_in_irn",
        "Head of Cuba's mission in Iran: 0 none known, 1 chargé d'affaires, 2 minister, 3 ambassador, 9 other (COW).",
    )
    MISSION_IRN_IN_CUB = (
        "diplomatic_mission_irn_in_cub",
        "Head of Iran's mission in Cuba: 0 none known, 1 chargé d'affaires, 2 minister, 3 ambassador, 9 other (COW).",
    )
    TRADE_IRN_TO_CUB_USD = "trade_irn_to_cub_usd", "Goods sent from Iran to Cuba, US dollars."
    TRADE_CUB_TO_IRN_USD = "trade_cub_to_irn_usd", "Goods sent from Cuba to Iran, US dollars."


class IndicatorUnit(Code):
    """Unit of an indicator value."""

    ROLL_CALL = "roll_call", "Number of roll-call votes."
    LEVEL = "level", "Code on an ordinal scale, as the source defines it."
    USD = "USD", "United States dollars, current prices."
