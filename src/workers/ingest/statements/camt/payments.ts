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
  readonly #groups = new Map<XmlNode, number>();

  add(payment: XmlNode, group: XmlNode): void {
    this.count++;
    this.first ??= payment;
    this.#groups.set(group, (this.#groups.get(group) ?? 0) + 1);
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

  #entrySign = 1n;

  /** The entry's own sign; it stands before its payments. */
  set credit(credit: boolean) {
    this.#entrySign = credit ? 1n : -1n;
  }

  /** Sum in units of 10^-5 of the currency, signed; null where a payment states none or currencies differ from the entry's. */
  sumIn(currency: string): bigint | null {
    return this.count > 0 && this.#complete && this.#currency === currency ? this.#sum : null;
  }

  /** Groups whose stated number of payments differs from the payments that follow. */
  *miscounted(): Generator<{ stated: number; counted: number; line: number }> {
    for (const [group, counted] of this.#groups) {
      const stated = at(group, 'Btch', 'NbOfTxs');
      if (stated !== undefined && /^\d{1,15}$/.test(textOf(stated)) && Number(textOf(stated)) !== counted) {
        yield { stated: Number(textOf(stated)), counted, line: stated.line };
      }
    }
  }
}
