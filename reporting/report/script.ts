import { byHandShell } from "#helpers/verdict/by-hand";

/**
 * Makes the report easier to use, and is not needed to read it: filters, search, buttons that copy, links that open what
 * they lead to, the reader's own time. No character in it needs escaping, so that it stands in the page as its hash is of.
 */
export const script = `
"use strict";
const shell = ${JSON.stringify(byHandShell().join("\n"))};
const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
const wanted = { verdict: "", words: [] };

function fits(item) {
  if (wanted.verdict !== "") if (item.dataset.verdict !== wanted.verdict) return false;
  const head = item.querySelector("summary, .row");
  const about = [head.textContent, item.id, head.parentElement.id, head.querySelector("a")?.hash].join(" ");
  return wanted.words.every((word) => about.toLowerCase().includes(word));
}

function filter() {
  for (const item of all("[data-verdict]")) item.hidden = !fits(item);
  for (const group of all("[data-group]").reverse()) {
    const items = all("[data-verdict]", group);
    group.hidden = items.length === 0 ? false : items.every((item) => item.hidden);
  }
  for (const count of all("[data-filter]")) {
    if (count.dataset.filter === wanted.verdict) count.setAttribute("aria-current", "true");
    else count.removeAttribute("aria-current");
  }
  const rows = all("[data-row]");
  const shown = rows.filter((row) => !row.hidden).length;
  for (const output of all("output")) output.textContent = shown === rows.length ? "" : shown + " of " + rows.length + " checks";
}

function reveal() {
  let id = "";
  try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const target = id === "" ? null : document.getElementById(id);
  if (target === null) return;
  if (target.closest("[hidden]")) {
    Object.assign(wanted, { verdict: "", words: [] });
    for (const search of all("#search")) search.value = "";
    filter();
  }
  for (let at = target; at !== null; at = at.parentElement) if (at.localName === "details") at.open = true;
  target.scrollIntoView();
}

async function copy(text) {
  try { return await navigator.clipboard.writeText(text); } catch { /* Not everywhere: the older way below. */ }
  const area = document.body.appendChild(document.createElement("textarea"));
  area.value = text;
  area.select();
  document.execCommand("copy");
  area.remove();
}

document.addEventListener("click", async (event) => {
  const count = event.target.closest("[data-filter]");
  if (count) {
    event.preventDefault();
    wanted.verdict = wanted.verdict === count.dataset.filter ? "" : count.dataset.filter;
    filter();
  }
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await copy("shell" in button.dataset ? shell + "\\n" + button.dataset.copy : button.dataset.copy);
  const name = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = name; }, 1500);
});

for (const element of all("[data-script]")) element.hidden = false;
for (const search of all("#search")) search.addEventListener("input", () => {
  wanted.words = search.value.toLowerCase().split(" ").filter(Boolean);
  filter();
});
for (const time of all("time")) {
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.getTime())) time.append(" (here " + at.toLocaleString() + ")");
}
window.addEventListener("hashchange", reveal);
reveal();
`;
