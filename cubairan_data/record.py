"""One record: a folder of tables, and everything the package does with it.

`Record` is the public face of the package. Each method checks the names it is given and calls the
module that does the work, imported only then, so that loading a table costs no more than pandas.
The module-level functions of ``cubairan_data`` are the methods of the default record.
"""

import os
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.contract.typed_objects import typed_by_table
from cubairan_data.errors import CannotRunError, UnknownTableError, several_names, shown
from cubairan_data.escaping import plain
from cubairan_data.storage.folder import SoundTables, Tables
from cubairan_data.storage.locate import DESCRIPTOR, installed_root
from cubairan_data.storage.names import TABLE_NAMES, CodebookName, TableName, known_table
from cubairan_data.storage.schema import installed_descriptor, schemas

if TYPE_CHECKING:
    import pandas as pd

    from cubairan_data.analysis.panel_periods import Frequency
    from cubairan_data.analysis.search_depth import Zeros
    from cubairan_data.analysis.totals import Total
    from cubairan_data.charts.plots import Plots
    from cubairan_data.citation.fewer_sources import PerRow
    from cubairan_data.citation.parts import Citable
    from cubairan_data.citation.reference_list import ReferenceList
    from cubairan_data.citation.style_names import Style
    from cubairan_data.contract.labels import Language
    from cubairan_data.contract.model import TableModel
    from cubairan_data.provenance.corroboration import Unit
    from cubairan_data.provenance.explanation import Explanation
    from cubairan_data.retrieval.profile import Profile
    from cubairan_data.retrieval.timeline import Day, Within
    from cubairan_data.storage.diff import Diff
    from cubairan_data.storage.finding import Report
    from cubairan_data.validation.engine_names import ContractEngine
    from cubairan_data.validation.progress import Progress

Folder = str | Path
DEFAULT_FOLDER = "CUBAIRAN_DATA"
"""The variable of the environment that names the folder of the default record."""
_INSTALLED = "installed"


