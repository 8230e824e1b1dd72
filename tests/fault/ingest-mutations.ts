/** Damages statements at random and reads them: what a reader may never do, whatever the bytes. */
import { readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bytesSource } from '../../src/workers/ingest/source.ts';
import { inspectToJson, type InspectJson } from '../../src/workers/ingest/to-json.ts';
import { pdfStatement } from '../samples/pdf-statement.ts';
import { makeStatement, WRITERS, type WrittenFormat } from '../samples/statement-formats.ts';

export interface MutationReport {
  readonly format: string;
  readonly inputs: number;
  readonly slowestMs: number;
  /** Inputs that gave other movements than before, though the file states balances or totals, without a word. */
  readonly silent: number;
  /** Other movements without a word where nothing in the file could show it: a digit of an amount that no balance covers. */
  readonly unprovable: number;
  /** What went wrong, with the seed that brings it back. */
  readonly faults: readonly string[];
}

/** An honest reader takes no longer for a file of this size. */
const HANG_MS = 1_000;
const TABLES = ['csv', 'xlsx'];
/** Larger files are no seeds: they would only make the run longer. */
const MOST_BYTES = 400_000;

interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly before: string;
  /** Balances or totals of the file cover every movement. */
  readonly proved: boolean;
}

/**
 * @param inputs mutated files per format
 * @param folder of real files by format (`data/bank`), used where it is there
 */
export async function mutateFormat(
  format: string,
  inputs: number,
  seed: number,
  folder?: string,
  mostBytes = MOST_BYTES,
): Promise<MutationReport> {
  const seeds = await seedsOf(format, folder, mostBytes);
  if (seeds.length === 0) return { format, inputs: 0, slowestMs: 0, silent: 0, unprovable: 0, faults: [] };
  const next = random(seed);
  let slowestMs = 0;
  let silent = 0;
  let unprovable = 0;
  const faults: string[] = [];
  for (let n = 0; n < inputs; n++) {
    const from = seeds[Math.floor(next() * seeds.length)]!;
    const bytes = mutated(from.bytes, seeds[Math.floor(next() * seeds.length)]!.bytes, next);
    const started = performance.now();
    let read: InspectJson;
    try {
      read = await inspectToJson(bytesSource(bytes), { fileName: 'x' });
    } catch (error) {
      if (faults.length < 20)
        faults.push(
          `input ${n} of ${from.name}: ${error instanceof Error ? error.stack?.split('\n').slice(0, 3).join(' ') : String(error)}`,
        );
      continue;
    }
    const ms = performance.now() - started;
    slowestMs = Math.max(slowestMs, ms);
    // Measured twice before it counts: another process may have held the core.
    if (ms > HANG_MS) {
      const again = performance.now();
      await inspectToJson(bytesSource(bytes), { fileName: 'x' });
      if (performance.now() - again > HANG_MS && faults.length < 20) faults.push(`input ${n} of ${from.name}: took ${Math.round(ms)} ms`);
      if (process.env['NEXUS_FUZZ_KEEP']) writeFileSync(join(process.env['NEXUS_FUZZ_KEEP'], `${format}-${n}`), bytes);
    }
    if (read.problems.length > 0 || read.questions.length > 0 || movementsOf(read) === from.before) continue;
    if (read.accounts.some(({ balanceHolds }) => balanceHolds === false)) continue;
    const holds = read.accounts.length > 0 && read.accounts.every(({ balanceHolds }) => balanceHolds === true);
    // A table names its balance in its header alone: damage there takes the proof with it, and the screens say that there is none.
    if (holds || TABLES.includes(read.format)) unprovable++;
    else if (from.proved) {
      silent++;
      if (faults.length < 20) faults.push(`input ${n} of ${from.name}: other movements without a finding`);
      if (process.env['NEXUS_FUZZ_KEEP']) writeFileSync(join(process.env['NEXUS_FUZZ_KEEP'], `${format}-${n}`), bytes);
    } else unprovable++;
  }
  return { format, inputs, slowestMs, silent, unprovable, faults };
}

async function seedsOf(format: string, folder: string | undefined, mostBytes: number): Promise<Seed[]> {
  const own: (readonly [string, Uint8Array])[] =
    format in WRITERS ? [3, 25].map((rows) => ['made up', WRITERS[format as WrittenFormat](makeStatement(rows))]) : [];
  if (format === 'pdf') own.push(['made up', await pdfStatement()]);
  const place = folder === undefined ? '' : join(folder, format === 'text' ? 'statement-text' : format);
  const real =
    place !== '' && existsSync(place)
      ? readdirSync(place)
          .filter((name) => !/^(?:SOURCE\.txt|expected\.json)$|\.clean$/.test(name))
          .map((name) => [name, new Uint8Array(readFileSync(join(place, name)))] as const)
      : [];
  const seeds: Seed[] = [];
  for (const [name, bytes] of [...own, ...real]) {
    if (bytes.length > mostBytes) continue;
    const read = await inspectToJson(bytesSource(bytes), { fileName: 'x' });
    const proved = read.accounts.length > 0 && read.accounts.every(({ balanceHolds }) => balanceHolds === true);
    seeds.push({ name, bytes, before: movementsOf(read), proved });
  }
  return seeds;
}

function movementsOf(read: InspectJson): string {
  return read.accounts.map(({ transactions }) => transactions.map((row) => `${row.date} ${row.amountMinor}`).join(';')).join('|');
}

/** One to three damages: bits, bytes, digits, pieces cut out, doubled, moved, put in from another file, the end cut off, NULs. */
function mutated(original: Uint8Array, other: Uint8Array, next: () => number): Uint8Array {
  let bytes = new Uint8Array(original);
  const upTo = (n: number): number => Math.floor(next() * n);
  for (let step = 1 + upTo(3); step > 0 && bytes.length > 0; step--) {
    const at = upTo(bytes.length);
    const length = Math.min(bytes.length - at, 1 + upTo(upTo(2) === 0 ? 4 : 200));
    const piece = bytes.slice(at, at + length);
    switch (upTo(9)) {
      case 0:
        bytes[at]! ^= 1 << upTo(8);
        break;
      case 1:
        bytes[at] = upTo(256);
        break;
      case 2:
        bytes = spliced(bytes, at, length, new Uint8Array(0));
        break;
      case 3:
        bytes = spliced(bytes, at, 0, piece);
        break;
      case 4:
        bytes = spliced(bytes, upTo(bytes.length), 0, piece);
        break;
      case 5:
        bytes = bytes.slice(0, at);
        break;
      case 6:
        bytes = spliced(bytes, at, length, other.slice(upTo(other.length), upTo(other.length)));
        break;
      case 7:
        bytes.fill(upTo(2) === 0 ? 0 : 0x39, at, at + length);
        break;
      default: {
        // A digit becomes another one: the damage that only arithmetic can show.
        const digit = bytes.findIndex((byte, i) => i >= at && byte >= 0x30 && byte <= 0x39);
        if (digit >= 0) bytes[digit] = 0x30 + upTo(10);
      }
    }
  }
  return bytes;
}

function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length - remove + insert.length);
  out.set(bytes.subarray(0, at));
  out.set(insert, at);
  out.set(bytes.subarray(at + remove), at + insert.length);
  return out;
}

/** Mulberry32: the same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}
