import { expect, test } from 'vitest';
import { killRepeatedly } from './vault-kill.ts';

/** `NEXUS_KILLS=200 vitest run tests/fault/vault-kill` for a longer run; the script itself takes `--kills`. */
const KILLS = Number(process.env['NEXUS_KILLS'] ?? 20);

test(
  `after SIGKILL at ${KILLS} random moments nothing acknowledged is lost and everything verifies`,
  { timeout: 15_000 * KILLS },
  async () => {
    const report = await killRepeatedly(KILLS);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ kills: KILLS, lost: 0 });
    expect(report.opened).toBeGreaterThan(KILLS / 2);
    expect(report.acknowledged).toBeGreaterThan(KILLS);
  },
);

test('the harness notices work that was acknowledged before it was saved', { timeout: 120_000 }, async () => {
  expect((await killRepeatedly(6, true)).lost).toBeGreaterThan(0);
});
