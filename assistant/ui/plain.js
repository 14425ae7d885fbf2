// A page without Gradio follows the system's light or dark as Gradio's pages do.
if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.classList.add("dark");
