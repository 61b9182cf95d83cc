// What several pages do: copying, saving, counting, loading a script of data.
(function (cubairan) {
  "use strict";
  const body = document.body;
  cubairan.root = body.dataset.root ?? "";
  cubairan.base = body.dataset.base ?? "";

  // A page from a folder may load scripts, but nothing else.
  cubairan.load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${cubairan.root}assets/${name}`;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${name}`));
      document.head.append(script);
    });

  // Data, and beside it the titles of its rows in the language of the page.
  cubairan.loadInLanguage = function (name) {
    const { language } = cubairan.labels;
    const names = language === "en" ? [name] : [name, `${name}.${language}`];
    return Promise.all(names.map((each) => cubairan.load(`${each}.js`)));
  };

  cubairan.counted = (words, number) =>
    words[number === 1 ? "rows.one" : "rows.many"].replace("{n}", number.toLocaleString("en"));

  cubairan.save = function (name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  cubairan.element = function (name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const text = source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = cubairan.element("textarea", text);
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const said = button.parentElement.querySelector("[role=status]");
    said.textContent = said.dataset.said;
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.parentElement.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
})((window.cubairan = window.cubairan || {}));
