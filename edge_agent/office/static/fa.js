// Every sentence of the page. `#` is where a number goes.
const sentences = {
  "product": "پیشخوان",
  "sign-out": "خروج",
  "lost": "ارتباط با کیوسک قطع است؛ درخواست‌های کمک دیده نمی‌شود.",

  "door-title": "میز کارشناس دفتر",
  "door-text": "این‌جا می‌بینید چه کسی پای کیوسک کمک می‌خواهد، و می‌توانید کیوسک را از خدمت خارج کنید.",
  "door-pin": "رمز دفتر",
  "door-do": "ورود",
  "door-hint": "رمز را سرپرست دفتر می‌داند. اگر فراموش شده است، پشتیبان آن را دوباره می‌گذارد.",
  "door-wrong": "رمز درست نیست.",
  "door-wait": "رمز چند بار نادرست وارد شد. # دیگر دوباره امتحان کنید.",
  "door-again": "باید دوباره وارد شوید: رمز عوض شده یا دوازده ساعت گذشته است.",
  "door-failed": "ورود انجام نشد. دوباره امتحان کنید.",

  "calm-title": "کسی کمک نمی‌خواهد",
  "calm-text": "این صفحه را باز نگه دارید؛ درخواست که برسد، زنگ می‌زند.",
  "call-title": "یک نفر پای کیوسک کمک می‌خواهد",
  "call-since": "# است که منتظر است",
  "call-now": "همین حالا",
  "call-late": "یک دقیقه گذشت و صفحهٔ کیوسک شمارهٔ تلفن شهرداری را نشان داد؛ شاید هنوز آن‌جا باشد.",
  "call-alert": "● کمک می‌خواهند",
  "coming": "می‌آیم",
  "answered-title": "گفته‌اید که می‌آیید",
  "answered-text": "روی صفحهٔ کیوسک نوشته شد که کارشناس در راه است.",
  "done": "کمک کردم، تمام شد",
  "gone": "دیگر کسی منتظر نیست.",
  "done-before": "پیش از این انجام شده است.",
  "failed": "انجام نشد. دوباره امتحان کنید.",

  "service": "خدمت‌رسانی",
  "service-open": "در حال خدمت",
  "service-closing": "پس از این مراجعه‌کننده از خدمت خارج می‌شود",
  "service-closed": "خارج از خدمت به خواست شما",
  "service-by_city": "خارج از خدمت به خواست شهرداری",
  "service-technician": "خارج از خدمت: تکنسین پای دستگاه است",
  "service-stopped": "دستگاه خودش خدمت نمی‌دهد",
  "service-silent": "برنامهٔ کیوسک روشن نیست",
  "by_city-text": "شهرداری خودش آن را به خدمت برمی‌گرداند.",
  "technician-text": "با رفتن او خودش به خدمت برمی‌گردد.",
  "stopped-text": "اگر تا چند دقیقه درست نشد، به پشتیبان خبر دهید.",
  "silent-text": "اگر تا چند دقیقه روشن نشد، به پشتیبان خبر دهید.",
  "because": "علت: #",
  "since": "از # پیش",
  "since-now": "از همین حالا",
  "close": "خارج کردن از خدمت",
  "reopen": "بازگشت به خدمت",
  "closing-title": "کیوسک از خدمت خارج شود؟",
  "closing-text": "اگر کسی پای کیوسک است، کارش تا آخر انجام می‌شود. پس از آن صفحه علت را و نزدیک‌ترین کیوسک را نشان می‌دهد.",
  "closing-why": "علت",
  "closing-do": "خارج شود",
  "closing-no": "نه، بماند",
  "opening-title": "کیوسک به خدمت برگردد؟",
  "opening-text": "از همین حالا هر کسی می‌تواند از آن استفاده کند.",
  "opening-do": "برگردد",
  "opening-no": "هنوز نه",

  "parts": "حال کیوسک",
  "link": "ارتباط با شهر",
  "printer": "چاپگر",
  "paper": "کاغذ",
  "terminal": "کارت‌خوان",
  "link-online": "وصل است",
  "link-offline": "قطع است؛ کیوسک کار می‌کند",
  "link-connecting": "در حال وصل شدن",
  "unknown": "معلوم نیست",
  "absent": "وصل نیست",
  "starting": "در حال آماده شدن",
  "ready": "آماده است",
  "degraded": "رسیدگی می‌خواهد",
  "failed-part": "کار نمی‌کند",
  "paper-ready": "دارد",
  "paper-degraded": "رو به پایان است",
  "paper-failed": "تمام شده است",
  "board-hint": "این صفحه چیزی از کار مراجعه‌کننده نشان نمی‌دهد.",
  "sound-on": "آزمودن زنگ",
  "sound-off": "روشن کردن زنگ",

  "seconds": "# ثانیه",
  "minutes": "# دقیقه",
  "hours": "# ساعت",
};

export const closingReasons = {
  paper: "تعویض کاغذ",
  repair: "خرابی یا تعمیر",
  cleaning: "نظافت",
  closing_time: "پایان ساعت کار دفتر",
  other: "علت دیگر",
};

// What drivers say, where the clerk can do something about it.
export const partReasons = {
  paper_end: "کاغذ تمام شده است",
  paper_near_end: "کاغذ رو به پایان است",
  cover_open: "درِ چاپگر باز است",
  cutter: "تیغهٔ برش گیر کرده است",
  head_hot: "سر چاپ داغ شده است",
  offline: "آماده نیست",
  no_answer: "پاسخ نمی‌دهد",
  link_down: "ارتباطش قطع است",
  link_lost: "ارتباطش قطع شد",
  unplugged: "سیمش وصل نیست",
};

export function say(key, number) {
  const sentence = sentences[key] ?? key;
  return number === undefined ? sentence : sentence.replace("#", number);
}

export const knows = (key) => key in sentences;

const digits = new Intl.NumberFormat("fa-IR", { useGrouping: false });

/** «۴۲ ثانیه», «۳ دقیقه» */
export function span(seconds) {
  if (seconds < 60) return say("seconds", digits.format(seconds));
  if (seconds < 3600) return say("minutes", digits.format(Math.floor(seconds / 60)));
  return say("hours", digits.format(Math.floor(seconds / 3600)));
}
