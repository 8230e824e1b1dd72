import { createHash } from 'node:crypto';

/** The head of a log as it is anchored outside the database. Hashes in hex. */
export interface Anchor {
  readonly entries: number;
  /** Leaf hash of the last entry. */
  readonly hash: string;
  /** RFC 6962 tree head over all entries. */
  readonly root: string;
}

export const HASH_BYTES = 32;
/** What `prev` of the first entry is. */
export const NO_ENTRY = '0'.repeat(64);
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** RFC 6962 section 2.1 leaf hash: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: string | Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(entry).digest();
}

/** RFC 6962 node hash: SHA-256(0x01 ‖ left ‖ right). */
function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/**
 * The roots of the complete subtrees of a growing tree, largest first: all that is needed to append and to give the
 * root. Its size is 32 bytes per set bit of the number of leaves.
 */
export class Frontier {
  #entries: number;
  #roots: Buffer[];

  constructor(entries = 0, packed: Uint8Array = new Uint8Array(0)) {
    this.#entries = entries;
    this.#roots = [];
    for (let at = 0; at + HASH_BYTES <= packed.length; at += HASH_BYTES) this.#roots.push(Buffer.from(packed.slice(at, at + HASH_BYTES)));
  }

  get entries(): number {
    return this.#entries;
  }

  append(leaf: Buffer): void {
    let node = leaf;
    for (let n = this.#entries; n % 2 === 1; n = Math.floor(n / 2)) node = nodeHash(this.#roots.pop()!, node);
    this.#roots.push(node);
    this.#entries++;
  }

  /** The Merkle tree hash of RFC 6962; of an empty tree SHA-256 of nothing. */
  root(): Buffer {
    if (this.#roots.length === 0) return createHash('sha256').digest();
    let root = this.#roots.at(-1)!;
    for (let i = this.#roots.length - 2; i >= 0; i--) root = nodeHash(this.#roots[i]!, root);
    return root;
  }

  pack(): Buffer {
    return Buffer.concat(this.#roots);
  }
}
