import { mustAccept } from "#domain/result.ts";
import { prepareWhatIf } from "#jobs/prepare-what-if.ts";
import type { Stage } from "./stage.ts";

/** Brings the grouped counts of the version in force to the desk, as `dtsen whatif prepare` does. */
export async function bringCells({ register: { house } }: Stage, program: string): Promise<void> {
  const { rows } = await house.desk.owner.query<{ label: string }>(
    "select v.label from dtsen.version v join dtsen.publication_pointer p using (version_no)",
  );
  const version = rows[0]?.label ?? "";
  mustAccept(await prepareWhatIf(house, { version, programs: [program] }), version);
}
