/**
 * Why a transaction stands where it stands in the ranking: the packed form reasons are stored in, and their sentences. A
 * stored reason holds figures only; the words come from `reason-kinds.ts`, so an old run can be worded again later.
 */
import { isoOfDay } from './calendar.ts';
import { formatMinor } from './money.ts';
import { REASONS, type ReasonKind } from './reason-kinds.ts';

export { REASONS, type ReasonKind } from './reason-kinds.ts';

const BY_CODE = new Map(REASONS.map((kind) => [kind.code, kind]));
const BY_NUMBER = new Map(REASONS.map((kind) => [kind.number, kind]));

/** The kind of a code; undefined where a newer version wrote it. */
export function reasonKind(code: string): ReasonKind | undefined {
  return BY_CODE.get(code);
}

export interface Reason {
  readonly code: string;
  /** Share of the risk in points, tenths kept. */
  readonly points: number;
  /** Figures of the sentence, in the order of its placeholders: minor units, counts, fractions, day numbers. */
  readonly args: readonly number[];
  /** Identifiers of the transactions it was compared with. */
  readonly evidence: readonly number[];
}

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const counted = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const measured = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });

/** A share in words' precision: never 0 % for something that exists, never 100 % for less than all. */
function percent(fraction: number): string {
  const value = fraction * 100;
  if (value <= 0) return '0 %';
  if (value < 0.01) return 'less than 0.01 %';
  if (value < 100 && value > 99.99) return 'more than 99.99 %';
  return `${value >= 99 && value < 100 ? value.toFixed(2) : value < 1 ? value.toFixed(2) : value.toFixed(1)} %`;
}

function placed(value: number, form: string, currency: string): string {
  if (form === 'money') return `${currency ? `${currency} ` : ''}${formatMinor(Math.round(value), currency)}`;
  if (form === 'percent') return percent(value);
  if (form === 'date') return isoOfDay(value);
  if (form === 'weekday') return WEEKDAYS[value <= 7 && value >= 1 ? value : ((((value + 3) % 7) + 7) % 7) + 1]!;
  if (form === 'digits') return value === 0 ? 'a single digit' : String(value);
  if (form === 'number') return measured.format(value);
  const count = counted.format(value);
  if (form === 'days') return value === 1 ? '1 day' : `${count} days`;
  if (form === 'times') return value === 1 ? 'once' : value === 2 ? 'twice' : `${count} times`;
  return count;
}

/**
 * The plain sentence of a reason, with its figures.
 * @param currency ISO 4217 code of the amounts; empty for tables without one
 */
export function sentenceOf(reason: Pick<Reason, 'code' | 'args'>, { currency }: { currency: string }): string {
  const kind = BY_CODE.get(reason.code);
  if (!kind) return `A newer version of the program gave the reason ${reason.code}.`;
  return kind.sentence.replace(/\{(\d) (\w+)\}/g, (_, at: string, form: string) => {
    const value = reason.args[Number(at)];
    return value === undefined ? '?' : placed(value, form, currency);
  });
}

/** Bytes being written; grows by doubling. */
class ByteWriter {
  bytes = new Uint8Array(256);
  view = new DataView(this.bytes.buffer);
  length = 0;

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  /** Unsigned integer up to 2^53 - 1, seven bits a byte, low first. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  float(value: number): void {
    this.room(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }
}

/** Tags of a stored figure. */
const POSITIVE = 0;
const NEGATIVE = 1;
const FLOAT = 2;

/**
 * Packs reasons: count, then per reason its number, points in tenths, figures (integers as varints, others as float64) and
 * evidence identifiers. An empty list is no bytes at all, as most rows of a run have none.
 */
export function encodeReasons(list: readonly Reason[]): Uint8Array {
  if (list.length === 0) return new Uint8Array(0);
  const out = new ByteWriter();
  out.byte(list.length);
  for (const reason of list) {
    const kind = BY_CODE.get(reason.code);
    if (!kind) throw new Error(`unknown reason code ${reason.code}`);
    out.byte(kind.number);
    out.varint(Math.round(reason.points * 10));
    out.byte(reason.args.length);
    for (const value of reason.args) {
      const whole = Number.isSafeInteger(value) && !Object.is(value, -0);
      out.byte(whole ? (value < 0 ? NEGATIVE : POSITIVE) : FLOAT);
      if (whole) out.varint(Math.abs(value));
      else out.float(value);
    }
    out.byte(reason.evidence.length);
    for (const id of reason.evidence) out.varint(id);
  }
  return out.bytes.slice(0, out.length);
}

/** Unpacks what `encodeReasons` packed. Throws where the bytes are damaged: stored reasons are never read in part. */
export function decodeReasons(blob: Uint8Array): Reason[] {
  if (blob.length === 0) return [];
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  let at = 0;
  const byte = (): number => view.getUint8(at++);
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
  };
  const figure = (): number => {
    const tag = byte();
    if (tag !== FLOAT) return tag === NEGATIVE ? -varint() : varint();
    at += 8;
    return view.getFloat64(at - 8, true);
  };
  const list = Array.from({ length: byte() }, () => {
    const number = byte();
    const points = varint() / 10;
    const args = Array.from({ length: byte() }, figure);
    const evidence = Array.from({ length: byte() }, varint);
    return { code: BY_NUMBER.get(number)?.code ?? `#${number}`, points, args, evidence };
  });
  if (at !== blob.length) throw new Error('stored reasons are damaged');
  return list;
}
