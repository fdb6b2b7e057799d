// The chosen file's name in the page's own words: browsers say it in theirs.

const input = document.querySelector(".choose input");
const chosen = document.querySelector(".choose .chosen");

function show() {
  chosen.textContent = input.files[0]?.name ?? chosen.dataset.none;
}

input.addEventListener("change", show);
addEventListener("pageshow", show);
