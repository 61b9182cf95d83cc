// Folding as cubairan_data/folding.py does it; the tables come from there, in folding.js.
(function (cubairan) {
  "use strict";
  const tables = cubairan.folding;
  const within = (ranges) => {
    const text = ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("");
    return `[${text}]`;
  };
  const marks = new RegExp(within(tables.marks), "gu");
  const blanks = new RegExp(`${within(tables.blanks)}+`, "gu");
  const word = /[\p{L}\p{N}_]+/gu;
  const plainAscii = /^[\x00-\x7f]*$/;

  function letter(one) {
    const same = tables.same[one];
    const kept = same === undefined ? one : same;
    let folded = "";
    for (const each of kept) folded += tables.cases[each] ?? each.toLowerCase();
    return folded;
  }

  cubairan.plain = function (text) {
    const apart = plainAscii.test(text) ? text : text.normalize("NFKD").replace(marks, "");
    let folded = "";
    for (const one of apart) folded += letter(one);
    return folded;
  };
  cubairan.folded = (text) => cubairan.plain(text).replace(blanks, " ").replace(/^ | $/g, "");
  cubairan.words = (text) => cubairan.folded(text).match(word) ?? [];
})((globalThis.cubairan = globalThis.cubairan || {}));
