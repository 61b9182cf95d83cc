// The rows of a table, and which of them a form asks for; the list and the timeline share it.
(function (cubairan) {
  "use strict";
  const [TITLE, PATH, FIRST, LAST, COUNTRIES, PEOPLE, SOURCES, DISPUTED, DATE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  cubairan.found = { TITLE, PATH, FIRST, LAST, COUNTRIES, PEOPLE, SOURCES, DISPUTED, DATE };
  cubairan.fields = ["q", "since", "until", "kind", "sector", "country", "person", "disputed", "sources", "of"];

  // What the address asks for, without what is blank.
  cubairan.asked = function (query) {
    const asked = {};
    const given = new URLSearchParams(query);
    for (const name of cubairan.fields) if (given.get(name)) asked[name] = given.get(name);
    return asked;
  };

  function cell(table, row, column) {
    return column ? table.rows[row][table.header.indexOf(column)] : "";
  }

  function names(table, row) {
    const shown = table.found[row][PEOPLE].split(" ");
    for (const [column, known] of Object.entries(table.names)) {
      const value = cell(table, row, column);
      if (known[value]) shown.push(known[value]);
    }
    return cubairan.folded(shown.join(" "));
  }

  const tests = {
    q: (table, row, text) => {
      const all = cubairan.folded([table.found[row][TITLE], ...table.rows[row]].join(" "));
      return cubairan.words(text).every((word) => all.includes(word));
    },
    since: (table, row, year) => table.found[row][LAST] >= year || (table.found[row][FIRST] !== "" && table.found[row][LAST] === ""),
    until: (table, row, year) => table.found[row][FIRST] !== "" && table.found[row][FIRST] <= year,
    kind: (table, row, code) => cell(table, row, table.kind) === code,
    sector: (table, row, code) => cell(table, row, table.sector).split(";").includes(code),
    country: (table, row, code) => table.found[row][COUNTRIES].split(";").includes(code),
    person: (table, row, text) => cubairan.words(text).every((word) => names(table, row).includes(word)),
    disputed: (table, row, answer) => Boolean(table.found[row][DISPUTED]) === (answer === "yes"),
    sources: (table, row, number) => (table.found[row][SOURCES] ?? 0) >= Number(number),
    // table/key of a row that a row must name in some column, or among its people
    of: (table, row, named) => {
      const key = named.slice(named.indexOf("/") + 1);
      const people = table.found[row][PEOPLE].split(" ");
      return people.includes(key) || table.rows[row].includes(key);
    },
  };

  cubairan.matching = function (table, asked) {
    const wanted = Object.entries(asked);
    return table.rows.map((_, row) => row).filter((row) => wanted.every(([name, value]) => tests[name](table, row, value)));
  };

  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  cubairan.csv = function (table, rows) {
    const lines = [table.header, ...rows.map((row) => table.rows[row])];
    return lines.map((line) => line.map(quoted).join(",")).join("\n") + "\n";
  };

  cubairan.objects = function (table, rows) {
    return rows.map((row) => {
      const filled = table.header.map((name, at) => [name, table.rows[row][at]]).filter(([, value]) => value !== "");
      return Object.fromEntries(filled);
    });
  };
})((globalThis.cubairan = globalThis.cubairan || {}));
