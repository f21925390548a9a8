// Suggestions while typing a village. Without this the form lists them as an ordinary step.
{
  const input = document.getElementById("desa");
  const form = input?.form;
  const chosen = document.createElement("input");
  const list = document.createElement("ul");
  let found = [];
  let at = -1;
  let asked = 0;
  let pause;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
  };
  const mark = (place) => {
    at = place;
    for (const [i, li] of [...list.children].entries()) {
      li.setAttribute("aria-selected", String(i === place));
    }
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `pilihan-${place}`);
  };
  const take = (place) => {
    input.value = found[place].label;
    chosen.value = found[place].villageNo;
    mark(-1);
    show(false);
  };
  const option = ({ label }, place) => {
    const li = document.createElement("li");
    Object.assign(li, { id: `pilihan-${place}`, textContent: label });
    li.setAttribute("role", "option");
    li.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(place);
    });
    return li;
  };
  const ask = async (text) => {
    const mine = ++asked;
    const answer = await fetch(`/desa?q=${encodeURIComponent(text)}`)
      .then((response) => response.json())
      .catch(() => []);
    if (mine !== asked) return;
    found = answer;
    list.replaceChildren(...found.map(option));
    mark(-1);
    show(found.length > 0);
  };
  const typed = () => {
    chosen.value = "";
    clearTimeout(pause);
    const text = input.value.trim();
    if (text.length < 3) show(false);
    else pause = setTimeout(ask, 150, text);
  };
  const pressed = (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") show(false);
    if (step === undefined && !(event.key === "Enter" && at >= 0)) return;
    event.preventDefault();
    if (step === undefined) take(at);
    else mark((at + step + found.length) % found.length);
  };

  if (form && !form.querySelector("[type=radio]")) {
    Object.assign(chosen, { type: "hidden", name: "desa_no" });
    form.append(chosen);
    Object.assign(list, { id: "pilihan", className: "options", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent);
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "pilihan");
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", typed);
    input.addEventListener("keydown", pressed);
    input.addEventListener("blur", () => show(false));
  }
}
