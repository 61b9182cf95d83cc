"""The families of rules: what a rule is about, whichever layer checks it."""

from cubairan_data.contract.codes.code import Code


class Family(Code):
    """What a rule is about."""

    FORM = "Files and cells", "What a file and a cell may hold, whatever the table."
    KEYS = "Keys and references", "Rows are found by their keys, and references lead to rows."
    TIME = "Time", "What came first, and what had happened by the day of the version."
    SIDES = "Sides", "Who acts for Cuba, who for Iran, and in which direction."
    PERSONS = "Persons", "Names, offices and the parts that people take."
    PLACES = "Places", "Cities are known and lie where the row says."
    NUMBERS = "Numbers", "Sums, counts, votes and codes that are numbers."
    STATUS = "Status", "The stage of a thing agrees with what else is said of it."
    DOUBLES = "Doubles", "Nothing is entered twice."
    SOURCES = (
        "Sources and evidence",
        "Sources can be found again, and passages bear what they should.",
    )
    COVERAGE = "Coverage and retired identifiers", "What was searched, and what was withdrawn."
    TEXTS = "Texts", "Texts are whole, plain and meant for a reader."
    DECISIONS = "Judgements and exceptions", "What was decided is about rows and rules that exist."
