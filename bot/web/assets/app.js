// The page reads and asks without this; with it the page is live and follows the keyboard.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const feed = $("#feed");
  const panelHome = $("#panel");
  const live = $("#live");
  if (!feed || !panelHome) return;

  const inThread = /^\/c\/[^/]+\/t\/[^/]+/;
  const wide = matchMedia("(min-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const panel = () => panelHome.firstElementChild;
  const room = () => $(".room", panelHome);
  const behavior = () => (calm.matches ? "auto" : "smooth");
  const tell = (words) => { live.textContent = words; };
  const stored = (store, key, value) => {
    try {
      if (value === undefined) return store.getItem(key);
      if (value) store.setItem(key, value); else store.removeItem(key);
    } catch { /* a browser that keeps nothing: the page works all the same */ }
    return null;
  };

  // --- what comes in -------------------------------------------------------
  const parse = (html) => {
    const t = document.createElement("template");
    t.innerHTML = html; // made by the server's templates, which escape; the policy lets no script in it run
    return t.content;
  };
  const lastID = (list) => {
    const all = list ? $$("[data-id]", list) : [];
    return all.length ? all[all.length - 1].dataset.id : "";
  };
  const nearEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 160;

  let source = null;
  let again = 0;
  const streamURL = () => {
    const q = new URLSearchParams({ after: lastID(feed) });
    const replies = $("#replies");
    if (replies) {
      q.set("thread", panel().dataset.root);
      q.set("reply", lastID(replies));
    }
    return feed.dataset.events + "?" + q;
  };
  const disconnect = () => {
    clearTimeout(again);
    if (source) source.close();
    source = null;
  };
  const connect = () => {
    disconnect();
    // Browsers allow few connections to one place, so a page that nobody sees gives its own up.
    if (!feed.dataset.events || document.hidden) return;
    source = new EventSource(streamURL());
    source.addEventListener("message", onMessage);
    source.addEventListener("reply", onReply);
    source.addEventListener("counts", onCounts);
    source.addEventListener("reload", () => { disconnect(); location.reload(); });
    source.onopen = () => document.body.classList.remove("offline");
    source.onerror = () => {
      document.body.classList.add("offline");
      if (source && source.readyState === EventSource.CLOSED) again = setTimeout(connect, 3000);
    };
  };

  const onMessage = (event) => {
    const part = parse(event.data);
    const li = $("[data-id]", part);
    if (!li || document.getElementById(li.id)) return;
    const nothing = $(".nothing");
    if (nothing) nothing.remove();
    const first = !$("[data-id]", feed);
    feed.append(part);
    if (li.classList.contains("story")) tell("New story: " + li.dataset.title);
    if (first) toNewest();
  };

  const onReply = (event) => {
    const list = $("#replies");
    const part = parse(event.data);
    const li = $("[data-id]", part);
    if (!list || !li || document.getElementById(li.id)) return;
    if (new URLSearchParams(event.lastEventId).get("thread") !== panel().dataset.root) return; // it was for a thread left meanwhile
    if (!li.classList.contains("person") && li.dataset.question) {
      $$("[data-pending]", list).filter((p) => p.dataset.pending === li.dataset.question).forEach((p) => p.remove());
    }
    const box = scrollBox();
    const follow = nearEnd(box) || li.classList.contains("person");
    list.append(part);
    if (follow) li.scrollIntoView({ block: "end", behavior: behavior() });
  };

  const onCounts = (event) => {
    for (const [root, n] of Object.entries(JSON.parse(event.data))) {
      const li = document.getElementById("m-" + root);
      const link = li && $(".actions .replies", li);
      if (!link) continue;
      link.hidden = !n;
      link.textContent = n + (n === 1 ? " reply" : " replies");
    }
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (e) => { if (e.persisted) connect(); });

  // --- the panel -----------------------------------------------------------
  const scrollBox = () => (wide.matches && room() ? room() : document.documentElement);

  const markOpen = () => {
    const root = panel() ? panel().dataset.root : "";
    for (const li of $$(".message.open", feed)) li.classList.remove("open");
    const li = root && document.getElementById("m-" + root);
    if (li) li.classList.add("open");
    document.body.classList.toggle("beside", !!panel());
  };

  const settle = (hash) => {
    const box = $("#question");
    if (box) {
      const draft = stored(sessionStorage, "draft " + panel().dataset.root);
      if (draft && !box.value) box.value = draft;
      box.focus({ preventScroll: true });
    }
    const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (target && panelHome.contains(target)) {
      target.scrollIntoView({ block: "center" });
      if (!box) target.focus({ preventScroll: true });
    } else if ($("#replies [data-id]") && room() && wide.matches) {
      room().scrollTop = room().scrollHeight;
    } else if (!box && room()) {
      room().focus({ preventScroll: true });
    }
  };

  const address = () => location.pathname + location.search;
  let shown = address();
  let turn = 0;
  const show = async (url, push) => {
    const mine = ++turn;
    let next = null;
    let title = document.title;
    if (inThread.test(url.pathname)) {
      try {
        const answer = await fetch(url, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        next = $("#panel > *", page);
        title = page.title;
      } catch { /* below */ }
      if (mine !== turn) return; // another was opened meanwhile
      if (!next) { location.assign(url); return; }
    } else {
      title = "#" + decodeURIComponent(url.pathname.split("/")[2] || "");
    }
    panelHome.replaceChildren(...(next ? [document.adoptNode(next)] : []));
    if (push) history.pushState(null, "", url);
    shown = address();
    document.title = title;
    markOpen();
    if (next) settle(url.hash);
    connect();
  };

  const close = () => {
    const link = panel() && $(".close", panel());
    if (!link) return false;
    if (!wide.matches) { location.assign(link.href); return true; }
    const root = panel().dataset.root;
    const url = new URL(link.href);
    url.hash = "";
    show(url, true);
    const li = document.getElementById("m-" + root);
    if (li) li.focus({ preventScroll: true });
    return true;
  };

  document.addEventListener("click", (e) => {
    if (e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    const a = e.target.closest("a[href]");
    if (!a || a.origin !== location.origin || a.target || !wide.matches) return;
    if (a.getAttribute("href").startsWith("#")) return; // a place on this page
    if (a.classList.contains("close")) { e.preventDefault(); close(); return; }
    if (inThread.test(a.pathname)) { e.preventDefault(); show(new URL(a.href), true); }
  });
  addEventListener("popstate", () => {
    if (address() !== shown) show(new URL(location.href), false);
  });

  // --- asking --------------------------------------------------------------
  const newID = () => {
    const letters = "abcdefghijklmnopqrstuvwxyz234567";
    return "q-" + [...crypto.getRandomValues(new Uint8Array(26))].map((b) => letters[b & 31]).join("");
  };

  document.addEventListener("submit", async (e) => {
    const form = e.target;
    if (form.getAttribute("id") !== "ask") return; // form.id is its field of that name
    e.preventDefault();
    const box = $("textarea", form);
    const trouble = $(".trouble", form);
    const button = $("button", form);
    if (!box.value.trim() || button.disabled) { box.focus(); return; }
    button.disabled = true;
    trouble.textContent = "";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "X-Newsdigest": "script" },
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.ok) {
        box.value = "";
        form.elements.id.value = newID();
        stored(sessionStorage, "draft " + panel().dataset.root, "");
        tell("Looking it up");
        if (!source || source.readyState !== EventSource.OPEN) connect();
      } else {
        trouble.textContent = (await answer.text()).trim();
      }
    } catch {
      trouble.textContent = "The program does not answer. Is it still running?";
    }
    button.disabled = false;
    box.focus();
  });

  document.addEventListener("input", (e) => {
    if (e.target.id === "question") stored(sessionStorage, "draft " + panel().dataset.root, e.target.value);
  });

  // --- keys ----------------------------------------------------------------
  const stories = () => $$(".story", feed);
  const step = (by) => {
    const all = stories();
    if (!all.length) return;
    let at = all.findIndex((li) => li.contains(document.activeElement));
    if (at < 0) {
      at = all.findIndex((li) => li.getBoundingClientRect().bottom > 80) - (by > 0 ? 1 : 0);
    }
    const li = all[Math.min(all.length - 1, Math.max(0, at + by))];
    li.focus({ preventScroll: true });
    li.scrollIntoView({ block: "start", behavior: behavior() });
  };

  document.addEventListener("keydown", (e) => {
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const on = e.target;
    if (e.key === "Escape") {
      if (close()) e.preventDefault();
      return;
    }
    if (on.id === "question") {
      if (e.key === "Enter" && !e.shiftKey) {
        e.preventDefault();
        on.form.requestSubmit();
      }
      return;
    }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName)) return;
    const onStory = on.classList.contains("story");
    if (e.key === "j" || (e.key === "ArrowDown" && onStory)) {
      e.preventDefault();
      step(1);
    } else if (e.key === "k" || (e.key === "ArrowUp" && onStory)) {
      e.preventDefault();
      step(-1);
    } else if (e.key === "Enter" && onStory) {
      e.preventDefault();
      $(".ask", on).click();
    }
  });

  // Whose words the pointer is on.
  const point = (e) => {
    const quote = e.target.closest("[data-note]");
    for (const li of $$(".notes .lit")) li.classList.remove("lit");
    const note = quote && document.getElementById(quote.dataset.note);
    if (note) note.classList.add("lit");
  };
  document.addEventListener("mouseover", point);

  // --- where reading begins ------------------------------------------------
  const seenKey = "seen " + feed.dataset.events;
  const toNewest = () => {
    const at = document.getElementById("newest");
    if (at) at.closest(".message, .nothing").scrollIntoView({ block: "start" });
  };
  const begin = () => {
    if (feed.dataset.events) {
      const seen = stored(localStorage, seenKey);
      const last = seen && document.getElementById("m-" + seen);
      if (last && last.nextElementSibling) {
        const line = document.createElement("li");
        line.className = "fresh";
        line.textContent = "New";
        last.after(line);
      }
      const remember = () => { if (lastID(feed)) stored(localStorage, seenKey, lastID(feed)); };
      remember();
      addEventListener("pagehide", remember);
    }
    if (panel()) {
      markOpen();
      const li = document.getElementById("m-" + panel().dataset.root);
      if (li && wide.matches) li.scrollIntoView({ block: "start" });
      settle(location.hash);
    } else if (!location.hash) {
      toNewest();
    }
    connect();
  };
  begin();
})();
