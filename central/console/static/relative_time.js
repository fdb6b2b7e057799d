// «۳ ثانیه», «۱۲ دقیقه», ... kept true while the page stands; the exact time is in the title.
// Says what central/console/figures.py says; the words come with the page.

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PERSIAN = new Intl.NumberFormat("fa-IR-u-nu-arabext", { useGrouping: true });

let clockOffsetMs = 0;

/** Ages are counted by the hub's clock, whatever this machine's says. */
export function setHubTime(hubMs) {
  clockOffsetMs = hubMs - Date.now();
}

function words(form, first, second) {
  let text = document.body.dataset[form];
  if (second !== undefined) text = text.replace("##", PERSIAN.format(second));
  return text.replace("#", PERSIAN.format(first));
}

export function span(milliseconds) {
  const age = Math.max(0, milliseconds);
  if (age < MINUTE_MS) return words("spanSeconds", Math.floor(age / SECOND_MS));
  if (age < HOUR_MS) return words("spanMinutes", Math.floor(age / MINUTE_MS));
  if (age >= DAY_MS) return words("spanDays", Math.floor(age / DAY_MS));
  const hours = Math.floor(age / HOUR_MS);
  const minutes = Math.floor((age % HOUR_MS) / MINUTE_MS);
  return minutes === 0 ? words("spanHours", hours) : words("spanHoursMinutes", hours, minutes);
}

export function refreshAges(root = document) {
  const now = Date.now() + clockOffsetMs;
  for (const element of root.querySelectorAll("time[data-since]")) {
    const text = span(now - Number(element.dataset.since));
    if (element.textContent !== text) element.textContent = text;
  }
}

export function keepAgesTrue() {
  setInterval(refreshAges, SECOND_MS);
}
