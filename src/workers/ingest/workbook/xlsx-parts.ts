/** What the sheets of a SpreadsheetML package (ECMA-376 part 1) share: their list, the texts, the number formats. */
import { formatKind, builtInKind, type FormatKind } from './typed-text.ts';
import { TOKEN, XmlCursor, decodeEntities } from './xml-cursor.ts';
import type { ZipParts } from './zip-parts.ts';
import { partText } from './part-text.ts';

export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its part, or '' where the workbook names none. */
  readonly part: string;
  /** Last word of its relationship's type: `worksheet`, `chartsheet`, `xlMacrosheet`. */
  readonly type: string;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetEntry[];
  readonly dates: 1900 | 1904;
  readonly strings: readonly string[];
  /** What the number format of each cell style shows. */
  readonly styles: readonly FormatKind[];
  /** Whether a part declares entities or a document type. */
  readonly declared: boolean;
  /** Names of parts that are no well-formed XML. */
  readonly broken: readonly string[];
  /** Names of the parts that were read for this. */
  readonly parts: readonly string[];
}

interface Relation {
  readonly target: string;
  readonly type: string;
}

/** Relationships of a part by their ids; targets as names of parts. Outside targets are left out. */
export function relationsOf(parts: ZipParts, part: string): Map<string, Relation> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const text = partText(parts, `${folder}_rels/${part.slice(slash + 1)}.rels`);
  const found = new Map<string, Relation>();
  if (text === null) return found;
  const cursor = new XmlCursor(text);
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token !== TOKEN.open || cursor.name !== 'Relationship' || cursor.attribute('TargetMode') === 'External') continue;
    const target = cursor.attribute('Target') ?? '';
    const type = cursor.attribute('Type') ?? '';
    found.set(cursor.attribute('Id') ?? '', { target: resolved(folder, target), type: type.slice(type.lastIndexOf('/') + 1) });
  }
  return found;
}

function resolved(folder: string, target: string): string {
  const steps = (target.startsWith('/') ? target.slice(1) : folder + target).split('/');
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** Name of the workbook part. */
export function workbookPart(parts: ZipParts): string {
  const main = [...relationsOf(parts, '').values()].find(({ type }) => type === 'officeDocument');
  return main && parts.has(main.target) ? main.target : parts.has('xl/workbook.bin') ? 'xl/workbook.bin' : 'xl/workbook.xml';
}

export function workbookParts(parts: ZipParts, workbook: string): WorkbookParts {
  const relations = relationsOf(parts, workbook);
  const partOf = (type: string, usual: string) => [...relations.values()].find((relation) => relation.type === type)?.target ?? usual;
  const sheets: SheetEntry[] = [];
  let dates: 1900 | 1904 = 1900;
  const cursor = new XmlCursor(partText(parts, workbook) ?? '', true);
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token !== TOKEN.open) continue;
    if (cursor.name === 'workbookPr') dates = isTrue(cursor.attribute('date1904')) ? 1904 : 1900;
    else if (cursor.name === 'sheet') {
      const relation = relations.get(cursor.attribute('id') ?? '');
      const state = cursor.attribute('state');
      const usual = `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({
        name: cursor.attribute('name') ?? `Sheet ${sheets.length + 1}`,
        hidden: state === 'hidden' || state === 'veryHidden',
        part: relation?.target ?? (relations.size === 0 ? usual : ''),
        type: relation?.type ?? 'worksheet',
      });
    }
  }
  const stringsPart = partOf('sharedStrings', 'xl/sharedStrings.xml');
  const stylesPart = partOf('styles', 'xl/styles.xml');
  const strings = sharedStrings(partText(parts, stringsPart) ?? '');
  const styles = cellStyles(partText(parts, stylesPart) ?? '');
  const broken = [
    ...(cursor.broken > 0 ? [workbook] : []),
    ...(strings.broken ? [stringsPart] : []),
    ...(styles.broken ? [stylesPart] : []),
  ];
  return {
    sheets,
    dates,
    strings: strings.texts,
    styles: styles.kinds,
    declared: cursor.declared || strings.declared,
    broken,
    parts: [stringsPart, stylesPart],
  };
}

export function isTrue(text: string | null): boolean {
  return text === '1' || text === 'true' || text === 'on';
}

function sharedStrings(xml: string): { texts: string[]; declared: boolean; broken: boolean } {
  const texts: string[] = [];
  const cursor = new XmlCursor(xml, true);
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.open && cursor.name === 'si') texts.push(cursor.empty ? '' : richText(cursor, 'si'));
  }
  return { texts, declared: cursor.declared, broken: cursor.broken > 0 };
}

/** Text of an element whose open tag was last: its `t` elements joined, reading aids (`rPh`) left out. Ends behind its close tag. */
export function richText(cursor: XmlCursor, element: string): string {
  let text = '';
  let inside = false;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.text) {
      if (inside) text += cursor.cdata ? cursor.raw : decodeEntities(cursor.raw);
    } else if (token === TOKEN.close) {
      if (cursor.name === element) break;
      if (cursor.name === 't') inside = false;
    } else if (cursor.name === 't') inside = !cursor.empty;
    else if (cursor.name === 'rPh') cursor.skipElement();
  }
  return unescaped(text);
}

/** Characters that XML can not hold stand as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function cellStyles(xml: string): { kinds: FormatKind[]; broken: boolean } {
  const codes = new Map<number, FormatKind>();
  const styles: FormatKind[] = [];
  let inside = false;
  const cursor = new XmlCursor(xml, true);
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.close && cursor.name === 'cellXfs') inside = false;
    if (token !== TOKEN.open) continue;
    if (cursor.name === 'numFmt') codes.set(Number(cursor.attribute('numFmtId')), formatKind(cursor.attribute('formatCode') ?? ''));
    else if (cursor.name === 'cellXfs') inside = !cursor.empty;
    else if (cursor.name === 'xf' && inside) {
      const id = Number(cursor.attribute('numFmtId') ?? 0);
      styles.push(codes.get(id) ?? builtInKind(id));
    }
  }
  return { kinds: styles, broken: cursor.broken > 0 };
}
