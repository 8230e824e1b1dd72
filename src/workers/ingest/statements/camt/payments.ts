/** The payments that stand behind one entry: counted and added up, the first one kept. */
import { at, firstOf, textOf, type XmlNode } from './node.ts';
import { readDecimal } from './amount.ts';

/** Fed with every TxDtls of an entry; holds one of them. */
export class Payments {
  count = 0;
  first: XmlNode | undefined;
  /** Amounts by currency as fractions of 10^5 (the most decimals that ISO 20022 allows), debits negative. */
  #sum = 0n;
  #currency: string | undefined;
  /** Every payment so far states an amount of one currency. */
  #complete = true;
  #entrySign = 1n;
  /** Payments before the group under way. */
  #before = 0;
  /** The description of the first group. */
  batch: XmlNode | undefined;
  /** Groups whose stated number of payments differs from the payments that follow. */
  readonly miscounted: { stated: number; counted: number; line: number }[] = [];

  add(payment: XmlNode): void {
    this.count++;
    this.first ??= payment;
    const amount = firstOf(payment, ['Amt'], ['AmtDtls', 'TxAmt', 'Amt']);
    const read = amount === undefined ? undefined : readDecimal(amount.text, 5);
    if (read === undefined || !('minor' in read)) {
      this.#complete = false;
      return;
    }
    this.#currency ??= amount!.currency ?? '';
    if (this.#currency !== (amount!.currency ?? '')) this.#complete = false;
    const sign = textOf(at(payment, 'CdtDbtInd'));
    // Older versions state no sign here: the entry's holds.
    this.#sum += BigInt(read.minor) * (sign === '' ? this.#entrySign : sign === 'DBIT' ? -1n : 1n);
  }

  /** The entry's own sign; it stands before its payments. */
  set credit(credit: boolean) {
    this.#entrySign = credit ? 1n : -1n;
  }

  /** Sum in units of 10^-5 of the currency, signed; null where a payment states none or currencies differ from the entry's. */
  sumIn(currency: string): bigint | null {
    return this.count > 0 && this.#complete && this.#currency === currency ? this.#sum : null;
  }

  /** @param group the element around the payments added since the last group */
  endGroup(group: XmlNode): void {
    const counted = this.count - this.#before;
    this.#before = this.count;
    this.batch ??= at(group, 'Btch');
    const stated = at(group, 'Btch', 'NbOfTxs');
    if (counted === 0 || stated === undefined || !/^\d{1,15}$/.test(textOf(stated)) || Number(textOf(stated)) === counted) return;
    this.miscounted.push({ stated: Number(textOf(stated)), counted, line: stated.line });
  }
}
