// The timeline: everything dated, or the rows of a list that its form asks for.
(function (cubairan) {
  "use strict";
  const place = document.getElementById("timeline");
  const words = JSON.parse(place.dataset.words);
  const status = document.querySelector(".found");
  const asked = new URLSearchParams(location.search).get("table");

  function item(id, title, path, first, last, date) {
    const isDay = first === last;
    return {
      id,
      // Half a day on, so that no zone of time moves a day to its neighbour.
      start: `${first}T00:00:00`,
      ...(isDay ? { type: "point" } : { end: `${last}T23:59:59`, type: "range" }),
      group: path.split("/")[0],
      content: cubairan.element("bdi", title, { dir: document.documentElement.dir }),
      title: cubairan.element("span", `${date}: ${title}`),
      path,
    };
  }

  async function everything() {
    await cubairan.load(`events.${cubairan.labels.language}.js`);
    return cubairan.events.map(([title, path, first, last, date], id) => item(id, title, path, first, last, date));
  }

  async function ofList(name) {
    await cubairan.load(`data/${name}.js`);
    const rows = cubairan.matching(cubairan.table, cubairan.asked(location.search));
    const paths = new Set(rows.map((row) => cubairan.table.found[row][cubairan.found.PATH]));
    return (await everything()).filter((each) => paths.has(each.path));
  }

  const tables = Object.keys(cubairan.labels.tables);

  const lastYears = (years) => ({
    start: `${Number(years.at(-1)) - 3}-01-01`,
    end: `${Number(years.at(-1)) + 1}-01-01`,
  });

  function draw(items) {
    const groups = [...new Set(items.map((each) => each.group))].map((id) => ({ id, content: cubairan.labels.tables[id] }));
    const years = items.map((each) => each.start.slice(0, 4)).sort();
    const timeline = new vis.Timeline(place, new vis.DataSet(items), new vis.DataSet(groups), {
      ...(items.length > 60 ? lastYears(years) : {}),
      min: "1950-01-01",
      max: "2060-01-01",
      zoomMin: 1000 * 60 * 60 * 24 * 7,
      maxHeight: "70vh",
      verticalScroll: true,
      showCurrentTime: false,
      groupOrder: (one, other) => tables.indexOf(one.id) - tables.indexOf(other.id),
      zoomKey: "ctrlKey",
      orientation: "both",
      cluster: items.length > 60 ? { maxItems: 4 } : false,
    });
    for (const panel of place.querySelectorAll(".vis-vertical-scroll")) {
      panel.setAttribute("tabindex", "0");
      panel.setAttribute("role", "group");
      panel.setAttribute("aria-label", document.querySelector("h1").textContent);
    }
    timeline.on("select", ({ items: [chosen] }) => {
      const found = items.find((each) => each.id === chosen);
      if (found) location.href = `${cubairan.base}${found.path}index.html`;
    });
    const zooms = { in: () => timeline.zoomIn(0.5), out: () => timeline.zoomOut(0.5), all: () => timeline.fit() };
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.parentElement.hidden = false;
      button.addEventListener("click", zooms[button.dataset.zoom]);
    }
    status.textContent = `${cubairan.counted(words, items.length)} ${words["timeline.open"]}`;
    document.body.dataset.drawn = items.length;
  }

  const known = asked && Object.hasOwn(cubairan.labels.tables, asked);
  (known ? ofList(asked) : everything()).then(draw);
})(window.cubairan);
