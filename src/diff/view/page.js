// A button for each word of what changed and of its kind: pressed, those claims are shown.
const articles = [...document.querySelectorAll("article")];
const off = { what: new Set(), kind: new Set() };
for (const name of ["what", "kind"]) {
  for (const word of new Set(articles.map(a => a.dataset[name]))) {
    const button = document.createElement("button");
    button.textContent = word + " " + articles.filter(a => a.dataset[name] === word).length;
    button.setAttribute("aria-pressed", "true");
    button.onclick = () => {
      const hide = !off[name].delete(word);
      if (hide) off[name].add(word);
      button.setAttribute("aria-pressed", String(!hide));
      for (const a of articles) a.hidden = off.what.has(a.dataset.what) || off.kind.has(a.dataset.kind);
    };
    document.querySelector("nav").append(button);
  }
}
