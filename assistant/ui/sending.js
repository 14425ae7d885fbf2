// A question on its way. It is kept in this tab until it is answered, so that a lost connection or
// a reload does not lose what was written; it is said at once that it leaves, in words of the page
// that the connection is gone, and that a text is longer than the box takes.
(() => {
  const PATIENCE = 400; // ms that a question may take to arrive before it is said that it leaves
  const LOST = "Connection to the server was lost"; // how Gradio's notice begins, in any language
  const words = JSON.parse(document.getElementById("answer-words").textContent);
  const box = () => document.querySelector("#question textarea");
  const keep = (name, text) => {
    try {
      if (text) sessionStorage.setItem(`question-${name}`, text);
      else sessionStorage.removeItem(`question-${name}`);
    } catch { /* full, or not allowed */ }
  };
  const kept = (name) => {
    try { return sessionStorage.getItem(`question-${name}`) ?? ""; } catch { return ""; }
  };
  const tell = (name, shown) => {
    const line = document.querySelector(`#editing [data-tell=${name}]`);
    if (line) line.hidden = !shown;
  };

  let waiting = 0; // until it is said that a question leaves
  const arrived = () => {
    clearTimeout(waiting);
    waiting = 0;
    tell("sending", false);
  };
  window.assistant = Object.assign(window.assistant ?? {}, {
    sending: (question) => {
      if (!question?.trim()) return;
      keep("asked", question);
      tell("cut", false);
      clearTimeout(waiting);
      waiting = setTimeout(() => tell("sending", true), PATIENCE);
    },
    // Answered, stopped or left for another conversation: what is in the box is what is not sent.
    settled: () => {
      arrived();
      keep("asked", "");
      keep("written", box()?.value);
    },
  });

  document.addEventListener("input", (event) => {
    if (event.target !== box()) return;
    keep("written", event.target.value);
    tell("cut", event.target.maxLength > 0 && event.target.value.length >= event.target.maxLength);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#send, #stop");
    if (button?.id === "stop") window.assistant.settled();
    else if (button && !box()?.value.trim()) box()?.focus();
  });

  // A question that a link brings along goes before one that was left in the box.
  let unsent = new URLSearchParams(location.search).has("q") ? "" : kept("asked") || kept("written");
  const look = () => {
    if (unsent && box()) {
      const question = unsent;
      unsent = "";
      if (!box().value) {
        box().value = question;
        box().dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    if (waiting && document.querySelector("#conversation .turn:last-child .stage")) arrived();
    document.querySelectorAll("[data-testid=toast-text]").forEach((text) => {
      if (!text.textContent.trim().startsWith(LOST)) return;
      arrived();
      // Their text nodes alone: Gradio goes on with the elements.
      text.firstChild.nodeValue = words["connection.lost.how"];
      const title = text.closest("[data-testid=toast-body]")?.querySelector(".toast-title");
      if (title?.firstChild) title.firstChild.nodeValue = words["connection.lost"];
    });
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
