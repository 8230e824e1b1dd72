import { CategoryModel, type Decision, type Proposal } from './learn.ts';
import type { StandardiseInput } from './result.ts';
import { RowText } from './row-text.ts';

/** Proposals less sure than this are noise. */
const LEAST_CONFIDENCE = 50;

export interface ProposalColumns {
  readonly proposedId: Int32Array;
  readonly confidence: Uint8Array;
  readonly because: Int32Array;
  readonly becauses: readonly string[];
}

/** Proposes a category for every row that the decisions speak about. */
export function proposeCategories(
  { columns, decided }: Pick<StandardiseInput, 'columns' | 'decided'>,
  vendorOf: (row: number) => string,
  onRow: (row: number) => void,
): ProposalColumns {
  const proposedId = new Int32Array(columns.rows);
  const confidence = new Uint8Array(columns.rows);
  const because = new Int32Array(columns.rows).fill(-1);
  const becauses: string[] = [];
  const numbers = new Map<string, number>();
  const description = new RowText(columns.description);
  const category = new RowText(columns.category);
  const textOf = (row: number): string => `${description.at(row)} ${category.at(row)}`;
  const decisions: Decision[] = [];
  for (let i = 0; i < decided.row.length; i++) {
    const row = decided.row[i]!;
    decisions.push({ vendor: vendorOf(row), text: textOf(row), into: columns.amountMinor[row]! > 0, categoryId: decided.categoryId[i]! });
  }
  const model = new CategoryModel(decisions);
  for (let row = 0; row < columns.rows && !model.empty; row++) {
    const into = columns.amountMinor[row]! > 0;
    const proposal = model.byVendor(vendorOf(row), into) ?? model.byWords(textOf(row), into);
    if (proposal && proposal.confidence >= LEAST_CONFIDENCE) {
      proposedId[row] = proposal.categoryId;
      confidence[row] = proposal.confidence;
      const text = encode(proposal);
      let number = numbers.get(text);
      if (number === undefined) {
        number = becauses.push(text) - 1;
        numbers.set(text, number);
      }
      because[row] = number;
    }
    onRow(row);
  }
  return { proposedId, confidence, because, becauses };
}

/** `by|hits|of|word`: the figures, so that the sentence can be made when it is read. */
const encode = ({ by, hits, of, word }: Proposal): string => `${by}|${hits}|${of}|${word}`;
