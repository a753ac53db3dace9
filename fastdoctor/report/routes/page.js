"use strict";
const search = document.getElementById("search");
const unprotected = document.getElementById("unprotected");
const rows = [...document.querySelectorAll("tbody tr")];
function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const found = words.every((word) => row.dataset.words.includes(word));
    row.hidden = !(found && (!unprotected.checked || row.dataset.protected === "0"));
    shown += row.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = ![...section.querySelectorAll("tbody tr")].some((row) => !row.hidden);
  }
  document.getElementById("count").textContent = `${shown} of ${rows.length} routes`;
}
search.addEventListener("input", show);
unprotected.addEventListener("change", show);
show();
