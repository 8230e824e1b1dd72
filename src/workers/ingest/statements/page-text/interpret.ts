/** Statements from lines of pages: the best reading is found, proved by its balances, and handed on with what stays open. */
import { exponentOf } from '../../../../shared/currency.ts';
import { parseAmount } from '../../../../shared/money.ts';
import type { ReaderOptions, ReaderOutcome, StatementFormat, StatementSink } from '../reader.ts';
import type { AmountToken } from './amount-token.ts';
import { currencyOf, dateOrderOf, decimalMarkOf, decimalsOf, foldedText } from './conventions.ts';
import { emitStatement, type Emission, type Ended } from './emit.ts';
import type { PageLine } from './page-line.ts';
import type { Placing } from './placing.ts';
import { printedOf, type Printed } from './printed.ts';
import { askDateOrder, askSign } from './questions.ts';
import { bestReading, readWith, type Reading, type Statement } from './reading.ts';
import type { Values } from './segments.ts';
import { cardWords } from './words.ts';
import { latestIn, periodIn } from './years.ts';

/** The layout is chosen on this many lines; the rest of a longer file is read with it. */
const SAMPLE_LINES = 2_500;

export async function interpretPages(
  lines: readonly PageLine[],
  place: Placing,
  sink: StatementSink,
  options: ReaderOptions,
  about: { readonly format: StatementFormat; readonly encoding: string; readonly bytes: number },
): Promise<ReaderOutcome> {
  const currency =
    options.currency === undefined || options.currency === ''
      ? currencyOf(lines)
      : { value: options.currency, because: 'chosen by hand', confidence: 100 };
  let decimals = decimalsOf(lines, currency.value);
  let all = lines.map((line, i) => printedOf(line, decimals, lines[i + 1]?.text));
  // Some banks print whole units only. Any number may be an amount then: taken only where the balances prove it.
  const whole = decimals === 2 && all.every((line) => line.tail.length === 0);
  if (whole) {
    decimals = 0;
    all = lines.map((line, i) => printedOf(line, decimals, lines[i + 1]?.text));
  }
  await sink.breathe(about.bytes);
  const mark =
    options.decimalMark === undefined
      ? decimalMarkOf(all, decimals)
      : { value: options.decimalMark, because: 'chosen by hand', confidence: 100 };
  const printed = oneGrouping(all.map((line) => withMark(line, mark.value)));
  const told = orderTold(options.dateFormat);
  const order = told === null ? dateOrderOf(printed) : { value: told, because: 'chosen by hand', confidence: 100 };
  const exponent = exponentOf(currency.value);
  const digits: Values['digits'] = (line, token, start) => {
    const parsed = parseAmount(line.line.text.slice(start, token.digitsEnd), mark.value, exponent);
    return parsed.problem === undefined ? parsed.minor : NaN;
  };
  const { reading, sure, because } = await chosenReading(printed, digits, options, sink, about.bytes);
  const believed = whole && !reading.proven ? [] : reading.statements;
  const mdy = order.value === 'mdy';
  const issued = latestIn(printed, 0, printed.length, mdy, (day) => day < 47_482);
  const emission: Emission = {
    ...{ lines: printed, reading, place, sink, currency: currency.value, exponent, mdy, sure },
    several: reading.statements.length > 1 && (options.currency ?? '') === '',
    filePeriod: periodIn(printed, 0, printed.length, mdy),
    issued,
  };
  let [movements, open, example] = [0, 0, ''];
  let ended: Ended | null = null;
  for (const statement of believed) {
    if (statement.movements.length === 0 && !unexplained(statement)) continue;
    ended = await emitStatement(emission, statement, ended);
    movements += statement.movements.length;
    if (statement.movements.length > 0 && !(sure && (statement.solved.proven || isMarked(statement)))) {
      open += statement.movements.length;
      const first = statement.movements[0]!;
      example ||= printed[first.row.amountAt]!.line.text.slice(first.amount.start, first.amount.end);
    }
  }
  // The head of one more statement without its end, behind statements that have theirs.
  const last = believed.at(-1);
  const others = believed.slice(0, -1);
  if (last !== undefined && last.openings.length > 0 && last.closings.length === 0 && others.some((each) => each.closings.length > 0)) {
    sink.problem('FILE-TRUNCATED', lines.at(-1)!.number, { values: ['the closing balance of its last statement'] });
  }
  if (movements === 0) sink.problem('TXT-NO-MOVEMENTS', lines[0]?.number ?? 1);
  pagesMissing(printed, sink);
  const questions = open > 0 && options.signRule === undefined ? [askSign(example, open, movements)] : [];
  const style = believed.flatMap((each) => each.movements)[0]?.row.dates[0]?.style ?? '';
  if (order.value === 'open' && /[/-]/.test(style) && movements > 0) {
    sink.problem('DATE-AMBIGUOUS', lines[0]?.number ?? 1);
    questions.push(askDateOrder(printed, style));
  }
  return {
    format: about.format,
    encoding: about.encoding,
    dateFormat: patternOf(style, mdy),
    decimalMark: mark.value,
    reasons: [
      { about: 'decimal mark', decision: mark.value, because: mark.because, confidence: mark.confidence },
      { about: 'date order', decision: mdy ? 'month first' : 'day first', because: order.because, confidence: order.confidence },
      {
        about: 'currency',
        decision: currency.value === '' ? 'unknown' : currency.value,
        because: currency.because,
        confidence: currency.confidence,
      },
      {
        about: 'sign',
        decision: reading.inverted ? 'printed positive is money out' : 'printed positive is money in',
        because,
        confidence: open === 0 ? 98 : 40,
      },
    ],
    questions,
  };
}

