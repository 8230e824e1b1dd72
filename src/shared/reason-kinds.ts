/** The table of reason codes: what each is called and how its sentence reads. A code, once given, keeps its number and meaning. */
export interface ReasonKind {
  readonly code: string;
  /** The number it is stored under. Never given to another code. */
  readonly number: number;
  readonly title: string;
  /** Rules of one family look at the same fact, so their weights are capped together. */
  readonly family: 'duplicate' | 'threshold' | 'size' | 'time' | 'counterparty' | 'text' | 'digits' | 'model';
  /** `{0 money}`, `{1 count}`, `{2 percent}`, `{3 date}`, `{4 times}`, `{5 number}`, `{6 digits}`, `{7 weekday}`, `{8 days}`. */
  readonly sentence: string;
}

/** Every code of this version. Rules first, then what the models found unusual (M…), then columns of other tables (X…). */
export const REASONS: readonly ReasonKind[] = [
  {
    code: 'D1',
    number: 1,
    title: 'Same document and amount again',
    family: 'duplicate',
    sentence:
      'The same counterparty, document and amount ({0 money}) appear {1 times}, {2 days} from the nearest other one. A second payment of one document is one explanation.',
  },
  {
    code: 'D2',
    number: 2,
    title: 'Same counterparty, day and amount',
    family: 'duplicate',
    sentence:
      '{0 money} to or from this counterparty appears {1 times} on {2 date}, under different documents. Counterparty and amount repeat within one day like this {3 times} in all.',
  },
  {
    code: 'D3',
    number: 3,
    title: 'Same counterparty and amount within 30 days',
    family: 'duplicate',
    sentence:
      '{0 money} with this counterparty appears again {1 days} apart; the counterparty has this amount {2 times} among its {3 count} transactions.',
  },
  {
    code: 'D4',
    number: 4,
    title: 'Same document and amount, other counterparty',
    family: 'duplicate',
    sentence: 'The document number and the amount {0 money} also stand under {1 count} other counterparties.',
  },
  {
    code: 'A1',
    number: 10,
    title: 'Round amount',
    family: 'digits',
    sentence: '{0 money} is a whole multiple of {1 money}; {2 percent} of the {3 count} amounts examined are.',
  },
  {
    code: 'A2',
    number: 11,
    title: 'Just below a threshold',
    family: 'threshold',
    sentence:
      '{0 money} lies just under the threshold of {1 money}. {2 count} amounts lie in the 5 % below it and {3 count} in the 5 % above it.',
  },
  {
    code: 'A3',
    number: 12,
    title: 'Parts that pass a threshold together',
    family: 'threshold',
    sentence:
      '{1 count} transactions with this counterparty within {4 days}, each under {2 money}, come to {3 money} together; this one is {0 money}.',
  },
  {
    code: 'A4',
    number: 13,
    title: 'Far larger than the next largest',
    family: 'size',
    sentence: '{0 money} is {1 number} times the next largest amount of this counterparty, {2 money} ({3 count} transactions).',
  },
  {
    code: 'A5',
    number: 14,
    title: 'Amount far from the usual one',
    family: 'size',
    sentence: '{0 money} against a usual {1 money}: {2 number} robust deviations from the median of {3 count} comparable transactions.',
  },
  {
    code: 'T1',
    number: 20,
    title: 'Weekend date',
    family: 'time',
    sentence: 'Dated {0 weekday} {0 date}; {1 percent} of the {2 count} dated transactions fall on a weekend.',
  },
  {
    code: 'V1',
    number: 30,
    title: 'Large first payment to a new counterparty',
    family: 'counterparty',
    sentence:
      'The first transaction with this counterparty is {0 money}; first transactions with other new counterparties have a median of {1 money} and rarely pass {2 money} ({3 count} of them).',
  },
  {
    code: 'V7',
    number: 31,
    title: 'Regular series broken: amount',
    family: 'counterparty',
    sentence: '{0 money} in a series of {2 count} that comes about every {3 days} with {1 money}: a difference of {4 percent}.',
  },
  {
    code: 'V8',
    number: 32,
    title: 'Regular series broken: extra payment',
    family: 'counterparty',
    sentence: '{0 money} came {1 days} after the one before, in a series of {2 count} that comes about every {3 days}.',
  },
  {
    code: 'J5',
    number: 40,
    title: 'Keyword in the text',
    family: 'text',
    sentence: 'The text has a word of the case’s keyword list; {0 count} of {1 count} texts have one.',
  },
  {
    code: 'B1',
    number: 50,
    title: 'Leading digits over-represented',
    family: 'digits',
    sentence: '{0 money} begins with {1 digits}: {2 percent} of {4 count} comparable amounts do, where Benford’s law expects {3 percent}.',
  },
  {
    code: 'M1',
    number: 64,
    title: 'Size of the amount',
    family: 'model',
    sentence: '{0 money} is larger than {1 percent} of the {2 count} amounts in its currency and direction.',
  },
  {
    code: 'M2',
    number: 65,
    title: 'Amount against the counterparty’s own',
    family: 'model',
    sentence: '{0 money} against a usual {1 money} for this counterparty ({2 count} transactions), {3 number} robust deviations away.',
  },
  {
    code: 'M3',
    number: 66,
    title: 'Amount against its category',
    family: 'model',
    sentence: '{0 money} against a usual {1 money} in this category ({2 count} transactions), {3 number} robust deviations away.',
  },
  {
    code: 'M4',
    number: 67,
    title: 'How often the counterparty appears',
    family: 'model',
    sentence: 'The counterparty appears {0 times} among {1 count} transactions.',
  },
  {
    code: 'M5',
    number: 68,
    title: 'Counterparty and category together',
    family: 'model',
    sentence:
      'This counterparty and this category appear together {0 times}; the counterparty alone {1 times}, the category alone {2 times}.',
  },
  {
    code: 'M6',
    number: 69,
    title: 'Time since the last one',
    family: 'model',
    sentence: '{0 days} since the previous transaction with this counterparty; its usual gap is {1 days} ({2 count} transactions).',
  },
  {
    code: 'M7',
    number: 70,
    title: 'Gap against the usual rhythm',
    family: 'model',
    sentence: '{0 days} since the previous transaction with this counterparty, whose usual rhythm is {1 days} ({2 count} transactions).',
  },
  {
    code: 'M8',
    number: 71,
    title: 'Weekday',
    family: 'model',
    sentence: '{1 percent} of the {2 count} dated transactions fall on a {0 weekday}.',
  },
  {
    code: 'M9',
    number: 72,
    title: 'Day of the month',
    family: 'model',
    sentence: '{1 percent} of the {2 count} dated transactions fall on day {0 count} of a month.',
  },
  {
    code: 'M10',
    number: 73,
    title: 'How long the counterparty is known',
    family: 'model',
    sentence: 'The counterparty was first seen {0 days} before this transaction.',
  },
  {
    code: 'M11',
    number: 74,
    title: 'Nearness to a threshold',
    family: 'model',
    sentence: '{0 money} stands at {1 percent} of the threshold of {2 money}.',
  },
  {
    code: 'M12',
    number: 75,
    title: 'Roundness of the amount',
    family: 'model',
    sentence: '{0 money} ends in {1 count} zeros; {2 percent} of the {3 count} amounts end in as many or more.',
  },
  {
    code: 'M13',
    number: 76,
    title: 'Leading digits',
    family: 'model',
    sentence: '{0 money} begins with {1 digits}, as do {2 percent} of {3 count} amounts.',
  },
  {
    code: 'M14',
    number: 77,
    title: 'Rarity of the text',
    family: 'model',
    sentence: 'The words of the text are used in about {0 count} of {1 count} texts.',
  },
  {
    code: 'M15',
    number: 78,
    title: 'Share of the counterparty’s total',
    family: 'model',
    sentence: '{0 money} is {1 percent} of all money with this counterparty ({2 count} transactions).',
  },
  {
    code: 'M16',
    number: 79,
    title: 'Repeats with the counterparty',
    family: 'model',
    sentence: '{0 money} appears {1 times} among this counterparty’s {2 count} transactions.',
  },
  {
    code: 'M17',
    number: 80,
    title: 'How common the exact amount is',
    family: 'model',
    sentence: 'The exact amount {0 money} appears {1 times} among {2 count} amounts.',
  },
  {
    code: 'M18',
    number: 81,
    title: 'Transactions close together',
    family: 'model',
    sentence: '{0 count} transactions with this counterparty within 7 days; {1 number} would be usual.',
  },
  {
    code: 'X1',
    number: 96,
    title: 'Unusual value',
    family: 'model',
    sentence: '{0 number} against a median of {1 number}: larger than {2 percent} of {3 count} rows.',
  },
  {
    code: 'X2',
    number: 97,
    title: 'Rare value',
    family: 'model',
    sentence: 'This value appears in {0 count} of {1 count} rows.',
  },
  {
    code: 'X3',
    number: 98,
    title: 'Missing value',
    family: 'model',
    sentence: 'No value here; {0 count} of {1 count} rows have none.',
  },
];
