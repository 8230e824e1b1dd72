/** Days since 1970-01-01 for the sample's plain dates; no time zone takes part. */
export type Day = number;

export function dayOf(iso: string): Day {
  return Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000;
}

export function isoOf(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** dd/MM/yyyy, as British banks print dates. */
export function britishOf(day: Day): string {
  const iso = isoOf(day);
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** 0 = Sunday to 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return (day + 4) % 7;
}

const CLOSED = new Set(['12-25', '12-26', '01-01']);

export function isBusinessDay(day: Day): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !CLOSED.has(isoOf(day).slice(5));
}

/** The day itself where the bank works, else the next working day. */
export function businessDayFrom(day: Day): Day {
  let at = day;
  while (!isBusinessDay(at)) at++;
  return at;
}

/** Every working day from `first` to `last`. */
export function businessDays(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day++) if (isBusinessDay(day)) days.push(day);
  return days;
}

/** Every calendar month between two days, as `yyyy-MM`. */
export function monthsBetween(first: Day, last: Day): string[] {
  const months = new Set<string>();
  for (let day = first; day <= last; day++) months.add(isoOf(day).slice(0, 7));
  return [...months];
}
