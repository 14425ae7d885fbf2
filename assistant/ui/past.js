// Conversations of before, in this browser's own storage: listed, opened again, forgotten.
// What is stored is written and read as text alone; the server draws it anew when it is opened.
(() => {
  const KEY = "assistant.conversations";
  const MOST = 30; // conversations
  const LARGEST = 3_000_000; // characters of them all: browsers give about five million
  const HERE = "assistant.conversation"; // in this tab: the id of the conversation on the page
  let current = "";
  let opening = ""; // the id of the one to be opened
  const turnTo = (id) => {
    current = id;
    try {
      if (id) sessionStorage.setItem(HERE, id);
      else sessionStorage.removeItem(HERE);
    } catch {
      // Storage is forbidden: a reload begins anew.
    }
  };
  const left = () => {
    try { return sessionStorage.getItem(HERE) ?? ""; } catch { return ""; }
  };

  // A duplicated tab has this one's storage, too: it goes on from the same conversation, in one of
  // its own, for of two that write the same one the last would undo the other.
  const me = crypto.randomUUID?.() ?? String(Math.random());
  const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel(KEY) : null;
  tabs?.addEventListener("message", ({ data }) => {
    if (data.asked && data.asked === current) tabs.postMessage({ held: current, to: data.from });
    else if (data.to === me && data.held === current) {
      current = "";
      list();
    }
  });

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => one && typeof one.record === "string") : [];
    } catch {
      return [];
    }
  };
  const write = (kept) => {
    while (kept.length > MOST || JSON.stringify(kept).length > LARGEST) kept.pop();
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage is full or forbidden: the conversation on the page is not touched by that.
    }
    list();
  };

  const list = () => {
    const shelf = document.querySelector("#past .past");
    if (!shelf) return;
    const kept = read();
    const language = document.documentElement.lang;
    const rows = kept.map((one) => {
      const row = document.createElement("li");
      const open = document.createElement("button");
      open.type = "button";
      open.className = "quiet";
      open.dataset.open = one.id;
      if (one.id === current) open.setAttribute("aria-current", "true");
      const title = document.createElement("bdi");
      title.textContent = one.title;
      const day = document.createElement("span");
      day.className = "meta";
      const spoken = language === "ar" ? "ar-MA-u-nu-latn" : language;
      day.textContent = new Date(one.at).toLocaleDateString(spoken, { dateStyle: "medium" });
      open.append(title, " ", day);
      const forget = document.createElement("button");
      forget.type = "button";
      forget.className = "quiet forget";
      forget.dataset.forget = one.id;
      forget.setAttribute("aria-label", `${shelf.dataset.forget} ${one.title}`);
      forget.textContent = "×";
      row.append(open, forget);
      return row;
    });
    shelf.querySelector("ul").replaceChildren(...rows);
    shelf.querySelector(".none").hidden = kept.length > 0;
    shelf.querySelector("[data-forget-all]").hidden = kept.length === 0;
  };

  window.assistant = Object.assign(window.assistant ?? {}, {
    // Keep the conversation on the page, the latest first; a first turn begins another one.
    remember: (record) => {
      if (!record) return;
      const turns = JSON.parse(record);
      turnTo(current || (crypto.randomUUID?.() ?? String(Math.random())));
      const others = read().filter((one) => one.id !== current);
      const title = String(turns[0].question).slice(0, 120);
      write([{ id: current, at: new Date().toISOString(), title, record }, ...others]);
    },
    begin: () => {
      turnTo("");
      list();
    },
    opened: () => {
      turnTo(opening);
      tabs?.postMessage({ asked: opening, from: me });
      list();
      return read().find((one) => one.id === opening)?.record ?? "";
    },
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#past button");
    if (!button) return;
    if (button.dataset.open) {
      opening = button.dataset.open;
      document.querySelector("#past .past").open = false;
      document.querySelector("#reopen")?.click();
    } else if (button.dataset.forget) {
      const row = button.closest("li");
      const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector(".forget");
      const id = next?.dataset.forget;
      write(read().filter((one) => one.id !== button.dataset.forget));
      const again = id && document.querySelector(`#past [data-forget="${CSS.escape(id)}"]`);
      (again || document.querySelector("#past summary"))?.focus();
    } else if ("forgetAll" in button.dataset) {
      write([]);
      document.querySelector("#past summary").focus();
    }
  });
  document.addEventListener("toggle", (event) => event.target.matches?.("#past .past") && list(), true);
  addEventListener("storage", list); // another tab of the same browser

  // After a reload, a lost connection, another page or another language the tab goes on where it
  // was; not where a link brings a question of its own along.
  opening = new URLSearchParams(location.search).has("q") ? "" : left();
  if (!read().some((one) => one.id === opening)) return;
  const resume = new MutationObserver(() => {
    const button = document.querySelector("#reopen");
    if (!button || !document.querySelector("#conversation .welcome")) return;
    resume.disconnect();
    button.click();
  });
  resume.observe(document.documentElement, { childList: true, subtree: true });
})();
