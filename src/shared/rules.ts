import { z } from 'zod';
import { isoDate, rowIdField } from './contract/common.ts';

/** Texts of a transaction that a condition can look at. `vendor` is the name after clustering. */
export const RULE_TEXTS = ['description', 'counterparty', 'reference', 'vendor', 'category', 'account', 'currency'] as const;
export type RuleText = (typeof RULE_TEXTS)[number];
export const TEXT_TESTS = ['contains', 'equals', 'starts', 'ends', 'matches', 'empty'] as const;

/** Characters of a pattern: longer ones are not written by hand, and a matcher's size grows with them. */
export const PATTERN_CHARACTERS = 300;

/**
 * One condition. Texts are compared case-folded and without accents; `not` turns the outcome round. Amounts are integer
 * minor units, sizes without sign; dates and amounts are inclusive, and null leaves an end open.
 */
export const ruleCondition = z.discriminatedUnion('on', [
  z.object({
    on: z.literal('text'),
    column: z.enum(RULE_TEXTS),
    test: z.enum(TEXT_TESTS),
    value: z.string().max(PATTERN_CHARACTERS).default(''),
    not: z.boolean().default(false),
  }),
  z.object({ on: z.literal('amount'), fromMinor: z.int().min(0).nullable(), toMinor: z.int().min(0).nullable() }),
  z.object({ on: z.literal('sign'), sign: z.enum(['in', 'out']) }),
  z.object({ on: z.literal('date'), from: isoDate.nullable(), to: isoDate.nullable() }),
  z.object({ on: z.literal('source'), sourceIds: z.array(rowIdField).min(1).max(500) }),
]);
export type RuleCondition = z.infer<typeof ruleCondition>;

/** What a rule does with a transaction that meets all its conditions. */
export const ruleAction = z.discriminatedUnion('set', [
  z.object({ set: z.literal('category'), categoryId: rowIdField }),
  z.object({ set: z.literal('vendor'), name: z.string().trim().min(1).max(200) }),
  z.object({ set: z.literal('tag'), tag: z.string().trim().min(1).max(60) }),
  z.object({ set: z.literal('transfer') }),
  z.object({ set: z.literal('excluded'), reason: z.string().trim().min(1).max(300) }),
]);
export type RuleAction = z.infer<typeof ruleAction>;

/** A rule as a person writes it. All conditions must hold; `stop` keeps later rules away from what it matched. */
export const ruleBody = z.object({
  title: z.string().trim().min(1).max(120),
  conditions: z.array(ruleCondition).min(1).max(20),
  actions: z.array(ruleAction).min(1).max(10),
  stop: z.boolean().default(false),
});
export type RuleBody = z.infer<typeof ruleBody>;
