import { describe, expect, test } from 'vitest';
import { dayOfIso } from '../../../shared/calendar.ts';
import { NO_DAY } from '../../../shared/columns.ts';
import { ruleBody } from '../../../shared/rules.ts';
import { foldText } from '../fold.ts';
import { applyRules, noOutcome } from './apply.ts';
import { compileRule, type RuleSubject } from './compile.ts';

type Body = Parameters<typeof ruleBody.parse>[0];
const rule = (id: number, body: object) => compileRule({ id, version: 1, body: ruleBody.parse({ title: `Rule ${id}`, ...body } as Body) });
const subject = (o: { amountMinor?: number; day?: number; description?: string } = {}): RuleSubject => ({
  text: (column) => foldText((o as Record<string, string>)[column] ?? ''),
  amountMinor: o.amountMinor ?? -100,
  day: o.day ?? dayOfIso('2024-05-06'),
  sourceId: 1,
});
const tag = [{ set: 'tag', tag: 'x' }];

describe('conditions', () => {
  test.each([
    [{ on: 'text', column: 'description', test: 'contains', value: 'CAFÉ' }, { description: 'Old cafe' }, true],
    [{ on: 'text', column: 'description', test: 'contains', value: 'cafe', not: true }, { description: 'Old Café' }, false],
    [{ on: 'text', column: 'vendor', test: 'equals', value: ' Shell ' }, { vendor: 'SHELL' }, true],
    [{ on: 'text', column: 'vendor', test: 'equals', value: 'Shell' }, { vendor: 'Shell UK' }, false],
    [{ on: 'text', column: 'reference', test: 'starts', value: 'inv' }, { reference: ' INV-7' }, true],
    [{ on: 'text', column: 'reference', test: 'ends', value: '-7' }, { reference: 'INV-7 ' }, true],
    [{ on: 'text', column: 'counterparty', test: 'empty' }, {}, true],
    [{ on: 'text', column: 'description', test: 'matches', value: '^card \\d+' }, { description: 'CARD 12 X' }, true],
    [{ on: 'amount', fromMinor: 100, toMinor: 100 }, { amountMinor: -100 }, true],
    [{ on: 'amount', fromMinor: 101, toMinor: null }, { amountMinor: -100 }, false],
    [{ on: 'amount', fromMinor: null, toMinor: 99 }, { amountMinor: 100 }, false],
    [{ on: 'sign', sign: 'in' }, { amountMinor: -100 }, false],
    [{ on: 'sign', sign: 'out' }, { amountMinor: 0 }, false],
    [{ on: 'date', from: '2024-05-06', to: '2024-05-06' }, {}, true],
    [{ on: 'date', from: '2024-05-07', to: null }, {}, false],
    [{ on: 'date', from: null, to: '2099-01-01' }, { day: NO_DAY }, false],
    [{ on: 'source', sourceIds: [2, 3] }, {}, false],
  ])('%j over %j', (condition, of, expected) => {
    expect(rule(1, { conditions: [condition], actions: tag }).matches(subject(of as never))).toBe(expected);
  });

  test('all conditions must hold', () => {
    const both = rule(1, {
      conditions: [
        { on: 'sign', sign: 'out' },
        { on: 'text', column: 'description', test: 'contains', value: 'a' },
      ],
      actions: tag,
    });
    expect(both.matches(subject({ description: 'a' }))).toBe(true);
    expect(both.matches(subject({ description: 'a', amountMinor: 5 }))).toBe(false);
    expect(both.matches(subject({ description: 'b' }))).toBe(false);
  });
});

describe('a list of rules', () => {
  const all = [{ on: 'amount', fromMinor: null, toMinor: null }];

  test('a later rule overrides an earlier one, tags add up, each value names its rule', () => {
    const rules = [
      rule(1, { conditions: all, actions: [{ set: 'category', categoryId: 5 }, { set: 'tag', tag: 'one' }] }),
      rule(2, { conditions: all, actions: [{ set: 'category', categoryId: 6 }, { set: 'tag', tag: 'two' }, { set: 'transfer' }] }),
    ]; // prettier-ignore
    const outcome = noOutcome();
    expect(applyRules(rules, subject(), outcome)).toBe(true);
    expect(outcome).toMatchObject({ categoryId: 6, categoryRule: 1, tags: ['one', 'two'], tagsRule: 1, transferRule: 1, vendorRule: -1 });
  });

  test('stop keeps later rules away, from what it matched only', () => {
    const rules = [
      rule(1, { conditions: [{ on: 'sign', sign: 'out' }], actions: [{ set: 'excluded', reason: 'Test entry' }], stop: true }),
      rule(2, { conditions: all, actions: [{ set: 'vendor', name: 'V' }] }),
    ];
    const out = noOutcome();
    applyRules(rules, subject(), out);
    expect(out).toMatchObject({ excluded: 'Test entry', excludedRule: 0, vendorRule: -1 });
    const inward = noOutcome();
    applyRules(rules, subject({ amountMinor: 1 }), inward);
    expect(inward).toMatchObject({ excludedRule: -1, vendor: 'V', vendorRule: 1 });
  });
});
