import type { ReportDocument } from '../document.ts';
import { partsOf, rangeOf, summarySheet, tableSheet, type SheetPart } from './sheet.ts';
import { stylesXml } from './styles.ts';
import { xmlText } from './xml.ts';
import { zipChunks, type ZipEntry } from './zip.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument';

function contentTypes(sheets: number): string {
  const override = (part: string, type: string): string => `<Override PartName="${part}" ContentType="${type}"/>`;
  return (
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
    override('/xl/workbook.xml', `${TYPES}.spreadsheetml.sheet.main+xml`) +
    override('/xl/styles.xml', `${TYPES}.spreadsheetml.styles+xml`) +
    Array.from({ length: sheets }, (_, i) => override(`/xl/worksheets/sheet${i + 1}.xml`, `${TYPES}.spreadsheetml.worksheet+xml`)).join(
      '',
    ) +
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    override('/docProps/app.xml', `${TYPES}.extended-properties+xml`) +
    '</Types>'
  );
}

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`);
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** A sheet's range as a defined name has it: name quoted, every part absolute. */
function absolute(part: SheetPart, range: string): string {
  const fixed = range.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  return xmlText(`'${part.name.replaceAll("'", "''")}'!${fixed}`);
}

function workbookXml(parts: readonly SheetPart[]): string {
  const names = ['Summary', ...parts.map((part) => part.name)];
  const sheets = names.map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const filters = parts.map(
    (part, i) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i + 1}" hidden="1">${absolute(part, rangeOf(part))}</definedName>`,
  );
  const titles = parts.map(
    (part, i) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i + 1}">${xmlText(`'${part.name.replaceAll("'", "''")}'`)}!$1:$1</definedName>`,
  );
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.join('')}</sheets><definedNames>${filters.join('')}${titles.join('')}</definedNames></workbook>`;
}

function coreProperties({ title, head }: ReportDocument): string {
  const at = new Date(head.generatedAt);
  const when = Number.isNaN(at.getTime())
    ? ''
    : ['created', 'modified']
        .map((name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 19)}Z</dcterms:${name}>`)
        .join('');
  return (
    `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${xmlText(`${title}: ${head.caseName}`)}</dc:title><dc:subject>${xmlText(head.caseReference)}</dc:subject><dc:creator>${xmlText(head.generatedBy)}</dc:creator><dc:description>${xmlText(head.audit ? `Audit head ${head.audit.head}` : '')}</dc:description>${when}</cp:coreProperties>`
  );
}

function* files(document: ReportDocument): Generator<ZipEntry> {
  const parts = document.tables.flatMap(partsOf);
  const sheets = parts.length + 1;
  const sheetRelations = Array.from(
    { length: sheets },
    (_, i) => [`${OFFICE}/relationships/worksheet`, `worksheets/sheet${i + 1}.xml`] as const,
  );
  const main = [
    [`${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml'],
    [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    [`${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'],
  ] as const;
  yield { name: '[Content_Types].xml', text: [contentTypes(sheets)] };
  yield { name: '_rels/.rels', text: [relationships(main)] };
  yield { name: 'docProps/core.xml', text: [coreProperties(document)] };
  yield {
    name: 'docProps/app.xml',
    text: [`${DECLARATION}<Properties xmlns="${OFFICE}/extended-properties"><Application>NEXUS Examiner</Application></Properties>`],
  };
  yield { name: 'xl/workbook.xml', text: [workbookXml(parts)] };
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    text: [relationships([...sheetRelations, [`${OFFICE}/relationships/styles`, 'styles.xml']])],
  };
  yield { name: 'xl/styles.xml', text: [stylesXml()] };
  yield { name: 'xl/worksheets/sheet1.xml', text: summarySheet(document) };
  for (const [i, part] of parts.entries()) yield { name: `xl/worksheets/sheet${i + 2}.xml`, text: tableSheet(part) };
}

/** A report as an Excel workbook (ECMA-376), in chunks: a summary sheet, then one sheet per table. */
export function xlsxChunks(document: ReportDocument): AsyncGenerator<Uint8Array> {
  return zipChunks(files(document));
}
