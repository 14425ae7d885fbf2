// What the page owes those who do not see it or use no mouse: news said once, a way past the
// masthead, accordions that say whether they are open, a keyboard that is never left nowhere.
(() => {
  const PATIENCE = 1500; // ms that a step of the work stands before it is worth saying
  const news = () => {
    const there = document.getElementById("news");
    if (there || !document.body) return there;
    const made = Object.assign(document.createElement("p"), { id: "news", className: "unseen" });
    made.setAttribute("role", "status");
    return document.body.appendChild(made);
  };
  const say = (text) => {
    const place = news();
    if (place) place.textContent = text;
  };

  // The conversation is drawn anew at every step; only what became of a question that was asked
  // here and now is news, not a conversation that is opened again.
  let told = "", asked = false, waiting = 0;
  const listen = () => {
    const turns = document.querySelectorAll("#conversation .turn");
    const { said = "", working = "" } = turns[turns.length - 1]?.dataset ?? {};
    const now = `${turns.length} ${said} ${working}`;
    if (now === told) return;
    told = now;
    clearTimeout(waiting);
    if (working) {
      if (!asked) say("");
      asked = true;
      waiting = setTimeout(() => say(working), PATIENCE);
    } else if (said && asked) {
      asked = false;
      say(said);
    }
  };

  const accordions = () => {
    for (const button of document.querySelectorAll(".gr-accordion > .label-wrap")) {
      const inside = button.parentElement.querySelector("[data-testid='accordion-content']");
      const open = String(!!inside && inside.style.display !== "none");
      if (button.getAttribute("aria-expanded") !== open) button.setAttribute("aria-expanded", open);
    }
  };

  const enter = (place) => {
    const field = place.querySelector("textarea, input:not([type=hidden])") ?? place;
    if (field === place && !place.hasAttribute("tabindex")) place.tabIndex = -1;
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("click", (event) => {
    const skip = event.target.closest("a.skip");
    if (skip) {
      const place = document.getElementById(skip.hash.slice(1)) ??
        document.getElementById("masthead")?.nextElementSibling;
      if (place) event.preventDefault(), enter(place);
      return;
    }
    // These go away as they are pressed; by keyboard (no mouse: detail 0) the question is next.
    const leaving = event.target.closest("#send, #stop, #new, [data-ask], [data-again]");
    const question = document.getElementById("question");
    const pressed = event.isTrusted && event.detail === 0;
    if (leaving && question && pressed) setTimeout(() => enter(question));
    setTimeout(accordions);
  }, true);

  const look = () => { news(); listen(); accordions(); };
  new MutationObserver(look).observe(document.documentElement,
    { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });
})();
