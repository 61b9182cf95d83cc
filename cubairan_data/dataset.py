"""The dataset's own metadata; every file that repeats it is generated from here."""

NAME = "cubairan-data"
# PLACEHOLDER: the project has no public address yet. Every address of the project derives from this
# constant, and `make release-check` refuses a release while it points to example.org.
HOMEPAGE = "https://example.org/cubairan-data"
TITLE = "Relations between Cuba and Iran, 1979 to today"
VERSION = "0.2.0"
RELEASED = "2026-11-29"
DESCRIPTION = (
    "Visits, agreements, commission sessions, money, projects, statements and measures in the "
    "relations between Cuba and Iran since 1979, each value with the passage that supports it "
    "and the readings that differ."
)
CONTRIBUTORS = "the cubairan-data contributors"
KEYWORDS = (
    "Cuba",
    "Iran",
    "bilateral relations",
    "diplomacy",
    "state visits",
    "treaties",
    "sanctions",
    "foreign policy",
    "dyadic data",
)
FIRST_YEAR = 1979
# What a user should know before drawing conclusions; metadata for machines repeats it.
COLLECTION = (
    "Hand-curated from public texts in more than twenty languages: news, government pages, "
    "legislation and reports. Each value is coded by a person under written rules and carries the "
    "passage that bears it."
)
PREPROCESSING = (
    "Names are romanized, Iranian calendar dates converted, and dates of uncertain precision "
    "written in EDTF. Reprints are linked to their origin, so that one story counts once."
)
BIASES = (
    "State media of both countries and outlets critical of both are over-represented, other "
    "archives under-represented; the years before 1998 are thin; what was announced is easier to "
    "find than what was carried out."
)
LIMITATIONS = (
    "No row does not mean that nothing happened: the table `coverage` says what was searched. Most "
    "sums are claims of one side. Texts were often seen only in part."
)
USES = (
    "Research and reporting on the relations between Cuba and Iran, dyad-year analysis, teaching "
    "how claims are traced to sources."
)
MISUSES = (
    "Not a screening list: a listed measure is a historical event, not legal advice, and an "
    "allegation is an act of its author, not a finding."
)
PERSONAL_DATA = (
    "Officials and public figures in their public role only: names, offices, public acts."
)
CODE_LICENSE = "MIT"
DATA_LICENSE = "CC-BY-4.0"
DATA_LICENSE_TITLE = "Creative Commons Attribution 4.0 International"
DATA_LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
