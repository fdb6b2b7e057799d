// A page with a live table: kiosks, or a day's payments.

import { listen } from "./live.js";
import { keepAgesTrue, refreshAges, setHubTime } from "./relative_time.js";
import { filterRows } from "./search.js";
import { takeParts, takeRows } from "./table.js";

const body = document.querySelector("[data-live]");
const field = document.querySelector("[data-filters]");
const noneFound = document.getElementById("none-found");
const filter = field && body ? filterRows(field, body, noneFound) : () => {};

keepAgesTrue();

if (body) {
  listen(body.dataset.live, {
    news(news) {
      setHubTime(news.hub_ms);
      // An empty page has no table to fill: with its first row it is another page.
      if ("reload" in body.dataset) {
        if (news.count > 0) location.reload();
        return;
      }
      takeRows(body, news);
      takeParts(news.parts);
      refreshAges();
      filter();
    },
  });
}
