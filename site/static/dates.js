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

  // The Iranian date of days; longer spans have none of their own.
  const iranianDay = (text) => {
    const found = /^(\d{4}-\d{2}-\d{2})([~?%]*)$/.exec(text);
    if (!found) return null;
    const calendar = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: "UTC" });
    const parts = Object.fromEntries(calendar.formatToParts(new Date(`${found[1]}T00:00:00Z`)).map((part) => [part.type, part.value]));
    return `${parts.year}-${parts.month}-${parts.day}${found[2]}`;
  };
  cubairan.iranian = function (text) {
    const days = text.split("/").map(iranianDay);
    return days.every(Boolean) ? days.join("/") : "";
  };

  cubairan.spoken = function (text) {
    const [first, last] = text.split("/");
    if (last === undefined) return one(text);
    if (last === "..") return filled("date.since", { day: one(first) });
    if (first === "..") return filled("date.until", { day: one(last) });
    return `${one(first)} – ${one(last)}`;
  };
})((globalThis.cubairan = globalThis.cubairan || {}));
