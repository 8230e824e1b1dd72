import { expect, test } from 'vitest';
import { killAndCheck } from './kill.ts';

test(
  'killed at random moments of sealing, importing and matching: nothing acknowledged is lost, nothing half done is seen',
  { timeout: 180_000 },
  async () => {
    const report = await killAndCheck(6, 42);
    expect(report.kills).toBe(6);
    // How far each life comes before its kill depends on the machine; without any acknowledgement nothing would be checked.
    expect(report.acknowledged).toBeGreaterThan(0);
  },
);