/** The reading with its sense of direction: as an account prints it, or as a card does. */
async function chosenReading(
  lines: readonly Printed[],
  digits: Values['digits'],
  options: ReaderOptions,
  sink: StatementSink,
  bytes: number,
): Promise<{ reading: Reading; sure: boolean; because: string }> {
  const sample = lines.length > SAMPLE_LINES ? lines.slice(0, SAMPLE_LINES) : lines;
  const read = async (inverted: boolean): Promise<Reading> => {
    const best = bestReading(sample, digits, { inverted, told: options.signRule !== undefined });
    await sink.breathe(bytes);
    return sample === lines ? best : readWith(lines, digits, best, options.signRule !== undefined);
  };
  if (options.signRule !== undefined)
    return { reading: await read(options.signRule === 'inverted'), sure: true, because: 'chosen by hand' };
  const plain = await read(false);
  const card = cardWords(foldedText(lines.map((line) => line.line)), foldedText(lines.slice(0, 15).map((line) => line.line)));
  const held = plain.proven ? 'opening balance plus movements gives the closing balance' : 'no balance proves it';
  if (card === 0 && plain.proven) return { reading: plain, sure: !contradicted(plain), because: held };
  const turned = await read(true);
  // Marks like CR and DR mean the same on every document: with them only one sense can hold.
  if (plain.proven !== turned.proven) {
    return turned.proven
      ? {
          reading: turned,
          sure: true,
          because: `unmarked amounts are money out: only so ${held.replace('no balance proves it', 'the balances hold')}`,
        }
      : { reading: plain, sure: card === 0, because: held };
  }
  if (card === 0) return { reading: plain, sure: true, because: held };
  // A card's statement prints what is owed; where its balances or most of it are printed below zero, it prints what is owned.
  const stated = plain.statements.flatMap((each) => [...each.openings, ...each.closings]).filter((balance) => balance.minor !== 0);
  const beside = stated.filter((balance) => balance.stated.at === balance.stated.valueAt);
  const balances = (beside.length > 0 ? beside : stated).map((balance) => balance.minor);
  const printed = balances.length > 0 ? balances : plain.statements.flatMap((each) => each.solved.amounts);
  const below = printed.filter((minor) => minor < 0).length;
  return below * 2 > printed.length
    ? { reading: plain, sure: card === 2 || plain.proven, because: 'a card whose debt is printed below zero' }
    : { reading: turned, sure: card === 2, because: 'the statement of a card: what it prints positive is owed' };
}

/** The words of most movements say the opposite of what the marks give: the document may see the account from the other side. */
function contradicted(reading: Reading): boolean {
  let [agree, differ] = [0, 0];
  for (const { movements, solved } of reading.statements) {
    movements.forEach(({ unsigned }, i) => {
      if (unsigned.hinted === 0 || solved.amounts[i] === 0) return;
      if (Math.sign(solved.amounts[i]!) === unsigned.hinted) agree++;
      else differ++;
    });
  }
  return differ >= 3 && differ > agree * 2;
}

