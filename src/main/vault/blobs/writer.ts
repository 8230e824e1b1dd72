import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { BlobId } from '../../../shared/ids.ts';
import { syncFolder } from '../durable.ts';
import { guarded } from '../failures.ts';
import { mac, wipe } from '../keys.ts';
import { CHUNK_BYTES, HEADER_BYTES, newMessage, sealChunk } from './cobblestone.ts';
import type { MessageKeys } from './cobblestone.ts';
import { bindingOf } from './reader.ts';
import type { BlobPlace } from './reader.ts';

/** Sealed bytes collected before they go to the disk in one call. */
const BATCH_BYTES = 1024 * 1024;

/** What a finished blob is: its keyed name, and the SHA-256 and length of its plaintext. */
export interface SealedBlob {
  readonly id: BlobId;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Seals a stream of bytes. Memory is bounded by one chunk and one batch, whatever the length. Until `finish` there is
 * only a `.part` file, which a crash leaves behind for the sweep.
 */
export class BlobWriter {
  /** The file's name for people. */
  readonly name: string;
  readonly partName: string;
  readonly #place: BlobPlace;
  readonly #path: string;
  readonly #keys: MessageKeys;
  readonly #header: Buffer;
  readonly #hash = createHash('sha256');
  readonly #chunk = Buffer.alloc(CHUNK_BYTES);
  readonly #done: (writer: BlobWriter, sealed: SealedBlob | null) => void;
  #filled = 0;
  #chunks = 0;
  #bytes = 0;
  #batch: Buffer[];
  #batchBytes = HEADER_BYTES;
  #sealedBytes = 0;
  #fd: number | null;

  constructor(place: BlobPlace, name: string, done: (writer: BlobWriter, sealed: SealedBlob | null) => void) {
    this.#place = place;
    this.#done = done;
    this.name = name;
    this.partName = `${randomBytes(16).toString('hex')}.part`;
    this.#path = join(place.folder, this.partName);
    const { header, keys } = newMessage(place.content, place.context);
    this.#header = header;
    this.#keys = keys;
    this.#batch = [header];
    this.#fd = guarded(place.location, 'An evidence file', () => openSync(this.#path, 'wx', 0o600));
  }

  /** Bytes taken so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Appends bytes. On a full or failing disk the blob is given up and the error tells why. */
  write(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    let at = 0;
    if (this.#filled > 0) {
      at = Math.min(CHUNK_BYTES - this.#filled, bytes.length);
      this.#chunk.set(bytes.subarray(0, at), this.#filled);
      this.#filled += at;
      if (this.#filled < CHUNK_BYTES) return;
      this.#seal(this.#chunk);
      this.#filled = 0;
    }
    for (; bytes.length - at >= CHUNK_BYTES; at += CHUNK_BYTES) this.#seal(bytes.subarray(at, at + CHUNK_BYTES));
    this.#chunk.set(bytes.subarray(at), 0);
    this.#filled = bytes.length - at;
  }

  /** Seals the last chunk, makes file and name durable, and gives the blob its name. The database row comes after this. */
  finish(): SealedBlob {
    this.#seal(this.#chunk.subarray(0, this.#filled));
    const digest = this.#hash.digest();
    const id = mac(this.#place.dedupe, digest).toString('hex') as BlobId;
    this.#push(bindingOf(this.#place.content, id, this.#header, this.#sealedBytes + this.#batchBytes));
    this.#flush();
    this.#guardedStep((fd) => {
      fsyncSync(fd);
      closeSync(fd);
      this.#fd = null;
      renameSync(this.#path, join(this.#place.folder, id));
      syncFolder(this.#place.folder);
    });
    wipe(this.#keys.key, this.#keys.nonce);
    const sealed = { id, sha256: digest.toString('hex'), bytes: this.#bytes };
    this.#done(this, sealed);
    return sealed;
  }

  /** Gives the blob up and removes what was written. */
  abort(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
    rmSync(this.#path, { force: true });
    wipe(this.#keys.key, this.#keys.nonce);
    this.#done(this, null);
  }

  #seal(plain: Uint8Array): void {
    const [sealed, tag] = sealChunk(this.#keys, this.#chunks++, plain);
    this.#push(sealed);
    this.#push(tag);
    if (this.#batchBytes >= BATCH_BYTES) this.#flush();
  }

  #push(bytes: Buffer): void {
    this.#batchBytes += bytes.length;
    this.#batch.push(bytes);
  }

  #flush(): void {
    const batch = Buffer.concat(this.#batch);
    this.#guardedStep((fd) => {
      for (let at = 0; at < batch.length;) at += writeSync(fd, batch, at);
    });
    this.#sealedBytes += batch.length;
    this.#batch = [];
    this.#batchBytes = 0;
  }

  #guardedStep(use: (fd: number) => void): void {
    const fd = this.#fd;
    if (fd === null) throw new Error('this blob is already finished or given up');
    try {
      guarded(this.#place.location, 'An evidence file', () => use(fd));
    } catch (error) {
      if (this.#fd !== null) this.abort();
      throw error;
    }
  }
}
