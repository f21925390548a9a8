import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { AidProposalReceipt } from "#contract/aid-proposals.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import {
  PROPOSAL_GROUND_WORDS,
  PROPOSAL_GROUNDS,
  PROPOSER_WORDS,
  PROPOSERS,
} from "#domain/aid-proposal.ts";
import { Field } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused, Segments } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { VillageField } from "../fieldwork/village-field.tsx";
import { useAsked } from "../officer.tsx";
import { AimFields } from "./aim-fields.tsx";
import { type ChosenFamily, FindFamily } from "./find-family.tsx";

/** Takes a proposal at the counter: of a family that is found, or as somebody describes one. */
export function TakeProposal() {
  const said = useSpeech().words.usulan;
  return (
    <Page title={said.take} lead={said.takeLead}>
      <TakeForm />
    </Page>
  );
}

/** The same from a family's sheet: which family is known. */
export function ProposeFamily() {
  const said = useSpeech().words.usulan;
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId/usulan-bantuan" });
  const query = useAsked<FamilySheet>(`/families/${familyId}`);
  return (
    <Page title={said.take} lead={said.takeLead}>
      <Loaded query={query}>
        {({ headName }) => <TakeForm family={{ familyId, headName }} />}
      </Loaded>
    </Page>
  );
}

type How = "found" | "described";

function TakeForm({ family }: { readonly family?: ChosenFamily }) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const [how, setHow] = useState<How>("found");
  const [chosen, setChosen] = useState<ChosenFamily | undefined>(family);
  const [village, setVillage] = useState<string>();
  const [isLost, setLost] = useState(false);
  const [receipt, setReceipt] = useState<AidProposalReceipt>();
  const act = useAct("aid-proposals", said.sent);
  if (receipt !== undefined) return <Taken receipt={receipt} />;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { headName, address, rt, rw, familyId: _id, ...given } = filled(event.currentTarget);
    const isMissing = how === "found" ? chosen === undefined : village === undefined;
    setLost(isMissing);
    if (isMissing) return;
    const told = {
      headName,
      address,
      ...(rt === undefined ? {} : { rt }),
      ...(rw === undefined ? {} : { rw }),
    };
    const whom = how === "found" ? { familyId: chosen?.familyId } : { village, told };
    const grounds = PROPOSAL_GROUNDS.filter((ground) => given[ground] !== undefined);
    const { aim, program, proposer } = given;
    const body = { ...whom, aim, ...(aim === "program" ? { program } : {}), proposer, grounds };
    const answer = await act.send<AidProposalReceipt>("/aid-proposals", body);
    if (answer !== undefined) setReceipt(answer);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      <Refused problem={act.problem} />
      {isLost ? <Notice tone="wrong">{said.chooseFirst}</Notice> : null}
      {family === undefined ? (
        <Segments<How>
          legend={said.how}
          name="how"
          choices={{ found: said.fromRegister, described: said.described }}
          chosen={how}
          onChoose={setHow}
        />
      ) : null}
      {how === "found" ? (
        <FindFamily chosen={chosen} onChoose={setChosen} />
      ) : (
        <Described onVillage={setVillage} />
      )}
      <Named label={said.who2} name="proposer" first={said.choosing} required>
        {PROPOSERS.map((one) => (
          <option key={one} value={one}>
            {say(PROPOSER_WORDS[one])}
          </option>
        ))}
      </Named>
      <AimFields />
      <fieldset>
        <legend>{said.why}</legend>
        {PROPOSAL_GROUNDS.map((ground) => (
          <label key={ground} className="tick">
            <input type="checkbox" name={ground} /> {say(PROPOSAL_GROUND_WORDS[ground])}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.send}
      </button>
    </form>
  );
}

function Described({ onVillage }: { readonly onVillage: (code: string | undefined) => void }) {
  const said = useSpeech().words.usulan;
  const rt = { inputMode: "numeric", pattern: "[0-9]{1,3}", maxLength: 3 } as const;
  return (
    <>
      <VillageField label={said.village} hint={said.villageHint} onChoose={onVillage} />
      <Field label={said.headName} name="headName" required minLength={2} maxLength={80} />
      <Field label={said.addressHint} name="address" required minLength={2} maxLength={160} />
      <div className="filters">
        <Field label={said.rt} name="rt" {...rt} />
        <Field label={said.rw} name="rw" {...rt} />
      </div>
    </>
  );
}

/** What whoever proposes takes home. */
function Taken({ receipt }: { readonly receipt: AidProposalReceipt }) {
  const said = useSpeech().words.usulan;
  return (
    <section className="card" role="status">
      <Notice tone="good">{said.sent}</Notice>
      <p>{said.receipt}</p>
      <p className="digits handed">
        <strong>{receipt.receipt}</strong>
      </p>
      <p className="soft">{said.keepReceipt}</p>
      <p>
        <Link
          to="/usulan-bantuan/$caseId"
          params={{ caseId: receipt.caseId }}
          className="button button-main"
        >
          {said.toCase}
        </Link>
      </p>
    </section>
  );
}
