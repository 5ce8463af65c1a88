"use strict";
const byID = id => document.getElementById(id);

// The theme is that of the system until the button is used.
{
  const root = document.documentElement, key = "graphgen-theme";
  const saved = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const save = theme => { try { localStorage.setItem(key, theme); } catch { /* a file may have no storage */ } };
  if (saved()) root.dataset.theme = saved();
  byID("theme").addEventListener("click", () => {
    const now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    save(root.dataset.theme);
  });
}

// What is folded is printed all the same.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));

// Slash leads to the search from anywhere.
addEventListener("keydown", e => {
  if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  e.preventDefault();
  byID("find").focus();
  byID("find").select();
});
