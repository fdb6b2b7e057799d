// The paper as it comes out: it grows while the printer prints, and lies there once it is cut.
const EARLIER = 4;

export function followPrinter(on) {
  const printer = document.querySelector(".printer");
  const strip = printer.querySelector(".strip");
  let cutBefore = null;
  on("paper", ({ rows, trouble, pieces, count }) => {
    const hanging = rows > 0;
    const says = trouble ? "trouble" : hanging ? "printing" : count > 0 ? "done" : "empty";
    printer.classList.toggle("trouble", trouble !== null);
    printer.querySelector(".machine .says").textContent = printer.dataset[says];
    printer.dataset.count = String(count);
    const newest = pieces[pieces.length - 1];
    if (hanging) {
      grow(strip, rows);
      cutBefore = null;
    } else if (newest !== cutBefore) {
      lay(printer, strip, newest);
      cutBefore = newest;
    }
    const others = hanging ? pieces : pieces.slice(0, -1);
    showEarlier(printer, others.slice(-EARLIER).reverse());
  });
}

/** The picture is asked for anew with each row count; the old one stands until the new is there. */
function grow(strip, rows) {
  const picture = new Image();
  picture.alt = "";
  picture.className = "hanging";
  picture.addEventListener("load", () => {
    if (Number(strip.dataset.rows ?? 0) > rows && strip.classList.contains("growing")) return;
    strip.dataset.rows = String(rows);
    strip.className = "strip growing";
    strip.replaceChildren(picture);
  });
  picture.src = `paper/hanging.png?rows=${rows}`;
}

function lay(printer, strip, piece) {
  strip.className = "strip cut";
  strip.dataset.rows = "0";
  strip.replaceChildren(...(piece === undefined ? [] : [pieceButton(printer, piece)]));
}

function showEarlier(printer, pieces) {
  const list = printer.querySelector(".earlier");
  const shown = pieces.join();
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(
    ...pieces.map((piece) => {
      const item = document.createElement("li");
      item.append(pieceButton(printer, piece));
      return item;
    }),
  );
}

function pieceButton(printer, piece) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = printer.dataset.open;
  button.setAttribute("aria-label", printer.dataset.open);
  const picture = button.appendChild(new Image());
  picture.alt = "";
  picture.src = `paper/${piece}.png`;
  button.addEventListener("click", () => {
    const dialog = document.querySelector(".large");
    dialog.querySelector(".sheet").src = picture.src;
    dialog.showModal();
  });
  return button;
}
