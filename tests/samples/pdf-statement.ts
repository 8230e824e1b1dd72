import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A made-up statement of two pages with three movements, all of them on the second, opening 1,000.00 and closing 800.00. */
export async function pdfStatement(): Promise<Uint8Array> {
  const file = await PDFDocument.create();
  const font = await file.embedFont(StandardFonts.Helvetica);
  const cover = file.addPage([595, 842]);
  cover.drawText('Example Bank, 1 Any Street', { x: 50, y: 780, size: 10, font });
  const page = file.addPage([595, 842]);
  const line = (y: number, cells: readonly (readonly [number, string])[]): void => {
    for (const [x, text] of cells) page.drawText(text, { x, y: 842 - y, size: 10, font });
  };
  line(40, [[50, 'Account statement  IBAN DE02 1203 0000 0000 2020 51  Currency EUR']]);
  line(60, [[50, 'Date'], [130, 'Description'], [360, 'Amount'], [470, 'Balance']]); // prettier-ignore
  line(80, [[50, '31.12.2023'], [130, 'Opening balance'], [470, '1,000.00']]); // prettier-ignore
  line(100, [[50, '02.01.2024'], [130, 'Rent January'], [360, '-200.50'], [470, '799.50']]); // prettier-ignore
  line(120, [[50, '13.01.2024'], [130, 'Refund of a deposit'], [360, '50.25'], [470, '849.75']]); // prettier-ignore
  line(140, [[50, '24.01.2024'], [130, 'Electricity'], [360, '-49.75'], [470, '800.00']]); // prettier-ignore
  line(160, [[50, '31.01.2024'], [130, 'Closing balance'], [470, '800.00']]); // prettier-ignore
  return await file.save();
}
