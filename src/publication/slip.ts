import { renderSVG } from "uqr";
import { type KodeCek, spellKodeCek } from "./kode-cek.ts";

/** What a family takes home: the code, the same code as a QR picture, and where to type it. */
export type Slip = {
  readonly spelled: string;
  /** The code stands behind "#": it is read by the page and never travels. */
  readonly address: string;
  readonly qrSvg: string;
  /** For SMS and WhatsApp, at most 160 characters. */
  readonly message: string;
};

/** The slip of a code for a site, such as "https://cekstatus.example.go.id". */
export function writeSlip(code: KodeCek, site: string): Slip {
  const spelled = spellKodeCek(code);
  const address = `${site}/#kode=${spelled}`;
  return {
    spelled,
    address,
    qrSvg: renderSVG(address, { ecc: "M", border: 2 }),
    message: `Kode Cek keluarga Bapak/Ibu: ${spelled}. Cek status di ${site}. Gratis. Jangan beri PIN atau OTP kepada siapa pun.`,
  };
}
