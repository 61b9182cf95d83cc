"""The record in the forms of other programs: databases, statistics packages, linked data."""
