// Dates in words, as site_builder/spoken_dates.py writes them.
(function (cubairan) {
  "use strict";
  const MARKS = { "~": "date.about", "?": "date.perhaps", "%": "date.about" };
  const filled = (key, values) => cubairan.labels.dates[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function said(year, month, day) {
    if (year.endsWith("X")) return filled("date.decade", { year: year.replaceAll("X", "0") });
    if (!/^\d+$/.test(month ?? "")) return year;
    const name = cubairan.labels.dates[`month.${Number(month)}`];
    if (!/^\d+$/.test(day ?? "")) return filled("date.month", { month: name, year });
    return filled("date.day", { day: Number(day), month: name, year });
  }

  function one(text) {
    const bare = text.replace(/[~?%]+$/, "");
    const found = /^(-?[0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?$/.exec(bare);
    if (!found) return text;
    const day = said(found[1], found[2], found[3]);
    const mark = MARKS[text[bare.length]];
    return mark ? filled(mark, { day }) : day;
  }

  cubairan.spoken = function (text) {
    const [first, last] = text.split("/");
    if (last === undefined) return one(text);
    if (last === "..") return filled("date.since", { day: one(first) });
    if (first === "..") return filled("date.until", { day: one(last) });
    return `${one(first)} – ${one(last)}`;
  };
})((globalThis.cubairan = globalThis.cubairan || {}));
