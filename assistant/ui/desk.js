// The desk of staff: presses the hidden button of a step for what was clicked, and keeps through
// each drawing what the page alone knows: ticks, what is being typed, what is unfolded, the focus.
(() => {
  const ENDINGS = /\.(html?|xhtml|mhtml?|txt|md|pdf|docx)$/i;
  const BESIDE_PAGE = /^(.+?)(?:_files|_fichiers|-Dateien|_archivos|\.files)$/i;
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
  window.assistant = Object.assign(window.assistant ?? {}, { asked: () => asked });

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
    else if ("folder" in button.dataset) chooseFolder();
    else if (button.matches("summary") && button.parentElement.dataset.key)
      unfolded.set(button.parentElement.dataset.key, !button.parentElement.open);
  });

  const tick = (which) => {
    for (const box of boxes()) {
      const wanted = which === "all" || which === box.dataset.kind;
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
  let last = null; // the box that was ticked last: with Shift, all between are
  document.addEventListener("click", (event) => {
    const box = event.target;
    if (!box.matches?.("#board input[data-tick]")) return;
    const all = boxes();
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
    tell();
    remember(tray);
    if (focused && (document.activeElement === document.body || focused === "#review h2")) {
      const part = document.querySelector(focused);
      part?.focus({ preventScroll: true });
    }
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

  // --- folders -----------------------------------------------------------------------------
  // What lies in the folder beside a saved page is the page's own; other types are left out.
  const wanted = (files) => {
    const pages = new Set();
    for (const { path } of files) {
      const page = /^(.*?)\.html?$/i.exec(path);
      if (page) pages.add(page[1].toLowerCase());
    }
    return files.filter(({ path }) => {
      const parts = path.split("/");
      if (!ENDINGS.test(path) || parts.some((part) => /^(\.|~\$)/.test(part))) return false;
      return !parts.slice(0, -1).some((part, at) => {
        const beside = BESIDE_PAGE.exec(part);
        return beside && pages.has([...parts.slice(0, at), beside[1]].join("/").toLowerCase());
      });
    });
  };
  const hand = (files) => {
    const input = document.querySelector("#files input[type=file]");
    const chosen = wanted(files);
    if (!input || !chosen.length) return;
    const all = new DataTransfer();
    for (const { file } of chosen) all.items.add(file);
    input.files = all.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const chooseFolder = () => {
    const input = document.createElement("input");
    input.type = "file";
    input.webkitdirectory = true;
    input.addEventListener("change", () =>
      hand([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }))),
    );
    input.click();
  };
  const walk = async (entry, found) => {
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      found.push({ path, file: await new Promise((done, fail) => entry.file(done, fail)) });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return;
      for (const one of some) await walk(one, found);
    }
  };
  document.addEventListener("drop", (event) => {
    if (!event.target.closest?.("#files, #folder")) return;
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.());
    if (!entries.some((entry) => entry?.isDirectory)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const found = [];
    Promise.all(entries.filter(Boolean).map((entry) => walk(entry, found))).then(() => hand(found));
  }, true);
})();
