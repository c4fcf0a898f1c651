/* Improvements only: every page works without this file. */
(() => {
  "use strict";

  /* Say back what a number field understood, as one leaves it. */
  const readBack = async (field) => {
    const place = document.getElementById(`${field.id}-reading`);
    if (!place) return;
    const asked = field.value.trim();
    if (!asked) {
      place.textContent = "";
      return;
    }
    const address = new URL("/readings", location.origin);
    address.searchParams.set("text", asked);
    if (field.dataset.reading === "decimal") address.searchParams.set("decimals", "1");
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && field.value.trim() === asked) place.textContent = (await answer.json()).echo;
    } catch {
      /* Without a connection the server says it when the form is sent. */
    }
  };

  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-reading]")) readBack(event.target);
  });

  /* Keep what is being answered every few seconds, so that a closed window loses nothing. */
  const form = document.querySelector("form[data-draft]");
  if (form) {
    const state = form.querySelector("[data-draft-state]");
    let timer = 0;
    const keep = async () => {
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) });
        state.textContent = answer.ok ? form.dataset.draftKept : form.dataset.draftLost;
      } catch {
        state.textContent = form.dataset.draftLost;
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 1500);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  /* Ask before leaving a form that was changed and not sent. */
  let isChanged = false;
  const isForm = (element) => element.closest("main form[method=post]");
  document.addEventListener("input", (event) => {
    if (isForm(event.target)) isChanged = true;
  });
  document.addEventListener("submit", () => {
    isChanged = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });

  /* Take a screen reader and the keyboard to what is wrong. */
  document.querySelector(".error-summary")?.focus();
})();
