/** Sets that grow together, each with at most one pin: two sets with different pins are never united. */
export class UnionFind {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;
  readonly #pin: Int32Array;

  /** @param pins a number per member that its set must keep, 0 for none */
  constructor(size: number, pins?: Int32Array) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
    this.#size = new Int32Array(size).fill(1);
    this.#pin = pins ? pins.slice() : new Int32Array(size);
  }

  find(member: number): number {
    const parent = this.#parent;
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  pinOf(member: number): number {
    return this.#pin[this.find(member)]!;
  }

  /** Unites two sets. False where their pins forbid it; true also where they were one already. */
  unite(a: number, b: number): boolean {
    let one = this.find(a);
    let two = this.find(b);
    if (one === two) return true;
    const [p, q] = [this.#pin[one]!, this.#pin[two]!];
    if (p !== 0 && q !== 0 && p !== q) return false;
    if (this.#size[one]! < this.#size[two]!) [one, two] = [two, one];
    this.#parent[two] = one;
    this.#size[one]! += this.#size[two]!;
    this.#pin[one] = p || q;
    return true;
  }
}
