"""The charts of one record, as `Record.plot` gives them."""

from typing import TYPE_CHECKING

from cubairan_data.storage.folder import Tables
from cubairan_data.storage.wording import known_language

if TYPE_CHECKING:
    import altair
    import pandas as pd


class Plots:
    """The charts of a record, in English, Spanish or Persian; they need the extra ``plot``.

    Each is a chart of Altair: shown by itself in a notebook, to be changed like any other, and
    saved as a picture by ``chart.save("chart.png")`` or ``chart.save("chart.svg")``.

    Example:
        >>> import cubairan_data as cid
        >>> cid.plot
        <Plots: agreements_by_sector, credit_family, measures_in_force, network, ...>
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __repr__(self) -> str:
        return f"<Plots: {', '.join(name for name in dir(type(self)) if name[0] != '_')}>"

    def relation_by_year(self, language: str = "en") -> "altair.VConcatChart":
        """Draw the relation year by year: visits each way, agreements, credit, measures.

        Args:
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart of four panels. Each credit is a point by itself, since most are told at several
            stages and their sum means nothing; measures in force are a band between bounds.

        Raises:
            UnknownNameError: the language is unknown.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> chart = cid.plot.relation_by_year()  # doctest: +SKIP
            >>> len(chart.vconcat)  # doctest: +SKIP
            4
        """
        from cubairan_data.charts.yearly import relation_by_year

        return relation_by_year(self._tables, known_language(language))

    def visits_by_year(self, language: str = "en") -> "altair.Chart":
        """Draw the visits of each year by direction; a visit of no certain year is left out.

        Args:
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart of stacked bars.

        Raises:
            UnknownNameError: the language is unknown.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> cid.plot.visits_by_year("es").title  # doctest: +SKIP
            'Visitas por año'
        """
        from cubairan_data.charts.yearly import visits_by_year

        return visits_by_year(self._tables, known_language(language))

    def measures_in_force(self, language: str = "en") -> "altair.LayerChart":
        """Draw how many measures were in force in each year, between bounds.

        Args:
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart: the line is what was certainly in force, the band what may have been.

        Raises:
            UnknownNameError: the language is unknown.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> cid.plot.measures_in_force().title  # doctest: +SKIP
            'Measures in force'
        """
        from cubairan_data.charts.yearly import measures_in_force

        return measures_in_force(self._tables, known_language(language))

    def timeline(
        self, events: "pd.DataFrame | None" = None, language: str = "en"
    ) -> "altair.LayerChart":
        """Draw everything dated on one axis: days as ticks, uncertain dates as spans.

        Args:
            events: a frame from `Record.events`, filtered as you like; None means all of them.
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart with a lane for each table. What has no date or an open end is left out.

        Raises:
            UnknownNameError: the language is unknown, or the frame is not one of events.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> events = cid.events("2001", "2001")
            >>> len(cid.plot.timeline(events).layer)  # doctest: +SKIP
            2
        """
        from cubairan_data.charts.event_spans import timeline
        from cubairan_data.retrieval.timeline import Selection
        from cubairan_data.retrieval.timeline import events as everything

        wanted = known_language(language)
        drawn = everything(self._tables, Selection()) if events is None else events
        return timeline(drawn, wanted)

    def agreements_by_sector(self, language: str = "en") -> "altair.Chart":
        """Draw the agreements of each sector by their status.

        Args:
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart of stacked bars; an agreement of several sectors is in the bar of each.

        Raises:
            UnknownNameError: the language is unknown.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> cid.plot.agreements_by_sector().title  # doctest: +SKIP
            'Agreements by sector'
        """
        from cubairan_data.charts.sector_bars import agreements_by_sector

        return agreements_by_sector(self._tables, known_language(language))

    def credit_family(self, flow: str | None = None, language: str = "en") -> "altair.Chart":
        """Draw the sums told about one credit as a tree, each by itself; nothing is added up.

        Args:
            flow: key of any row of the family; None means the largest family.
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart of bars, of the rows in the currency in which most of the family are told; what
            counts in a sum is blue, what would count it twice is grey.

        Raises:
            UnknownNameError: the language is unknown.
            UnknownRowError: there is no such flow.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> cid.plot.credit_family("2006-credit-line-200-million").title  # doctest: +SKIP
            'One credit and what became of it'
        """
        from cubairan_data.charts.credit_tree import credit_family

        return credit_family(self._tables, flow, known_language(language))

    def votes(self, language: str = "en") -> "altair.Chart":
        """Draw the roll calls of the General Assembly by how the two countries voted.

        Args:
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart of stacked bars: alike, partly alike, against each other.

        Raises:
            UnknownNameError: the language is unknown.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> cid.plot.votes().title  # doctest: +SKIP
            'Votes in the General Assembly of the United Nations'
        """
        from cubairan_data.charts.vote_shares import votes

        return votes(self._tables, known_language(language))

    def network(self, person: str, language: str = "en") -> "altair.LayerChart":
        """Draw whom a person met in visits and contacts.

        Args:
            person: key or name of an official.
            language: ``en``, ``es`` or ``fa``.

        Returns:
            A chart with the person in the middle, and around the 24 most often met.

        Raises:
            UnknownNameError: the language is unknown.
            UnknownRowError: there is no such person, or several have this name.
            CannotRunError: Altair is not installed.

        Example:
            >>> import cubairan_data as cid
            >>> len(cid.plot.network("Ricardo Cabrisas").layer)  # doctest: +SKIP
            5
        """
        from cubairan_data.charts.ego_network import network

        return network(self._tables, person, known_language(language))
