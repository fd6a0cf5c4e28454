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
  const headers = tag ? { "If-None-Match": tag } : {};
  let answer;
  try {
    answer = await fetch(element.dataset.poll, { headers, cache: "no-store" });
  } catch {
    setTimeout(poll, Math.min(wait * 2, 30000), element, tag, wait * 2); // The line is down: later.
    return;
  }
  if (answer.status === 200) {
    const piece = document.createElement("template");
    piece.innerHTML = await answer.text();
    const fresh = piece.content.firstElementChild;
    element.replaceWith(fresh);
    element = fresh;
    element.querySelector(".poll-by-hand")?.remove();
  } else if (answer.status !== 304) {
    return;
  }
  if (element.dataset.poll) setTimeout(poll, 2000, element, answer.headers.get("ETag"), 2000);
}
for (const element of document.querySelectorAll("[data-poll]")) {
  element.querySelector(".poll-by-hand")?.remove();
  setTimeout(poll, 2000, element, null, 2000);
}
