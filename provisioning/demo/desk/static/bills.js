// Bills for the scanner and the citizen's card for the reader.
import { act } from "./hand.js";

export function followBills() {
  for (const bill of document.querySelectorAll(".bill")) {
    bill.addEventListener("click", () => hold(bill, { do: "scan", barcode: bill.dataset.barcode }));
  }
  const card = document.querySelector(".citizen-card");
  card.addEventListener("click", () => hold(card, { do: "show_card" }));
  for (const next of document.querySelectorAll(".next")) {
    next.addEventListener("click", () => turn(next.closest(".pile")));
  }
}

function hold(paper, action) {
  paper.classList.remove("read");
  void paper.offsetWidth; // lets the beam begin anew
  paper.classList.add("read");
  act(action);
}

function turn(pile) {
  const bills = [...pile.querySelectorAll(".bill")];
  const now = bills.findIndex((bill) => !bill.hidden);
  bills[now].hidden = true;
  bills[(now + 1) % bills.length].hidden = false;
}
