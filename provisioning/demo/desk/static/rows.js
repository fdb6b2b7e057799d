// The journal's rows on the kiosk's disk, and the hub's rows, the newest on top.
import { grouped } from "./digits.js";

export function followRows(on) {
  const journal = document.querySelector("#journal");
  const badge = journal.querySelector(".badge");
  on("journal", ({ rows, waiting }) => {
    fill(journal, rows, (row) => (row.acked ? journal.dataset.acked : journal.dataset.queued));
    badge.hidden = rows.length === 0;
    badge.classList.toggle("waiting", waiting > 0);
    badge.textContent = waiting > 0 ? journal.dataset.waiting.replace("#", grouped(waiting)) : journal.dataset.all;
    journal.dataset.count = String(waiting);
  });
  const hub = document.querySelector("#hub");
  on("hub", ({ rows }) => fill(hub, rows, null));
}

function fill(panel, rows, mark) {
  const list = panel.querySelector(".rows");
  const last = Number(list.dataset.last ?? 0);
  if (rows.length === 0) return;
  list.replaceChildren(...rows.map((row) => item(row, mark, last > 0 && row.seq > last)));
  list.dataset.last = String(rows[0].seq);
}

function item(row, mark, isNew) {
  const line = document.createElement("li");
  line.dataset.kind = row.kind;
  line.dataset.acked = String(row.acked);
  line.classList.toggle("waiting", !row.acked);
  line.classList.toggle("new", isNew);
  line.append(span("number", row.number));
  const what = line.appendChild(document.createElement("div"));
  what.append(span("word", row.word), span("kind latin", row.kind));
  line.append(span("time", row.time));
  if (mark !== null) line.append(span("mark", mark(row)));
  return line;
}

function span(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}
