// A page about one thing: ages stay true; when the hub has news of this kiosk, the page is
// fetched again and its parts take the place of the old ones. A link to an event opens it.

import { listen } from "./live.js";
import { keepAgesTrue, refreshAges, setHubTime } from "./relative_time.js";

const AT_MOST_EVERY_MS = 3_000;
const live = document.querySelector("[data-live-page]");
let due = 0;
let renewedAt = -AT_MOST_EVERY_MS;

async function renew() {
  due = 0;
  renewedAt = performance.now();
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById(live.id);
  const head = page.querySelector(".page-head");
  if (!now || !head) return;
  live.replaceChildren(...now.childNodes);
  document.querySelector(".page-head").replaceWith(head);
  refreshAges();
}

function openTarget() {
  const event = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  event?.querySelector("details")?.setAttribute("open", "");
}

keepAgesTrue();
addEventListener("hashchange", openTarget);
openTarget();

if (live) {
  listen(live.dataset.livePage, {
    news(news) {
      setHubTime(news.hub_ms);
      const ours = live.dataset.row in news.ages || news.rows.includes(`id="${live.dataset.row}"`);
      const wait = Math.max(0, renewedAt + AT_MOST_EVERY_MS - performance.now());
      if (ours && due === 0) due = setTimeout(renew, wait);
    },
  });
}
