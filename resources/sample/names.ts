/** Invented organisations. Any likeness to a real one is chance; none was looked up to be included. */
export const ORGANISATION = 'Brindlewick Science Centre';
export const SORT_CODE = '00-00-99';
export const ACCOUNT_NUMBER = '00012345';

const STEMS = [
  'Kelmorrow',
  'Varnleigh',
  'Thistlecombe',
  'Ormsgate',
  'Pellwick',
  'Dunvarrow',
  'Fenbrooke',
  'Hartlemoor',
  'Quillstane',
  'Ravelby',
  'Sorrelton',
  'Tanglewyke',
  'Umberfold',
  'Wexmarsh',
  'Yarrowdene',
  'Ashmarrow',
  'Bellcombe',
  'Corvane',
  'Drayfold',
  'Elmsworth Vale',
  'Fallowmere',
  'Garrowby Mill',
  'Holtersea',
  'Ivelhurst',
  'Jessamy',
  'Kestrelby',
  'Lunevale',
  'Mossgarth',
  'Nethershaw',
  'Oakrill',
] as const;

const TRADES: readonly (readonly [string, string, number])[] = [
  ['Electrical Services Ltd', '5310', 62_400],
  ['Catering Supplies Ltd', '5120', 27_200],
  ['Print & Sign Ltd', '5440', 32_800],
  ['Exhibits Ltd', '5210', 168_000],
  ['Building Contractors Ltd', '5320', 212_000],
  ['Lab Supplies Ltd', '5220', 23_200],
  ['Security Systems Ltd', '5330', 76_800],
  ['Coach Hire Ltd', '5510', 41_600],
  ['Office Stationers Ltd', '5410', 7_600],
  ['IT Support Ltd', '5610', 70_400],
  ['Waste Management Ltd', '5340', 24_800],
  ['Joinery Ltd', '5320', 112_000],
  ['Legal LLP', '5710', 148_000],
  ['Recruitment Ltd', '5720', 105_600],
  ['Toys & Gifts Wholesale Ltd', '5130', 46_400],
];

/** A supplier: its nominal account code and the centre of its invoices in pence. */
export interface Vendor {
  readonly name: string;
  readonly prefix: string;
  readonly account: string;
  readonly centreMinor: number;
}

function initials(name: string): string {
  return name
    .replaceAll(/[^A-Za-z ]/g, '')
    .split(' ')
    .filter(Boolean)
    .map((word) => word[0])
    .join('')
    .slice(0, 3)
    .toUpperCase();
}

/** Sixty suppliers: every stem twice, each time in another trade. */
export const VENDORS: readonly Vendor[] = [...STEMS, ...STEMS].map((stem, i) => {
  const [trade, account, centreMinor] = TRADES[(i * 7 + (i >= STEMS.length ? 4 : 0)) % TRADES.length]!;
  const name = `${stem} ${trade}`;
  return { name, prefix: initials(name), account, centreMinor };
});

export const SCHOOLS = [
  'Abbotsmere Primary School',
  'Birchenfold Academy',
  'Carrow Lane Infants',
  'Deepwell Community School',
  'Eastmarrow High School',
  'Foxholt Primary School',
  'Greywater Academy',
  'Hollin Bank School',
  'Inglemoor College',
  'Juniper Hill Primary',
  'Kingsmarrow School',
  'Larkfold Primary School',
  'Millrace Academy',
  'Northwyke Junior School',
  'Oldmere Grammar School',
  'Penny Brook Primary',
  'Rookhurst Academy',
  'Saltmarrow School',
  'Tarnside Primary School',
  'Upper Wick Juniors',
] as const;

export const SHOPS = [
  ['Brackenfold Hardware', '5320'],
  ['Cooper Row Stores', '5120'],
  ['Dayhollow Online', '5410'],
  ['Elderlea Fuels', '5520'],
  ['Finchgate Books', '5420'],
  ['Glimmer Balloons', '5210'],
  ['Hobbin Electronics', '5220'],
  ['Inkwell Post Shop', '5430'],
  ['Jarrow Wick Trains', '5510'],
  ['Kiln Street Parking', '5510'],
] as const;

/** Direct debits: payee, account, day of the month, pence, whether the amount varies with use. */
export const DIRECT_DEBITS: readonly (readonly [string, string, number, number, boolean])[] = [
  ['Northern Vale Energy', '5350', 4, 412_000, true],
  ['Clearbeck Water', '5360', 9, 38_600, true],
  ['Pennowick Telecom', '5620', 11, 28_450, false],
  ['Marrowgate Estates Rent', '5301', 1, 925_000, false],
  ['Brindlewick Borough Rates', '5302', 15, 214_300, false],
  ['Safemarrow Insurance', '5730', 18, 96_875, false],
  ['Copywick Rentals', '5450', 20, 18_990, false],
  ['Larder Fresh Foods', '5120', 7, 122_000, true],
  ['Ticketholm Software', '5630', 22, 34_900, false],
  ['Fleetholt Vans', '5520', 26, 41_750, false],
  ['Lanternway Payroll Bureau', '5740', 23, 12_600, false],
  ['Cresset Pension Fund', '5015', 19, 684_000, true],
  ['PAYE and National Insurance', '5012', 21, 1_192_000, true],
];
