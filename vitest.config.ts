import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/{contract,migrations,property,security,integration,architecture,fault,release}/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A shared machine may hold a process up: one second try where nobody watches. The reporter names what needed it.
    retry: process.env['CI'] === undefined ? 0 : 1,
    reporters: ['default'],
  },
});
