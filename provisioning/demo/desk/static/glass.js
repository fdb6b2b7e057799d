// The kiosk's live glass: each picture that differs from the last one, and touches back.
import { act } from "./hand.js";

const GRID = { width: 1080, height: 1920 };
const BORDER = 8;
const AGAIN_MS = 500;

export function followGlass(on) {
  const section = document.querySelector(".kiosk");
  const canvas = document.querySelector("#glass");
  const dark = section.querySelector(".dark");

  on("switches", ({ on: switched, starting }) => {
    dark.hidden = switched.power && !starting;
    dark.textContent = starting ? section.dataset.starting : section.dataset.dark;
  });
  on("kiosk", ({ screen, online }) => {
    section.dataset.screen = screen ?? "";
    section.dataset.online = String(online);
  });
  canvas.addEventListener("click", (event) => touch(section, canvas, event));
  paint(canvas);
}

function touch(section, canvas, event) {
  const box = canvas.getBoundingClientRect();
  const x = (event.clientX - box.left - BORDER) / (box.width - 2 * BORDER);
  const y = (event.clientY - box.top - BORDER) / (box.height - 2 * BORDER);
  if (x < 0 || x > 1 || y < 0 || y > 1) return;
  const ripple = section.appendChild(document.createElement("span"));
  ripple.className = "ripple";
  ripple.style.left = `${event.clientX - box.left}px`;
  ripple.style.top = `${event.clientY - box.top}px`;
  ripple.addEventListener("animationend", () => ripple.remove());
  act({ do: "touch", x: x * GRID.width, y: y * GRID.height });
}

/** Asks for the next picture for ever; the server answers when there is one. */
async function paint(canvas) {
  let shown = 0;
  for (;;) {
    const wanted = Math.round((canvas.clientWidth - 2 * BORDER) * devicePixelRatio);
    const width = Math.min(Math.max(wanted, 160), GRID.width);
    try {
      const answer = await fetch(`screen?after=${canvas.width === width ? shown : 0}&width=${width}`);
      if (answer.status === 200) {
        shown = Number(answer.headers.get("X-Frame"));
        await draw(canvas, await answer.blob());
      } else {
        shown = 0;
      }
    } catch {
      await new Promise((wake) => setTimeout(wake, AGAIN_MS));
    }
  }
}

async function draw(canvas, blob) {
  const picture = await createImageBitmap(blob);
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
  }
  canvas.getContext("2d").drawImage(picture, 0, 0);
  picture.close();
}
