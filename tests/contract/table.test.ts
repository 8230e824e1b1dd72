import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CommandDefinition } from '../../src/shared/contract/define.ts';
import { CONTRACT, definitionOf } from '../../src/shared/contract/table.ts';
import { may, PERMISSIONS, ROLES } from '../../src/shared/roles.ts';

const commands: [string, CommandDefinition][] = Object.entries(CONTRACT);

/** What stands to be heard before anyone is signed in; a name added here is a decision about security. */
const BEFORE_SIGN_IN = ['vault.create', 'vault.status', 'vault.unlock'];

describe('the table of commands', () => {
  test.for(commands)('%s has a permission, a summary and, where it changes anything, an audit verb', ([name, definition]) => {
    expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
    expect(Object.keys(PERMISSIONS)).toContain(definition.permission);
    expect(definition.summary.length).toBeGreaterThan(5);
    const verb = definition.audit ?? (definition.kind === 'query' ? 'none needed' : 'missing');
    expect(verb).toMatch(/^(none needed|[a-z]+\.[a-z-]+)$/);
  });

  test('only these are open to anyone', () => {
    const open = commands.filter(([, definition]) => definition.permission === 'anyone').map(([name]) => name);
    expect(open.sort()).toEqual(BEFORE_SIGN_IN);
  });

  test('no two commands write the same verb', () => {
    const verbs = commands.flatMap(([, definition]) => definition.audit ?? []);
    expect(verbs.filter((verb, i) => verbs.indexOf(verb) !== i)).toEqual([]);
  });

  test('every command can be run by somebody, and reading by an auditor changes nothing', () => {
    for (const [name, definition] of commands) {
      expect({ name, roles: ROLES.filter((role) => may(role, definition.permission)).length }).not.toEqual({ name, roles: 0 });
    }
    const auditorChanges = commands.filter(([, d]) => d.kind !== 'query' && may('auditor', d.permission)).map(([name]) => name);
    // What an auditor may do: their own session and settings, a check of the vault, an export for their report.
    expect(auditorChanges.filter((name) => !/^(vault|settings|job|export)\./.test(name))).toEqual([]);
  });

  test('jobs answer with the job they started', () => {
    for (const [name, definition] of commands.filter(([, d]) => d.kind === 'job')) {
      const fields = definition.output instanceof z.ZodObject ? Object.keys(definition.output.shape) : [];
      expect({ name, fields }).toEqual({ name, fields: expect.arrayContaining(['jobId']) });
    }
  });

  test('a name from outside finds a command or nothing', () => {
    expect(definitionOf('case.list')).toBe(CONTRACT['case.list']);
    for (const name of ['', 'constructor', '__proto__', 'hasOwnProperty', 'case.List']) expect(definitionOf(name)).toBeUndefined();
  });
});
