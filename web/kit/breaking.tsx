import { Fragment } from "react";

/** The number of a letter, which may go on in the next line behind its strokes and nowhere else. */
export function Breaking({ text }: { readonly text: string }) {
  const parts = text.split("/");
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    <Fragment key={at}>
      {part}
      {at === parts.length - 1 ? null : (
        <>
          /<wbr />
        </>
      )}
    </Fragment>
  ));
}
