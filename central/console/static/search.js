// Filter the rows of a table by what is typed. Rows carry their text already folded by the hub
// (one key for all spellings); what is typed is folded the same way here.

const DIGITS = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩";
const LETTERS = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "آ": "ا", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی" };
const DROPPED = /[\s\u0640\u0654\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

export function fold(text) {
  return text
    .replace(/[۰-۹٠-٩]/gu, (digit) => String(DIGITS.indexOf(digit) % 10))
    .replace(/./gsu, (letter) => LETTERS[letter] ?? letter)
    .replace(DROPPED, "")
    .toLowerCase();
}

/** Returns a function that filters again, for rows that have come since. */
export function filterRows(field, rows, noneFound) {
  function apply() {
    const wanted = fold(field.value);
    let shown = 0;
    for (const row of rows.children) {
      row.hidden = wanted !== "" && !row.dataset.search.includes(wanted);
      if (!row.hidden) shown += 1;
    }
    if (noneFound) noneFound.hidden = shown > 0;
  }
  field.addEventListener("input", apply);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement === document.body) {
      event.preventDefault();
      field.focus();
    }
  });
  apply();
  return apply;
}
