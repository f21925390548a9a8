import type { Desk } from "#store/open.ts";

/** Somebody more on a fixture family's card, whose head is the tenfold of its number. */
export type ExtraMember = {
  readonly personId: number;
  readonly familyId: number;
  readonly name: string;
  /** As the desk keeps days: 20100517. */
  readonly bornOn: number;
};

/** Puts members beside the heads of fixture families. Facts are the head's; never married. */
export async function plantMembers(
  { owner }: Desk,
  members: readonly ExtraMember[],
): Promise<void> {
  for (const { personId, familyId, name, bornOn } of members)
    await owner.query(
      `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, name_key, birth_date,
         identity_status, life_status, facts)
       select version_no, $1, family_id, village_no, domicile_village_no, $3, upper($3), $4, 'padan', 1, facts
       from dtsen.person where family_id = $2 order by person_id limit 1`,
      [personId, familyId, name, bornOn],
    );
}

/** Heads of fixture families hold the card of a program, as a report that is there already has said. */
export async function plantHolders({ owner }: Desk, program = "pkh"): Promise<void> {
  await owner.query(
    `insert into dtsen.card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, source, report_no)
     select p.family_id, p.program, p.holder_person_id, p.village_no, p.domicile_village_no, p.reported_on, 'payment-report',
       p.report_no
     from (select distinct on (family_id, program) * from dtsen.payment where program = $1
       order by family_id, program, reported_on) p`,
    [program],
  );
}
