const prose = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const spoken = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });

function parse(isoDate: string): Date | null {
  const date = new Date(`${isoDate}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `2023-04-05` → `5 Apr 2023`, for prose. A text that is no date comes back as it is. */
export function proseDate(isoDate: string): string {
  const date = parse(isoDate);
  return date ? prose.format(date) : isoDate;
}

/** `2023-04-05` → `Wednesday 5 April 2023`, for tooltips and for reading typed dates back. */
export function spokenDate(isoDate: string): string {
  const date = parse(isoDate);
  return date ? spoken.format(date).replace(',', '') : isoDate;
}

/** A moment in prose, in the machine's zone: `5 Apr 2023, 14:02 BST`. */
export function proseTime(isoTime: string): string {
  const date = new Date(isoTime);
  return Number.isNaN(date.getTime()) ? isoTime : moment.format(date);
}

/** A moment (UTC, ISO) in the machine's zone, zone named: `2023-04-05 14:02:11 BST`. */
export function formatTime(isoTime: string): string {
  const date = new Date(isoTime);
  if (Number.isNaN(date.getTime())) return isoTime;
  const day = [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
  return `${day} ${clock.format(date)}`;
}
