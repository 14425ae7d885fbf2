// A link may bring a question along (`?q=…`): it stands in the box, to be sent or changed.
(() => {
  const question = new URLSearchParams(location.search).get("q")?.slice(0, 2000);
  if (!question) return;
  const fill = () => {
    const box = document.querySelector("#question textarea");
    if (!box) return false;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    history.replaceState(null, "", location.pathname + location.hash);
    return true;
  };
  const wait = new MutationObserver(() => fill() && wait.disconnect());
  wait.observe(document.documentElement, { childList: true, subtree: true });
})();
