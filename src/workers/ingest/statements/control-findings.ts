/** Findings for control totals that differ. */
import { formatMinor } from '../../../shared/money.ts';
import type { ControlTotal, StatementSink } from './reader.ts';

/** Reports each total that differs from what was counted (CTRL-TOTAL), with the line that states it. */
export function reportControls(controls: readonly ControlTotal[], currency: string, sink: Pick<StatementSink, 'problem'>): void {
  for (const { name, stated, counted, line, unit } of controls) {
    if (stated === counted) continue;
    const shown = (value: number) => (unit === 'money' ? formatMinor(value, currency) : String(value));
    sink.problem('CTRL-TOTAL', line, { values: [shown(stated), name, shown(counted)] });
  }
}
