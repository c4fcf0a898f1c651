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

  /* Keep what is being written every few seconds, so that a closed window loses nothing. What a colleague wrote
     in other fields meanwhile appears; what could not be kept stays with this window until it can. */
  const form = document.querySelector("form[data-draft]");
  if (form) {
    const words = form.dataset;
    const state = form.querySelector("[data-draft-state]");
    /* Only where the form says how to go on from there; of one person, who may have signed out meanwhile. */
    const unsent = words.draftRestored && `unsent ${words.draft} ${words.draftBy}`;
    const say = (text, tone) => {
      state.textContent = text;
      state.dataset.tone = tone;
    };
    const typed = () => [...new FormData(form)].filter(([name]) => name !== "csrf_token");
    const fill = (fields) => {
      for (const [name, text] of fields) {
        const field = form.elements[name];
        if (field) field.value = text;
      }
    };
    const differs = (fields) =>
      fields.some(([name, text]) => name !== "revision" && (form.elements[name]?.value ?? text) !== text);
    const remember = (isSent) => {
      if (unsent) sessionStorage.setItem(unsent, JSON.stringify({ isSent, fields: typed() }));
    };
    /* What was sent has arrived once the newest save is one's own and newer than what it was typed over. */
    const hasArrived = ({ isSent, fields }) =>
      isSent &&
      words.draftSavedBy === words.draftBy &&
      Number(form.elements.revision.value) > Number(Object.fromEntries(fields).revision);
    const forget = () => sessionStorage.removeItem(unsent);
    const label = (name) => form.elements[name]?.labels?.[0]?.textContent.trim() ?? name;
    const merge = ({ revision, theirs = {}, computed = {} }, sent) => {
      if (revision && form.elements.revision) form.elements.revision.value = revision;
      for (const place of form.querySelectorAll("[data-computed]")) {
        place.textContent = computed[place.dataset.computed] ?? place.textContent;
      }
      const now = Object.fromEntries(typed());
      const news = Object.entries(theirs).filter(([name]) => now[name] === sent[name]);
      fill(news);
      return news.map(([name]) => label(name));
    };
    const told = async (answer, sent) => {
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      const said = isJson ? await answer.json() : {};
      if (answer.redirected || answer.status === 400) return say(words.draftLeft ?? words.draftLost, "bad");
      if (said.clashes) return say(`${words.draftClash} ${said.clashes.join("; ")}`, "bad");
      if (!answer.ok) return say(said.refused ?? words.draftLost, "bad");
      forget();
      const news = merge(said, sent);
      return say(news.length ? `${words.draftTheirs} ${news.join("; ")}` : words.draftKept, "good");
    };
    let timer = 0;
    const keep = async () => {
      const sent = Object.fromEntries(typed());
      remember(false);
      try {
        await told(await fetch(words.draft, { method: "POST", body: new FormData(form) }), sent);
      } catch {
        say(words.draftLost, "bad");
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 1500);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      remember(true);
    });
    const left = JSON.parse((unsent && sessionStorage.getItem(unsent)) ?? "null");
    if (left && !hasArrived(left) && differs(left.fields)) {
      fill(left.fields);
      say(words.draftRestored, "good");
    } else {
      forget();
    }
  }
  const handedIn = document.querySelector("[data-draft-done]");
  if (handedIn) sessionStorage.removeItem(`unsent ${handedIn.dataset.draftDone} ${handedIn.dataset.draftBy}`);

  /* Show how much of a file has arrived, and keep file and words when the connection breaks. */
  const show = (page) => {
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("main");
    document.querySelector("main").replaceWith(fresh);
    fresh.querySelector(".error-summary")?.focus();
    readyUpload();
  };
  const readyUpload = () => {
    const place = document.querySelector("[data-upload]");
    const sender = document.querySelector("main form[enctype]");
    if (!place || !sender) return;
    const bar = place.querySelector("progress");
    const words = place.querySelector("[role=status]");
    const button = sender.querySelector("button[type=submit]");
    const say = (text) => {
      place.hidden = false;
      words.textContent = text;
    };
    const arrived = (request) => {
      if (request.getResponseHeader("Content-Type")?.startsWith("application/json")) {
        location.assign(JSON.parse(request.responseText).go);
      } else {
        show(request.responseText);
      }
    };
    sender.addEventListener("submit", (event) => {
      event.preventDefault();
      const request = new XMLHttpRequest();
      request.open("POST", location.href);
      request.setRequestHeader("Accept", "application/json, text/html;q=0.9");
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        bar.value = total ? (loaded / total) * 100 : 0;
        say(`${place.dataset.sending} ${Math.floor(bar.value)}%`);
      });
      request.addEventListener("load", () => arrived(request));
      request.addEventListener("error", () => say(place.dataset.lost));
      request.addEventListener("loadend", () => {
        button.disabled = false;
      });
      button.disabled = true;
      bar.value = 0;
      say(place.dataset.sending);
      request.send(new FormData(sender));
    });
  };
  readyUpload();

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
