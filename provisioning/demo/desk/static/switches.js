// The five switches. A switch shows what the demo says, not what was clicked.
import { act } from "./hand.js";

export function followSwitches(on) {
  const switches = [...document.querySelectorAll(".switch")];
  for (const button of switches) {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-busy") === "true") return;
      act({ do: "turn", switch: button.dataset.switch, on: button.getAttribute("aria-checked") !== "true" });
    });
  }
  const wire = document.querySelector(".wire");
  on("switches", ({ on: switched, starting }) => {
    wire.classList.toggle("cut", !switched.line);
    wire.textContent = switched.line ? wire.dataset.on : wire.dataset.off;
    for (const button of switches) {
      const name = button.dataset.switch;
      const busy = name === "power" && starting;
      button.setAttribute("aria-checked", String(switched[name]));
      button.setAttribute("aria-busy", String(busy));
      const state = switched[name] ? button.dataset.on : button.dataset.off;
      button.querySelector(".switch-state").textContent = busy ? button.dataset.starting : state;
    }
  });
}
