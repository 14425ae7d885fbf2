// On a page that Gradio draws: who is signed in, and word when their session has ended, with a way
// to sign in beside it, so that what stands on the page is kept.
(() => {
  const STREAM = "/queue/data"; // cut off, Gradio takes it for a lost server and reloads the page
  let ended = false;
  let renewed = () => {};
  const renewal = () => new Promise((resolve) => {
    const others = renewed;
    renewed = () => (others(), resolve());
  });
  const asking = window.fetch;
  const tell = async () => {
    const slot = document.querySelector("#masthead .person");
    if (!slot) return;
    const depth = Number(slot.dataset.depth);
    const answer = await asking(`${"../".repeat(depth)}whoami?depth=${depth}`).catch(() => null);
    if (!answer?.ok) return;
    slot.innerHTML = await answer.text(); // written, and escaped, by the server
    const alert = slot.querySelector("[role=alert]");
    ended = ended && alert !== null;
    document.documentElement.toggleAttribute("data-ended", ended);
    if (ended) alert.hidden = false;
    else renewed();
  };
  window.fetch = async (...asked) => {
    const answer = await asking(...asked);
    if (answer.status === 401 && !ended) {
      ended = true;
      document.documentElement.toggleAttribute("data-ended", true);
      tell();
    }
    if (answer.status !== 401 || !String(asked[0]?.url ?? asked[0]).includes(STREAM)) return answer;
    await renewal(); // what it was to bring waits for them on the server
    return window.fetch(...asked);
  };
  // Gradio tells of the same by a notice of its own, in English: ours alone is seen.
  const close = () => {
    if (ended) for (const button of document.querySelectorAll(".toast-close")) button.click();
  };
  new MutationObserver(close).observe(document, { childList: true, subtree: true });
  addEventListener("focus", () => ended && tell());
  const arrive = new MutationObserver(() => {
    if (!document.querySelector("#masthead .person")) return;
    arrive.disconnect();
    tell();
  });
  arrive.observe(document, { childList: true, subtree: true });
})();
