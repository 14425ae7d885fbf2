// On a page that Gradio draws: who is signed in, and word when their session has ended, with a way
// to sign in beside it, so that what stands on the page is kept.
(() => {
  let ended = false;
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
    if (ended) alert.hidden = false;
  };
  window.fetch = async (...asked) => {
    const answer = await asking(...asked);
    if (answer.status === 401 && !ended) {
      ended = true;
      tell();
    }
    return answer;
  };
  addEventListener("focus", () => ended && tell());
  const arrive = new MutationObserver(() => {
    if (!document.querySelector("#masthead .person")) return;
    arrive.disconnect();
    tell();
  });
  arrive.observe(document, { childList: true, subtree: true });
})();
