// What the page does that Gradio does not: a citation marker opens its card and takes the
// keyboard there, the card leads back, a new question comes into view, the language is kept, a
// question offered is asked, one asked before is asked again or edited.
(() => {
  const show = (id) => {
    const card = document.getElementById(id);
    if (!card) return;
    card.closest("details.nearest")?.setAttribute("open", "");
    card.open = true;
    document.querySelectorAll(".card.current").forEach((other) => other.classList.remove("current"));
    card.classList.add("current");
    card.querySelector("summary")?.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: calm() });
  };
  const calm = () =>
    matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  let left = null; // the marker that was followed last

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-cite], a[data-back], a[data-language]");
    if (!link) return;
    if (link.dataset.language) {
      document.cookie = `language=${link.dataset.language}; path=/; max-age=31536000; samesite=lax`;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (link.dataset.cite) {
      left = link;
      show(link.dataset.cite);
      return;
    }
    const markers = document.querySelectorAll(`a[data-cite="${CSS.escape(link.dataset.back)}"]`);
    const target = left && left.isConnected && [...markers].includes(left) ? left : markers[0];
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "center", behavior: calm() });
  }, true);

  let replaced = ""; // the number of the turn that the next question takes the place of
  window.assistant = Object.assign(window.assistant ?? {}, {
    replaced: () => {
      const number = replaced;
      edit("");
      return number;
    },
  });
  const edit = (number) => {
    replaced = number;
    const told = document.querySelector("#editing [data-tell=editing]");
    if (told) told.hidden = !number;
  };
  const write = (question) => {
    const box = document.querySelector("#question textarea");
    if (!box) return null;
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return box;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-ask], button[data-again], button[data-edit]");
    if (!button) return;
    const { ask, again, question } = button.dataset;
    if (button.dataset.edit !== undefined) {
      edit(button.dataset.edit);
      write(question ?? "")?.focus();
      return;
    }
    edit(again ?? "");
    // Gradio takes the box's value over in its own time; the button is pressed after that.
    if (write(ask ?? question)) setTimeout(() => document.querySelector("#send")?.click(), 50);
  });

  // Who signs out leaves nothing of theirs in the tab for the next one at this screen.
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#masthead .person")) return;
    try { sessionStorage.clear(); } catch { /* not allowed, and nothing there */ }
  }, true);

  // A question comes to the top as it is asked, when there may be no page below it to move it up by:
  // so again once its answer is there, unless the reader has gone elsewhere meanwhile.
  let seen = 0, answering = false, stayed = true;
  for (const gone of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(gone, () => { stayed = false; }, { capture: true, passive: true });
  const follow = () => {
    const turns = document.querySelectorAll("#conversation .turn");
    const last = turns[turns.length - 1];
    const working = Boolean(last?.querySelector(".stage"));
    const more = turns.length > seen || (working && !answering);
    const answered = last && answering && !working;
    if (more || (answered && stayed)) last.scrollIntoView({ block: "start", behavior: calm() });
    if (more) stayed = true;
    [seen, answering] = [turns.length, working];
    // Questions to go on with that come late, when another has been asked, are of no use.
    document.querySelector("#chips")?.classList.toggle("late", working);
  };
  new MutationObserver(follow).observe(document.documentElement, { childList: true, subtree: true });
})();
