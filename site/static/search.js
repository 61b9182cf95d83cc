// The search: MiniSearch over all texts, with words folded as the package folds them.
(function (cubairan) {
  "use strict";
  const MOST = 60, AROUND = 90;
  const form = document.querySelector("main form.find");
  const input = form.elements.q;
  const hits = document.querySelector(".hits");
  const status = document.querySelector(".found");
  const words = JSON.parse(status.dataset.words);
  const TABLE = 0, KEY = 1, TITLE = 2, TEXT = 3, DATE = 4;
  let reading = null;

  // As the page says it, so that "15 June 2023" finds what happened on that day.
  const said = (date) => (date ? `${date} ${cubairan.spoken(date)}` : "");

  function made() {
    const index = new MiniSearch({
      fields: ["title", "text", "date", "own"],
      idField: "id",
      tokenize: cubairan.words,
      processTerm: (term) => term,
      searchOptions: {
        boost: { title: 3, own: 3 },
        combineWith: "AND",
        prefix: (term) => term.length > 1,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      },
    });
    const documents = cubairan.documents.map((each, id) => ({
      id,
      title: each[TITLE],
      own: cubairan.titles?.[id] ?? "",
      text: each[TEXT],
      date: said(each[DATE]),
    }));
    // In pieces, so that the page stays usable meanwhile.
    return index.addAllAsync(documents, { chunkSize: 400 }).then(() => index);
  }

  function read() {
    if (!reading) {
      status.textContent = words.reading_index;
      reading = cubairan.loadInLanguage("documents").then(made);
    }
    return reading;
  }

  // Whole words only, and a sign that the text goes on.
  function upTo(text, begin, end) {
    if (end >= text.length) return text.slice(begin);
    const last = text.lastIndexOf(" ", end);
    return `${text.slice(begin, last > begin ? last : end)} …`;
  }

  // The words around the first hit; folding keeps few letters apart, so the place is near enough.
  function around(text, terms) {
    const folded = cubairan.plain(text);
    const places = terms.map((term) => folded.indexOf(term)).filter((place) => place >= 0);
    if (!places.length) return upTo(text, 0, 2 * AROUND);
    const start = Math.max(0, Math.min(...places) - AROUND);
    const begin = start ? text.indexOf(" ", start) + 1 : 0;
    return `${begin ? "… " : ""}${upTo(text, begin, begin + 2 * AROUND + 40)}`;
  }

  function hit(result) {
    const [table, key, title, text, date] = cubairan.documents[result.id];
    const item = document.createElement("li");
    const line = document.createElement("p");
    // A title made in the language of the page may begin with a name in other letters.
    const own = cubairan.titles?.[result.id];
    const link = cubairan.element("a", own ?? title, {
      href: `${cubairan.base}${table}/${key}/index.html`,
      dir: own ? document.documentElement.dir : "auto",
    });
    line.append(link, " ", cubairan.element("small", [cubairan.labels.tables[table], date && cubairan.spoken(date)].filter(Boolean).join(", ")));
    item.append(line, cubairan.element("p", around(text, result.terms), { dir: "auto", class: "around" }));
    return item;
  }

  async function search() {
    const text = input.value.trim();
    history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
    if (!text) {
      hits.replaceChildren();
      status.textContent = "";
      return;
    }
    const index = await read();
    if (input.value.trim() !== text) return;
    const found = index.search(text);
    hits.replaceChildren(...found.slice(0, MOST).map(hit));
    status.textContent = found.length ? cubairan.counted(words, found.length) : words.none_found;
    document.body.dataset.searched = text;
  }

  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  input.addEventListener("focus", read, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) search();
})(window.cubairan);
