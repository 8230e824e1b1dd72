/** Where the entry records of the different entry classes keep who is paid and by what number. */
import type { AchRecord } from './record.ts';

type Place = readonly [from: number, to: number];

interface Layout {
  readonly account: Place;
  readonly amount: Place;
  readonly name?: Place;
  readonly id?: Place;
  /** Number of addenda records, where the entry states it. */
  readonly addenda?: Place;
}

const PLAIN: Layout = { account: [13, 29], amount: [30, 39], id: [40, 54], name: [55, 76] };
const COUNTED: Layout = { ...PLAIN, addenda: [55, 58], name: [59, 76] };

const LAYOUTS: Readonly<Record<string, Layout>> = {
  ADV: { account: [13, 27], amount: [28, 39], id: [40, 48], name: [55, 76] },
  // The name of an IAT entry stands in its first addenda record.
  IAT: { account: [40, 74], amount: [30, 39], addenda: [13, 16] },
  CIE: { ...PLAIN, name: [40, 54], id: [55, 76] },
  MTE: { ...PLAIN, name: [40, 61], id: [62, 76] },
  POP: { ...PLAIN, id: [40, 48] },
  // The number of the receiver's card takes the place of a name.
  SHR: { account: [13, 29], amount: [30, 39], id: [55, 76] },
  TRC: { account: [13, 29], amount: [30, 39], id: [40, 54] },
  XCK: { account: [13, 29], amount: [30, 39], id: [40, 54] },
  ATX: COUNTED,
  CTX: COUNTED,
  ENR: COUNTED,
  TRX: COUNTED,
};

/** Layout of an entry record. Classes that count addenda are read plainly where the count is no number: older files have none. */
export function layoutOf(entryClass: string, record: AchRecord): Layout {
  const layout = LAYOUTS[entryClass] ?? PLAIN;
  if (layout.addenda === undefined || entryClass === 'IAT' || /^\d{4}$/.test(record.raw(...layout.addenda))) return layout;
  return PLAIN;
}
