// The live stream of a page: news as it comes, and a plain sign when it doesn't.
//
// The server speaks at least every ten seconds. A stream that is silent for longer, or broken,
// marks the page as stale: old figures must never pass for present ones. EventSource reconnects
// by itself; after an answer that it takes as final we open a new one.

const SILENCE_MS = 25_000;
const AGAIN_AFTER_MS = 3_000;

export function listen(address, handlers) {
  let source = null;
  let silence = 0;

  function fresh() {
    document.body.classList.remove("stale");
    clearTimeout(silence);
    silence = setTimeout(stale, SILENCE_MS);
  }

  function stale() {
    document.body.classList.add("stale");
  }

  function open() {
    source = new EventSource(address);
    source.addEventListener("alive", fresh);
    source.addEventListener("signed-out", () => {
      source.close();
      location.assign(`/sign-in?then=${encodeURIComponent(location.pathname + location.search)}`);
    });
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        fresh();
        handle(JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => {
      stale();
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, AGAIN_AFTER_MS);
      }
    });
  }

  open();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) open();
  });
}
