// Conveniences only: every page reads and works without this file.
"use strict";

// Ask before a step that cannot be taken back.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

// Bring a failed form's list of faults into view and under the reader's fingers.
document.querySelector(".summary")?.focus();

// Narrow screens show the results first and the filters on request.
const narrow = window.matchMedia("(max-width: 60rem)");
function fold() {
  for (const filters of document.querySelectorAll("details.facets")) filters.open = !narrow.matches;
}
narrow.addEventListener("change", fold);
fold();

// Ask again for a piece of the page until its answer no longer says that there is more to come.
async function poll(element, tag, wait) {
  let answer;
  try {
    const headers = tag ? { "If-None-Match": tag } : {};
    answer = await fetch(element.dataset.poll, { headers, cache: "no-store" });
  } catch {
    const later = Math.min(wait * 2, 30000); // The line is down: ask more and more seldom.
    setTimeout(poll, later, element, tag, later);
    return;
  }
  if (answer.status === 200) {
    const piece = document.createElement("template");
    piece.innerHTML = await answer.text();
    const fresh = piece.content.firstElementChild;
    element.replaceWith(fresh);
    watch(fresh, answer.headers.get("ETag"));
  } else if (answer.status === 304) {
    watch(element, tag);
  }
}
function watch(element, tag) {
  if (!element.dataset.poll) return;
  element.querySelector(".poll-by-hand")?.remove();
  const wait = Number(element.dataset.every);
  setTimeout(poll, wait, element, tag, wait);
}
document.querySelectorAll("[data-poll]").forEach((element) => watch(element, null));

// Keep the number beside the inbox fresh while somebody looks at the page.
const inbox = document.querySelector("[data-unread]");
if (inbox) {
  let tag = `"${inbox.dataset.count}"`;
  const count = async () => {
    if (document.hidden) return;
    const headers = { "If-None-Match": tag };
    const answer = await fetch(inbox.dataset.unread, { headers, cache: "no-store" });
    if (answer.status !== 200) return;
    tag = answer.headers.get("ETag");
    const { unread } = await answer.json();
    inbox.querySelector(".unread-count").textContent = unread > 99 ? "99+" : unread;
    inbox.querySelector(".count").hidden = !unread;
  };
  const look = () => count().catch(() => {}); // The line is down: the next look will tell.
  setInterval(look, 30000);
  document.addEventListener("visibilitychange", look);
}

// Say which files were chosen and how large they are, before they are sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file") return;
  let note = input.parentElement.querySelector(".chosen");
  if (!note) {
    note = Object.assign(document.createElement("p"), { className: "hint chosen" });
    note.setAttribute("role", "status");
    input.after(note);
  }
  const size = (file) => `${file.name} (${(file.size / 1048576).toFixed(1)} MB)`;
  note.textContent = Array.from(input.files, size).join(", ");
});

// Complete the word being typed in a search from what the market says; pinyin finds Chinese words.
document.querySelectorAll('input[type="search"][name="q"]').forEach((input, number) => {
  const list = Object.assign(document.createElement("datalist"), { id: `words-${number}` });
  input.after(list);
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  let wait = 0;
  let asked = "";
  async function complete() {
    const typed = input.value;
    const word = typed.split(/\s+/).pop();
    asked = typed;
    if (!word || /^[a-z]$/i.test(word) || word.length > 64) return list.replaceChildren();
    const answer = await fetch(`/api/v1/search/suggestions?prefix=${encodeURIComponent(word)}`);
    if (!answer.ok || asked !== typed) return undefined;
    const head = typed.slice(0, typed.length - word.length);
    const { items } = await answer.json();
    // Browsers show only what contains the typed letters: the label carries them for pinyin.
    return list.replaceChildren(
      ...items.map((found) => new Option(found === word ? found : `${found}  ${word}`, head + found)),
    );
  }
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => complete().catch(() => list.replaceChildren()), 150);
  });
});
