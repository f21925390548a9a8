import type { Page } from "playwright-core";
import type { Register } from "./register.ts";

/** What a journey is played on: a served register and fresh pages of one browser. */
export type Stage = {
  readonly register: Register;
  openPage(options?: { readonly javaScriptEnabled?: boolean }): Promise<Page>;
};
