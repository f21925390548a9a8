import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, the longest first; two that open a browser, or Spark, not one after the other. Files are else begun by
 * their size, which says little of these: one that begins last ends alone, with the other worker idle.
 */
const DEAREST = [
  "test/browser/journeys.test.ts",
  "bench/linkage/same-links.test.ts",
  "test/rls-matrix.test.ts",
  "test/browser/review-journeys.test.ts",
  "src/jobs/build-crash.test.ts",
  "src/jobs/walk.test.ts",
  "test/two-engines.test.ts",
  "test/endpoint-matrix.test.ts",
  "src/jobs/un-merge.test.ts",
  "src/jobs/erase-merged.test.ts",
  "src/engine/engine.contract.test.ts",
  "src/jobs/build-increment.test.ts",
  "src/matching/masked-sample.test.ts",
  "src/registry/identity-answers.test.ts",
];

/** Begins with the dearest files; all others follow as Vitest orders them. */
export class DearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const { root } = this.ctx.config;
    const first = DEAREST.flatMap((name) => {
      const path = resolve(root, name);
      if (!existsSync(path))
        throw new Error(`${name} is gone: take it out of test/dearest-first.ts`);
      return rest.filter(({ moduleId }) => moduleId === path);
    });
    return [...first, ...rest.filter((one) => !first.includes(one))];
  }
}
