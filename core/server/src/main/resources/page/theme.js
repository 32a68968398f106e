// Light or dark: as the system says, until somebody chooses.

import { byId, setText } from "./dom.js";

const CHOICE = "puypuy-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** Puts the theme on, and calls the listener each time another is put on. */
export function startTheme(listener) {
  const put = () => {
    const chosen = localStorage.getItem(CHOICE);
    const theme = chosen === "light" || chosen === "dark" ? chosen : system.matches ? "dark" : "light";
    if (document.documentElement.dataset.theme !== theme) {
      document.documentElement.dataset.theme = theme;
      setText(byId("theme"), theme === "dark" ? "Light theme" : "Dark theme");
      listener();
    }
  };
  byId("theme").addEventListener("click", () => {
    const other = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    // What the system says needs no choice: the page then follows it again.
    if ((other === "dark") === system.matches) {
      localStorage.removeItem(CHOICE);
    } else {
      localStorage.setItem(CHOICE, other);
    }
    put();
  });
  system.addEventListener("change", put);
  put();
}
