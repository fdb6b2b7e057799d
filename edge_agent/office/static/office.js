// The page's parts put together: the door, the board, what the clerk can wish.
import { canSound, quiet, ringOnce, wake } from "./bell.js";
import { show, tick } from "./board.js";
import { closingReasons, say, span } from "./fa.js";
import { follow } from "./following.js";
import { post, state } from "./requests.js";

const one = (selector) => document.querySelector(selector);
const TOAST_MS = 4000;
let stopFollowing = null;

for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
document.title = say("product");
for (const [key, words] of Object.entries(closingReasons)) one(".reasons").append(choice(key, words));
setInterval(tick, 1000);

function choice(key, words) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  Object.assign(radio, { type: "radio", name: "reason", value: key, required: true });
  label.append(radio, words);
  return label;
}

function open(page) {
  document.body.dataset.page = page;
  one(".door").hidden = page !== "door";
  one(".board").hidden = page !== "board";
  one(".leave").hidden = page !== "board";
}

function showDoor() {
  quiet();
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close("no");
  one(".lost").hidden = true;
  one(".bar .title").textContent = say("product");
  one(".bar .place").textContent = "";
  open("door");
  one("#pin").value = "";
  one("#pin").focus();
}

function showBoard() {
  stopFollowing?.();
  stopFollowing = follow({ changed, lost, signedOut });
}

/** Not by the clerk: a new PIN was set, or the shift is over. */
function signedOut() {
  stopFollowing?.();
  showDoor();
  one(".refused").textContent = say("door-again");
  one(".refused").hidden = false;
}

/** Nobody knows then whether somebody waits. */
function lost() {
  one(".lost").hidden = false;
  one(".calm").hidden = true;
}

function changed(view) {
  one(".lost").hidden = true;
  show(view);
  soundWord();
  open("board");
}

function soundWord() {
  one(".sound-word").textContent = say(canSound() ? "sound-on" : "sound-off");
}

function toast(text) {
  const place = one(".toast");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { place.hidden = true; }, TOAST_MS);
}

one(".door form").addEventListener("submit", async (event) => {
  event.preventDefault();
  wake();
  const button = one(".door button");
  const refused = one(".refused");
  button.disabled = true;
  const answer = await post("/sign-in", { pin: one("#pin").value });
  button.disabled = false;
  refused.hidden = answer.status === 204;
  if (answer.status === 204) {
    showBoard();
    return;
  }
  const wait = answer.content?.wait_s ?? 0;
  const known = answer.status === 401 || answer.status === 429;
  refused.textContent = !known ? say("door-failed") : wait > 0 ? say("door-wait", span(wait)) : say("door-wrong");
  one("#pin").select();
});

one(".leave").addEventListener("click", async () => {
  stopFollowing?.();
  await post("/sign-out", {});
  showDoor();
});

one(".sound").addEventListener("click", async () => {
  await wake();
  ringOnce();
  soundWord();
});

async function wish(button, content) {
  button.disabled = true;
  const { status } = await post("/wish", content);
  button.disabled = false;
  if (status === 401) signedOut();
  else if (status === 409) toast(say("call" in content ? "gone" : "done-before"));
  else if (status !== 204) toast(say("failed"));
}

for (const word of ["coming", "done"]) {
  one(`.${word}`).addEventListener("click", (event) => {
    wish(event.currentTarget, { type: word, call: one(".call").dataset.call });
  });
}

one(".close").addEventListener("click", () => {
  one(".closing form").reset();
  one(".closing").showModal();
});
one(".reopen").addEventListener("click", () => one(".opening").showModal());

one(".closing").addEventListener("close", () => {
  const dialog = one(".closing");
  const reason = new FormData(dialog.querySelector("form")).get("reason");
  if (dialog.returnValue === "sure" && reason) wish(one(".close"), { type: "close", reason });
  dialog.returnValue = "";
});

one(".opening").addEventListener("close", () => {
  const dialog = one(".opening");
  if (dialog.returnValue === "sure") wish(one(".reopen"), { type: "reopen" });
  dialog.returnValue = "";
});

const first = await state();
if (first.status === 401) showDoor();
else showBoard();
