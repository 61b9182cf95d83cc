"""Stages of projects."""

from cubairan_data.contract.codes.code import Code


class ProjectStatus(Code):
    """The furthest stage that a source supports."""

    PROPOSED = "Proposed or under discussion."
    AGREED = "Agreed; no source reports that work has begun."
    UNDER_WAY = "Work is reported to have begun."
    COMPLETED = "Reported as finished or delivered."
    SUSPENDED = "Reported as halted for the time being."
    LAPSED = "Reported as abandoned or never carried out."
    UNCONFIRMED = "Reported without a date, a party or a second independent source."
