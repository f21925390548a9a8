/** The same thing said in Indonesian and in English; screens show one, letters may show both. */
export type Words = { readonly id: string; readonly en: string };

/** Short for tables of words. */
export const say = (id: string, en: string): Words => ({ id, en });
