"""The ids of what is checked outside the registry: files, cells, and the columns of one row."""

ROW_RULES = {
    "schema": "The descriptor's own contract, checked by frictionless; the ids found begin with schema/.",
    "descriptor": "The descriptor lists every table of the dataset, each with one path inside the folder.",
    "file": "A listed file can be read.",
    "encoding": "Files are UTF-8 without a byte order mark.",
    "header": "A file has exactly the columns of its table, in their order.",
    "cells": "A row has as many cells as the header.",
    "csv": "A file is CSV by RFC 4180.",
    "required": "What a row cannot do without is filled.",
    "code": "A code is one of its list.",
    "date": "A date is EDTF of the accepted subset and in the calendar.",
    "format": "A cell has the form of its column.",
    "bounds": "The bound columns hold the days that the date text means.",
    "filled-together": "What belongs together is filled together.",
    "end-not-before-start": "Nothing ends before it starts.",
    "amount-with-currency": "An amount has a currency, and a currency an amount.",
    "amount-order": "Low is at most amount is at most high.",
    "amount-positive": "Amounts are not negative.",
    "count-positive": "Counts of documents are 1 or more.",
    "signed-status": "What is only negotiated, drafted or announced has no date of signing.",
    "third-country": "A third-country meeting has no sender and a third host.",
    "direction": "A journey or a payment goes from one of the two to the other.",
    "speaker-named": "A statement has a speaker, named once.",
    "measure-sides": "A measure has somebody who imposes it and somebody at whom it is aimed.",
    "title-translated": "A title in another language has its English translation, an English one has none.",
    "indicator-unit": "A series has its unit, a level a number of its scale.",
    "contradiction-one-column": "A contradicting line names one column.",
    "contradiction-told": "A contradicting line gives its reading and the reason why it is not followed.",
    "support-no-reason": "A supporting line needs no reason.",
    "support-reading-one-column": "A supporting line with a reading names one column.",
}


def reason_of(rule: str) -> str:
    """The reason of any rule id."""
    from cubairan_data.validation.rules import RULES

    if rule in RULES:
        return RULES[rule].reason
    return ROW_RULES.get(rule) or ROW_RULES["schema"]
