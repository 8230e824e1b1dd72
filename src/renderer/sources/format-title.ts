import { TABLE_FORMATS, type Inspection } from '../../shared/contract/import.ts';
import { t } from '../text/t.ts';

/** What a file was recognised as, in words. */
export function formatTitle(format: string): string {
  const titles: Readonly<Record<string, string>> = {
    csv: t('Delimited text (CSV)'),
    xlsx: t('Excel workbook (XLSX)'),
    xlsb: t('Excel binary workbook (XLSB)'),
    xls: t('Excel 97 workbook (XLS)'),
    ods: t('OpenDocument spreadsheet (ODS)'),
    xml: t('Spreadsheet in XML'),
    html: t('Table in HTML'),
    ofx1: t('OFX 1 (SGML)'),
    ofx2: t('OFX 2 (XML)'),
    qif: t('Quicken (QIF)'),
    mt940: t('SWIFT MT940'),
    mt942: t('SWIFT MT942'),
    camt052: t('ISO 20022 camt.052'),
    camt053: t('ISO 20022 camt.053'),
    camt054: t('ISO 20022 camt.054'),
    bai2: t('BAI2'),
    ach: t('NACHA ACH'),
    pdf: t('PDF statement'),
    text: t('Statement in plain text'),
    unknown: t('Not recognised'),
  };
  return titles[format] ?? format;
}

/** Whether a format has columns whose meaning has to be found out. */
export function isTable(format: Inspection['format']): boolean {
  return (TABLE_FORMATS as readonly string[]).includes(format);
}

/** Formats that leave the order of dates, the decimal mark or the sign to be found out, though they name their fields. */
export function isLoose(format: Inspection['format']): boolean {
  return format === 'qif' || format === 'pdf' || format === 'text';
}
