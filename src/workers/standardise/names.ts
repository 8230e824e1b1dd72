import { packText, packedAt, type TransactionColumns } from '../../shared/columns.ts';
import { canonicalName, type NameSource } from './canonical.ts';
import { clusterNames } from './cluster.ts';
import { withoutPlaces } from './places.ts';
import type { NameTable, StandardiseInput } from './result.ts';
import { RowText } from './row-text.ts';
import { looksLikeTerminal } from './terminal-noise.ts';

interface Name {
  readonly spelling: string;
  words: readonly string[];
  readonly source: NameSource;
  readonly line: boolean;
  rows: number;
}

const NONE = -1;

/** The names of all rows: from the counterparty where there is one, else from the description. */
export function readNames(columns: TransactionColumns, onRow: (row: number) => void): { nameOf: Int32Array; names: Name[] } {
  const nameOf = new Int32Array(columns.rows).fill(NONE);
  const names: Name[] = [];
  const bySpelling = new Map<string, number>();
  const byText = { counterparty: new Map<string, number>(), description: new Map<string, number>() };
  const counterparty = new RowText(columns.counterparty);
  const description = new RowText(columns.description);
  for (let row = 0; row < columns.rows; row++) {
    const given = counterparty.at(row);
    const source: NameSource = given.trim() === '' ? 'description' : 'counterparty';
    const text = source === 'counterparty' ? given : description.at(row);
    let name = byText[source].get(text);
    if (name === undefined) {
      name = numberOf(text, source, names, bySpelling);
      byText[source].set(text, name);
    }
    nameOf[row] = name;
    if (name !== NONE) names[name]!.rows++;
    onRow(row);
  }
  const placed = withoutPlaces(names.map((name) => (name.line ? name.words : null)));
  for (const [n, words] of placed.entries()) if (words) names[n]!.words = words;
  return { nameOf, names };
}

function numberOf(text: string, source: NameSource, names: Name[], bySpelling: Map<string, number>): number {
  const { spelling, words } = canonicalName(text, source);
  if (spelling === '') return NONE;
  const known = bySpelling.get(spelling);
  if (known !== undefined) return known;
  bySpelling.set(spelling, names.length);
  names.push({ spelling, words, source, line: source === 'description' || looksLikeTerminal(text), rows: 0 });
  return names.length - 1;
}

/** Groups the names into vendors. A vendor keeps its id from run to run as long as most of its rows do. */
export function groupNames(
  names: readonly Name[],
  { known, named }: Pick<StandardiseInput, 'known' | 'named'>,
): { table: NameTable; vendorIds: Int32Array; vendorNames: string[] } {
  const before = new Map<string, { vendorId: number; pinned: boolean }>();
  for (let i = 0; i < known.vendorIds.length; i++)
    before.set(packedAt(known.spellings, i), { vendorId: known.vendorIds[i]!, pinned: known.pinned[i] === 1 });
  const input = names.map(({ words, rows, spelling }) => {
    const held = before.get(spelling);
    return { words, rows, pin: held?.pinned ? held.vendorId : 0 };
  });
  const { leader, how } = clusterNames(input);
  const vendorOfLeader = new Map<number, number>();
  const leaders: number[] = [];
  for (const first of leader) {
    if (vendorOfLeader.has(first)) continue;
    vendorOfLeader.set(first, leaders.length);
    leaders.push(first);
  }
  const vendor = leader.map((first) => vendorOfLeader.get(first)!);
  const vendorIds = idsOf(vendor, leaders.length, input, names, before);
  const nameOfVendor = new Map(named.map(({ vendorId, name }) => [vendorId, name]));
  return {
    table: {
      spellings: packText(names.map((name) => name.spelling)),
      canonicals: packText(names.map((name) => name.words.join(' '))),
      source: Uint8Array.from(names, (name) => (name.source === 'counterparty' ? 0 : 1)),
      vendor,
      how,
      rows: Int32Array.from(names, (name) => name.rows),
    },
    vendorIds,
    vendorNames: leaders.map((first, i) => nameOfVendor.get(vendorIds[i]!) ?? names[first]!.spelling),
  };
}

function idsOf(
  vendor: Int32Array,
  count: number,
  pins: readonly { pin: number }[],
  names: readonly Name[],
  before: ReadonlyMap<string, { vendorId: number }>,
): Int32Array {
  const ids = new Int32Array(count);
  const taken = new Set<number>();
  const claims = new Map<string, { vendor: number; id: number; rows: number }>();
  for (const [n, name] of names.entries()) {
    const at = vendor[n]!;
    if (pins[n]!.pin !== 0) {
      ids[at] = pins[n]!.pin;
      taken.add(pins[n]!.pin);
      continue;
    }
    const id = before.get(name.spelling)?.vendorId;
    if (id === undefined) continue;
    const claim = claims.get(`${at}:${id}`);
    if (claim) claim.rows += name.rows;
    else claims.set(`${at}:${id}`, { vendor: at, id, rows: name.rows });
  }
  // The group with most rows keeps the id where a vendor fell apart; it has one id where two became one.
  for (const { vendor: at, id } of [...claims.values()].sort((a, b) => b.rows - a.rows || a.id - b.id)) {
    if (ids[at] !== 0 || taken.has(id)) continue;
    ids[at] = id;
    taken.add(id);
  }
  return ids;
}
