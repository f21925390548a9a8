import { type ReactNode, useEffect, useRef } from "react";
import type { Words } from "#domain/words.ts";
import { useSpeech } from "./words/language.tsx";

/** One screen: names itself to the browser and takes the focus, so that a reader hears where it is. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { words } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${words.app.name}`;
  }, [title, words]);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p className="lead">{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a screen under its own heading, reachable by its id. */
export function Part({
  id,
  title,
  lead,
  counted,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string | undefined;
  /** By what its deciles or quotas are counted: #domain/decile-basis.ts. */
  readonly counted?: Words | undefined;
  readonly children: ReactNode;
}) {
  const { say } = useSpeech();
  const said = [lead, counted && `${say(counted)}.`].filter((one) => one !== undefined);
  return (
    <section className="card" aria-labelledby={`${id}-title`} id={id}>
      <h2 id={`${id}-title`}>{title}</h2>
      {said.length === 0 ? null : <p className="soft part-lead">{said.join(" ")}</p>}
      {children}
    </section>
  );
}
