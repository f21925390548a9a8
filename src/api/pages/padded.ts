/** Spaces after a page about a family, up to the one length that every such page has: what travels tells nothing. */
export function padded(markup: string, bytes: number): Buffer {
  const content = Buffer.from(markup);
  if (content.length > bytes) {
    throw new Error(`an answer has at most ${bytes} bytes, this one ${content.length}`);
  }
  const whole = Buffer.alloc(bytes, " ");
  content.copy(whole);
  return whole;
}
