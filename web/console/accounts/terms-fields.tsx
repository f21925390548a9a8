import { useEffect, useState } from "react";
import { type Institution, OFFICES, type OfficeTier } from "#domain/institution.ts";
import { ROLE_TERMS, type Role } from "#domain/role.ts";
import { listGivable } from "#domain/role-givers.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { VillageField } from "../fieldwork/village-field.tsx";
import { useSitting } from "../officer.tsx";

const DIGITS = { nation: 0, province: 2, regency: 4, district: 6, village: 10 } as const;

/** What is said of an appointment beside the region: as the form's fields carry it. */
export function readDraft(given: Readonly<Record<string, string>>, region: string) {
  const { role, office, validFrom, validTo, decree, programs } = given;
  const listed = programs?.split(/[ ,]+/).filter((code) => code !== "");
  return {
    ...{ role, office, region, validFrom, validTo, decree },
    ...(listed === undefined ? {} : { programs: listed }),
  };
}

/** Role, office, region, days and decree: only roles that this officer's institution may give. */
export function TermsFields({
  onRegion,
}: {
  readonly onRegion: (code: string | undefined) => void;
}) {
  const { words, say } = useSpeech();
  const { officer } = useSitting();
  const [role, setRole] = useState<Role>();
  const givable = listGivable(officer.institutionCode as Institution);
  const roles = [...new Set(givable.map((each) => each.role))];
  const choose = (code: string) => {
    setRole(roles.find((known) => known === code));
    onRegion(undefined);
  };
  const seats = givable.filter((each) => each.role === role).map(({ institution }) => institution);
  return (
    <>
      <div className="filters">
        <Named
          label={words.accounts.role}
          name="role"
          first={words.accounts.choose}
          required
          onChange={(event) => choose(event.target.value)}
        >
          {roles.map((code) => (
            <option key={code} value={code}>
              {say(ROLE_TERMS[code].words)}
            </option>
          ))}
        </Named>
        <Named
          key={role}
          label={words.accounts.office}
          name="office"
          first={words.accounts.choose}
          required
        >
          {OFFICES.filter(({ institution }) => seats.includes(institution)).map((office) => (
            <option key={office.code} value={office.code}>
              {say(office.words)}
            </option>
          ))}
        </Named>
        {role === "program-determiner" ? (
          <Field label={words.accounts.programs} name="programs" required maxLength={120} />
        ) : null}
      </div>
      {role === undefined ? null : <RegionField key={role} role={role} onRegion={onRegion} />}
      <DaysAndDecree />
    </>
  );
}

/** First and last day, and the act of law: a year, unless said otherwise. */
export function DaysAndDecree({ from = dayHere() }: { readonly from?: string }) {
  const { words } = useSpeech();
  const [year, rest] = [Number(from.slice(0, 4)), from.slice(4)];
  const until = `${year + 1}${rest === "-02-29" ? "-02-28" : rest}`;
  return (
    <div className="filters">
      <Field
        label={words.accounts.from}
        name="validFrom"
        type="date"
        required
        defaultValue={from}
      />
      <Field
        label={words.accounts.until}
        name="validTo"
        type="date"
        required
        defaultValue={until}
      />
      <Field label={words.accounts.decree} name="decree" required minLength={3} maxLength={120} />
    </div>
  );
}

/** The region of a role: its tier, then any village in it; one's own region is not asked for. */
function RegionField({
  role,
  onRegion,
}: {
  readonly role: Role;
  readonly onRegion: (code: string | undefined) => void;
}) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const own: OfficeTier = officer.region.tier === "country" ? "nation" : officer.region.tier;
  const tiers: readonly OfficeTier[] = ROLE_TERMS[role].tiers;
  const [tier, setTier] = useState(tiers[0] ?? "village");
  const isOwn = tier === own;
  const [village, setVillage] = useState<string>();
  const code =
    tier === "nation" ? "ID" : isOwn ? officer.region.code : village?.slice(0, DIGITS[tier]);
  useEffect(() => onRegion(code), [onRegion, code]);
  return (
    <>
      {tiers.length === 1 ? null : (
        <Named
          label={words.accounts.tier}
          first={words.accounts.choose}
          required
          value={tier}
          onChange={(event) => setTier(tiers.find((one) => one === event.target.value) ?? tier)}
        >
          {tiers.map((one) => (
            <option key={one} value={one}>
              {words.accounts.tiers[one]}
            </option>
          ))}
        </Named>
      )}
      {isOwn || tier === "nation" ? null : (
        <VillageField
          label={tier === "village" ? words.accounts.village : words.accounts.within}
          hint={tier === "village" ? words.unidentified.villageHint : words.accounts.withinHint}
          onChoose={setVillage}
        />
      )}
    </>
  );
}
