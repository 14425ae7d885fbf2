// Choosing all that was found ticks what is seen of it; whoever unticks one chooses some again.
(() => {
  const all = document.querySelector("input[name=found]");
  const seen = [...all.form.querySelectorAll("input[name=id]")];
  all.addEventListener("change", () => {
    for (const box of seen) box.checked = all.checked;
  });
  for (const box of seen)
    box.addEventListener("change", () => {
      if (!box.checked) all.checked = false;
    });
})();
