/** Gives equal keys equal small numbers: an open-addressing table over pairs of 32-bit words. Number 0 means "none". */
export class Interner {
  count = 0;
  private slots = new Int32Array(1024);
  private first = new Int32Array(512);
  private second = new Int32Array(512);

  /** The number of a key, new keys get the next one from 1 up. */
  idOf(a: number, b: number): number {
    const mask = this.slots.length - 1;
    let at = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
    at = (at ^ (at >>> 15)) & mask;
    for (;;) {
      const id = this.slots[at]!;
      if (id === 0) break;
      if (this.first[id] === a && this.second[id] === b) return id;
      at = (at + 1) & mask;
    }
    const id = ++this.count;
    if (id >= this.first.length) this.growKeys();
    this.first[id] = a;
    this.second[id] = b;
    this.slots[at] = id;
    if (id * 2 > this.slots.length) this.growSlots();
    return id;
  }

  private growKeys(): void {
    const first = new Int32Array(this.first.length * 2);
    const second = new Int32Array(this.second.length * 2);
    first.set(this.first);
    second.set(this.second);
    this.first = first;
    this.second = second;
  }

  private growSlots(): void {
    const slots = new Int32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    for (let id = 1; id <= this.count; id++) {
      let at = Math.imul(this.first[id]! ^ Math.imul(this.second[id]!, 0x9e3779b1), 0x85ebca6b);
      at = (at ^ (at >>> 15)) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = id;
    }
    this.slots = slots;
  }
}

/** Numbers for pairs of numbers; a pair with a 0 in `a` has none and gets 0. */
export function internPairs(a: Int32Array, b: ArrayLike<number>): { ids: Int32Array; count: number } {
  const table = new Interner();
  const ids = new Int32Array(a.length);
  for (let i = 0; i < a.length; i++) ids[i] = a[i] === 0 ? 0 : table.idOf(a[i]!, b[i]!);
  return { ids, count: table.count };
}

/** Numbers for exact integers beyond 32 bits (amounts in minor units). */
export function internAmounts(values: Float64Array): { ids: Int32Array; count: number } {
  const table = new Interner();
  const ids = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const high = Math.floor(values[i]! / 4294967296);
    ids[i] = table.idOf((values[i]! - high * 4294967296) | 0, high);
  }
  return { ids, count: table.count };
}
