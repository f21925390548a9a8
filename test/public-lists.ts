import { readCodes } from "#publication/issue-codes.ts";
import { LOOKUP_LIMITS } from "#publication/lookup-limits.ts";
import type { ProjectionTools } from "#publication/project-version.ts";
import { checkCodes } from "#publication/public-lookup.ts";

/** Programs of whose list the public is told that a family is on it, by its Kode Cek. */
export async function publicListsOf(
  { desk, fields, lookup }: ProjectionTools,
  familyId: number,
): Promise<readonly string[]> {
  const code = (await readCodes(desk, fields, [familyId])).get(familyId);
  if (code === undefined) throw new Error(`family ${familyId} has no code`);
  const question = { codeIndex: lookup.codeIndex(code), address: `${familyId}`, requestId: "r" };
  const [reply] = await checkCodes(desk.app, [question], LOOKUP_LIMITS);
  return (reply?.programs ?? []).filter((_, bit) => ((reply?.bits ?? 0) & (1 << bit)) > 0);
}
