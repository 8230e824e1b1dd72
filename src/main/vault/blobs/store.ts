import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { guarded } from '../failures.ts';
import { BlobReader } from './reader.ts';
import { BlobWriter } from './writer.ts';

/**
 * The sealed evidence of one case: content-addressed by a keyed hash, so equal files are kept once and nobody without
 * the key can tell which files they are. Blob durable first, database row second; what a crash leaves between the two
 * is swept.
 */
export class BlobStore extends BlobReader {
  readonly #writing = new Set<string>();

  /**
   * Starts a new sealed file; write to it in pieces, then `finish()` or `abort()`.
   * @param name the file's name for people; it does not become part of any path
   */
  begin(name: string): BlobWriter {
    const writer = new BlobWriter(this.place, name, (w, sealed) => {
      this.#writing.delete(w.partName);
      // An equal file may have been open under this name: its descriptor now points to the replaced one.
      if (sealed) this.forget(sealed.id);
    });
    this.#writing.add(writer.partName);
    return writer;
  }

  /** Names of all sealed files that are there. */
  list(): string[] {
    return guarded(this.place.location, 'The evidence folder', () => readdirSync(this.place.folder)).filter((n) =>
      /^[0-9a-f]{64}$/.test(n),
    );
  }

  /**
   * Removes sealed files that no row knows and parts that nobody is writing: what a crash left.
   * @param known every blob id of the database
   * @returns how many files were removed
   */
  sweep(known: ReadonlySet<string>): number {
    const names = guarded(this.place.location, 'The evidence folder', () => readdirSync(this.place.folder));
    let removed = 0;
    for (const name of names) {
      const orphan = /^[0-9a-f]{64}$/.test(name) ? !known.has(name) : name.endsWith('.part') && !this.#writing.has(name);
      if (!orphan) continue;
      this.forget(name);
      rmSync(join(this.place.folder, name), { force: true });
      removed++;
    }
    return removed;
  }

  override close(): void {
    super.close();
    this.#writing.clear();
  }
}
