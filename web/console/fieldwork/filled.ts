/** What stands in the form, without what was left empty. */
export function filled(form: HTMLFormElement): Record<string, string> {
  const given = [...new FormData(form).entries()].map(
    ([name, value]) => [name, String(value).trim()] as const,
  );
  return Object.fromEntries(given.filter(([, text]) => text !== ""));
}
