// A change is shown if it has one of the pressed values of each list, and all
// words of the filter.
{
  const find = byID("find"), count = byID("count"), contents = byID("contents");
  const changes = Array.from(document.querySelectorAll("article.change"));
  const buttons = Array.from(document.querySelectorAll("button.facet"));
  const pressed = { class: new Set(), origin: new Set(), owner: new Set() };

  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const c of changes) {
      const wanted = Object.keys(pressed).every(by => pressed[by].size === 0 || pressed[by].has(c.dataset[by]))
        && words.every(w => c.dataset.search.includes(w));
      c.hidden = !wanted;
      if (wanted) shown++;
    }
    const total = count.dataset.total;
    count.textContent = shown === changes.length ? total : `${shown} of ${total}`;
  };

  const press = (button, on) => {
    button.setAttribute("aria-pressed", String(on));
    const set = pressed[button.closest("fieldset").dataset.by];
    if (on) set.add(button.dataset.value); else set.delete(button.dataset.value);
  };

  for (const b of buttons) {
    b.addEventListener("click", () => { press(b, b.getAttribute("aria-pressed") !== "true"); filter(); });
  }
  let waiting = 0;
  find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, changes.length > 1000 ? 120 : 0); });

  const step = by => {
    const shown = changes.filter(c => !c.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(document.activeElement.closest("article.change"));
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };

  addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") {
      find.value = "";
      buttons.forEach(b => press(b, false));
      filter();
      find.blur();
      return;
    }
    if (e.target === find) {
      if (e.key === "Enter") { filter(); find.blur(); step(1); }
      return;
    }
    if (e.key === "j") step(1);
    if (e.key === "k") step(-1);
  });

  if (matchMedia("(max-width: 760px)").matches) contents.open = false;
}
