// Files and folders that are chosen or dropped on the desk of staff: Gradio gets what it can take, and
// the page names the rest.
(() => {
  const ENDINGS = /\.(html?|xhtml|mhtml?|txt|md|pdf|docx)$/i;
  const BESIDE_PAGE = /^(.+?)(?:_files|_fichiers|-Dateien|_archivos|\.files)$/i;
  // What lies in the folder beside a saved page is the page's own.
  const beside = (files) => {
    const pages = new Set();
    for (const { path } of files) {
      const page = /^(.*?)\.html?$/i.exec(path);
      if (page) pages.add(page[1].toLowerCase());
    }
    return files.filter(({ path }) => {
      const parts = path.split("/");
      if (parts.some((part) => /^(\.|~\$)/.test(part))) return false;
      return !parts.slice(0, -1).some((part, at) => {
        const beside = BESIDE_PAGE.exec(part);
        return beside && pages.has([...parts.slice(0, at), beside[1]].join("/").toLowerCase());
      });
    });
  };
  // Gradio takes none where one is too large, and tells of it in English: it gets what it can take,
  // and the page names the rest.
  const NAMED = 12;
  const tellLeft = (key, files) => {
    const told = document.querySelector(`#folder [data-${key}]`);
    if (!told) return;
    const names = files.slice(0, NAMED).map(({ file }) => `\u2068${file.name}\u2069`);
    const more = files.length > NAMED ? ` … (+${files.length - NAMED})` : "";
    const said = told.getAttribute(`data-${key}`).replace("{names}", () => names.join(", ") + more);
    told.textContent = files.length ? said : "";
  };
  const tooLarge = ({ file }) =>
    file.size > Number(document.querySelector("#folder [data-most]")?.dataset.most ?? Infinity);
  const unread = ({ path }) => !ENDINGS.test(path);
  let handing = false;
  const hand = (files) => {
    const input = document.querySelector("#files input[type=file]");
    const chosen = beside(files);
    tellLeft("unread", chosen.filter(unread));
    tellLeft("large", chosen.filter((one) => !unread(one) && tooLarge(one)));
    if (!input) return;
    const all = new DataTransfer();
    for (const one of chosen) if (!unread(one) && !tooLarge(one)) all.items.add(one.file);
    input.files = all.files;
    if (!all.files.length) return;
    handing = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    handing = false;
  };
  const flat = (files) => [...files].map((file) => ({ file, path: file.name }));
  document.addEventListener("change", (event) => {
    if (handing || !event.target.matches?.("#files input[type=file]")) return;
    event.stopImmediatePropagation();
    hand(flat(event.target.files));
  }, true);
  const chooseFolder = () => {
    const input = document.createElement("input");
    input.type = "file";
    input.webkitdirectory = true;
    input.addEventListener("change", () =>
      hand([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }))),
    );
    input.click();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#desk [data-folder]")) chooseFolder();
  });
  const walk = async (entry, found) => {
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      found.push({ path, file: await new Promise((done, fail) => entry.file(done, fail)) });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return;
      for (const one of some) await walk(one, found);
    }
  };
  document.addEventListener("dragover", (event) => {
    if (event.target.closest?.("#desk") && event.dataTransfer?.types.includes("Files"))
      event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!event.target.closest?.("#desk")) return;
    const given = event.dataTransfer;
    if (!given?.files.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const entries = [...given.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) {
      hand(flat(given.files));
      return;
    }
    const found = [];
    Promise.all(entries.map((entry) => walk(entry, found))).then(() => hand(found));
  }, true);
})();
