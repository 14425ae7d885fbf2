// Long work that is under way: how far it is, asked each second; the page is drawn anew at its end.
(() => {
  const block = document.querySelector("#task[data-task]");
  if (!block) return;
  block.querySelector(".ways").hidden = true;
  const ask = async () => {
    const answer = await fetch(block.dataset.task, { headers: { accept: "application/json" } }).catch(() => null);
    if (answer?.ok) {
      const task = await answer.json();
      if (!task.running) return location.replace(location.pathname);
      const line = block.querySelector("[role=status] p");
      if (line.textContent !== task.said) line.textContent = task.said;
      const bar = block.querySelector("progress");
      if (task.of) Object.assign(bar, { max: task.of, value: task.done });
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 400);
})();
