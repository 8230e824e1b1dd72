/** Cell formats of the workbook; a format's number is its place in this list. */
const FORMATS = [
  'general',
  'title',
  'section',
  'header',
  'headerRight',
  'label',
  'text',
  'quotedText',
  'code',
  'date',
  'time',
  'integer',
  'number',
  'share',
  'money0',
  'money1',
  'money2',
  'money3',
  'money4',
] as const;
export type FormatName = (typeof FORMATS)[number];

const INDEX = new Map<string, number>(FORMATS.map((name, i) => [name, i]));

/** Number of a format for a cell's `s` attribute. */
export function formatIndex(name: FormatName): number {
  return INDEX.get(name)!;
}

/** The money format with the decimals of a currency. */
export function moneyFormat(exponent: number): FormatName {
  const name = `money${exponent}`;
  return INDEX.has(name) ? (name as FormatName) : 'number';
}

const FONTS = [
  '<font><sz val="10"/><color rgb="FF12161B"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="16"/><color rgb="FF12161B"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="11"/><color rgb="FF1C66BA"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="10"/><color rgb="FF12161B"/><name val="Calibri"/><family val="2"/></font>',
  '<font><sz val="10"/><color rgb="FF5D646E"/><name val="Calibri"/><family val="2"/></font>',
  '<font><sz val="9"/><color rgb="FF12161B"/><name val="Consolas"/><family val="3"/></font>',
];

/** Number formats of our own start at 164 (ECMA-376 part 1, 18.8.30). */
const FIRST_NUMBER_FORMAT = 164;
const moneyCode = (exponent: number): string => {
  const plain = `#,##0${exponent > 0 ? `.${'0'.repeat(exponent)}` : ''}`;
  return `${plain};[Red]-${plain}`;
};
const NUMBER_FORMATS = ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', '#,##0', '#,##0.########', '0.00%', ...[0, 1, 2, 3, 4].map(moneyCode)];
const numberFormat = (at: number): number => FIRST_NUMBER_FORMAT + at;

function xf(font: number, more: { number?: number; fill?: number; border?: number; quote?: boolean; align?: string } = {}): string {
  const align = more.align ? `<alignment ${more.align}/>` : '';
  return `<xf numFmtId="${more.number ?? 0}" fontId="${font}" fillId="${more.fill ?? 0}" borderId="${more.border ?? 0}" xfId="0" applyNumberFormat="1" applyFont="1"${more.quote ? ' quotePrefix="1"' : ''}${align ? ' applyAlignment="1"' : ''}>${align}</xf>`;
}

const CELL_FORMATS: Readonly<Record<FormatName, string>> = {
  general: xf(0),
  title: xf(1),
  section: xf(2, { border: 1 }),
  header: xf(3, { fill: 2, border: 1, align: 'vertical="center" wrapText="1"' }),
  headerRight: xf(3, { fill: 2, border: 1, align: 'horizontal="right" vertical="center" wrapText="1"' }),
  label: xf(4),
  text: xf(0, { number: 49, align: 'horizontal="left"' }),
  quotedText: xf(0, { number: 49, quote: true, align: 'horizontal="left"' }),
  code: xf(5, { number: 49, align: 'horizontal="left"' }),
  date: xf(0, { number: numberFormat(0), align: 'horizontal="left"' }),
  time: xf(0, { number: numberFormat(1), align: 'horizontal="left"' }),
  integer: xf(0, { number: numberFormat(2) }),
  number: xf(0, { number: numberFormat(3) }),
  share: xf(0, { number: numberFormat(4) }),
  money0: xf(0, { number: numberFormat(5) }),
  money1: xf(0, { number: numberFormat(6) }),
  money2: xf(0, { number: numberFormat(7) }),
  money3: xf(0, { number: numberFormat(8) }),
  money4: xf(0, { number: numberFormat(9) }),
};

/** `xl/styles.xml`. */
export function stylesXml(): string {
  const numberFormats = NUMBER_FORMATS.map((code, i) => `<numFmt numFmtId="${numberFormat(i)}" formatCode="${code}"/>`);
  const formats = FORMATS.map((name) => CELL_FORMATS[name]);
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<numFmts count="${numberFormats.length}">${numberFormats.join('')}</numFmts>` +
    `<fonts count="${FONTS.length}">${FONTS.join('')}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF5"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF81868D"/></bottom><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}
