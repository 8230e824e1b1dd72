/** Rows that carry a balance from page to page or state it once more. They look like movements and are none. */
import { plainWords } from './vocabulary.ts';

const CARRIED =
  /^(?:(?:opening |closing |start |starting |ending |previous |new |your |the )?(?:balance )?(?:brought|carried|b|c) ?(?:forward|fwd|f|d)\b|balance (?:brought|carried|forward|b f|c f)|(?:opening|closing|starting|beginning|ending|previous|start|end) balance\b|saldovortrag|saldo vortrag|anfangssaldo|endsaldo|anfangsbestand|endbestand|alter (?:kontostand|saldo)|neuer (?:kontostand|saldo)|saldo (?:anterior|inicial|final|iniziale|finale|precedente|poczatkowe|koncowe|begin|eind)|(?:ancien|nouveau) solde|solde (?:precedent|initial|final|anterieur|au)\b|report a nouveau|(?:ingaende|utgaende|inngaende) (?:saldo|balanse)|nyito egyenleg|zaro egyenleg|beginsaldo|eindsaldo)/;

/** Whether a cell names a balance that is brought or carried forward, opened or closed with. */
export function carriesBalance(cell: string): boolean {
  return cell.length >= 3 && cell.length < 60 && CARRIED.test(plainWords(cell));
}
