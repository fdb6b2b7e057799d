// What the agent says, put on the page.
import { closingReasons, knows, partReasons, say, span } from "./fa.js";
import { quiet, ring } from "./bell.js";

const one = (selector) => document.querySelector(selector);
const TONES = { open: "good", closing: "notice", closed: "notice", by_city: "notice", technician: "notice", stopped: "danger", silent: "danger" };
const PART_TONES = { ready: "good", starting: "notice", degraded: "notice", absent: "danger", failed: "danger" };
const LINK_TONES = { online: "good", offline: "notice", connecting: "notice" };

/** What else is to be done where the kiosk serves nobody, though no clerk wanted it so. */
const NEXT_STEPS = new Set(["by_city", "technician", "stopped", "silent"]);

let called = null;
let closedAt = null;

export function show(view) {
  one(".bar .title").textContent = view.title;
  one(".bar .place").textContent = view.city;
  showCall(view.call);
  showService(view);
  showParts(view);
  tick();
}

/** Time goes on without the agent. */
export function tick() {
  if (called !== null) {
    const seconds = Math.floor((Date.now() - called) / 1000);
    one(".call-since").textContent = seconds < 5 ? say("call-now") : say("call-since", span(seconds));
  }
  if (closedAt !== null) {
    const seconds = Math.floor((Date.now() - closedAt) / 1000);
    const since = seconds < 5 ? say("since-now") : say("since", span(seconds));
    one(".state-text").textContent = `${one(".state-text").dataset.why}، ${since}`;
  }
}

function showCall(call) {
  const section = one(".call");
  section.hidden = call === null;
  one(".calm").hidden = call !== null;
  called = call === null ? null : Date.now() - call.waited_s * 1000;
  if (call === null) {
    quiet();
    return;
  }
  section.dataset.call = call.call;
  section.classList.toggle("answered", call.answered);
  one(".call-title").textContent = say(call.answered ? "answered-title" : "call-title");
  one(".call-text").textContent = call.answered ? say("answered-text") : call.late ? say("call-late") : "";
  one(".call-text").hidden = !call.answered && !call.late;
  one(".coming").hidden = call.answered;
  one(".done").hidden = !call.answered;
  if (call.answered) quiet();
  else ring(say("call-alert"));
}

function showService({ service, reason, closed_s: closedFor }) {
  const section = one(".service");
  const isClosed = service === "closed" || service === "closing" || (service === "silent" && reason !== null);
  section.dataset.tone = TONES[service];
  section.dataset.service = service;
  one(".state-word").textContent = say(`service-${service}`);
  const text = one(".state-text");
  text.dataset.why = isClosed ? say("because", closingReasons[reason] ?? closingReasons.other) : "";
  text.textContent = isClosed ? text.dataset.why : NEXT_STEPS.has(service) ? say(`${service}-text`) : "";
  text.hidden = text.textContent === "";
  closedAt = isClosed && closedFor !== null ? Date.now() - closedFor * 1000 : null;
  one(".close").hidden = isClosed;
  one(".reopen").hidden = !isClosed;
}

function showParts({ link, parts }) {
  one(".parts dl").replaceChildren(
    ...row("link", say(`link-${link}`), LINK_TONES[link], link === "online" ? "link" : "wifi-slash"),
    ...["printer", "paper", "terminal"].flatMap((name) => partRow(name, parts[name])),
  );
}

function partRow(name, part) {
  if (part === undefined) return row(name, say("unknown"), "notice");
  const own = `${name}-${part.state}`;
  const plain = part.state === "failed" ? "failed-part" : part.state;
  const word = part.state === "ready" ? null : partReasons[part.reason];
  return row(name, word ?? say(knows(own) ? own : plain), PART_TONES[part.state]);
}

function row(name, word, tone, drawn = name) {
  const icon = document.createElement("span");
  icon.className = "icon";
  icon.dataset.icon = drawn;
  const term = document.createElement("dt");
  term.textContent = say(name);
  const value = document.createElement("dd");
  value.dataset.tone = tone;
  value.dataset.part = name;
  const square = document.createElement("span");
  square.className = "square";
  value.append(square, word);
  return [icon, term, value];
}
