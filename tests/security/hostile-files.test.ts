import { deflateRawSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as XLSX from 'xlsx';
import { startReader, type FileReader } from '../../src/main/reading/file-reader.ts';
import { makeStatement, WRITERS } from '../samples/statement-formats.ts';

/** What a hostile file may cost at most. */
const MOST_MS = 10_000;

const readers: FileReader[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
});

/** Reads in the thread that the program reads in, with its limits, and says what was found and how long it took. */
async function readHostile(size: number, bytesOf: (offset: number, length: number) => Uint8Array) {
  const reader = startReader(bytesOf, size);
  readers.push(reader);
  const started = performance.now();
  const inspection = await reader.inspect({ fileName: 'statement.csv', layout: undefined });
  return { inspection, codes: Object.keys(inspection.problemCounts), ms: performance.now() - started };
}

const fromBytes = (bytes: Uint8Array) => readHostile(bytes.length, (offset, length) => bytes.slice(offset, offset + length));
const fromText = (text: string) => fromBytes(new TextEncoder().encode(text));

/** A ZIP whose directory tells the truth or a lie about one entry of repeated bytes. */
function zip(entries: readonly { name: string; data: Uint8Array; size?: number }[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size } of entries) {
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size ?? data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(size ?? data.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

const TYPES = Buffer.from(
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
);

describe('spreadsheets', () => {
  test('a ZIP bomb is refused before it is unpacked, whatever its directory says', async () => {
    const zeros = Buffer.alloc(300 * 1024 * 1024, 0x20);
    const honest = await fromBytes(zip([{ name: '[Content_Types].xml', data: TYPES }, { name: 'xl/worksheets/sheet1.xml', data: zeros }])); // prettier-ignore
    expect(honest.ms).toBeLessThan(MOST_MS);
    expect(honest.inspection.rowsKept).toBe(0);
    expect(honest.codes.length).toBeGreaterThan(0);
    const lying = await fromBytes(zip([{ name: '[Content_Types].xml', data: TYPES }, { name: 'xl/worksheets/sheet1.xml', data: zeros, size: 100 }])); // prettier-ignore
    expect(lying.ms).toBeLessThan(MOST_MS);
    expect(lying.codes.length).toBeGreaterThan(0);
  });

  test('a formula is never calculated; its saved value is used', async () => {
    const book = XLSX.utils.book_new();
    const sheet = XLSX.utils.aoa_to_sheet([['Date', 'Text', 'Amount'], ['2024-01-13', 'a', 5], ['2024-01-14', 'b', 7]]); // prettier-ignore
    sheet['C3'] = { t: 'n', v: 7, f: 'WEBSERVICE("http://127.0.0.1:9/x")+1' };
    XLSX.utils.book_append_sheet(book, sheet, 'S');
    const { inspection, codes } = await fromBytes(new Uint8Array(XLSX.write(book, { type: 'array' }) as ArrayBuffer));
    expect(inspection).toMatchObject({ rowsKept: 2, inMinor: 1_200 });
    expect(codes).toContain('CELL-FORMULA');
  });
});

describe('XML', () => {
  const camt = new TextDecoder().decode(WRITERS.camt053(makeStatement(3)));
  const bomb = `<!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join('')}]>`;

  test.each([
    ['entities that multiply', camt.replace('?>\n', `?>\n${bomb}\n`).replace('Payment order', '&m;')],
    ['an external entity', camt.replace('?>\n', '?>\n<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n').replace('Payment order', '&x;')], // prettier-ignore
    ['an external document type', camt.replace('?>\n', '?>\n<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">\n')],
  ])('%s: reported, nothing expanded, nothing fetched', async (_, text) => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const { inspection, codes, ms } = await fromText(text);
    expect(ms).toBeLessThan(MOST_MS);
    expect(codes).toContain('SEC-BLOCKED');
    expect(JSON.stringify(inspection)).not.toContain('root:');
    expect(JSON.stringify(inspection)).not.toContain('aaaaaaaaaaaaaaaaaaaa');
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  test.each(['camt053', 'ofx1', 'ofx2'] as const)('%s nested a hundred thousand deep', async (format) => {
    const text = new TextDecoder().decode(WRITERS[format](makeStatement(3)));
    const at = text.indexOf(format === 'camt053' ? '<Ntry>' : '<STMTTRN>');
    const { codes, ms } = await fromText(`${text.slice(0, at)}${'<Deep>'.repeat(100_000)}${text.slice(at)}`);
    expect(ms).toBeLessThan(MOST_MS);
    expect(codes.length).toBeGreaterThan(0);
  });
});

describe('PDF', () => {
  test('a script and a launch action are never run', async () => {
    const file = await PDFDocument.create();
    file.addPage().drawText('Account statement');
    file.addJavaScript('steal', 'app.launchURL("http://127.0.0.1:9/x")');
    const { codes, ms } = await fromBytes(await file.save());
    expect(ms).toBeLessThan(MOST_MS);
    expect(codes).toContain('SEC-BLOCKED');
  });

  test('pages without text, damage and the end cut off', async () => {
    const file = await PDFDocument.create();
    file.addPage();
    const bytes = await file.save();
    expect((await fromBytes(bytes)).codes).toContain('PDF-NO-TEXT');
    expect((await fromBytes(bytes.slice(0, bytes.length / 2))).codes.length).toBeGreaterThan(0);
    expect((await fromText('%PDF-1.7\nnothing more')).codes).toContain('FILE-DAMAGED');
  });

  test('one protected by a password', async () => {
    const file = await PDFDocument.create();
    file.addPage().drawText('secret');
    file.encrypt({ userPassword: 'made up', ownerPassword: 'made up too' });
    expect((await fromBytes(await file.save({ useObjectStreams: false }))).codes).toContain('FILE-ENCRYPTED');
  });
});

describe('any format', () => {
  /** Far more bytes than are kept in memory, made as they are asked for. The long form reads 1 GB. */
  const LINE = (process.env['NEXUS_LONG'] ? 1024 : 128) * 1024 * 1024;

  test.each(['csv', 'ofx1', 'qif', 'mt940', 'camt053', 'bai2', 'ach', 'text'] as const)(
    '%s that goes on as one line without end',
    async (format) => {
      const head = WRITERS[format](makeStatement(3));
      const cut = head.slice(0, head.lastIndexOf(0x0a, head.length - 40));
      const { codes, ms } = await readHostile(LINE, (offset, length) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, LINE - offset))).fill(0x41);
        if (offset < cut.length) bytes.set(cut.slice(offset, offset + bytes.length));
        return bytes;
      });
      expect(ms).toBeLessThan(MOST_MS);
      expect(codes.length).toBeGreaterThan(0);
    },
    30_000,
  );

  test.each(['csv', 'ofx1', 'ofx2', 'qif', 'mt940', 'camt053', 'bai2', 'ach', 'xlsx', 'text'] as const)(
    '%s cut in the middle, and with NULs in it: told, and what is whole is kept',
    async (format) => {
      const bytes = WRITERS[format](makeStatement(200));
      const half = await fromBytes(bytes.slice(0, Math.floor(bytes.length * 0.5) + 3));
      expect(half.codes.length).toBeGreaterThan(0);
      const nuls = bytes.slice();
      nuls.fill(0, Math.floor(nuls.length / 2), Math.floor(nuls.length / 2) + 30);
      expect((await fromBytes(nuls)).codes.length).toBeGreaterThan(0);
    },
  );

  test('random bytes under the mark of every format', async () => {
    const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (Math.imul(i + 7, 2_654_435_761) >>> 13) & 255);
    for (const mark of [
      'PK\u0003\u0004',
      '%PDF-1.7\n',
      '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
      'OFXHEADER:100\n',
      '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">',
      ':20:X\n:25:1\n',
      '!Type:Bank\n',
      '01,A,B,240101,0000,1,,,2/\n',
      '101 021000021 1210428822401010000A094101',
    ]) {
      const bytes = new Uint8Array(mark.length + noise.length);
      bytes.set(Uint8Array.from(mark, (letter) => letter.charCodeAt(0)));
      bytes.set(noise, mark.length);
      const { codes, ms } = await fromBytes(bytes);
      expect(codes.length, mark).toBeGreaterThan(0);
      expect(ms, mark).toBeLessThan(MOST_MS);
    }
  });
});
