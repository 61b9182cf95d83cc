"""The dataset's own metadata; every file that repeats it is generated from here."""

NAME = "cubairan-data"
# PLACEHOLDER: the project has no public address yet. Every address of the project derives from this
# constant, and `make release-check` refuses a release while it points to example.org.
HOMEPAGE = "https://example.org/cubairan-data"
TITLE = "Relations between Cuba and Iran, 1979 to today"
VERSION = "0.1.0"
RELEASED = "2026-11-23"
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
CODE_LICENSE = "MIT"
DATA_LICENSE = "CC-BY-4.0"
DATA_LICENSE_TITLE = "Creative Commons Attribution 4.0 International"
DATA_LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
