/** What a movement was for, whom it was with, and which references it has. */
import type { Span } from '../reader.ts';
import { all, at, firstOf, textOf, type XmlNode } from './node.ts';

export interface Described {
  readonly text: string;
  /** From the first byte of the first part to the last byte of the last one. */
  readonly span: Span | undefined;
}

const NOTHING: Described = { text: '', span: undefined };
/** What banks write where they have no reference (EPC and national guidelines). */
const NO_REFERENCE = /^(?:NOT ?PROVIDED|NON ?REF|NONE|N\/?A|-+|0+)?$/i;

/**
 * Remittance text, its structured references, the additional information on the payment and on the entry, each once.
 * @param payment the only payment of the entry; undefined for a batch
 */
export function descriptionOf(entry: XmlNode, payment: XmlNode | undefined): Described {
  const remittance = at(payment, 'RmtInf');
  const parts: (readonly XmlNode[])[] = [all(remittance, 'Ustrd')];
  for (const structured of all(remittance, 'Strd')) {
    const documents = all(structured, 'RfrdDocInf').map((each) => firstOf(each, ['Nb'], ['RfrdDocNb']));
    const reference = firstOf(structured, ['CdtrRefInf', 'Ref'], ['CdtrRefInf', 'CdtrRef']);
    parts.push([reference, ...documents, ...all(structured, 'AddtlRmtInf')].filter((node) => node !== undefined));
  }
  parts.push(all(payment, 'AddtlTxInf'), all(entry, 'AddtlNtryInf'));
  // The pieces of one unstructured text are cut at a length, not at a sense; different parts are set apart.
  const texts = parts.map((nodes) => nodes.map(textOf).filter(Boolean).join(' ')).filter(Boolean);
  return described(texts.filter((text, i) => texts.findIndex((other) => other.includes(text)) === i).join(' / '), parts.flat());
}

/**
 * The other side: the creditor of money that went out, the debtor of money that came in; of a reversed or returned payment the
 * parties are those of the payment itself. Its name, else that of the party behind it, else its account.
 */
export function counterpartyOf(payment: XmlNode | undefined, credit: boolean, turnedRound: boolean): Described {
  const parties = at(payment, 'RltdPties');
  const side = credit !== turnedRound ? 'Dbtr' : 'Cdtr';
  const found = firstOf(
    parties,
    [side, 'Nm'],
    [side, 'Pty', 'Nm'],
    [side, 'Agt', 'FinInstnId', 'Nm'],
    [`Ultmt${side}`, 'Nm'],
    [`Ultmt${side}`, 'Pty', 'Nm'],
    ['TradgPty', 'Nm'],
    [`${side}Acct`, 'Nm'],
    [`${side}Acct`, 'Id', 'IBAN'],
    [`${side}Acct`, 'Id', 'Othr', 'Id'],
  );
  return described(textOf(found), [found]);
}

/** The bank's reference of the entry, else the payer's, else any other that says something. */
export function referenceOf(entry: XmlNode, payment: XmlNode | undefined, batch: XmlNode | undefined): Described {
  const refs = at(payment, 'Refs');
  const candidates = [
    at(entry, 'AcctSvcrRef'),
    ...['EndToEndId', 'TxId', 'AcctSvcrRef', 'InstrId', 'MndtId', 'ChqNb', 'ClrSysRef'].map((name) => at(refs, name)),
    at(entry, 'NtryRef'),
    ...['PmtInfId', 'MsgId'].flatMap((name) => [at(refs, name), at(batch, name)]),
  ];
  const found = candidates.find((node) => node !== undefined && !NO_REFERENCE.test(textOf(node)));
  return described(textOf(found), [found]);
}

/** Bank transaction code: domain, family and sub-family (`PMNT-RCDT-ESCT`), else the bank's own code. */
export function categoryOf(entry: XmlNode, payment: XmlNode | undefined): Described {
  for (const code of [at(entry, 'BkTxCd'), at(payment, 'BkTxCd')]) {
    const domain = at(code, 'Domn');
    const parts = [at(domain, 'Cd'), at(domain, 'Fmly', 'Cd'), at(domain, 'Fmly', 'SubFmlyCd')].filter((part) => textOf(part) !== '');
    if (parts.length > 0) return described(parts.map(textOf).join('-'), parts);
    const own = at(code, 'Prtry', 'Cd');
    if (textOf(own) !== '') return described(textOf(own), [own]);
  }
  return NOTHING;
}

function described(text: string, nodes: readonly (XmlNode | undefined)[]): Described {
  const spans = nodes.filter((node) => node !== undefined && textOf(node) !== '').map((node) => node!.span);
  if (text === '' || spans.length === 0) return NOTHING;
  const start = Math.min(...spans.map(([from]) => from));
  const end = Math.max(...spans.map(([from, length]) => from + length));
  return { text, span: [start, end - start] };
}