/** Amounts with the other decimal mark are no amounts of this file. */
function withMark(line: Printed, mark: '.' | ','): Printed {
  if (line.amounts.every((token) => token.mark === mark || token.mark === '')) return line;
  const fits = (token: Printed['amounts'][number]): boolean => token.mark === mark || token.mark === '';
  return { ...line, amounts: line.amounts.filter(fits), tail: line.tail.filter(fits), amountOnly: false };
}

/** A file groups thousands in one way: where it uses dots, `1 139,23` is 139,23 behind the number 1, unless nothing could stand before it. */
function oneGrouping(lines: readonly Printed[]): Printed[] {
  const grouped = lines.some((line) =>
    line.amounts.some((token) => /\d[.,'\u2019]\d{3}[.,]/.test(line.line.text.slice(token.digits, token.digitsEnd))),
  );
  if (!grouped) return [...lines];
  return lines.map((line) => {
    const { text } = line.line;
    const doubtful = (token: AmountToken): boolean =>
      token.otherStarts.length > 0 && !/(?:^|[:+\u20ac$\u00a3-]|(?<![A-Za-z])[A-Z]{3})\s*$/.test(text.slice(0, token.start));
    if (!line.amounts.some(doubtful)) return line;
    const shorter = new Map(line.amounts.map((token) => [token, doubtful(token) ? shortest(token) : token]));
    return { ...line, amounts: line.amounts.map((token) => shorter.get(token)!), tail: line.tail.map((token) => shorter.get(token)!) };
  });
}

function shortest(token: AmountToken): AmountToken {
  const digits = token.otherStarts.at(-1)!;
  return { ...token, start: digits, digits, otherStarts: [] };
}

/**
 * The file prints the directions itself: a mark on every movement, or a minus on those that go out and words on the others that
 * do not object. Then nothing has to be asked, though no balance proves it.
 */
function isMarked({ movements, solved }: Statement): boolean {
  const printed = movements.filter(({ unsigned }) => unsigned.printed !== 0).length;
  const out = movements.some(({ unsigned }) => unsigned.printed < 0);
  if (printed === movements.length) return out;
  return (
    out &&
    movements.every(
      ({ unsigned }, i) => unsigned.printed !== 0 || (solved.amounts[i]! >= 0 && unsigned.placed >= 0 && unsigned.hinted >= 0),
    )
  );
}

/** Without movements a statement is told of only if its balances differ: then movements were lost, or were not recognised. */
function unexplained({ openings, closings }: Statement): boolean {
  return (
    openings.length > 0 && closings.length > 0 && !openings.some((opening) => closings.some((closing) => closing.minor === opening.minor))
  );
}

function orderTold(format: string | undefined): 'dmy' | 'mdy' | null {
  if (format === undefined || !/^(?:dd|MM)[./ -]/.test(format)) return null;
  return format.startsWith('MM') && !format.startsWith('MMM') ? 'mdy' : 'dmy';
}

/** A pattern of the calendar module; year-less patterns get one, since the year was told from elsewhere. */
function patternOf(style: string, mdy: boolean): string {
  if (style === '') return 'dd.MM.yyyy';
  const turned = mdy && style.startsWith('dd') && /^dd[/-]MM/.test(style) ? style.replace(/^dd(.)MM/, 'MM$1dd') : style;
  if (/y/.test(turned)) return turned;
  const separator = /[./ -]/.exec(turned)?.[0] ?? '';
  return turned.endsWith('.') ? `${turned}yyyy` : `${turned}${separator}yyyy`;
}

/** `Page 2 of 4` as the last page means that two are missing. */
function pagesMissing(lines: readonly Printed[], sink: StatementSink): void {
  let [seen, of, at] = [0, 0, 0];
  for (const line of lines) {
    const m = /(?<![a-z])(?:seite|page|blatt|pagina|blad|sheet)\s*:?\s*(\d{1,3})\s*(?:\/|von|of|de|van|di|sur)\s*(\d{1,3})(?!\d)/.exec(
      line.folded,
    );
    if (m === null) continue;
    const [page, pages] = [Number(m[1]), Number(m[2])];
    if (page === 1 && seen > 1) of = 0;
    [seen, of, at] = [page, pages, line.line.number];
  }
  if (of > 0 && seen < of) sink.problem('FILE-TRUNCATED', at, { values: [`page ${of} of ${of}`] });
}
