import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CandidateList, CandidateListRow, Candidates } from "#contract/candidates.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines, WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked } from "../officer.tsx";
import { ResultFile } from "./result-file.tsx";
import { ResultForm } from "./result-form.tsx";
import { Results } from "./results.tsx";

/** One list of candidates: its handover, its files, its names, and what was decided of them. */
export function CandidateListScreen() {
  const { words, say } = useSpeech();
  const said = words.candidates;
  const { number } = useParams({ from: "/inside/daftar-calon/$number" });
  const found = useAsked<CandidateList>(`/candidate-lists/${number}`);
  const list = found.data?.ok ? found.data.value.list : undefined;
  const name = list === undefined ? "…" : `${say(list.programWords)}, ${list.area.name}`;
  return (
    <Page title={`${said.open(Number(number))}: ${name}`}>
      <Loaded query={found}>{(one) => <Whole one={one} />}</Loaded>
    </Page>
  );
}

function Whole({ one: { list, results } }: { readonly one: CandidateList }) {
  const { words, say } = useSpeech();
  const said = words.candidates;
  return (
    <>
      <p>
        <span className="tag">{say(list.stateWords)}</span>
        {list.reason === undefined ? "" : ` ${said.why}: ${list.reason}`}
      </p>
      {list.may.receive ? <Receive number={list.number} /> : null}
      {list.may.withdraw ? <Withdraw number={list.number} /> : null}
      <Handover list={list} />
      {results.length === 0 ? null : <Results results={results} />}
      {list.may.read ? <Names list={list} hasResult={results.length > 0} /> : <p>{said.waiting}</p>}
    </>
  );
}

function Receive({ number }: { readonly number: number }) {
  const said = useSpeech().words.candidates;
  const act = useAct("asked", said.received);
  const send = () => act.send(`/candidate-lists/${number}/answers`, { answer: "received" });
  return (
    <FoldedForm title={said.receive} act={act} save={said.receive} onSend={send}>
      <p>{said.receiveLead}</p>
    </FoldedForm>
  );
}

function Withdraw({ number }: { readonly number: number }) {
  const said = useSpeech().words.candidates;
  const act = useAct("asked", said.withdrawn);
  const [reason, setReason] = useState("");
  const body = { answer: "withdrawn", reason };
  return (
    <FoldedForm
      title={said.withdraw}
      act={act}
      save={said.withdraw}
      onSend={() => act.send(`/candidate-lists/${number}/answers`, body)}
    >
      <p>{said.withdrawLead}</p>
      <Lines
        label={said.why}
        hint={said.reasonHint}
        required
        minLength={SHORTEST_REASON}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FoldedForm>
  );
}

function Handover({ list }: { readonly list: CandidateListRow }) {
  const { words, say, language } = useSpeech();
  const said = words.candidates;
  const { giver, receiver, number } = list;
  const units = formatCount(list.units, language);
  const at = (part: string) => `/api/v1/candidate-lists/${number}/${part}`;
  return (
    <>
      <Part id="handover" title={said.facts}>
        <WorkFacts
          rows={[
            [said.note, list.noteNumber],
            [said.handedOn, formatDay(list.handedOn, language)],
            [said.giver, said.party(giver.name, giver.office)],
            [said.receiver, said.party(receiver.name, receiver.office)],
            [said.determiner, say(list.determiner)],
            [said.version, list.version],
            [
              said.count,
              said.counted(units, said.listed[list.unit], formatCount(list.villages, language)),
            ],
            [said.digest, list.listSha256.slice(0, 16)],
          ]}
        />
      </Part>
      <Part id="files" title={said.files} lead={list.may.read ? said.filesLead : ""}>
        <ul className="plain-list candidate-files">
          <li>
            <a className="button" href={at("note")} download>
              {said.pdf}
            </a>
          </li>
          {list.may.read ? (
            <>
              <li>
                <a href={at("file?format=csv")} download>
                  {said.csv}
                </a>
              </li>
              <li>
                <a href={at("file?format=xlsx")} download>
                  {said.xlsx}
                </a>
              </li>
            </>
          ) : null}
        </ul>
      </Part>
    </>
  );
}

/** Names beyond these fold: a village answers by hand, a regency by file. */
const SHOWN = 50;

function Names({
  list,
  hasResult,
}: {
  readonly list: CandidateListRow;
  readonly hasResult: boolean;
}) {
  const { words, say } = useSpeech();
  const said = words.candidates;
  const found = useAsked<Candidates>(`/candidate-lists/${list.number}/candidates`);
  const [isWhole, setWhole] = useState(false);
  return (
    <Part id="names" title={said.names}>
      <Loaded query={found}>
        {({ candidates }) => (
          <>
            {list.may.answer ? (
              <>
                <ResultForm list={list} candidates={candidates} isAgain={hasResult} />
                <ResultFile list={list} isAgain={hasResult} />
              </>
            ) : null}
            <div className="candidate-names">
              <Table
                caption={said.names}
                rows={isWhole ? candidates : candidates.slice(0, SHOWN)}
                keyOf={({ candidateNo }) => String(candidateNo)}
                stacks
                columns={[
                  { head: said.name, cell: ({ candidateNo, name }) => `${candidateNo}. ${name}` },
                  { head: said.nik, cell: ({ nik }) => nik },
                  { head: said.village, cell: ({ village }) => village },
                  {
                    head: said.said,
                    cell: ({ answerWords, findings }) => {
                      const answer = answerWords === undefined ? said.unsaid : say(answerWords);
                      const gets = findings.map((words) => say(words)).join(", ");
                      return gets === "" ? answer : `${answer}; ${said.alsoGets(gets)}`;
                    },
                  },
                ]}
              />
              {isWhole || candidates.length <= SHOWN ? null : (
                <button type="button" className="button" onClick={() => setWhole(true)}>
                  {words.candidates.showAll(candidates.length)}
                </button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </Part>
  );
}
