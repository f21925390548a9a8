// A slip's QR code carries its code after "#", which never travels: it is put into the field and forgotten.
(() => {
  const carried = /^#(kode|nomor)=([0-9A-Za-z-]{13,20})$/.exec(location.hash);
  const field = carried && document.getElementById(carried[1]);
  if (!field) return;
  field.value = carried[2];
  history.replaceState(null, "", location.pathname);
})();
