// The payment terminal. Card and PIN are this page's own play: any four digits do, and none is
// sent anywhere; only the green key with a card in tells the terminal that a card was presented.
import { act } from "./hand.js";
import { grouped } from "./digits.js";

const PIN_DIGITS = 4;

export function followTerminal(on) {
  const terminal = document.querySelector(".terminal");
  const card = terminal.querySelector(".bank-card");
  const answer = terminal.querySelector("select");
  const state = { phase: "idle", amount: null, inserted: false, pin: 0, sent: false };

  const show = () => render(terminal, state);
  on("terminal", ({ phase, amount }) => {
    if (phase !== "waiting_for_card") Object.assign(state, { inserted: false, pin: 0, sent: false });
    Object.assign(state, { phase, amount });
    show();
  });
  on("switches", (switches) => { answer.value = switches.answer; });
  card.addEventListener("click", () => { state.inserted = true; show(); });
  answer.addEventListener("change", () => act({ do: "answer", value: answer.value }));
  terminal.querySelector(".pad").addEventListener("click", (event) => {
    const key = event.target.closest(".key");
    if (key) press(state, key.dataset).then(show);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("select, textarea, .key") || !terminal.matches(":hover")) return;
    if (/^\d$/.test(event.key)) press(state, { digit: event.key }).then(show);
  });
  show();
}

async function press(state, { digit, key }) {
  if (digit !== undefined) {
    if (state.inserted && state.pin < PIN_DIGITS) state.pin += 1;
  } else if (key === "red") {
    Object.assign(state, { inserted: false, pin: 0 });
    await act({ do: "refuse" });
  } else if (key === "green" && state.pin === PIN_DIGITS && !state.sent) {
    state.sent = await act({ do: "pay" });
  }
}

function render(terminal, state) {
  const waits = state.phase === "waiting_for_card";
  const { dataset } = terminal;
  dataset.phase = state.phase;
  let says = dataset.idle;
  if (state.phase === "in_bank" || state.sent) says = dataset.bank;
  else if (waits) says = state.inserted ? dataset.pin : dataset.card;
  const amount = state.amount === null ? "" : dataset.rial.replace("#", grouped(state.amount));
  terminal.querySelector(".amount").textContent = amount;
  terminal.querySelector(".display .says").textContent = says;
  terminal.querySelector(".pin").textContent = "●".repeat(state.pin);
  const card = terminal.querySelector(".bank-card");
  card.disabled = !waits || state.inserted;
  card.classList.toggle("in", state.inserted || state.phase === "in_bank");
  for (const key of terminal.querySelectorAll(".key")) {
    key.disabled = key.dataset.key === "red" ? !waits : !state.inserted;
  }
}
