import { parentPort } from 'node:worker_threads';
import { expose, transfer } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { standardise } from './engine.ts';
import { STAGES, type StandardiseInput, type StandardiseResult } from './result.ts';

const api = {
  /** @param progress stage, done and total, where the calling thread polls them */
  run(input: StandardiseInput, progress: Int32Array): StandardiseResult {
    const result = standardise(input, (stage, done, total) => {
      Atomics.store(progress, 0, STAGES.indexOf(stage));
      Atomics.store(progress, 1, done);
      Atomics.store(progress, 2, total);
    });
    const { rules } = result;
    const arrays = [
      result.nameOf, result.textOf, result.proposedId, result.confidence, result.because, rules.categoryId, rules.categoryRule, rules.vendor,
      rules.vendorRule, rules.tags, rules.tagsRule, rules.transferRule, rules.excluded, rules.excludedRule,
    ]; // prettier-ignore
    return transfer(result, [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]);
  },
};
export type StandardiseWorker = typeof api;

if (parentPort) expose(api, nodeEndpoint(parentPort));
