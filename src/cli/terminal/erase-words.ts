import type { EraseRefusal } from "#store/erasure.ts";

/** What keeps two people from erasing, of a person and of a household alike, and what to do. */
export const ERASE_REMEDIES: Readonly<Record<EraseRefusal | "ground-names-somebody", string>> = {
  "same-person": "penghapusan diputus dua orang yang berbeda (two different people decide)",
  "right-not-held": "--by tidak memegang hak menghapus hari ini (holds no right to erase today)",
  "second-right-not-held":
    "--second tidak memegang hak menghapus hari ini (holds no right to erase today)",
  "ground-missing": "sebutkan dasar hukum atau perintahnya (name the law or the order)",
  "ground-names-somebody":
    "dasar tidak boleh memuat NIK atau nomor KK (the ground stays for ever: no NIK, no card number)",
};
