import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Parts of names, the slowest first; the empty one is in every name. */
const SLOW = ['every-page.e2e', '.e2e.', 'permissions.int', '.int.', ''];

/** Files with a browser start first, then those with a database, so that no long one is left over at the end. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => SLOW.findIndex((part) => moduleId.includes(part));
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
