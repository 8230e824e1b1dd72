/** The stable codes of what reading a file can find, with the severity and the sentence of each. */

export type Severity = 'info' | 'warning' | 'error';

/** `{0}`, `{1}` … are filled in by `problemText`. An `error` means that the row gave no transaction. */
export const PROBLEMS = {
  'FILE-EMPTY': ['error', 'The file holds no data.'],
  'FILE-BINARY': ['error', 'The file is not text: {0}. It can be kept as evidence, but not read as a statement.'],
  'FILE-FORMAT': ['error', 'The file looks like {0}, which is not read as a delimited statement.'],
  'FILE-NO-ROWS': ['warning', 'The file has a header but no rows.'],
  'ENC-INVALID': ['warning', 'Bytes that are not valid {0} stand in this line; they are shown as replacement characters.'],
  'ENC-MIXED': ['warning', 'The file mixes encodings: this line is not UTF-8 like the rest and was read as {0}.'],
  'ENC-NUL': ['warning', 'The line holds NUL characters; they are left out of the values.'],
  'ENC-REPLACEMENT': ['info', 'The line holds U+FFFD, left by an earlier faulty conversion; the original letters are lost.'],
  'TXT-DIRECTION': [
    'warning',
    'The field holds invisible characters that turn the writing direction; what is seen may differ from what is stored.',
  ],
  'TXT-FORMULA': ['warning', 'The field looks like a spreadsheet formula; it is kept as text and never evaluated.'],
  'DIA-QUOTE-OPEN': [
    'warning',
    'A quoted field opens here and is never closed; the rest of the file would be one field, so the quotes were read as text.',
  ],
  'DIA-QUOTE-STRAY': ['warning', 'A quote stands inside or behind a quoted field; it was kept as text.'],
  'DIA-FIELD-LINES': ['warning', 'A quoted field runs over {0} lines; rows may be hidden in it.'],
  'DIA-LINE-ENDS': ['info', 'The file mixes line ends ({0}).'],
  'DIA-COLUMNS': ['warning', 'The row has {0} fields where {1} are expected.'],
  'DIA-COLUMNS-MANY': ['warning', 'The row has more than {0} fields; the rest was not read.'],
  'DIA-RECORD-LONG': ['error', 'The record is longer than {0} bytes; it was skipped.'],
  'HDR-MISSING': ['info', 'The file has no header row; columns are numbered.'],
  'COL-UNSURE': ['warning', 'It is not certain which columns hold the date and the amount of the movements.'],
  'DATE-MISSING': ['warning', 'The row has an amount but no date; it was kept without one.'],
  'DATE-UNREADABLE': ['warning', '"{0}" is not a date of the form {1}; the row was kept without a date.'],
  'DATE-AMBIGUOUS': ['warning', 'Day and month can be read either way in every date of the file.'],
  'AMT-MISSING': ['error', 'The row has a date but no amount.'],
  'AMT-UNREADABLE': ['error', '"{0}" is not an amount.'],
  'AMT-PRECISION': [
    'warning',
    '"{0}" has more decimals than the currency: it was rounded to the smallest unit, and the exact amount is kept beside it.',
  ],
  'AMT-RANGE': ['error', '"{0}" is larger than an exact amount can be.'],
  'AMT-SIGNS': ['warning', 'A debit is printed with a minus here and without one elsewhere; it was counted as money out.'],
  'AMT-BOTH': ['error', 'The row has both a debit ({0}) and a credit ({1}).'],
  'SIGN-UNKNOWN': ['error', '"{0}" does not say whether money came in or went out.'],
  'SIGN-UNPROVEN': ['warning', 'No balance in the file proves which sign means money out.'],
  'SIGN-REVERSED': ['info', 'The entry is marked as a reversal; it was counted as the {0} that it states.'],
  'SIGN-REVERSAL': [
    'warning',
    'The balances hold only if the {0} reversal entries count the other way round; as they state it the difference is {1}. Nothing was turned round.',
  ],
  'BAL-ROW': ['warning', 'The running balance is off by {0} here.'],
  'BAL-EQUATION': ['warning', 'Opening balance plus movements differs from the closing balance by {0}.'],
  'BAL-UNREADABLE': ['warning', '"{0}" is not a balance.'],
  'BAL-NO-CLOSING': [
    'info',
    'The statement states an opening balance but no closing one; nothing proves that its movements are all there.',
  ],
  'CUR-MIXED': ['warning', 'The file holds more than one currency.'],
  'CUR-UNKNOWN': ['warning', '"{0}" is not a currency code; the file\'s currency was used.'],
  'ROW-NOT-A-MOVEMENT': ['info', 'The row has neither a date nor an amount; it was kept in the source and made no transaction.'],
  'ROW-BALANCE': ['info', 'The row states a balance, not a movement.'],
  'ROW-NOT-BOOKED': ['warning', 'The row is marked "{0}" instead of dated: it is not booked yet; it was kept without a date.'],
  'ROW-CONTINUED': ['info', 'The row continues the description of the row before it.'],
  'FILE-TOO-LARGE': ['error', 'The file is larger than {0}, the most that is read of this format; nothing was imported.'],
  'FILE-ENCRYPTED': ['error', 'The file is protected by a password; it is kept as evidence, but cannot be read.'],
  'FILE-DAMAGED': ['error', 'The file is damaged: {0}.'],
  'FILE-TRUNCATED': ['warning', 'The file ends before {0}.'],
  'FILE-LIMIT': ['error', 'Reading was stopped: {0}.'],
  'REC-UNKNOWN': ['warning', '"{0}" is not a record of this format here; it was kept in the source and not read.'],
  'REC-MISPLACED': ['warning', 'The record "{0}" stands where the format does not allow it.'],
  'REC-MISSING': ['warning', 'The format asks for {0} here; there is none.'],
  'FLD-UNREADABLE': ['warning', '"{0}" is not a valid {1}.'],
  'FLD-MISSING': ['warning', 'The record has no {0}.'],
  'ROW-REJECTED': ['error', 'The record could not be read as a movement: {0}.'],
  'ROW-CANCELLED': ['warning', 'The row is marked "{0}": no money moved, so it made no transaction; it was kept in the source.'],
  'ROW-PENDING': ['info', 'The movement is marked as pending: it is not booked yet.'],
  'CTRL-TOTAL': ['warning', 'The file states {1} as {0}; {2} was counted.'],
  'BATCH-SPLIT': ['info', 'The entry is a batch of {0} payments; it was kept as one movement.'],
  'BATCH-SUM': ['warning', 'The payments of this batch add up to {0}, the entry states {1}.'],
  'CONT-GAP': ['warning', 'The opening balance differs from the closing balance before it by {0}.'],
  'PERIOD-MISSING': ['warning', 'No statement covers {0}.'],
  'ACC-CHECKDIGIT': ['warning', 'The check digits of "{0}" are wrong.'],
  'SEC-BLOCKED': ['warning', 'The file holds {0}; it was not followed or run.'],
  'SHT-HIDDEN': ['warning', 'The sheet hides {0}; nothing hidden was left out.'],
  'SHT-OTHERS': ['info', 'The file has other sheets: {0}. Only "{1}" was read.'],
  'SHT-STATEMENTS': [
    'warning',
    'Other sheets hold rows with dates and amounts too: {0}. Only "{1}" was read; the others have to be imported by themselves.',
  ],
  'SHT-MISSING': ['warning', 'The file has no sheet "{0}"; "{1}" was read instead.'],
  'SHT-MERGED': ['info', '{0} ranges of cells are merged; the value stands in the first cell of a range.'],
  'SHT-MIXED-DATES': [
    'warning',
    'Column {0} holds {1} dates and {2} texts that look like dates: a program that opened the file earlier may have taken days for months in the former.',
  ],
  'SHT-MIXED-TYPES': ['info', 'Column {0} holds {1} dates and {2} numbers.'],
  'FILE-KIND': ['info', 'The file is no workbook of its own kind but {0}, which programs open as a spreadsheet.'],
  'SHT-MIXED-NUMBERS': ['info', 'Column {0} holds {1} numbers and {2} texts that look like numbers.'],
  'CELL-ERROR': ['warning', 'The cell {0} holds the error {1} instead of a value.'],
  'CELL-FORMULA': ['info', '{0} cells are formulas; the values saved with them were used, nothing was calculated.'],
  'CELL-FORMULA-EMPTY': ['warning', 'The formula in {0} has no saved value; the cell was left empty.'],
  'CELL-BREAKS': ['info', '{0} cells hold line breaks or NUL characters, the first is {1}; they became blanks.'],
  'CELL-DIGITS': ['warning', 'The number in {0} has more digits than a spreadsheet keeps exactly.'],
  'CELL-UNREADABLE': ['warning', 'What the file says of the cell {0} can not be read: {1}.'],
  'ENC-DECLARED': ['warning', 'The file says that it is written in {0}, but its bytes are {1}; it was read by its bytes.'],
  'TAG-STRAY': ['warning', 'A < stands here that begins no tag; it was read as text.'],
  'TAG-TEXT': ['warning', 'Text stands here between two tags where only tags may stand; it was not read.'],
  'TAG-COMMENT': ['info', 'A comment stands here; what is inside it was not read.'],
  'TAG-UNKNOWN': ['info', 'The tag <{0}> has no meaning in a movement; its value was kept in the source and not read.'],
  'AMT-FORM': ['info', '"{0}" is not written as the format asks; it was read as {1}.'],
  'AMT-DIFFERS': ['warning', 'The record states its amount a second time as {0}, not as {1}; the latter was read.'],
  'SIGN-TYPE': ['warning', 'The amount {0} has another sign than the type {1} says; the sign was kept as written.'],
  'FLD-REPEATED': ['warning', 'The field {0} stands more than once in the record; the first was read, not "{1}".'],
  'ROW-CORRECTS': ['warning', 'The movement is marked as "{0}" of the earlier movement "{1}"; both were kept.'],
  'ROW-SECURITIES': [
    'info',
    'The record is an investment action ({0}, total {1}); it was kept in the source and made no movement of money.',
  ],
  'DUP-CERTAIN': ['info', '{0} rows repeat movements that other files hold already. They are kept, and each movement is counted once.'],
  'DUP-POSSIBLE': ['info', 'The identifier "{0}" was already used in line {1}; both movements were kept.'],
  'BANK-STATUS': ['warning', 'The bank answered with {0} {1}: {2}. The file may be incomplete.'],
  'AMT-MINUS': ['warning', 'The amount "{0}" carries a minus beside its debit or credit mark; the mark was turned round.'],
  'REC-WRAPPED': ['warning', 'The line begins with no record code; it was read as the rest of the record before it.'],
  'GRP-STATUS': ['warning', 'The group is marked as {0}; its movements were read all the same.'],
  'PDF-NO-TEXT': [
    'error',
    'The pages hold images and no text ({0} of {1} pages): text recognition is not part of this program yet. The file is kept as evidence.',
  ],
  'TXT-NO-MOVEMENTS': ['error', 'No line of the file could be read as a movement with a date and an amount.'],
  'DATE-INHERITED': ['info', 'The line prints no date of its own; the date of the movement above it was taken.'],
  'DATE-OUT-OF-PERIOD': ['warning', 'The date {0} lies outside of the days that the statement covers ({1} to {2}).'],
  'DATE-ORDER': ['info', 'The date {0} breaks the order in which the other movements stand.'],
  'SIGN-BY-ARITHMETIC': ['info', 'The direction of {0} movements is printed nowhere; only the one taken lets the balances hold.'],
  'AMT-ZERO': ['info', 'The amount of the movement is zero.'],
  'DATE-NO-YEAR': ['warning', 'No year is printed in the file for "{0}"; the row was kept without a date.'],
  'SIGN-CUSTOM': ['warning', "Type code {0} is the bank's own; by its range it was counted as money {1}."],
  'LIMIT-PROBLEMS': ['info', 'More than {0} problems; further ones are counted only.'],
} as const satisfies Record<string, readonly [Severity, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The sentence of a problem with its blanks filled. Values are shortened to 80 characters. */
export function problemText(code: ProblemCode, ...values: readonly (string | number)[]): string {
  return PROBLEMS[code][1].replace(/\{(\d)\}/g, (_, index: string) => {
    const value = String(values[Number(index)] ?? '');
    return value.length > 80 ? `${value.slice(0, 79)}…` : value;
  });
}

/** Severity of a problem. */
export function severityOf(code: ProblemCode): Severity {
  return PROBLEMS[code][0];
}