class Record:
    """The tables of one folder, loaded, explained, cited and validated.

    A table is read on first use and cached; reopen the folder to see later changes. `validate`,
    `format` and `diff` always read the files anew.

    Args:
        root: folder that holds ``datapackage.json`` and its tables, or that file.

    Raises:
        CannotRunError: there is no readable descriptor.

    Example:
        >>> import cubairan_data as cid
        >>> record = cid.open(cid.Record.installed_root())
        >>> record.load("visits").equals(cid.load("visits"))
        True
    """

    def __init__(self, root: Folder) -> None:
        self.root = _folder(root)
        is_installed = self.root == installed_root()
        descriptor = installed_descriptor() if is_installed else None
        self._tables = SoundTables(self.root, descriptor, is_validated=is_installed)

    def __repr__(self) -> str:
        version = self._tables.descriptor.get("version", "without version")
        return f"<Record {version} in {self.root}>"

    @staticmethod
    def installed_root() -> Path:
        """Find the folder of the record that comes with the package.

        Returns:
            The folder that holds its ``datapackage.json``.

        Raises:
            CannotRunError: the installation is damaged.

        Example:
            >>> import cubairan_data as cid
            >>> (cid.Record.installed_root() / "datapackage.json").is_file()
            True
        """
        return installed_root()

    # Read

    def load(
        self,
        table: TableName,
        *,
        min_independent: int | None = None,
        columns: str | Sequence[str] = (),
        identifiers: str | Sequence[str] = (),
        exclude_publishers: str | Iterable[str] = (),
        labels: bool | str = False,
        path: Folder | None = None,
    ) -> "pd.DataFrame":
        """Load one table.

        Args:
            table: name of the table, as listed by `tables`.
            min_independent: keep only rows that at least this many independent sources support
                (see `corroboration`). Without ``columns``, a source counts for a row if it bears
                any column of it, so a single source may still be all that bears its date.
            columns: with one of the two other conditions, keep only rows in which each of these
                columns is borne by that many independent sources; a blank column is borne by none.
                This does not select columns; ``load(table)[["date", "places"]]`` does.
            identifiers: join the identifiers in these authority files, such as ``wikidata``, as
                columns of that name; several of one row are joined by ``;``.
            exclude_publishers: disregard these publishers (identifiers) or kinds of publishers
                (codes, such as ``content_farm``); rows without other support are left out.
            labels: True gives labels in place of codes, such as ``Head of state``; a language
                gives them in this language: ``en``, ``es`` (Spanish) or ``fa`` (Persian).
            path: another folder to load from, or its ``datapackage.json``; None means this record.
                To load several tables of a folder, `open` it.

        Returns:
            A new DataFrame: identifiers, texts, lists (items joined by ``;``) and EDTF dates as
            ``string``, codes as ``category`` with every allowed code, counts, years and amounts
            (whole units) as ``Int64``, quantities and values as ``Float64``, flags as ``boolean``,
            date bounds as ``datetime64[s]``. Blank cells are missing values; the text ``NA`` is
            not. ``frame.attrs["table"]`` names the table. The texts of a table without rows are the
            ``str`` of pandas, which its reductions take.

        Raises:
            UnknownTableError: no table has this name.
            InvalidTableError: a file of an opened folder breaks the contract.
            NotEvidencedError: the table does not rest on evidence, so it cannot be filtered.
            UnknownNameError: a publisher or kind of publisher is unknown, ``min_independent`` is
                not a whole number from 1, ``columns`` is given without a condition, there are no
                labels in this language, or no such identifiers for this table.
            CannotRunError: there is no readable descriptor in ``path``.
            UnknownColumnError: the table has no such column, or one that never rests on evidence.

        Example:
            >>> import cubairan_data as cid
            >>> visits = cid.load("visits")
            >>> str(visits["date_earliest"].dtype), str(visits["kind"].dtype)
            ('datetime64[s]', 'category')
            >>> rows = cid.load("visits", min_independent=2)
            >>> dated = cid.load("visits", min_independent=2, columns=["date"])
            >>> len(dated) < len(rows) < len(visits)
            True
            >>> officials = cid.load("officials", identifiers=["wikidata"])
            >>> officials.set_index("official_id").loc["fidel-castro", "wikidata"]
            'Q11256'
        """
        name = known_table(table)
        tables = self._tables if path is None else Record(path)._tables
        frame = tables.frame(name)
        if schemes := several_names(identifiers, "identifiers"):
            from cubairan_data.storage.authority_files import with_identifiers

            frame = with_identifiers(tables, name, frame, schemes)
        named = several_names(columns, "columns")
        excluded = several_names(exclude_publishers, "exclude_publishers")
        if min_independent is None and not named and not excluded:
            frame = frame.copy()
        else:
            from cubairan_data.provenance.corroboration import supported_rows

            rows = supported_rows(tables, name, min_independent, named, excluded)
            frame = frame[rows.to_numpy(bool)].reset_index(drop=True)
        if labels is False:
            return frame
        from cubairan_data.storage.labelled import with_labels
        from cubairan_data.storage.wording import language_of_labels

        language = language_of_labels(labels)
        return with_labels(frame, schemas()[name], language) if language else frame

    def load_all(self) -> "dict[TableName, pd.DataFrame]":
        """Load every table.

        Returns:
            The tables by name, in the order of publication, each as from `load`.

        Raises:
            InvalidTableError: a file of an opened folder breaks the contract.

        Example:
            >>> import cubairan_data as cid
            >>> sorted(cid.load_all()) == sorted(cid.tables()["name"])
            True
        """
        return {table: self.load(table) for table in TABLE_NAMES}

    def tables(self, language: "Language" = "en") -> "pd.DataFrame":
        """List the tables.

        Args:
            language: language of titles and descriptions: ``en``, ``es`` or ``fa``.

        Returns:
            One row per table: ``name``, ``title``, ``group`` (record, actors, evidence), ``rows``,
            ``columns``, ``description``; counts are ``Int64``, all else ``string``.

        Raises:
            InvalidTableError: a file of an opened folder cannot be read.
            UnknownNameError: there is no such language.

        Example:
            >>> import cubairan_data as cid
            >>> cid.tables().columns.tolist()
            ['name', 'title', 'group', 'rows', 'columns', 'description']
            >>> cid.tables(language="es").set_index("name").loc["visits", "title"]
            'Visitas'
        """
        from cubairan_data.storage.codebook import list_tables
        from cubairan_data.storage.wording import known_language

        return list_tables(self._tables, known_language(language))

    def codebook(self, table: CodebookName, language: "Language" = "en") -> "pd.DataFrame":
        """Describe the columns of one table, or of the panel.

        Args:
            table: name of the table, as listed by `tables`; or ``panel``.
            language: language of titles and descriptions: ``en``, ``es`` or ``fa``. Names of
                tables and columns, codes and examples are the same in each.

        Returns:
            One row per column, all ``string``: ``column``, ``title``, ``type``, ``description``,
            ``codes`` (one ``code: definition`` per line), ``unit``, ``example``, ``key``
            (``primary``, or the table it references), ``role`` (what must back a value: sourced,
            coded, derived, recorded).

        Raises:
            UnknownTableError: no table has this name.
            UnknownNameError: there is no such language.

        Example:
            >>> import cubairan_data as cid
            >>> book = cid.codebook("visits").set_index("column")
            >>> book.loc["lead_official_id", "key"]
            'references officials'
            >>> cid.codebook("visits", language="es").set_index("column").loc["host_id", "title"]
            'País anfitrión'
        """
        from cubairan_data.storage.wording import known_language

        known = known_language(language)
        if isinstance(table, str) and table == "panel":
            from cubairan_data.analysis.panel_codebook import panel_codebook

            return panel_codebook(known)
        from cubairan_data.storage.codebook import codebook

        return codebook(schemas()[known_table(table)], known)

    @typed_by_table
    def objects(self, table: TableName) -> "list[TableModel]":
        """Load one table as objects of its pydantic model.

        Args:
            table: name of the table, as listed by `tables`.

        Returns:
            One frozen object per row, in file order: codes are enumeration members,
            lists tuples, bounds dates, blank cells None.

        Raises:
            UnknownTableError: no table has this name.
            InvalidTableError: a file of an opened folder breaks the contract.
            pydantic.ValidationError: a row of an opened folder breaks a rule between its columns.

        Example:
            >>> import cubairan_data as cid
            >>> cid.objects("countries")[0].country_id.isupper()
            True
        """
        from cubairan_data.contract.catalogue import MODELS

        name = known_table(table)
        return [MODELS[name].model_validate(row.cells) for row in self._tables.sound(name).rows]

    # Find

    def search(
        self,
        text: str,
        tables: "TableName | Sequence[TableName] | None" = None,
        *,
        language: "Language | None" = None,
    ) -> "pd.DataFrame":
        """Search the names, titles, texts and quoted passages of the tables.

        Accents, case, hyphens, Arabic and Persian forms of letters and digits, and half-spaces
        make no difference: ``Rodriguez`` finds ``Rodríguez``.

        Args:
            text: a word, a part of one, a name or a phrase. Of a phrase that occurs nowhere in
                a text, all words must occur there.
            tables: names of the tables to search; None means all.
            language: also search the labels of codes in this language: ``en``, ``es`` or ``fa``.

        Returns:
            One row per text found, all ``string`` but ``match``: ``table_name``, ``row_id``,
            ``column``, ``match`` (ordered ``category``: ``exact``, as typed; ``folded``, in
            another spelling; ``spacing``, with other blanks in Arabic script; ``words``, all words
            apart), and the words ``before`` the hit, the ``hit`` itself, the words ``after`` it.
            The closest matches come first, among them names and titles.

        Raises:
            UnknownTableError: no table has this name.
            UnknownNameError: there is nothing to search, or no such language.
            InvalidTableError: a file of an opened folder breaks the contract.

        Example:
            >>> import cubairan_data as cid
            >>> found = cid.search("diaz canel", tables="officials")
            >>> found[["row_id", "match", "hit"]].iloc[0].tolist()
            ['miguel-diaz-canel', 'folded', 'Díaz-Canel']
            >>> railways = cid.search("ferrocarriles", "agreements", language="es")
            >>> set(railways["column"])
            {'sectors'}
        """
        from cubairan_data.retrieval.search import search
        from cubairan_data.storage.wording import known_language

        named = TABLE_NAMES if tables is None else several_names(tables, "tables")
        known = None if language is None else known_language(language)
        return search(self._tables, text, [known_table(name) for name in named], known)

    def events(
        self,
        since: "Day | None" = None,
        until: "Day | None" = None,
        *,
        person: str | None = None,
        organization: str | None = None,
        sector: str | None = None,
        kinds: str | Iterable[str] | None = None,
        within: "Within" = "partly",
        undated: bool = False,
    ) -> "pd.DataFrame":
        """List everything dated in one frame: the base of a timeline.

        Args:
            since: first day wanted, as a date or as the text of a day, month or year.
            until: last day wanted; ``"2016"`` means the end of 2016.
            person: key or name of an official; only what names this person.
            organization: key or name of a body; only what names this body.
            sector: code of a sector; only agreements and projects of it, and flows that rest on
                such an agreement.
            kinds: only these, None for all: tables (``visits``), or codes of their column ``kind``
                (``credit_line``). Terms of office come only if ``tenures`` is among them, and reach
                as far as they are attested where their start or end is not known.
            within: ``partly`` gives all whose date may lie between the two days, at least in part;
                an open end, as of ``2006/..``, reaches without limit. ``wholly`` gives only
                those whose whole span lies there, so that none with that end open is among them.
            undated: also give the rows without a date, at the end.

        Returns:
            One row per row of a table, by date: ``table_name``, ``row_id``, ``kind``, ``status``
            (or the stage of a flow, the standing of a statement), ``date`` (EDTF), ``earliest`` and
            ``latest`` (``datetime64[s]``, missing at an open end), ``year`` (``Int64``, missing if
            the date spans several), ``title``, ``summary``, ``countries`` (joined by ``;``); all
            else ``string``.

        Raises:
            UnknownNameError: a day cannot be read, or a sector or kind is unknown.
            UnknownRowError: there is no such person or body.
            InvalidTableError: a file of an opened folder breaks the contract.

        Example:
            >>> import cubairan_data as cid
            >>> year = cid.events(since="2016", until="2016", kinds="visits")
            >>> bool((year["latest"] >= "2016-01-01").all())
            True
        """
        from cubairan_data.retrieval.timeline import Selection, events

        wanted = Selection(since, until, person, organization, sector, kinds, within, undated)
        return events(self._tables, wanted)

    def about(self, who: str, *, language: "Language" = "en") -> "Profile":
        """Gather everything about one person or body, over all tables.

        Args:
            who: key of an official or an organization, or a name, or part of one, that only one
                of them has.
            language: ``en``, ``es`` or ``fa``; ``fa`` has names in Persian script beside the Latin
                ones, and Iranian dates.

        Returns:
            A profile, readable when printed: names, and every row that names the person or body
            by key or, in full, in its text. `Profile.to_frame` gives the rows as a DataFrame.

        Raises:
            UnknownRowError: there is no such person or body, or several have this name.
            InvalidTableError: a file of an opened folder breaks the contract.
            UnknownNameError: there is no such language.
            CannotRunError: the library for Iranian dates is not installed (the message says what to
                install).

        Example:
            >>> import cubairan_data as cid
            >>> print(str(cid.about("Ricardo Cabrisas")).splitlines()[0])
            Ricardo Cabrisas Ruiz (officials ricardo-cabrisas)
            >>> print(str(cid.about("Ricardo Cabrisas", language="es")).splitlines()[2])
              país: Cuba
        """
        from cubairan_data.retrieval.profile import about
        from cubairan_data.storage.wording import known_language

        return about(self._tables, who, known_language(language))

    # Evidence

    def evidence(
        self,
        table: TableName | None = None,
        row_id: str | None = None,
        column: str | None = None,
    ) -> "pd.DataFrame":
        """List the evidence for a table, a row or a value.

        Args:
            table: name of a table of the record or actor group; None means all.
            row_id: key of one row (parts of a key joined by ``/``) of this table; None means all
                rows.
            column: name of one column of this table; None means all.

        Returns:
            One row per line of evidence: ``table_name``, ``row_id``, ``columns``, ``verdict``,
            ``reading``, ``reason``, ``source_id``, ``title``, ``publisher``, ``publisher_kind``,
            ``reliability``, ``published`` (EDTF), ``language``, ``locator``, ``link`` (opens the
            page at the passage; missing where the source has no address), ``note``. Codes are
            ``category``, all else ``string``.

        Raises:
            UnknownTableError: no table has this name, or a row or column is given without one.
            NotEvidencedError: the table does not rest on lines of evidence.
            UnknownRowError: the table has no such row.
            UnknownColumnError: the table has no such column.
            InvalidTableError: a file of an opened folder breaks the contract.

        Example:
            >>> import cubairan_data as cid
            >>> lines = cid.evidence("visits", column="date")
            >>> set(lines["verdict"]) <= {"supports", "contradicts"}
            True
        """
        from cubairan_data.provenance.lines import cells_of_row, check_evidenced, evidence_lines

        name = None if table is None else known_table(table)
        if name is None and (row_id, column) != (None, None):
            raise UnknownTableError("a row or a column belongs to a table; name the table as well")
        if name is not None:
            check_evidenced(name)
            if row_id is not None:
                cells_of_row(self._tables, name, row_id)
            if column is not None:
                schemas()[name].field(column)
        return evidence_lines(self._tables, name, row_id, column)

    def explain(
        self,
        table: TableName,
        row_id: str,
        column: str | None = None,
        *,
        language: "Language" = "en",
    ) -> "Explanation":
        """Show the evidence for and against a value, or each value of a row.

        Args:
            table: name of a table of the record or actor group.
            row_id: key of the row (parts of a key joined by ``/``).
            column: name of one column; None means every filled column that is sourced or has
                evidence.
            language: ``en``, ``es`` or ``fa``; the last two give titles, labels and names in place
                of columns, codes and keys, and ``fa`` Iranian dates beside the Gregorian ones.

        Returns:
            An explanation, readable when printed; `Explanation.to_markdown` and
            `Explanation.to_html` have links, as shown in notebooks.

        Raises:
            UnknownTableError: no table has this name.
            NotEvidencedError: the table does not rest on lines of evidence.
            UnknownRowError: the table has no such row.
            UnknownColumnError: the table has no such column.
            InvalidTableError: a file of an opened folder breaks the contract, or a line of evidence
                leads nowhere.
            UnknownNameError: there is no such language.
            CannotRunError: the library for Iranian dates is not installed (the message says what to
                install).

        Example:
            >>> import cubairan_data as cid
            >>> print(str(cid.explain("visits", "2001-05-castro-tehran", "places")).splitlines()[0])
            visits 2001-05-castro-tehran
            >>> spanish = cid.explain("visits", "2001-05-castro-tehran", "kind", language="es")
            >>> print(str(spanish).splitlines()[1])
            Tipo: Oficial  (codificado según la regla del libro de códigos)
        """
        from cubairan_data.provenance.explanation import explanation
        from cubairan_data.provenance.lines import check_evidenced
        from cubairan_data.storage.wording import known_language

        name, known = known_table(table), known_language(language)
        check_evidenced(name)
        return explanation(self._tables, name, row_id, column, known)

    def rivals(self, table: TableName | None = None) -> "pd.DataFrame":
        """List the readings that contradict the values of the record.

        Args:
            table: name of one table; None means all.

        Returns:
            One row per contradicting line of evidence: ``table_name``, ``row_id``, ``column``,
            ``value`` (the one in the record, as text), ``reading`` (the rival one), ``reason``
            (why it is not followed), ``source_id``, ``title``, ``publisher``, ``reliability``,
            ``published``, ``link``, ``note``. Codes are ``category``, all else ``string``.

        Raises:
            UnknownTableError: no table has this name.
            NotEvidencedError: the table does not rest on lines of evidence.
            InvalidTableError: a file of an opened folder breaks the contract, or a line of evidence
                leads nowhere.

        Example:
            >>> import cubairan_data as cid
            >>> bool((cid.rivals()["value"] != cid.rivals()["reading"]).all())
            True
        """
        from cubairan_data.provenance.conflicts import rivals

        return rivals(self._tables, None if table is None else known_table(table))

    def corroboration(
        self,
        table: TableName,
        by: "Unit" = "row",
        *,
        exclude_publishers: str | Iterable[str] = (),
    ) -> "pd.DataFrame":
        """Count the independent sources of each row, or of each value.

        Args:
            table: name of a table of the record or actor group.
            by: ``row`` counts the sources that bear any column of a row; ``cell`` counts for
                every filled sourced column the sources that bear this value.
            exclude_publishers: disregard these publishers (identifiers) or kinds of publishers
                (codes, such as ``content_farm``).

        Returns:
            One row per row of the table, or per value: ``row_id`` and, by cell, ``column``
            (``string``), ``sources`` and ``independent_sources`` (``Int64``), ``best_reliability``
            (``category``; F only where no publisher can be judged, missing without a source),
            ``sides`` (``string``; Cuban, Iranian, third, by the seat of the publishers, joined
            by ``;``), ``is_disputed`` (``boolean``; there is a contradicting reading). Sources
            that share an origin, the text or the agency from which they come, count once.

        Raises:
            UnknownTableError: no table has this name.
            NotEvidencedError: the table does not rest on lines of evidence.
            UnknownNameError: ``by`` is neither, or a publisher or kind of publisher is unknown.
            InvalidTableError: a file of an opened folder breaks the contract, or a line of evidence
                leads nowhere.

        Example:
            >>> import cubairan_data as cid
            >>> counts = cid.corroboration("visits")
            >>> bool((counts["independent_sources"] <= counts["sources"]).all())
            True
        """
        from cubairan_data.provenance.corroboration import corroboration

        return corroboration(self._tables, known_table(table), by, exclude_publishers)

    # Cite

    def cite(
        self,
        what: "Citable | Iterable[Citable] | None" = None,
        style: "Style" = "apa",
        *,
        table: TableName | None = None,
        per_row: "PerRow" = "all",
        language: "Language" = "en",
    ) -> "ReferenceList":
        """Cite the dataset and the sources behind rows.

        Args:
            what: None for the dataset alone; a DataFrame from `load`, filtered, merged or
                concatenated, or any other with the keys of rows among its columns or in its index;
                one row; the name of a table; the key of a row or source; or a list, column or group
                of these. Counts, sums and pivots no longer show their rows and are refused.
            style: ``apa``, ``chicago`` (author-date), ``bibtex``, ``biblatex``, ``ris`` or
                ``csl-json``.
            table: the table that the rows of a frame come from, if its columns do not show it.
            per_row: ``all`` sources of evidence about the rows, contradicting ones included; the
                ``best`` one of each row, by reliability and what it bears; or ``min``, as few as
                together bear every value of the row.
            language: of the words in ``apa`` and ``chicago``, such as months: ``en``, ``es`` or
                ``fa``. A title in this language has no English translation beside it.

        Returns:
            The references, a text: the dataset and its version, then the sources by date. It
            also has ``.items`` (CSL-JSON), and in ``.untraced`` what could not be traced to a row,
            of which a warning tells as well; in notebooks it is shown as a list.

        Raises:
            UnknownNameError: ``style``, ``per_row`` or ``language`` is unknown.
            UnknownRowError: a text is neither a table nor the key of a row.
            NotEvidencedError: the rows are of a table that rests on no evidence.
            UntraceableRowsError: no row of a frame can be traced to a table of the record.
            InvalidTableError: a file of an opened folder breaks the contract, or a line of evidence
                leads nowhere.

        Example:
            >>> import cubairan_data as cid
            >>> print(cid.cite())
            the cubairan-data contributors. (20...). cubairan-data: Relations ... [Data set].
        """
        from cubairan_data.citation.cite import cite
        from cubairan_data.citation.writer import Writer
        from cubairan_data.storage.wording import known_language

        name, known = None if table is None else known_table(table), known_language(language)
        return cite(self._tables, what, Writer(style, known), name, per_row)

    # Analyse

    def total(self, flows: "pd.DataFrame", currency: str | None = None) -> "Total":
        """Sum flows of one kind, one stage, one direction and one currency.

        Args:
            flows: rows of ``financial_flows`` from `load`, optionally filtered. Rows that are not
                additive are left out of the sum, each for the reason in ``additive_reason``.
            currency: ISO 4217 code; sum only the rows in this currency. Nothing is converted.

        Returns:
            A total, readable when printed: ``.amount`` is the sum of the additive rows (None where
            there is none), ``.low`` and ``.high`` are what all rows allow, in whole units of the
            currency; ``.rows`` has every row given, whether it is in, and why not. Of rows of one
            family, joined by ``part_of_id`` (of trade figures, those of one year), the additive
            one counts alone. Where none is, the family is at least its largest row and at most
            the sum of its parts. A row that is doubtful, or counted in another currency, adds to
            ``.high`` alone.

        Raises:
            MixedFlowsError: the frame is not from ``financial_flows``, or no row has an amount, or
                its additive rows (without any, all with an amount) differ in kind, stage, direction
                or currency, or one of them has no amount or text in place of one.
            UnknownNameError: there is no such currency.
            InvalidTableError: a file of an opened folder breaks the contract.

        Example:
            >>> import cubairan_data as cid
            >>> flows = cid.load("financial_flows").query("kind == 'credit_line'")
            >>> print(cid.total(flows[flows["stage"] == "disbursed"]))
            credit_line, disbursed, IRN to CUB: at least 200,000,000 EUR, at most 280,000,000 EUR
            in (0): none
            out (2)
              2006-credit-drawn-80-million  80,000,000 EUR  part of (2006-credit-line-200-million)
              2008-credit-in-circulation-200-million  200,000,000 EUR  part of (2006-credit-...)
            >>> cid.total(cid.load("financial_flows"))
            Traceback (most recent call last):
            ...
            cubairan_data.MixedFlowsError: cannot sum: kind is mixed (...); select one, for ...
        """
        from cubairan_data.analysis.totals import total

        return total(self._tables, flows, currency)

    def panel(
        self, zeros: "Zeros" = "systematic", *, directed: bool = False, freq: "Frequency" = "year"
    ) -> "pd.DataFrame":
        """Count the record by year or month, as a dyad-year panel.

        Args:
            zeros: where nothing found is a zero: after a ``systematic`` search of the whole period,
                after a ``partial`` one as well, or in ``all`` periods; otherwise it is missing.
                The less the search, the more the zero assumes.
            directed: give two rows a period, in each of which another country comes first.
            freq: ``year``, or ``month``, without what is published by year (trade, votes).

        Returns:
            One row per year (or month) since 1979, to be merged by ``year``, ``ccode1`` and
            ``ccode2`` (Correlates of War). ``cid.codebook("panel")`` describes every column: visits
            by direction and level, agreements signed, sessions held, trade between bounds, votes
            in the General Assembly, measures in force between bounds (all ``Int64``), the share of
            identical votes (``Float64``), and how thoroughly the period was searched (ordered
            ``category``). What cannot be dated to one period (``201X``) is not counted.
            ``panel.attrs["assumption"]`` says what a zero means.

        Raises:
            UnknownNameError: ``zeros``, ``directed`` or ``freq`` is none of these.
            InvalidTableError: a file of an opened folder breaks the contract.

        Example:
            >>> import cubairan_data as cid
            >>> panel = cid.panel(zeros="partial").set_index("year")
            >>> int(panel.loc[1995, "un_votes_joint"])
            72
            >>> panel.attrs["assumption"]
            'A zero means that nothing was found in a period that was searched in part ...'
        """
        from cubairan_data.analysis.panel import Form, panel

        return panel(self._tables, Form(zeros, directed, freq))

    @property
    def plot(self) -> "Plots":
        """The charts of the record: `Plots.visits_by_year`, `Plots.timeline` and others.

        They need the extra ``plot``.

        Example:
            >>> import cubairan_data as cid
            >>> cid.plot
            <Plots: agreements_by_sector, credit_family, measures_in_force, network, ...>
        """
        from cubairan_data.charts.plots import Plots

        return Plots(self._tables)

    # Export

    def export(
        self,
        path: str | Path,
        *,
        tables: TableName | Sequence[TableName] = (),
        labels: bool | str = True,
        force: bool = False,
    ) -> list[Path]:
        """Write the record in the form of another program, by the suffix of a path.

        Args:
            path: the new file or folder. Whole record: ``.sqlite`` (with a metadata file for
                Datasette beside it), ``.duckdb``, ``.xlsx``, ``.ftm.json`` (FollowTheMoney),
                ``.ttl`` and ``.jsonld`` (RDF), ``.csvw`` (CSV on the Web) and ``.crate``
                (RO-Crate), both folders. A file for each table: ``.csv``, ``.parquet``, ``.dta``
                (Stata), ``.sav`` (SPSS); several tables become a folder of that name, one table a
                file. With ``.zip`` appended, the same in one archive.
            tables: the tables to write; none means all. A table without rows is left out, but
                from an RO-Crate.
            labels: labels for codes ("Head of state") where the form does not hold both: True, or a
                language; False for codes.
            force: replace what is there, a folder as a whole; but no folder by a file, and nothing
                of the record itself.

        Returns:
            The paths that were written.

        Raises:
            CannotRunError: no form has this suffix, its library is not installed (the message says
                what to install), the tables have no rows, the form cannot hold them, the target is
                there already or is part of the record, or it cannot be written.
            UnknownTableError: no table has this name.
            UnknownNameError: there are no labels in this language.
            InvalidTableError: a file of an opened folder breaks the contract.

        Example:
            >>> import tempfile
            >>> import cubairan_data as cid
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     (written,) = cid.export(f"{folder}/visits.dta", tables="visits")
            >>> written.name
            'visits.dta'
        """
        from cubairan_data.exports.contents import Contents
        from cubairan_data.exports.exporting import export
        from cubairan_data.storage.wording import language_of_labels

        if not isinstance(path, (str, PathLike)) or "\0" in str(path):
            raise CannotRunError(f"{shown(path)} is not a path; pass the path of the new file")
        names = [known_table(name) for name in several_names(tables, "tables")]
        language = language_of_labels(labels)
        contents = Contents(self._tables, names or list(TABLE_NAMES), language)
        return export(contents, Path(path), force=force)

    # Validate

    def validate(
        self,
        path: Folder | None = None,
        *,
        quick: bool = False,
        rule: str | Collection[str] = (),
        skip: str | Collection[str] = (),
        engine: "ContractEngine | None" = None,
    ) -> "Report":
        """Validate the tables: by their Table Schema, row by row, and as a whole.

        Args:
            path: another folder to validate, or its ``datapackage.json``; None means this record.
            quick: leave out the contract layer, the tables' Table Schema.
            rule: check only these rules (ids; ``cubairan-data validate --list-rules`` lists
                them).
            skip: do not check these rules.
            engine: what holds the tables to the Table Schema of the contract, with the same
                findings: ``"rows"``, the default, which needs no library; ``"frictionless"``
                (extra ``validate``); ``"duckdb"`` (extra ``scale``). Not together with ``quick``.

        Returns:
            A report: ``.valid``, ``.findings``, ``.rules`` (those checked), ``.to_frame()``,
            ``.to_json()``; readable when printed. All findings are reported, by table and line;
            what two layers find is reported once.

        Raises:
            CannotRunError: there is no readable descriptor, or the engine is unknown or not
                installed, or stands beside ``quick``.
            UnknownRuleError: a rule is unknown, or none is left to check.

        Example:
            >>> import cubairan_data as cid
            >>> cid.validate(quick=True)
            valid: no findings
        """
        from cubairan_data.validation.validate import validate

        tables = self._fresh(path)
        return validate(tables, quick=quick, rule=rule, skip=skip, engine=engine)

    def check(
        self,
        rows: Any,
        table: TableName,
        *,
        engine: Any = None,
        limit: int | None = 10_000,
        progress: "Progress | None" = None,
    ) -> "Report":
        """Check your own rows against the contract of a table.

        Args:
            rows: a DataFrame, or a file (CSV, gzipped CSV, TSV, Excel or Parquet). With an engine
                also a folder or a pattern of CSV or Parquet files, whose folders may be named like
                ``kind=official``, a table of Arrow or of Ibis, or the name of a table of the
                connection.
            table: the table whose contract applies. Its key columns and required columns must be
                present; others may be missing, as may date bounds, which are computed. References
                may lead to this record or to the rows themselves.
            engine: what checks: ``"rows"``, Python row by row; ``"duckdb"`` or ``"spark"`` (extras
                ``scale`` and ``spark``); or a connection of Ibis, or its address. All give the same
                verdicts. None takes DuckDB, where it is installed, from some 40,000 rows on, and
                for a table of Ibis the connection that it is of.
            limit: how many findings of each rule are listed; None for all. All are counted.
            progress: is told what is being done, how many steps are done, and of how many.

        Returns:
            A report, as from `validate`; the line of a finding is the line in the file, or
            the position of the row in the DataFrame, counted from 1; Spark and other databases
            name the row by its key alone. Rows that look like others are warned of where there are
            2,000 rows at most; a warning says so where there are more.

        Raises:
            UnknownTableError: no table has this name.
            CannotRunError: the rows cannot be read, or the engine cannot run.

        Example:
            >>> import cubairan_data as cid
            >>> cid.check(cid.load("visits"), "visits")
            valid: no findings
        """
        from cubairan_data.validation.own_check import Manner, check_own
        from cubairan_data.validation.progress import no_progress

        manner = Manner(engine, limit, no_progress if progress is None else progress)
        return check_own(self._tables, rows, known_table(table), manner)

    def format(self, path: Folder | None = None, *, check: bool = False) -> list[str]:
        """Rewrite the tables in canonical form, with date bounds filled; all files or none.

        Args:
            path: another folder to format; None means this record.
            check: only list the files that would change.

        Returns:
            Paths of the files rewritten (with ``check``: to be rewritten), as in the descriptor. A
            second call rewrites nothing.

        Raises:
            CannotRunError: a file cannot be read or written, a date cannot be parsed, or the record
                is that of an installed package; then no file is changed.

        Example:
            >>> import cubairan_data as cid
            >>> cid.format(check=True)
            []
        """
        from cubairan_data.storage.format import format_tables

        return format_tables(self._fresh(path), check=check)

    def diff(self, old: Folder, new: Folder | None = None) -> "Diff":
        """Show what changed between two versions, and whether the version policy allows it.

        Args:
            old: folder of the earlier version; ``"installed"`` means the installed record.
            new: folder of the later version; None means this record.

        Returns:
            Rows added, removed and changed per table, with old and new values, and breaches of the
            version policy: an identifier that vanished without being retired, a column
            removed or renamed below a MAJOR version, rows or columns added in a PATCH, a version
            that does not rise. It is readable when printed;
            `Diff.to_markdown` and `Diff.to_json` are for changelogs and programs.

        Raises:
            CannotRunError: a folder, or a table in it, cannot be read; or the tables changed and a
                version is none.

        Example:
            >>> import cubairan_data as cid
            >>> cid.diff("installed").tables
            []
        """
        from cubairan_data.storage.diff import diff

        return diff(self._fresh(old), self._fresh(new))

    def _fresh(self, path: Folder | None) -> Tables:
        """Read the tables anew, as they may have been edited."""
        return Tables(self.root if path is None else _folder(path))


