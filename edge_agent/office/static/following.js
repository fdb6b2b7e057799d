// Every change as it happens. A line that fell silent is as good as cut: said, and tried again.
import { state } from "./requests.js";

const SILENT_AFTER_MS = 25_000;
const AGAIN_AFTER_MS = 1500;

export function follow({ changed, lost, signedOut }) {
  let source = null;
  let heard = Date.now();
  let stopped = false;

  const hear = () => { heard = Date.now(); };

  function listen() {
    source = new EventSource("/events");
    source.addEventListener("message", (event) => { hear(); changed(JSON.parse(event.data)); });
    source.addEventListener("still", hear);
    source.addEventListener("error", again);
  }

  async function again() {
    source?.close();
    source = null;
    if (stopped) return;
    const now = await state();
    if (stopped) return;
    if (now.status === 401) {
      stop();
      signedOut();
      return;
    }
    if (now.content === null) lost();
    else changed(now.content);
    setTimeout(() => { if (!stopped && source === null) { hear(); listen(); } }, AGAIN_AFTER_MS);
  }

  const watch = setInterval(() => {
    if (source !== null && Date.now() - heard > SILENT_AFTER_MS) again();
  }, 2000);

  function stop() {
    stopped = true;
    clearInterval(watch);
    source?.close();
    source = null;
  }

  hear();
  listen();
  return stop;
}
