// A table whose rows the hub renders: changed rows take the place of old ones, in rank order.

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

function focusedLink(row) {
  const active = document.activeElement;
  return active && row.contains(active) ? active.getAttribute("href") : null;
}

function replace(old, row) {
  const href = focusedLink(old);
  old.replaceWith(row);
  if (href !== null) row.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus();
}

// Ranks of equal length compare as text. Only rows out of order are moved.
function arrange(body) {
  const ordered = [...body.children].sort((a, b) =>
    a.dataset.rank < b.dataset.rank ? -1 : a.dataset.rank > b.dataset.rank ? 1 : 0,
  );
  let place = body.firstElementChild;
  for (const row of ordered) {
    if (row === place) {
      place = place.nextElementSibling;
    } else {
      body.insertBefore(row, place);
    }
  }
}

/** `news`: {rows: html of changed rows, removed: ids, ages: instant by id, first}. */
export function takeRows(body, news) {
  let moved = false;
  for (const id of news.removed) document.getElementById(id)?.remove();
  for (const row of parse(news.rows)) {
    const old = document.getElementById(row.id);
    const elsewhere = old === null || old.dataset.rank !== row.dataset.rank;
    moved ||= elsewhere;
    if (old === null) {
      body.append(row);
    } else {
      replace(old, row);
    }
    if (elsewhere && !news.first) row.classList.add("changed");
  }
  for (const [id, instant] of Object.entries(news.ages)) {
    const age = document.querySelector(`#${CSS.escape(id)} .age time`);
    if (age) age.dataset.since = instant;
  }
  if (moved) arrange(body);
}

export function takeParts(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const element = document.getElementById(id);
    if (element) element.innerHTML = html;
  }
}
