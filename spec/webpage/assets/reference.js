// Search as you type: every element of the API is found by its name, by what it
// is in, and by its Go name.
{
  const find = byID("find"), hits = byID("hits"), contents = byID("contents");
  const most = 60;
  let index = null, chosen = -1;

  // An id says what the element is: node/Page/field/name,
  // op/GET+/{page_id}/feed/param/message.
  const entry = element => {
    const member = /^(.*)\/(field|edge|param|adds|summary|result)\/([^/]+)$/.exec(element.id);
    const go = element.dataset.go || "";
    if (!member) {
      const title = element.dataset.title;
      return { id: element.id, name: title, where: go, text: (title + " " + go).toLowerCase(), rank: 0 };
    }
    const holder = document.getElementById(member[1]);
    const where = (holder ? holder.dataset.title : "") + " · " + member[2];
    return { id: element.id, name: member[3], where, text: (member[3] + " " + where).toLowerCase(), rank: 1 };
  };

  const build = () => {
    index = Array.from(document.querySelectorAll("section[id], article[id], tr[id]"), entry);
  };

  // The nearer the name is to the first word, the earlier it stands.
  const score = (e, words) => {
    const name = e.name.toLowerCase(), go = e.where.toLowerCase();
    if (name === words[0] || go === words[0]) return e.rank;
    if (name.startsWith(words[0])) return 2 + e.rank;
    return (name.includes(words[0]) ? 4 : 6) + e.rank;
  };

  const choose = n => {
    const items = hits.children;
    if (chosen >= 0 && items[chosen]) items[chosen].setAttribute("aria-selected", "false");
    chosen = items.length ? (n + items.length) % items.length : -1;
    if (chosen < 0) { find.removeAttribute("aria-activedescendant"); return; }
    items[chosen].setAttribute("aria-selected", "true");
    items[chosen].scrollIntoView({ block: "nearest" });
    find.setAttribute("aria-activedescendant", items[chosen].id);
  };

  const item = (e, n) => {
    const li = document.createElement("li"), a = document.createElement("a"), small = document.createElement("small");
    li.id = "hit" + n;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", "false");
    a.href = "#" + encodeURIComponent(e.id);
    a.tabIndex = -1;
    a.textContent = e.name;
    small.textContent = e.where;
    a.append(small);
    li.append(a);
    return li;
  };

  const search = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const searching = words.length > 0;
    hits.hidden = !searching;
    contents.hidden = searching;
    find.setAttribute("aria-expanded", String(searching));
    hits.replaceChildren();
    if (!searching) { choose(-1); return; }
    if (!index) build();
    const found = index.filter(e => words.every(w => e.text.includes(w)));
    for (const e of found) e.score = score(e, words);
    found.sort((a, b) => a.score - b.score || a.name.length - b.name.length || (a.id < b.id ? -1 : 1));
    hits.append(...found.slice(0, most).map(item));
    if (found.length === 0) {
      const li = document.createElement("li");
      li.className = "quiet";
      li.textContent = "Nothing has such a name.";
      hits.append(li);
    } else if (found.length > most) {
      hits.dataset.more = `and ${found.length - most} more`;
    }
    if (found.length <= most) delete hits.dataset.more;
    if (found.length) choose(0);
  };

  find.addEventListener("input", search);
  find.addEventListener("keydown", e => {
    if (e.key === "ArrowDown") { choose(chosen + 1); e.preventDefault(); }
    if (e.key === "ArrowUp") { choose(chosen - 1); e.preventDefault(); }
    if (e.key === "Escape") { find.value = ""; search(); find.blur(); }
    if (e.key === "Enter" && chosen >= 0) {
      const link = hits.children[chosen].querySelector("a");
      if (link) { link.click(); find.blur(); }
    }
  });

  // A narrow page begins with what it is about, not with its contents.
  if (matchMedia("(max-width: 760px)").matches) contents.open = false;
}
