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
    const told = document.querySelector("#editing p");
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

  let seen = 0;
  const follow = () => {
    const turns = document.querySelectorAll("#conversation .turn");
    if (turns.length > seen) turns[turns.length - 1].scrollIntoView({ block: "start", behavior: calm() });
    seen = turns.length;
    // Questions to go on with that come late, when another has been asked, are of no use.
    const working = document.querySelector("#conversation .turn:last-child .stage");
    document.querySelector("#chips")?.classList.toggle("late", Boolean(working));
  };
  new MutationObserver(follow).observe(document.documentElement, { childList: true, subtree: true });
})();
