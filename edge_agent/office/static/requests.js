// Asking the agent. Every wish is a POST of JSON from this page; nothing else is taken there.
const headers = { "Content-Type": "application/json" };
const PATIENCE_MS = 6000;

export async function post(path, content) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers,
      body: JSON.stringify(content),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await answer.text();
    return { status: answer.status, content: text ? JSON.parse(text) : null };
  } catch {
    return { status: 0, content: null };
  }
}

export async function state() {
  try {
    const answer = await fetch("/state", { signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: answer.status, content: answer.ok ? await answer.json() : null };
  } catch {
    return { status: 0, content: null };
  }
}
