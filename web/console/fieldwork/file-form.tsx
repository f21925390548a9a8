import { type FormEvent, useState } from "react";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "./form-parts.tsx";
import { useUpload } from "./use-upload.ts";

/** A file is chosen, said what it shows, and sent. */
export function FileForm<Kind extends string>({
  title,
  said,
  hint,
  list,
  path,
  kinds,
  takes,
}: {
  readonly title: string;
  /** Tells it from the others of the page when it is read out. */
  readonly said: string;
  readonly hint: string;
  readonly list: string;
  /** Without the kind, which is added. */
  readonly path: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly takes: string;
}) {
  const { files } = useSpeech().words;
  const upload = useUpload(list, files.kept);
  const [first] = Object.keys(kinds);
  const [kind, setKind] = useState(first ?? "");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const file = new FormData(form).get("file");
    if (!(file instanceof File) || file.size === 0) return;
    if (await upload.send(`${path}?kind=${kind}`, file)) form.reset();
  };
  return (
    <details>
      <summary>
        {title}
        <span className="unseen"> {said}</span>
      </summary>
      <form onSubmit={(event) => void submit(event)} className="work-form">
        <Refused problem={upload.problem} />
        <Choice label={files.kind} value={kind} onChange={setKind}>
          {Object.entries<string>(kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Choice>
        <Field label={files.file} hint={hint} name="file" type="file" accept={takes} required />
        <button type="submit" className="button button-main" disabled={upload.isSending}>
          {upload.isSending ? files.sending : files.send}
        </button>
      </form>
    </details>
  );
}
