type DeterminedList = { readonly determinationNo: number; readonly label: string };

/** What was looked at and decided beside the programs of a family: Indonesian. */
export const LOOKUP_ID = {
  lookup: {
    setAside: "Keterangan yang tidak dipakai",
    details: "Rincian dan langkah",
    overRegions: "Kabupaten/kota yang melewati batas",
    heldAgainst: "Dibandingkan juga dengan",
    determined: ({ determinationNo, label }: DeterminedList) =>
      `penetapan nomor ${determinationNo} atas versi ${label}`,
  },
};
