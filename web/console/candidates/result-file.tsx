import { type FormEvent, useState } from "react";
import type {
  CandidateListRow,
  CandidateResultPreview,
  CandidateResultReceipt,
} from "#contract/candidates.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { type Act as Sending, useAct } from "../fieldwork/use-act.ts";
import { Act, HEAD, headOf } from "./result-act.tsx";
import { ResultPreview } from "./result-preview.tsx";

/** What a door takes as one file. */
const MOST_BYTES = 2_990_000;

type Looked = { readonly file: string; readonly preview: CandidateResultPreview };

/** A result as the file that was downloaded, filled in: looked at first, then sent with its act. */
export function ResultFile({
  list,
  isAgain,
}: {
  readonly list: CandidateListRow;
  readonly isAgain: boolean;
}) {
  const said = useSpeech().words.candidates.file;
  const [looked, setLooked] = useState<Looked>();
  return (
    <details>
      <summary>{said.title}</summary>
      <div className="result-file">
        <p>{said.lead}</p>
        <Picking number={list.number} onLooked={setLooked} />
        {looked === undefined ? null : (
          <>
            <ResultPreview preview={looked.preview} />
            {mayBeSent(looked.preview) ? (
              <Confirming
                list={list}
                file={looked.file}
                isAgain={isAgain}
                onSent={() => setLooked(undefined)}
              />
            ) : null}
          </>
        )}
      </div>
    </details>
  );
}

const mayBeSent = ({ accepted, declined, added, repeats }: CandidateResultPreview): boolean =>
  repeats === undefined && accepted + declined + added > 0;

function Picking({
  number,
  onLooked,
}: {
  readonly number: number;
  readonly onLooked: (looked: Looked | undefined) => void;
}) {
  const said = useSpeech().words.candidates.file;
  const act = useAct("looked-at-file", said.checked);
  const [picked, setPicked] = useState<File>();
  const isTooLarge = picked !== undefined && picked.size > MOST_BYTES;
  const check = async (event: FormEvent) => {
    event.preventDefault();
    if (picked === undefined || isTooLarge) return;
    const file = await base64Of(picked);
    const path = `/candidate-lists/${number}/result-previews`;
    const preview = await act.send<CandidateResultPreview>(path, { file });
    onLooked(preview === undefined ? undefined : { file, preview });
  };
  return (
    <form onSubmit={(event) => void check(event)} className="work-form">
      <Refused problem={act.problem} />
      <Field
        label={said.pick}
        hint={said.hint}
        error={isTooLarge ? said.tooLarge : undefined}
        type="file"
        accept=".csv,.xlsx,text/csv"
        required
        onChange={(event) => {
          setPicked(event.target.files?.[0]);
          onLooked(undefined);
        }}
      />
      <button type="submit" className="button" disabled={act.isSending}>
        {said.check}
      </button>
    </form>
  );
}

function Confirming({
  list,
  file,
  isAgain,
  onSent,
}: {
  readonly list: CandidateListRow;
  readonly file: string;
  readonly isAgain: boolean;
  readonly onSent: () => void;
}) {
  const said = useSpeech().words.candidates;
  const act: Sending = useAct("asked", said.recorded);
  const [head, setHead] = useState(HEAD);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const path = `/candidate-lists/${list.number}/result-files`;
    const body = { ...headOf(list.needsMinutes, head), file };
    if ((await act.send<CandidateResultReceipt>(path, body)) !== undefined) onSent();
  };
  return (
    <form onSubmit={(event) => void send(event)} className="work-form">
      <Refused problem={act.problem} />
      <Act head={head} needsMinutes={list.needsMinutes} isAgain={isAgain} onChange={setHead} />
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.file.send}
      </button>
    </form>
  );
}

/** The bytes of a file as they travel inside JSON. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
