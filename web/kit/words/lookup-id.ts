/** What was looked at and decided beside the programs of a family: Indonesian. */
export const LOOKUP_ID = {
  lookup: {
    setAside: "Keterangan yang tidak dipakai",
  },
};
