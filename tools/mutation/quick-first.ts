import { BaseSequencer, type TestSpecification } from 'vitest/node'

const slow = /(?:properties|model|tree|activity)\.test\.ts$/

/** Asks small examples first: most mutants are found by one, and the run of a mutant ends there. */
export class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (one, other) => Number(slow.test(one.moduleId)) - Number(slow.test(other.moduleId)),
    )
  }
}
