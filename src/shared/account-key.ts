import { checkIban } from './iban.ts';

/**
 * What makes two spellings of an account one account: its letters and digits, in capitals. Some banks write the currency behind
 * an IBAN (`NL02ABNA0123456789EUR`); it is left out where the rest is a valid IBAN. Empty for an account that is not named.
 */
export function accountKey(account: string | null): string {
  const plain = (account ?? '').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  const iban = /^([A-Z]{2}\d{2}[A-Z\d]{8,30})[A-Z]{3}$/.exec(plain)?.[1];
  return iban !== undefined && checkIban(iban) === 'valid' ? iban : plain;
}
