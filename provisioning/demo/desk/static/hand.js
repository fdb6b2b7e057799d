// What the visitor does goes to the demo as one small JSON object.
import { toast } from "./toast.js";

/** True when it was done; otherwise the page says what is wrong. */
export async function act(action) {
  let answer;
  try {
    answer = await fetch("do", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(action),
    });
  } catch {
    toast.lost();
    return false;
  }
  if (!answer.ok) {
    const refusal = await answer.json();
    toast.say(`${refusal.what} ${refusal.next_step}`);
  }
  return answer.ok;
}
