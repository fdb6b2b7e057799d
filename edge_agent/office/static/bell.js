// Two tones and a blinking title while somebody waits unanswered. Browsers let a page sound only
// after a touch: signing in is one, after a reload the button is.
const EVERY_MS = 4000;
const TONES = [660, 880];

let audio = null;
let ringing = 0;
let blinking = 0;
let title = "";

export function wake() {
  audio ??= new AudioContext();
  return audio.state === "suspended" ? audio.resume() : Promise.resolve();
}

export const canSound = () => audio !== null && audio.state === "running";

export function ringOnce() {
  if (!canSound()) return;
  TONES.forEach((frequency, index) => {
    const at = audio.currentTime + index * 0.28;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(0.5, at + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.55);
  });
}

export function ring(alert) {
  if (ringing) return;
  title = document.title;
  ringOnce();
  navigator.vibrate?.([300, 150, 300]);
  ringing = setInterval(ringOnce, EVERY_MS);
  blinking = setInterval(() => { document.title = document.title === title ? alert : title; }, 800);
  document.title = alert;
}

export function quiet() {
  if (!ringing) return;
  clearInterval(ringing);
  clearInterval(blinking);
  ringing = blinking = 0;
  document.title = title;
}
