// "Hapus jejak" wipes the answer from this screen and replaces the page in the history; "Cetak" prints.
(() => {
  const erase = document.getElementById("hapus");
  const print = document.getElementById("cetak");
  erase?.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("jawaban").remove();
    document.getElementById("terhapus").hidden = false;
    location.replace(erase.href);
  });
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  // Coming back by "back" shows nothing that was there.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
