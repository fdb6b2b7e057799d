// Numbers as they are read in Persian.
const GROUPS = new Intl.NumberFormat("fa-IR");

export function grouped(number) {
  return GROUPS.format(number);
}
