// Puts the page together: news in, the visitor's hand out.
import { followBills } from "./bills.js";
import { followGlass } from "./glass.js";
import { followPrinter } from "./printer.js";
import { followRows } from "./rows.js";
import { followSwitches } from "./switches.js";
import { followTerminal } from "./terminal.js";
import { toast } from "./toast.js";

const news = new EventSource("news");
news.addEventListener("error", () => toast.lost());
news.addEventListener("open", () => toast.hide());

/** Calls `heed` with each new state of a part of the scene. */
function on(part, heed) {
  news.addEventListener(part, (event) => heed(JSON.parse(event.data)));
}

followSwitches(on);
followGlass(on);
followTerminal(on);
followPrinter(on);
followBills();
followRows(on);
