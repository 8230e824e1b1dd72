import { crc32, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zipChunks } from './zip.ts';

describe('zipChunks', () => {
  it('writes entries whose sizes, checksums and offsets hold, in both headers', async () => {
    const texts = new Map([
      ['a.xml', ['<a>', 'ł'.repeat(200_000), '</a>']],
      ['b/ü.xml', []],
    ]);
    const parts: Uint8Array[] = [];
    for await (const part of zipChunks([...texts].map(([name, text]) => ({ name, text })))) parts.push(part);
    const file = Buffer.concat(parts);
    const end = file.length - 22;
    expect(file.readUInt32LE(end)).toBe(0x06054b50);
    expect(file.readUInt16LE(end + 10)).toBe(texts.size);
    let at = file.readUInt32LE(end + 16);
    const found = new Map<string, string>();
    for (let i = 0; i < texts.size; i++) {
      expect(file.readUInt32LE(at)).toBe(0x02014b50);
      const [crc, packed, bytes, nameLength] = [
        file.readUInt32LE(at + 16),
        file.readUInt32LE(at + 20),
        file.readUInt32LE(at + 24),
        file.readUInt16LE(at + 28),
      ];
      const local = file.readUInt32LE(at + 42);
      expect(file.readUInt32LE(local)).toBe(0x04034b50);
      expect(file.subarray(local + 4, local + 30)).toEqual(file.subarray(at + 6, at + 32));
      const start = local + 30 + nameLength;
      const content = inflateRawSync(file.subarray(start, start + packed));
      expect([content.length, crc32(content)]).toEqual([bytes, crc]);
      found.set(file.toString('utf8', at + 46, at + 46 + nameLength), content.toString('utf8'));
      at += 46 + nameLength;
    }
    expect(at).toBe(end);
    expect([...found]).toEqual([...texts].map(([name, text]) => [name, text.join('')]));
  });
});
