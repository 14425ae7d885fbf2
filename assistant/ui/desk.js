// The desk of staff: presses the hidden button of a step for what was clicked, and keeps through
// each drawing what the page alone knows: ticks, what is being typed, what is unfolded, the focus.
(() => {
  const SAVED = "assistant.tray.";
  const ticked = new Set(); // numbers of drafts
  const typed = new Map(); // fields by draft and name
  const unfolded = new Map(); // details by key
  let asked = "{}";
  let focused = "";
  let opened = "";
  let lost = false;

  const board = () => document.querySelector("#board");
  const review = () => board()?.querySelector("#review");
  const boxes = () => [...(board()?.querySelectorAll("input[data-tick]") ?? [])];
  const fields = () => [...(board()?.querySelectorAll("[name]") ?? [])];
  const slot = (field) => `${review()?.dataset.open ?? ""}:${field.name}`;

  // --- steps -------------------------------------------------------------------------------
  window.assistant = Object.assign(window.assistant ?? {}, {
    asked: () => asked,
    names: (files) => JSON.stringify((files ?? []).map((file) => file.orig_name ?? "")),
  });

  const take = (button) => {
    const { row = "", line = "" } = button.dataset;
    const what = button.dataset.do;
    const values = Object.fromEntries(fields().map((field) => [field.name, field.value]));
    asked = JSON.stringify({ do: what, row, line, ticked: [...ticked], values });
    if (["flip", "up", "down"].includes(what)) typed.delete(`${row}:body`);
    if (what === "set") for (const key of [...typed.keys()]) if (key.startsWith(":")) typed.delete(key);
    const storing = what === "store" || what === "store_whole";
    document.querySelector(storing ? "#desk-store" : "#desk-do")?.click();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#desk button, #desk summary");
    if (!button) return;
    if (button.dataset.do) take(button);
    else if (button.dataset.ticks) tick(button.dataset.ticks);
    else if (button.dataset.sift) sift(button.dataset.sift);
    else if ("more" in button.dataset) showMore();
    else if ("fold" in button.dataset) fold((unfoldedByHand = button.getAttribute("aria-expanded") !== "true"));
    else if (button.matches("summary") && button.parentElement.dataset.key)
      unfolded.set(button.parentElement.dataset.key, !button.parentElement.open);
  });

  const tick = (which) => {
    for (const box of boxes()) {
      const wanted = passes(box) && (which === "all" || which === box.dataset.kind);
      if (wanted) ticked.add(box.dataset.tick);
      else ticked.delete(box.dataset.tick);
    }
    tell();
  };
  const tell = () => {
    const all = boxes();
    for (const box of all) box.checked = ticked.has(box.dataset.tick);
    const told = board()?.querySelector(".ticked");
    if (!told) return;
    const said = ticked.size ? told.dataset.said.replace("{n}", ticked.size) : "";
    if (told.textContent !== said) told.textContent = said;
  };

  // --- which drafts are shown --------------------------------------------------------------
  const STEP = 50; // rows shown at first, and more at a time
  let sifted = ""; // "": nobody has chosen; a narrow screen then begins with what is to complete
  let most = STEP;
  const choice = (which) => board()?.querySelector(`[data-sift="${which}"]`);
  const chosen = () => {
    const narrow = matchMedia("(max-width: 760px)").matches;
    const which = sifted || (narrow && Number(choice("look")?.dataset.count) ? "look" : "all");
    return Number(choice(which)?.dataset.count) ? which : "all";
  };
  const passes = (box) => {
    const whole = box.dataset.kind === "whole";
    return { all: true, look: !whole, whole, unread: false }[chosen()];
  };
  const sift = (which) => {
    [sifted, most] = [which, STEP];
    show();
    for (const box of boxes()) if (!passes(box)) ticked.delete(box.dataset.tick);
    tell();
  };
  const show = () => {
    const drafts = board()?.querySelector("#drafts");
    if (!drafts) return;
    const which = chosen();
    let shown = 0;
    for (const box of boxes()) box.closest("tr").hidden = !passes(box) || ++shown > most;
    for (const button of drafts.querySelectorAll("[data-sift]"))
      button.setAttribute("aria-pressed", String(button.dataset.sift === which));
    drafts.querySelector(".unreadable").hidden = which !== "unread";
    drafts.querySelector("table").hidden = which === "unread";
    const more = drafts.querySelector("[data-more]");
    more.hidden = shown <= most;
    const said = more.dataset.said.replace("{n}", shown - most);
    if (more.textContent !== said) more.textContent = said;
  };
  const showMore = () => {
    const first = most;
    most += STEP;
    show();
    boxes().filter(passes)[first]?.closest("tr").querySelector("[data-do=open]")?.focus();
  };
  // Once there is a list, it comes first: what it was made from is folded away, unless in use.
  let unfoldedByHand = null;
  const fold = (open) => {
    const button = document.querySelector("#fold [data-fold]");
    if (!button) return;
    const listed = Number(board()?.querySelector(".tray")?.dataset.held) > 0;
    if (!listed) unfoldedByHand = null;
    button.hidden = !listed;
    const used = [...document.querySelectorAll("#links textarea, #pasted textarea")].some(
      (field) => field.value || field === document.activeElement,
    );
    const shown = !listed || (open ?? unfoldedByHand ?? used);
    button.setAttribute("aria-expanded", String(shown));
    document.querySelector("#desk").classList.toggle("folded", !shown);
  };
  let last = null; // the box that was ticked last: with Shift, all between are
  document.addEventListener("click", (event) => {
    const box = event.target;
    if (!box.matches?.("#board input[data-tick]")) return;
    const all = boxes().filter((one) => !one.closest("tr").hidden);
    const from = event.shiftKey ? all.findIndex((one) => one.dataset.tick === last) : -1;
    const to = all.indexOf(box);
    const some = from < 0 ? [box] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const one of some) {
      if (box.checked) ticked.add(one.dataset.tick);
      else ticked.delete(one.dataset.tick);
    }
    last = box.dataset.tick;
    tell();
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("#board [name]")) typed.set(slot(event.target), event.target.value);
  });
  document.addEventListener("focusin", (event) => {
    focused = event.target.closest?.("#desk") ? keyOf(event.target) : "";
  });
  const keyOf = (part) =>
    part.dataset.key ? `[data-key="${CSS.escape(part.dataset.key)}"]`
      : part.dataset.tick ? `[data-tick="${part.dataset.tick}"]`
      : part.name && part.closest("#board") ? `#board [name="${part.name}"]` : "";

  // --- after each drawing ------------------------------------------------------------------
  const drawn = () => {
    const tray = board()?.querySelector(".tray");
    if (!tray) return;
    const now = review()?.dataset.open ?? "";
    if (now !== opened) {
      for (const key of [...typed.keys()])
        if (!key.startsWith(":") && !key.startsWith(`${now}:`)) typed.delete(key);
      const before = opened;
      opened = now;
      unfolded.delete("by-hand");
      // A review takes the keyboard to its heading, the list back to the draft it came from.
      if (now) focused = "#review h2";
      else if (before) focused = `[data-key="open-${before}-"]`;
      if (now) review().scrollIntoView({ block: "start" });
    }
    for (const field of fields()) {
      const value = typed.get(slot(field));
      if (value !== undefined && field.value !== value) field.value = value;
    }
    for (const part of document.querySelectorAll("#desk details[data-key]"))
      if (unfolded.has(part.dataset.key)) part.open = unfolded.get(part.dataset.key);
    if (!now) {
      const there = new Set(boxes().map((box) => box.dataset.tick));
      for (const number of [...ticked]) if (!there.has(number)) ticked.delete(number);
    }
    show();
    fold();
    tell();
    remember(tray);
    // The focus may be on another button by now: what is drawn anew is made of what was there.
    const active = document.activeElement;
    const astray = active.closest("#desk") && keyOf(active) !== focused;
    if (focused && (active === document.body || astray))
      document.querySelector(focused)?.focus({ preventScroll: true });
  };
  // The server keeps drafts in its memory alone: the page tells when those it showed are gone.
  const remember = (tray) => {
    const { tray: id, held, whose } = tray.dataset;
    let before = {};
    try {
      before = JSON.parse(localStorage.getItem(SAVED + whose) ?? "{}");
      localStorage.setItem(SAVED + whose, JSON.stringify({ id, held: Number(held) }));
    } catch {
      return; // storage is forbidden: nothing is told then
    }
    if (before.id && before.id !== id && before.held > 0) lost = true;
    if (Number(held) > 0) lost = false;
    tray.querySelector(".lost").hidden = !lost;
  };
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (board()) drawn();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
