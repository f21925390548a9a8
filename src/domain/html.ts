/** Markup that is already safe to send. Only the tag below makes it. */
export type Html = { readonly markup: string };

type Child = Html | string | number | readonly Html[] | undefined | false;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made harmless inside elements and quoted attributes. */
export function escapeText(text: string): string {
  return /[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (char) => ESCAPES[char] ?? char) : text;
}

/** Template tag: every text is escaped, only markup made by this tag goes in as it is. */
export function html(parts: TemplateStringsArray, ...children: readonly Child[]): Html {
  let markup = parts[0] ?? "";
  for (let i = 0; i < children.length; i++) markup += render(children[i]) + (parts[i + 1] ?? "");
  return { markup };
}

function render(child: Child): string {
  if (child === undefined || child === false) return "";
  if (typeof child === "string") return escapeText(child);
  if (typeof child === "number") return String(child);
  if ("markup" in child) return child.markup;
  return child.map(({ markup }) => markup).join("");
}

/** Markup from files of this repository; never from anyone's input. */
export function trusted(markup: string): Html {
  return { markup };
}
