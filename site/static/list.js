// The form above a list: filters all rows of the table, keeps them in the address, saves what is shown.
(function (cubairan) {
  "use strict";
  const MOST = 200;
  const form = document.querySelector("form.filter");
  const words = JSON.parse(form.dataset.words);
  const body = document.querySelector("table.list tbody");
  const status = document.querySelector(".found");
  const pages = document.querySelector("nav.pages");
  const before = { rows: [...body.rows], status: status.textContent };
  const link = form.querySelector(".to-timeline");
  const { TITLE, PATH, SOURCES, DISPUTED } = cubairan.found;
  let loading = null;
  let shown = null;
  let of = new URLSearchParams(location.search).get("of");

  const loaded = () => (loading ??= cubairan.loadInLanguage(`data/${form.dataset.table}`).then(() => cubairan.table));

  function asked() {
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    return of ? { ...given, of } : given;
  }

  function day(text) {
    const said = document.createDocumentFragment();
    said.append(cubairan.spoken(text));
    const iranian = cubairan.labels.language === "fa" ? cubairan.iranian(text) : "";
    if (iranian) {
      const beside = cubairan.element("span", "(", { class: "unbroken" });
      beside.append(cubairan.element("bdi", iranian, { dir: "ltr" }), ")");
      said.append(" ", beside);
    }
    return said;
  }

  function value(table, row, column) {
    const text = table.rows[row][table.header.indexOf(column)];
    if (!text) return document.createTextNode("");
    const codes = cubairan.labels.codes[table.table][column];
    if (codes) return document.createTextNode(text.split(";").map((code) => codes[code] ?? code).join(words.comma));
    const isCountry = table.references[column] === "countries";
    const name = isCountry ? cubairan.labels.countries[text] : (cubairan.names ?? table.names)[column]?.[text];
    if (name && table.references[column]) {
      return cubairan.element("a", name, { href: `${cubairan.base}${table.references[column]}/${text}/index.html` });
    }
    const items = text.split(";").map((item) => cubairan.labels.towns[item] ?? item);
    if (table.dates.includes(column)) return day(text);
    return document.createTextNode(name ?? items.join(words.comma));
  }

  function line(table, row) {
    const found = table.found[row];
    const made = document.createElement("tr");
    const head = cubairan.element("th", "", { scope: "row" });
    head.append(cubairan.element("a", cubairan.titles?.[row] ?? found[TITLE], { href: `${cubairan.base}${found[PATH]}index.html` }));
    made.append(head);
    for (const column of table.listed) {
      const one = document.createElement("td");
      one.append(value(table, row, column));
      made.append(one);
    }
    made.append(cubairan.element("td", found[SOURCES] === null ? "" : `${found[SOURCES]}${found[DISPUTED] ? `${words.comma}${words.disputed.toLowerCase()}` : ""}`));
    return made;
  }

  async function show() {
    const wanted = asked();
    const query = new URLSearchParams(wanted).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    if (link) link.href = `${cubairan.base}timeline/index.html?table=${form.dataset.table}${query ? `&${query}` : ""}`;
    if (!query) {
      shown = null;
      body.replaceChildren(...before.rows);
      status.textContent = before.status;
      if (pages) pages.hidden = false;
      return;
    }
    const table = await loaded();
    shown = cubairan.matching(table, wanted);
    body.replaceChildren(...shown.slice(0, MOST).map((row) => line(table, row)));
    status.textContent = shown.length ? cubairan.counted(words, shown.length) : words.none_found;
    if (pages) pages.hidden = true;
    document.body.dataset.shown = query;
  }

  async function save(form_) {
    const table = await loaded();
    const rows = shown ?? table.rows.map((_, row) => row);
    const address = `${form.dataset.archived}${location.search}`;
    const citation = `${form.dataset.citation} ${address}`;
    const name = form.dataset.table;
    if (form_ === "csv") cubairan.save(`${name}.csv`, "text/csv", cubairan.csv(table, rows));
    if (form_ === "citation") cubairan.save(`${name}-citation.txt`, "text/plain", `${citation}\n`);
    if (form_ === "json") {
      const data = { citation, address, table: name, rows: cubairan.objects(table, rows) };
      cubairan.save(`${name}.json`, "application/json", `${JSON.stringify(data, null, 1)}\n`);
    }
  }

  for (const [name, given] of Object.entries(cubairan.asked(location.search))) {
    if (form.elements[name]) form.elements[name].value = given;
  }
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    of = null;
    setTimeout(show);
  });
  for (const button of form.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => save(button.dataset.save));
  }
  if (location.search) show();
})(window.cubairan);
