import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { BlobId } from '../../../shared/ids.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { damaged, guarded } from '../failures.ts';
import { deriveKey, mac, same, wipe } from '../keys.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES, openChunk, openHeader, plainLength } from './cobblestone.ts';
import type { MessageKeys } from './cobblestone.ts';

/** Where the sealed files of one case lie, and their keys. */
export interface BlobPlace {
  /** The vault folder, for telling a missing drive from a missing file. */
  readonly location: string;
  readonly folder: string;
  readonly content: Uint8Array;
  readonly dedupe: Uint8Array;
  readonly context: Uint8Array;
}

/** After the message stands this many bytes that bind it to its name. */
const BINDING_BYTES = 32;
/** Open files kept: walks through a few sources at a time stay fast, descriptors stay few. */
const OPEN_KEPT = 8;
/** Chunks decrypted per disk read. */
const CHUNKS_PER_READ = 64;

/**
 * The name of a blob is a digest of its plaintext and so only known after it was sealed; it can't be in the context
 * of the encryption. This MAC over name, header and length stands at the end instead, so that two sealed files of a
 * case can not be exchanged.
 */
export function bindingOf(content: Uint8Array, id: string, header: Uint8Array, sealedBytes: number): Buffer {
  const key = deriveKey(content, 'nexus/blob-binding/v1');
  const binding = mac(key, Buffer.concat([Buffer.from(`${id}|${sealedBytes}|`, 'latin1'), header.subarray(0, HEADER_BYTES)]));
  wipe(key);
  return binding;
}

/** What a blob is encrypted for: this format and this case. */
export function blobContext(caseId: string): Buffer {
  return Buffer.from(`nexus/blob/v1|${caseId}`, 'utf8');
}

interface OpenBlob {
  readonly fd: number;
  readonly keys: MessageKeys;
  readonly bytes: number;
}

const WHAT = 'A sealed evidence file';

/** Random access to the sealed files of one case. */
export class BlobReader {
  readonly place: BlobPlace;
  readonly #open = new Map<string, OpenBlob>();
  #closed = false;

  constructor(place: BlobPlace) {
    this.place = place;
  }

  /** Path of a blob. Refuses anything but a name that `finish` gave: no text from outside becomes a path. */
  pathOf(id: BlobId): string {
    if (!/^[0-9a-f]{64}$/.test(id)) throw new OperatingError('not-found', 'There is no evidence file of that name.');
    return join(this.place.folder, id);
  }

  has(id: BlobId): boolean {
    return existsSync(this.pathOf(id));
  }

  /** Length of the plaintext, authenticated by the binding. */
  size(id: BlobId): number {
    return this.#openBlob(id).bytes;
  }

  /**
   * Bytes `offset` to `offset + length` of the plaintext, fewer at its end.
   * @throws vault-damaged where a chunk does not pass its check; nothing unchecked is ever returned
   */
  read(id: BlobId, offset: number, length: number): Uint8Array {
    const blob = this.#openBlob(id);
    const end = Math.min(offset + length, blob.bytes);
    if (offset < 0 || end <= offset) return new Uint8Array(0);
    const out = new Uint8Array(end - offset);
    const last = Math.floor((end - 1) / CHUNK_BYTES);
    for (let first = Math.floor(offset / CHUNK_BYTES); first <= last; first += CHUNKS_PER_READ) {
      const count = Math.min(CHUNKS_PER_READ, last - first + 1);
      this.#chunks(blob, first, count, (chunk, plain) => {
        const start = chunk * CHUNK_BYTES;
        const from = Math.max(offset - start, 0);
        const to = Math.min(end - start, plain.length);
        out.set(plain.subarray(from, to), start + from - offset);
      });
    }
    return out;
  }

  /** Reads a whole blob in pieces of at most 1 MiB. */
  *stream(id: BlobId): Generator<Uint8Array, void> {
    const { bytes } = this.#openBlob(id);
    const piece = CHUNK_BYTES * CHUNKS_PER_READ;
    for (let at = 0; at < bytes; at += piece) yield this.read(id, at, piece);
  }

  /** Decrypts a whole blob and compares its contents with its name; yields bytes done. @throws vault-damaged */
  *verifySteps(id: BlobId): Generator<number, void> {
    this.forget(id);
    const hash = createHash('sha256');
    let done = 0;
    for (const piece of this.stream(id)) {
      hash.update(piece);
      yield (done += piece.length);
    }
    const blob = this.#openBlob(id);
    // The last chunk of a message whose length is a multiple of 16 KiB is empty and not part of any piece.
    this.#chunks(blob, Math.floor(blob.bytes / CHUNK_BYTES), 1, () => undefined);
    if (mac(this.place.dedupe, hash.digest()).toString('hex') !== id) throw damaged(WHAT);
  }

  /** The whole check of one blob at once. */
  verify(id: BlobId): void {
    for (const step of this.verifySteps(id)) if (step < 0) break;
  }

  /** Closes a blob that is about to be replaced or removed. */
  forget(id: string): void {
    const blob = this.#open.get(id);
    if (!blob) return;
    this.#open.delete(id);
    closeSync(blob.fd);
    wipe(blob.keys.key, blob.keys.nonce);
  }

  /** For good: the keys are wiped with the vault, and a later read would take sound evidence for damaged. */
  close(): void {
    this.#closed = true;
    for (const id of this.#open.keys()) this.forget(id);
  }

  #openBlob(id: BlobId): OpenBlob {
    if (this.#closed) throw new OperatingError('vault-locked', 'The vault is locked.', { remedy: 'Unlock it to go on.' });
    const known = this.#open.get(id);
    if (known) return known;
    if (this.#open.size >= OPEN_KEPT) this.forget(this.#open.keys().next().value!);
    const path = this.pathOf(id);
    const fd = guarded(this.place.location, WHAT, () => openSync(path, 'r'));
    try {
      const blob = guarded(this.place.location, WHAT, () => this.#check(id, fd));
      this.#open.set(id, blob);
      return blob;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  #check(id: string, fd: number): OpenBlob {
    const sealedBytes = fstatSync(fd).size - BINDING_BYTES;
    const bytes = plainLength(sealedBytes);
    if (bytes === null) throw damaged(WHAT);
    const header = Buffer.alloc(HEADER_BYTES);
    const binding = Buffer.alloc(BINDING_BYTES);
    readSync(fd, header, 0, HEADER_BYTES, 0);
    readSync(fd, binding, 0, BINDING_BYTES, sealedBytes);
    const keys = openHeader(this.place.content, header, this.place.context);
    if (!keys || !same(binding, bindingOf(this.place.content, id, header, sealedBytes))) throw damaged(WHAT);
    return { fd, keys, bytes };
  }

  #chunks(blob: OpenBlob, first: number, count: number, take: (chunk: number, plain: Buffer) => void): void {
    const sealedEnd = blob.bytes + HEADER_BYTES + (Math.floor(blob.bytes / CHUNK_BYTES) + 1) * 16;
    const at = HEADER_BYTES + first * SEALED_CHUNK_BYTES;
    const sealed = Buffer.alloc(Math.min(count * SEALED_CHUNK_BYTES, sealedEnd - at));
    const got = guarded(this.place.location, WHAT, () => readSync(blob.fd, sealed, 0, sealed.length, at));
    if (got !== sealed.length) throw damaged(WHAT);
    for (let i = 0; i < count; i++) {
      const plain = openChunk(blob.keys, first + i, sealed.subarray(i * SEALED_CHUNK_BYTES, (i + 1) * SEALED_CHUNK_BYTES));
      if (!plain) throw damaged(WHAT);
      take(first + i, plain);
    }
  }
}
