// One sentence at the foot of the page, when something could not be done.
const SHOWN_MS = 5000;
const place = document.querySelector(".toast");
let timer = 0;

export const toast = {
  say(text) {
    place.textContent = text;
    place.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => this.hide(), SHOWN_MS);
  },
  /** The demo itself does not answer: said until it does. */
  lost() {
    clearTimeout(timer);
    place.textContent = place.dataset.lost;
    place.hidden = false;
  },
  hide() {
    place.hidden = true;
  },
};
