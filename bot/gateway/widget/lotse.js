// The chat widget: <script src="https://…/lotse.js" async></script> is all that a website needs.
// No dependency, no build step, no request to anywhere but its own gateway. Text of a message
// enters the page through textContent only.
(() => {
  "use strict";

  const BASE = new URL(".", document.currentScript.src).href;
  const STORE = `lotse:${BASE}`;
  const RETRY_MS = [1000, 2000, 4000];
  const PATIENCE_MS = 45000;
  const KEPT_ITEMS = 60;
  const SVG = "http://www.w3.org/2000/svg";
  const ICONS = {
    chat: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
    close: "M6 6l12 12M18 6L6 18",
    send: "M4 12h14M12 5l7 7-7 7",
    globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
  };

  const CSS = `
:host { all: initial; --ink: #14263d; --muted: #52647a; --paper: #fff; --sea: #f2f6fa;
  --blue: #0f3d66; --blue-deep: #0a2c4c; --on-blue: #fff; --line: #d3deea; --link: #0b5394;
  --amber: #f2a541; --on-amber: #2b1a00; --alarm: #a5201c; --alarm-paper: #fdf1f0;
  --mine: #dcebf8; color-scheme: light dark;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
@media (prefers-color-scheme: dark) { :host { --ink: #e8eff7; --muted: #a9bacd; --paper: #13202f;
  --sea: #0c1622; --blue: #14446f; --blue-deep: #0e2f4e; --line: #2c4058; --link: #8cc4f5;
  --alarm: #ff9d97; --alarm-paper: #331a1b; --mine: #1d3d5c; } }
@media print { :host { display: none; } }
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
button, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
svg { width: 1.4em; height: 1.4em; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round; flex: none; }
:focus-visible { outline: 3px solid var(--amber); outline-offset: 2px; }
a { color: var(--link); text-underline-offset: .15em; overflow-wrap: anywhere; }
.launcher { position: fixed; z-index: 2147483000; right: 20px; bottom: 20px; width: 64px;
  height: 64px; border: 0; border-radius: 50%; background: var(--blue); color: var(--on-blue);
  display: grid; place-items: center; box-shadow: 0 6px 20px rgb(10 44 76 / .35); }
.launcher::after { content: ""; position: absolute; top: 3px; right: 3px; width: 14px;
  height: 14px; border-radius: 50%; background: var(--amber); border: 2px solid var(--blue); }
.launcher:hover { background: var(--blue-deep); }
.panel { position: fixed; z-index: 2147483001; right: 20px; bottom: 20px; width: 410px;
  height: min(700px, calc(100dvh - 40px)); display: flex; flex-direction: column;
  background: var(--sea); color: var(--ink); border: 1px solid var(--line); border-radius: 16px;
  overflow: hidden; box-shadow: 0 16px 48px rgb(10 44 76 / .3); animation: rise .18s ease-out; }
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
@keyframes pulse { 50% { opacity: .25; } }
@media (max-width: 520px), (max-height: 480px) { .panel { inset: 0; width: auto; height: auto;
  border: 0; border-radius: 0; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important;
  scroll-behavior: auto !important; } }
.launcher svg { width: 30px; height: 30px; }
header { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 14px;
  background: var(--blue); color: var(--on-blue); border-bottom: 3px solid var(--amber); }
[dir=rtl] header { padding: 8px 14px 8px 8px; }
.name { flex: 1; min-width: 0; line-height: 1.3; }
h2 { margin: 0; font-size: 1.15em; font-weight: 700; letter-spacing: .01em; }
.name p { margin: 0; font-size: .85em; opacity: .9; }
@media (max-width: 400px) { .name p { display: none; } }
.menu { display: flex; align-items: center; gap: 6px; }
select { max-width: 9.5em; min-height: 40px; padding: 4px 6px; border-radius: 8px;
  border: 1px solid rgb(255 255 255 / .45); background: var(--blue-deep); color: var(--on-blue); }
.icon { width: 44px; height: 44px; border: 0; border-radius: 10px; background: none;
  display: grid; place-items: center; }
.icon:hover { background: rgb(255 255 255 / .15); }
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px 12px;
  display: flex; flex-direction: column; gap: 10px; scroll-behavior: smooth; }
.turn { display: contents; }
.bubble { max-width: 88%; width: fit-content; padding: 9px 13px; border-radius: 14px;
  background: var(--paper); border: 1px solid var(--line); white-space: pre-line;
  overflow-wrap: anywhere; }
.mine { align-self: flex-end; background: var(--mine); border-color: transparent;
  border-end-end-radius: 4px; }
.theirs { border-end-start-radius: 4px; }
.error { border-inline-start: 4px solid var(--amber); }
.error .buttons { margin: 8px 0 2px; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
.choice { min-height: 44px; padding: 8px 14px; border-radius: 22px; background: var(--paper);
  border: 1.5px solid var(--link); color: var(--link); text-align: start; font-weight: 550;
  overflow-wrap: anywhere; }
.choice:hover { background: var(--mine); }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 14px;
  padding: 14px; border-inline-start: 5px solid var(--link); }
h3 { margin: 0; font-size: 1.05em; line-height: 1.35; overflow-wrap: anywhere; }
.card p { margin: 2px 0 0; color: var(--muted); overflow-wrap: anywhere; }
.reasons { list-style: none; margin: 10px 0; padding: 0; display: flex; flex-wrap: wrap;
  gap: 6px; }
.reasons li { padding: 2px 10px; border-radius: 12px; font-size: .87em; background: #fdeed6;
  color: #4a2f00; }
dl { margin: 8px 0 0; display: grid; gap: 6px; font-size: .94em; }
dl > div { display: grid; grid-template-columns: minmax(5em, 7em) 1fr; gap: 10px; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd ul { margin: 0; padding: 0; list-style: none; }
dd a { display: inline-block; padding: 2px 0; }
.checked { font-size: .85em; }
.emergency { background: var(--alarm-paper); border: 2px solid var(--alarm); border-radius: 14px;
  padding: 12px; display: grid; gap: 10px; }
.emergency h3 { color: var(--alarm); }
.number { display: flex; align-items: center; gap: 12px; min-height: 60px; padding: 8px 14px;
  border-radius: 12px; background: #a5201c; color: #fff; text-decoration: none; }
.number b { font-size: 1.5em; white-space: nowrap; }
.waiting { color: var(--muted); font-size: .92em; padding: 0 6px; animation: pulse 1.6s infinite; }
form { display: flex; align-items: flex-end; gap: 8px; padding: 10px 12px 6px; }
textarea { flex: 1; min-width: 0; min-height: 48px; max-height: 132px; padding: 11px 12px;
  resize: none; border: 1.5px solid var(--muted); border-radius: 12px; background: var(--paper);
  color: var(--ink); field-sizing: content; }
textarea::placeholder { color: var(--muted); opacity: 1; }
.send { flex: none; width: 48px; height: 48px; border: 0; border-radius: 12px;
  background: var(--amber); color: var(--on-amber); display: grid; place-items: center; }
.send:hover { filter: brightness(.93); }
[dir=rtl] .send svg { transform: scaleX(-1); }
footer { background: var(--paper); border-top: 1px solid var(--line); }
.privacy { margin: 0; padding: 0 12px 10px; font-size: .8em; line-height: 1.4;
  color: var(--muted); }
.plain { border: 0; background: none; padding: 4px 2px; color: var(--link);
  text-decoration: underline; text-underline-offset: .15em; }
.question { padding: 14px 12px; display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
.question p { margin: 0; flex: 1 1 100%; font-weight: 600; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }`;

  /** An element with properties, attributes (names with "-", "role", "for", "lang", "dir") and children. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined) continue;
      if (name in element && !name.includes("-")) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** An address that is safe to follow, or null: data may never bring a javascript: link. */
  function safe(href) {
    try {
      const url = new URL(href);
      return ["tel:", "mailto:", "https:", "http:"].includes(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  }

  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** What is kept while the tab is open: token, language, and what is on the screen. */
  const memory = {
    load() {
      try {
        return JSON.parse(sessionStorage.getItem(STORE)) || {};
      } catch {
        return {};
      }
    },
    save(state) {
      try {
        sessionStorage.setItem(STORE, JSON.stringify(state));
      } catch {
        // A browser without storage: the chat works until the page is left.
      }
    },
  };

  class LotseChat extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      this.state = { token: null, language: null, items: [], open: false, ...memory.load() };
      this.queue = Promise.resolve();
      this.generation = 0;
      this.configs = new Map();
      this.start();
    }

    async start() {
      for (let attempt = 0; ; attempt += 1) {
        try {
          this.config = await this.loadConfig(this.wishes());
          break;
        } catch {
          await wait(RETRY_MS[Math.min(attempt, 2)] * (attempt + 1));
        }
      }
      this.build();
      this.applyTexts();
      for (const item of this.state.items) this.log.append(this.render(item));
      if (this.state.open) this.open(false);
    }

    wishes() {
      return [this.state.language, ...navigator.languages, document.documentElement.lang]
        .filter(Boolean).slice(0, 8).join(",");
    }

    async loadConfig(languages) {
      if (!this.configs.has(languages)) {
        const response = await fetch(
          `${BASE}chat/config?languages=${encodeURIComponent(languages)}`, { credentials: "omit" });
        if (!response.ok) throw new Error(`config: ${response.status}`);
        this.configs.set(languages, await response.json());
      }
      return this.configs.get(languages);
    }

    // ---- the frame -------------------------------------------------------------------------

    build() {
      this.launcher = make("button", {
        type: "button", className: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false",
        onclick: () => this.open(),
      }, icon("chat"));
      this.tagline = make("p", { id: "tagline" });
      this.select = make("select", { id: "language", onchange: () => this.pick(this.select.value) },
        ...this.config.languages.map((entry) =>
          make("option", { value: entry.code, lang: entry.code, dir: entry.direction }, entry.name)));
      this.selectLabel = make("span", { className: "unseen" });
      this.closer = make("button", { type: "button", className: "icon", onclick: () => this.close() },
        icon("close"));
      this.log = make("div", { className: "log", role: "log", "aria-live": "polite", tabIndex: 0 });
      this.waiting = make("div", { className: "waiting", role: "status" });
      this.panel = make("section", {
        className: "panel", role: "dialog", "aria-labelledby": "title tagline", hidden: true,
        onkeydown: (event) => this.keys(event),
      },
      make("header", {},
        make("div", { className: "name" }, make("h2", { id: "title" }, "Lotse"), this.tagline),
        make("label", { className: "menu", htmlFor: "language" }, icon("globe"), this.selectLabel,
          this.select), this.closer),
      this.log, this.waiting, this.buildFooter());
      this.shadowRoot.append(this.launcher, this.panel);
    }

    buildFooter() {
      this.inputLabel = make("label", { className: "unseen", htmlFor: "input" });
      this.input = make("textarea", {
        id: "input", rows: 1, autocomplete: "off", enterKeyHint: "send", dir: "auto",
        onkeydown: (event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          this.submit();
        },
      });
      this.sender = make("button", { type: "submit", className: "send" }, icon("send"));
      this.form = make("form", {
        onsubmit: (event) => { event.preventDefault(); this.submit(); },
      }, this.inputLabel, this.input, this.sender);
      this.privacy = make("span", {});
      this.deleter = make("button", {
        type: "button", className: "plain", onclick: () => this.ask(true),
      });
      this.line = make("p", { className: "privacy" }, this.privacy, " ", this.deleter);
      this.questionText = make("p", { id: "question" });
      this.yes = make("button", { type: "button", className: "choice", onclick: () => this.erase() });
      this.no = make("button", { type: "button", className: "choice", onclick: () => this.ask(false) });
      this.question = make("div", {
        className: "question", role: "alertdialog", "aria-labelledby": "question", hidden: true,
      }, this.questionText, this.yes, this.no);
      return make("footer", {}, this.form, this.line, this.question);
    }

    applyTexts() {
      const { texts, language, direction } = this.config;
      this.panel.lang = this.launcher.lang = language;
      this.panel.dir = direction;
      this.tagline.textContent = texts.tagline;
      this.selectLabel.textContent = texts.language;
      this.select.value = language;
      this.inputLabel.textContent = texts.input;
      this.input.placeholder = texts.placeholder;
      this.privacy.textContent = texts.privacy;
      this.deleter.textContent = texts.delete;
      this.questionText.textContent = texts.delete_question;
      this.yes.textContent = texts.delete_yes;
      this.no.textContent = texts.delete_no;
      for (const [element, text] of [[this.launcher, texts.open], [this.closer, texts.close],
        [this.sender, texts.send], [this.log, texts.conversation]]) {
        element.setAttribute("aria-label", text);
      }
      this.launcher.title = texts.open;
      this.greet();
    }

    greet() {
      this.greeting?.remove();
      const { greeting, language, direction } = this.config;
      this.greeting = this.bubble("theirs", greeting, language, direction);
      this.log.prepend(this.greeting);
    }

    open(focus = true) {
      this.panel.hidden = false;
      this.launcher.hidden = true;
      this.launcher.setAttribute("aria-expanded", "true");
      this.keep({ open: true });
      this.log.scrollTop = this.log.scrollHeight;
      if (focus) this.input.focus();
    }

    close() {
      this.panel.hidden = true;
      this.launcher.hidden = false;
      this.launcher.setAttribute("aria-expanded", "false");
      this.keep({ open: false });
      this.launcher.focus();
    }

    keys(event) {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      if (this.question.hidden) this.close();
      else this.ask(false);
    }

    keep(changes) {
      Object.assign(this.state, changes);
      this.state.items = this.state.items.slice(-KEPT_ITEMS);
      memory.save(this.state);
    }

    // ---- what is said ----------------------------------------------------------------------

    bubble(kind, text, language, direction) {
      const who = kind === "mine" ? make("span", { className: "unseen" },
        `${this.config.texts.you}: `) : null;
      return make("div", { className: `bubble ${kind}`, lang: language, dir: direction }, who, text);
    }

    /** Show an item now and after the next page load; a list of messages or one's own words. */
    show(item) {
      this.keep({ items: [...this.state.items, item] });
      const element = this.render(item);
      this.log.append(element);
      return element;
    }

    render(item) {
      const group = make("div", { className: "turn" });
      if (item.mine !== undefined) group.append(this.bubble("mine", item.mine, null, "auto"));
      const alarms = (item.messages || []).filter((message) => message.custom?.emergency);
      const others = (item.messages || []).filter((message) => !message.custom?.emergency);
      for (const message of [...alarms, ...others]) {
        group.append(...this.renderMessage(message, item.language, item.direction));
      }
      return group;
    }

    renderMessage(message, language, direction) {
      const custom = message.custom || {};
      const shown = { lang: custom.language || language, dir: custom.direction || direction };
      const parts = [];
      if (custom.emergency) parts.push(this.emergency(custom.emergency, shown));
      if (message.text) parts.push(this.bubble("theirs", message.text, shown.lang, shown.dir));
      for (const card of custom.offers || []) parts.push(this.card(card, shown));
      const buttons = [...(message.buttons || []), ...(custom.buttons || [])];
      if (buttons.length) {
        parts.push(make("div", { className: "buttons", role: "group", ...shown },
          ...buttons.map((button) => make("button", {
            type: "button", className: "choice", onclick: () => this.choose(button),
          }, button.title))));
      }
      return parts;
    }

    emergency(emergency, shown) {
      const numbers = (emergency.numbers || []).map(({ number, label }) => make("a", {
        className: "number", href: `tel:${String(number).replace(/[^\d+]/g, "")}`,
      }, make("b", { dir: "ltr" }, number), make("span", {}, label || "")));
      return make("section", { className: "emergency", role: "alert", ...shown },
        make("h3", {}, emergency.title || this.config.texts.emergency), ...numbers);
    }

    card(card, shown) {
      const text = (name) => card.labels?.[name] || this.config.texts[name];
      const rows = [];
      const row = (name, ...content) => rows.push(make("div", {
        className: name === "last_checked" ? "checked" : "",
      }, make("dt", {}, text(name)), make("dd", {}, ...content)));
      const link = (target, properties = {}) => {
        const href = safe(target.href);
        return href ? make("a", { href, dir: "ltr", ...properties }, target.text) : target.text;
      };
      if (card.address) row("address", card.address);
      if (card.phone) row("phone", link(card.phone));
      if (card.email) row("email", link(card.email));
      if (card.website) {
        row("website", link(card.website, { target: "_blank", rel: "noopener noreferrer" }),
          make("span", { className: "unseen" }, ` (${this.config.texts.new_tab})`));
      }
      if (card.hours?.length) row("hours", make("ul", {}, ...card.hours.map((h) => make("li", {}, h))));
      for (const name of ["languages", "cost", "last_checked"]) if (card[name]) row(name, card[name]);
      const told = card.reasons || [];
      const chips = card.distance && !told.includes(card.distance) ? [...told, card.distance] : told;
      const reasons = make("ul", { className: "reasons", "aria-label": text("why") },
        ...chips.map((reason) => make("li", {}, reason)));
      return make("article", {
        className: "card", "aria-label": `${text("offer")}: ${card.organisation}`, ...shown,
      },
      make("h3", { dir: "auto" }, card.organisation),
      card.offer ? make("p", { dir: "auto" }, card.offer) : null,
      reasons.children.length ? reasons : null, make("dl", {}, ...rows));
    }

    // ---- what is sent ----------------------------------------------------------------------

    submit() {
      const text = this.input.value.trim();
      if (!text) return this.input.focus();
      if (text.length > this.config.message_max_chars) {
        return this.complain(this.config.texts.too_long);
      }
      this.input.value = "";
      this.send({ text }, text);
    }

    choose(button) {
      if (button.action !== "location") return this.send({ payload: button.payload }, button.title);
      const failed = () => this.complain(this.config.texts.no_location);
      if (!navigator.geolocation) return failed();
      navigator.geolocation.getCurrentPosition(
        ({ coords: { latitude, longitude } }) =>
          this.send({ payload: button.payload, location: { latitude, longitude } }, button.title),
        failed, { timeout: 10000, maximumAge: 300000 });
    }

    async pick(language) {
      this.keep({ language });
      try {
        await this.adopt(language);
      } catch {
        // Offline: the message below says so.
      }
      this.send({ language }, null);
    }

    /** Speak `language`: texts and direction of the whole widget. */
    async adopt(language) {
      if (language === this.config.language) return;
      this.config = await this.loadConfig(language);
      this.applyTexts();
    }

    /** Put a message in line; its id stays the same however often it is sent. */
    send(content, shownAs) {
      const start = shownAs === null ? null : this.show({ mine: shownAs });
      const body = {
        message_id: newId(), ...content,
        page_language: document.documentElement.lang || null,
        browser_languages: navigator.languages.slice(0, 10),
      };
      this.enqueue(body, start);
    }

    enqueue(body, start) {
      const generation = this.generation;
      this.queue = this.queue.then(() => this.exchange(body, start, generation)).catch((error) => {
        console.error("lotse", error);
        this.working(false);
      });
    }

    async exchange(body, start, generation) {
      if (generation !== this.generation) return;
      this.working(true);
      const { status, answer } = await this.post("chat", body, generation);
      this.working(false);
      if (generation !== this.generation) return;
      if (status === 200) return this.receive(answer, start);
      if (status === 401 && this.state.token) {
        this.keep({ token: null });
        if (!body.payload) return this.exchange(body, start, generation);
      }
      const again = [0, 409, 429].includes(status) || status >= 500;
      this.complain(answer?.error?.message || this.config.texts.offline,
        again ? () => this.enqueue(body, start) : null, answer?.error);
    }

    /** POST, again when the network fails. Status 0: no answer could be had. */
    async post(path, body, generation) {
      for (let attempt = 0; ; attempt += 1) {
        try {
          const response = await fetch(BASE + path, {
            method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ ...body, token: this.state.token }),
            signal: AbortSignal.timeout(PATIENCE_MS),
          });
          return { status: response.status, answer: await response.json() };
        } catch {
          if (attempt >= RETRY_MS.length) return { status: 0, answer: null };
          await wait(RETRY_MS[attempt]);
          if (generation !== this.generation) return { status: 0, answer: null };
        }
      }
    }

    async receive(answer, start) {
      if (answer.token === null) this.forget();
      else this.keep({ token: answer.token, language: answer.language });
      try {
        await this.adopt(answer.language);
      } catch {
        // The answer is readable without the frame being in its language.
      }
      const { messages, language, direction } = answer;
      const shown = this.show({ messages, language, direction });
      this.scrollTo((answer.token && start?.firstElementChild) || shown.firstElementChild);
    }

    scrollTo(element) {
      if (element) this.log.scrollTop = element.offsetTop - this.log.offsetTop - 12;
    }

    complain(text, again = null, { language, direction } = {}) {
      const bubble = this.bubble("theirs error", text, language || this.config.language,
        direction || this.config.direction);
      if (again) {
        bubble.append(make("div", { className: "buttons" }, make("button", {
          type: "button", className: "choice",
          onclick: () => { bubble.remove(); this.input.focus(); again(); },
        }, this.config.texts.retry)));
      }
      this.log.append(bubble);
      this.log.scrollTop = this.log.scrollHeight;
    }

    working(busy) {
      this.waiting.textContent = busy ? this.config.texts.thinking : "";
      if (busy) this.log.scrollTop = this.log.scrollHeight;
    }

    // ---- deletion --------------------------------------------------------------------------

    ask(open) {
      this.question.hidden = !open;
      this.form.hidden = this.line.hidden = open;
      (open ? this.no : this.deleter).focus();
    }

    async erase() {
      this.ask(false);
      if (!this.state.token) {
        this.forget();
        return this.complain(this.config.texts.deleted);
      }
      this.generation += 1; // what is still in line is not sent any more
      this.working(true);
      const { status, answer } = await this.post("chat/delete",
        { language: this.config.language }, this.generation);
      this.working(false);
      if (status === 200 || status === 401) this.forget();
      if (status === 200) return this.receive(answer, null);
      this.complain(answer?.error?.message || this.config.texts.offline, () => this.erase());
    }

    forget() {
      this.generation += 1;
      this.keep({ token: null, items: [] });
      this.log.replaceChildren();
      this.greet();
    }
  }

  if (!customElements.get("lotse-chat")) {
    customElements.define("lotse-chat", LotseChat);
    const add = () => document.body.append(document.createElement("lotse-chat"));
    if (document.body) add();
    else document.addEventListener("DOMContentLoaded", add);
  }
})();