def open(path: Folder) -> Record:  # noqa: A001 - `cid.open`, as `shelve.open` or `gzip.open`
    """Open the record in a folder.

    Args:
        path: folder that holds ``datapackage.json`` and its tables, or that file; ``"installed"``
            means the record that comes with the package.

    Returns:
        The record, with the same methods as the installed one: `load`, `explain`, `cite`,
        `validate` and the others.

    Raises:
        CannotRunError: there is no such folder, or no readable descriptor in it.

    Example:
        >>> import cubairan_data as cid
        >>> record = cid.open("installed")
        >>> record.tables().equals(cid.tables())
        True
    """
    return Record(path)


@cache
def default() -> Record:
    """Return the record in the folder that the environment names, else the installed one.

    Raises:
        CannotRunError: the environment names a folder without a record.
    """
    named = os.environ.get(DEFAULT_FOLDER)
    if not named:
        return Record(installed_root())
    try:
        return Record(named)
    except CannotRunError as error:
        raise CannotRunError(f"{DEFAULT_FOLDER} in the environment: {error}") from error


def _folder(path: Folder) -> Path:
    """Find the folder that a path names, wherever the process goes afterwards."""
    if not isinstance(path, (str, PathLike)):
        raise CannotRunError(
            f"{shown(path)} is not a path; pass a folder that contains {DESCRIPTOR}"
        )
    if str(path) == _INSTALLED:
        return installed_root()
    folder = Path(path)
    if folder.name == DESCRIPTOR:
        folder = folder.parent
    try:
        if folder.is_dir():
            return folder.resolve()
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise CannotRunError(f"cannot open {plain(str(folder))}: {error}") from error
    found = f"{plain(str(folder))} is not a folder"
    raise CannotRunError(f"{found}; pass one that contains {DESCRIPTOR}")
