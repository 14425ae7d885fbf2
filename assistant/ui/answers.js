// The bar below an answer: copy, link, print, download, feedback. What the server draws anew at
// each question finds its state, its half-written remark and the keyboard where they were.
(() => {
  const words = JSON.parse(document.getElementById("answer-words").textContent);
  const known = new Map(); // by answer id: verdict, comment, draft, link
  const pending = new Set(); // "answer id, what": the same asked twice is done once
  const turns = new Map(); // by answer id: what was asked last, done or not
  let held = null; // where the keyboard was last, inside a bar

  // The tab remembers what was judged and linked, so that it can be undone after a reload too.
  const remember = (id) => {
    try { sessionStorage.setItem(`answer-${id}`, JSON.stringify(known.get(id))); } catch { /* full, or not allowed */ }
  };
  const recall = (id) => {
    try { return JSON.parse(sessionStorage.getItem(`answer-${id}`)); } catch { return null; }
  };
  const stateOf = (id) => {
    if (!known.has(id)) known.set(id, { verdict: null, comment: "", draft: "", link: "", ...recall(id) });
    return known.get(id);
  };
  const barOf = (id) => document.querySelector(`.actions[data-answer="${CSS.escape(id)}"]`);
  const tell = (bar, text, wrong = false) => {
    const line = bar?.querySelector(".told");
    if (!line) return;
    line.classList.toggle("wrong", wrong);
    line.textContent = "";
    setTimeout(() => { line.textContent = text; }, 50); // the same words again are news again
  };

  const ask = async (address, options) => {
    try {
      return await fetch(address, { credentials: "same-origin", ...options });
    } catch {
      throw new Error(words["actions.offline"]);
    }
  };
  const post = async (id, what, given) => {
    const response = await ask(`answers/${id}/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    });
    const said = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(said.error || said.detail || words["actions.failed"]);
    return said;
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text); // not there on plain http
      return true;
    } catch {
      const before = document.activeElement;
      const box = document.createElement("textarea");
      box.value = text;
      box.className = "unseen";
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      before?.focus({ preventScroll: true });
      return done;
    }
  };

  const draw = (id) => {
    const bar = barOf(id);
    if (!bar) return;
    const state = stateOf(id);
    remember(id);
    bar.querySelectorAll("[data-verdict]").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.verdict === state.verdict)));
    const why = bar.querySelector(".why");
    if (why) {
      why.hidden = !state.verdict;
      const box = why.querySelector("textarea");
      if (box.value !== state.draft) box.value = state.draft;
    }
    const line = bar.querySelector(".linked");
    line.hidden = !state.link;
    line.replaceChildren();
    if (!state.link) return;
    const link = document.createElement("a");
    link.href = state.link;
    link.textContent = link.href;
    link.dir = "ltr";
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.act = "unlink";
    button.textContent = words["actions.unlink"];
    line.append(link, " ", button);
  };

  const acts = {
    copy: async (bar) => {
      const done = await copy(bar.dataset.copy);
      if (!done) throw new Error(words["actions.copy.failed"]);
      return words["actions.copied"];
    },
    link: async (bar, id) => {
      const { link } = await post(id, "keep", { keep: true });
      stateOf(id).link = new URL(link, document.baseURI).href;
      draw(id);
      const copied = await copy(stateOf(id).link);
      return words[copied ? "actions.linked" : "actions.linked.here"];
    },
    unlink: async (bar, id) => {
      await post(id, "keep", { keep: false });
      stateOf(id).link = "";
      draw(id);
      barOf(id)?.querySelector("[data-act=link]")?.focus();
      return words["actions.unlinked"];
    },
    print: async (bar) => {
      const turn = bar.closest(".turn");
      const others = [...document.querySelectorAll(".turn")].filter((other) => turn && other !== turn);
      others.forEach((other) => other.classList.add("unprinted"));
      window.print(); // on some phones it returns before anything is printed
      return "";
    },
    markdown: async (bar, id) => {
      const response = await ask(`answers/${id}.md`);
      if (!response.ok) {
        throw new Error(words[response.status < 500 ? "error.AnswerNotFound" : "actions.failed"]);
      }
      const named = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") || "");
      const file = document.createElement("a");
      file.href = URL.createObjectURL(await response.blob());
      file.download = named ? named[1] : `${words["export.name"]}.md`;
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), 10000);
      return words["actions.saved"];
    },
    verdict: async (bar, id, button) => {
      const state = stateOf(id);
      if (button.dataset.verdict === state.verdict) return acts["take-back"](bar, id);
      await post(id, "feedback", { verdict: button.dataset.verdict, comment: state.comment });
      state.verdict = button.dataset.verdict;
      draw(id);
      return words["feedback.thanks"];
    },
    why: async (bar, id) => {
      const state = stateOf(id);
      await post(id, "feedback", { verdict: state.verdict, comment: state.draft });
      state.comment = state.draft;
      remember(id);
      return words["feedback.noted"];
    },
    "take-back": async (bar, id) => {
      const state = stateOf(id);
      const inside = document.activeElement?.closest(".why");
      const pressed = bar.querySelector("[aria-pressed=true]");
      await post(id, "feedback", { verdict: null });
      Object.assign(state, { verdict: null, comment: "", draft: "" });
      if (inside) pressed?.focus(); // its button is about to go
      draw(id);
      return words["feedback.taken_back"];
    },
  };

  const perform = async (bar, id, button) => {
    const now = () => (bar.isConnected ? bar : barOf(id));
    try {
      const said = await acts[button.dataset.verdict ? "verdict" : button.dataset.act](bar, id, button);
      tell(now(), said);
    } catch (error) {
      tell(now(), error.message, true);
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".actions [data-act], .actions [data-verdict]");
    if (!button) return;
    event.preventDefault();
    const bar = button.closest(".actions");
    const id = bar.dataset.answer || "";
    const what = `${id} ${button.dataset.verdict || button.dataset.act}`;
    if (pending.has(what)) return;
    pending.add(what);
    // One after the other: what is pressed while the server answers waits, and is not lost.
    const turn = turns.has(id)
      ? turns.get(id).then(() => perform(bar, id, button)) : perform(bar, id, button);
    turns.set(id, turn);
    await turn;
    pending.delete(what);
    if (turns.get(id) === turn) turns.delete(id);
  });

  document.addEventListener("input", (event) => {
    const bar = event.target.closest?.(".actions");
    if (bar?.dataset.answer) stateOf(bar.dataset.answer).draft = event.target.value;
  });
  document.addEventListener("focusin", (event) => {
    const bar = event.target.closest?.(".actions");
    const { act, verdict } = event.target.dataset;
    held = bar?.dataset.answer ? {
      id: bar.dataset.answer,
      what: verdict ? `[data-verdict=${verdict}]` : act ? `[data-act=${act}]` : "textarea",
    } : null;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(".actions")) held = null;
  });

  const settle = () => {
    document.querySelectorAll(".actions[data-answer]:not([data-ready])").forEach((bar) => {
      bar.dataset.ready = "";
      const id = bar.dataset.answer;
      if (id && (known.has(id) || recall(id))) draw(id);
    });
    if (!held || document.activeElement !== document.body) return;
    const again = barOf(held.id)?.querySelector(held.what);
    again?.focus({ preventScroll: true });
    if (again?.setSelectionRange) again.setSelectionRange(again.value.length, again.value.length);
  };
  new MutationObserver(settle).observe(document.documentElement, { childList: true, subtree: true });

  // On paper every card that is printed is open, and as it was afterwards.
  let opened = [];
  addEventListener("beforeprint", () => {
    const closed = ".turn:not(.unprinted) .evidence .card:not([open]), .recipe:not([open])";
    opened = [...document.querySelectorAll(closed)];
    opened.forEach((card) => { card.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((card) => { card.open = false; });
    opened = [];
    document.querySelectorAll(".turn.unprinted").forEach((turn) => turn.classList.remove("unprinted"));
  });
})();
