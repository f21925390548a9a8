// A slip's QR code carries the code after "#", which never travels: it is put into the field and forgotten.
(() => {
  const field = document.getElementById("kode");
  const carried = /^#kode=([0-9A-Za-z-]{13,20})$/.exec(location.hash);
  if (!field || !carried) return;
  field.value = carried[1];
  history.replaceState(null, "", location.pathname);
})();
