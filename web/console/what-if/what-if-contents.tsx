import { useSpeech } from "#web/kit/words/language.tsx";

/** Where each part of the screen is. */
export function WhatIfContents({ hasMap }: { readonly hasMap: boolean }) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const parts = [
    ["result", said.result],
    ...(hasMap ? ([["map", said.map]] as const) : []),
    ["drops-out", said.dropsOut],
    ["by-region", said.byPart],
    ["welfare", said.welfare],
    ["frontier", said.frontier],
    ["survey", said.survey],
    ["keep", said.keep],
    ["kept", said.kept],
    ["reforms", words.reform.title],
  ] as const;
  return (
    <nav className="contents" aria-label={said.contents}>
      <ul>
        {parts.map(([id, label]) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
