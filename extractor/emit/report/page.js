"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words, figures = data.figures, text = (at) => data.texts[at];
  const $ = (id) => document.getElementById(id);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const panel = $("panel"), things = all(".thing"), find = $("find");
  const key = "irdeck:" + (data.digest || data.deck), nameKey = "irdeck:reviewer";
  const SYMBOLS = { sure: "●", inferred: "◐", ambiguous: "◇", not_assessed: "○" };
  const kept = (name, otherwise) => { try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; } };
  const keep = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* a page without storage */ } };
  let decisions = kept(key, {}), selected = "", at = -1;

  // Elements are made node by node: no text of a deck is ever read as markup.
  function make(tag, options = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) {
      if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child != null && child !== false));
    return node;
  }
  const said = (phrase, facts) => phrase.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const named = (id) => { const f = figures[id]; return f ? `${text(f.item)}, ${text(f.period)}` : id; };
  const jump = (id) => make("a", { href: "#" + encodeURIComponent(id), "data-select": id, title: named(id) });

  function light(id, name, on) {
    for (const node of all(`[data-figure="${CSS.escape(id)}"], [data-bar="${CSS.escape(id)}"], [data-figures~="${CSS.escape(id)}"]`))
      node.classList.toggle(name, on);
  }

  function select(id, { scroll = true, focus = false } = {}) {
    if (!figures[id]) return;
    if (selected) { all(".on").forEach((node) => node.classList.remove("on")); all(".also").forEach((node) => node.classList.remove("also")); }
    selected = id;
    light(id, "on", true);
    for (const check of figures[id].checks) for (const [, , other] of data.checks[check].terms) if (other !== id) light(other, "also", true);
    history.replaceState(null, "", "#" + encodeURIComponent(id));
    show(id);
    const cell = $(id), mark = document.querySelector(`[data-figures~="${CSS.escape(id)}"]`);
    if (scroll && cell) cell.closest(".exhibit").scrollIntoView({ block: "nearest" }), cell.scrollIntoView({ block: "center", inline: "nearest" });
    if (mark) { const box = mark.closest(".source"); box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2; }
    if (focus && cell) { if (!cell.hasAttribute("tabindex")) cell.tabIndex = -1; cell.focus({ preventScroll: true }); }
  }

  function close() {
    panel.hidden = true;
    document.body.classList.remove("panelled");
    all(".on, .also").forEach((node) => node.classList.remove("on", "also"));
    const cell = selected && $(selected);
    if (cell) { if (!cell.hasAttribute("tabindex")) cell.tabIndex = -1; cell.focus({ preventScroll: true }); }
    selected = "";
  }

  const linkRow = (title, [grade, reasons]) => make("li", { class: "link" },
    make("span", { class: "chip " + grade, title: words[grade] }, make("i", {}, SYMBOLS[grade])),
    make("span", {}, make("b", {}, `${title}: ${words[grade]}`), make("br"), reasons.map(text).join(words.and)));

  function checkRow(index) {
    const check = data.checks[index], row = make("li", {}, make("b", {}, check.mark + " "), `${check.identity}: `);
    for (const [sign, value, id] of check.terms) { const to = jump(id); to.textContent = value; row.append(sign, to); }
    row.append(make("span", { class: "soft" }, ` (${check.verdict})`));
    return row;
  }

  const block = (title, rows) => rows.length ? [make("h3", {}, title), make("ul", {}, ...rows)] : [];

  const kind = (name) => words["kind_" + name] ?? name;
  function lost(f) {
    const rows = f.lost.map(([how, reading]) => make("li", {}, `${reading || "–"} `, make("span", { class: "soft" }, kind(how))));
    if (f.more) rows.push(make("li", { class: "soft" }, said(words.more, { count: f.more })));
    if (rows.length) rows.push(make("li", { class: "soft" }, said(words.lost_why, { reasons: f.links[0][1].map(text).join(words.and) })));
    return block(words.lost, rows);
  }

  // The place on the page where a figure is printed, larger.
  function lens(id) {
    const frame = document.querySelector(`.frame[data-figures~="${CSS.escape(id)}"]`), page = frame?.closest("svg");
    if (!page) return [];
    const [x, y, width, height] = ["x", "y", "width", "height"].map((side) => Number(frame.getAttribute(side)));
    const part = page.cloneNode(false), [wide, high] = [Math.max(3 * width, 120), Math.max(3 * height, 36)];
    part.setAttribute("class", "lens");
    part.setAttribute("viewBox", `${x + width / 2 - wide / 2} ${y + height / 2 - high / 2} ${wide} ${high}`);
    const box = frame.cloneNode(false);
    for (const name of ["class", "data-figures"]) box.removeAttribute(name);
    part.append(page.querySelector("use").cloneNode(false), box);
    return [part];
  }

  function show(id) {
    const f = figures[id], share = Number(f.conf);
    const findings = data.findings.filter(([, , touched]) => touched.includes(id));
    panel.replaceChildren(
      make("button", { type: "button", class: "close", "aria-label": words.close, on: { click: close } }, "×"),
      make("h2", {}, f.value),
      ...lens(id),
      make("p", {}, make("b", {}, (f.crumb && text(f.crumb) ? text(f.crumb) + " › " : "") + text(f.item)), ", " + text(f.period)),
      make("p", { class: "soft" }, [id, text(f.id), text(f.span), f.places.join(" ")].filter(Boolean).join(" · ")),
      make("p", { class: "soft" }, make("code", {}, f.raw), f.edits.length ? " · " + f.edits.map(kind).join(", ") : ""),
      make("h3", {}, words.links),
      make("ul", {}, linkRow(words.link_value, f.links[0]), linkRow(words.link_period, f.links[1]), linkRow(words.link_item, f.links[2])),
      make("p", { class: "soft" }, share ? said(words.confidence, { share: Math.round(1000 * share) / 10 }) : words.confidence_none),
      ...block(words.survive, f.other.map(([link, reading]) => make("li", {}, make("b", {}, text(link)), ": " + reading))),
      ...lost(f),
      ...block(words.findings, findings.map(([code, message]) => make("li", {}, message + " ", make("code", {}, code)))),
      ...block(words.checks, f.checks.map(checkRow)),
      ...form(id));
    $("told").textContent = `${f.value}, ${named(id)}, ${words[gradeOf($(id)) ?? "sure"]}`;
    panel.hidden = false;
    document.body.classList.add("panelled");
  }

  function form(id) {
    const f = figures[id], now = decisions[id] ?? {};
    const field = (name, label, value) => [make("label", { for: "field-" + name }, label),
      make("input", { id: "field-" + name, value, on: { change: (event) => decide(id, { [name]: event.target.value }) } })];
    const choice = (word, label) => make("button", { type: "button", "data-decision": word, "aria-pressed": String(now.decision === word),
      on: { click: () => decide(id, { decision: word }) } }, label);
    const corrected = now.decision === "correct"
      ? [...field("value", words.value, now.value ?? f.plain), ...field("item", words.item, now.item ?? text(f.item)), ...field("period", words.period, now.period ?? text(f.bare))]
      : [];
    return [make("h3", {}, words.decision),
      make("div", { class: "choices" }, choice("accept", words.accept), choice("correct", words.correct), choice("reject", words.reject),
        now.decision && make("button", { type: "button", on: { click: () => { delete decisions[id]; changed(id); } } }, words.undo)),
      make("div", { class: "fields" }, ...corrected, ...field("note", words.remark, now.note ?? ""), ...field("by", words.reviewer, now.by ?? kept(nameKey, ""))),
      now.at && make("p", { class: "soft" }, said(words.decided_by, { by: now.by || "?", at: now.at }))].filter(Boolean);
  }

  function decide(id, change) {
    const f = figures[id], old = decisions[id] ?? {};
    if (change.by !== undefined) keep(nameKey, change.by);
    const made = { by: kept(nameKey, ""), ...old, ...change, at: new Date().toISOString().slice(0, 19) + "Z" };
    if (!made.decision) { if (!change.note) return; made.decision = "accept"; }
    if (made.decision !== "correct") { delete made.value; delete made.item; delete made.period; }
    decisions[id] = { figure: id, source: f.places, raw: f.raw, was: { value: f.plain, item: text(f.item), period: text(f.bare), unit: text(f.unit) }, ...made };
    changed(id);
  }

  const DONE = { accept: "accepted", correct: "corrected", reject: "rejected" };
  function changed(id) {
    keep(key, decisions);
    marks();
    if (id === selected) show(id);
  }
  function marks() {
    for (const cell of all(".accepted, .corrected, .rejected")) cell.classList.remove(...Object.values(DONE));
    for (const [id, { decision }] of Object.entries(decisions)) if (DONE[decision]) $(id)?.classList.add(DONE[decision]);
    const count = Object.keys(decisions).length;
    $("decided").textContent = count ? said(words.decided, { count }) : "";
    $("save").disabled = !count;
  }

  function save() {
    const made = { schema: "irdeck-decisions/1", deck: data.deck, digest: data.digest, decisions: Object.values(decisions) };
    const file = new Blob([JSON.stringify(made, null, 2) + "\n"], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: "decisions.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function load(event) {
    let given = [];
    try { given = JSON.parse(await event.target.files[0].text()).decisions ?? []; } catch { given = []; }
    let stale = 0;
    for (const each of given) {
      if (figures[each.figure]?.raw === each.raw) decisions[each.figure] = each; else stale += 1;
    }
    keep(key, decisions);
    marks();
    if (stale) $("decided").textContent += " " + said(words.stale, { count: stale });
    event.target.value = "";
  }

  // Search and the grades hide rows, exhibits and things that do not fit; an exhibit stays while any row of it does.
  const wanted = new Set();
  const rowText = (row) => all("td[data-figure]", row).map((cell) => {
    const f = figures[cell.dataset.figure];
    return f ? `${f.value} ${f.plain} ${text(f.period)} ${text(f.id)} ${f.raw} ${cell.dataset.figure}` : "";
  }).join(" ");
  const codes = new Map();
  for (const [code, , touched] of data.findings) for (const id of touched) codes.set(id, `${codes.get(id) ?? ""} ${code}`);
  let found = null;
  const searchable = () => found ??= all(".exhibit").map((node) => ({ node, title: node.dataset.title.toLowerCase(),
    rows: all(".pair tbody tr", node).map((row) => ({ row, grades: all("td[data-figure]", row).map((cell) => figures[cell.dataset.figure] && gradeOf(cell)),
      text: `${row.firstElementChild.textContent} ${rowText(row)} ${all("td[data-figure]", row).map((cell) => codes.get(cell.dataset.figure) ?? "").join(" ")}`.toLowerCase() })) }));
  function gradeOf(cell) { return ["sure", "inferred", "ambiguous", "not_assessed"].find((grade) => cell.classList.contains(grade)); }
  function filter() {
    const parts = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (where) => parts.every((part) => where.includes(part));
    for (const { node, title, rows: own } of searchable()) {
      let left = 0;
      for (const { row, grades, text: where } of own) {
        const stays = has(title + " " + where) && (!wanted.size || grades.some((grade) => wanted.has(grade)));
        row.classList.toggle("gone", !stays);
        left += stays;
      }
      node.classList.toggle("gone", !left);
    }
    for (const thing of things) {
      const shown = has(`${thing.dataset.text} ${thing.textContent}`.toLowerCase());
      thing.classList.toggle("gone", !shown);
    }
  }

  function step(by) {
    const left = things.filter((thing) => !thing.classList.contains("gone"));
    if (!left.length) return;
    at = Math.min(Math.max(at + by, 0), left.length - 1);
    things.forEach((thing) => thing.classList.remove("here"));
    left[at].classList.add("here");
    const first = left[at].querySelector("[data-select]");
    if (first) select(first.dataset.select, { scroll: false });
    left[at].scrollIntoView({ block: "center" });
  }

  function move(cell, key) {
    const row = cell.parentElement, cells = all("td[data-figure]", row), here = cells.indexOf(cell);
    if (key === "ArrowLeft") return cells[here - 1];
    if (key === "ArrowRight") return cells[here + 1];
    let next = row;
    while ((next = key === "ArrowUp" ? next.previousElementSibling : next.nextElementSibling)) {
      const found = next.children[cell.cellIndex];
      if (found?.dataset.figure && !next.classList.contains("gone")) return found;
    }
    return null;
  }

  // What glyphs, boxes and bars are is said when the pointer comes, not carried by each of them.
  document.addEventListener("pointerover", (event) => {
    const over = event.target.closest?.("[data-figures], [data-bar]");
    if (!over || over.dataset.told) return;
    over.dataset.told = "1";
    const told = (over.dataset.figures ?? over.dataset.bar).split(" ").map((id) => `${named(id)}: ${figures[id]?.value ?? ""}`).join("\n");
    if (over.ownerSVGElement) { const title = document.createElementNS(over.namespaceURI, "title"); title.textContent = told; over.append(title); }
    else over.title = told;
  });
  document.addEventListener("click", (event) => {
    const code = event.target.closest("[data-find]");
    if (code) { find.value = find.value === code.dataset.find ? "" : code.dataset.find; filter(); return; }
    const to = event.target.closest("[data-select], [data-figure], [data-bar], [data-figures]");
    if (!to || panel.contains(event.target) && !to.dataset.select) return;
    const id = to.dataset.select ?? to.dataset.figure ?? to.dataset.bar ?? to.dataset.figures.split(" ")[0];
    if (to.dataset.select) event.preventDefault();
    select(id, { scroll: Boolean(to.dataset.select), focus: Boolean(to.dataset.figure) });
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea")) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = event.target.closest?.("td[data-figure]");
    if (event.key === "Escape") close();
    else if (event.key === "/") { event.preventDefault(); find.focus(); }
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (cell && event.key.startsWith("Arrow")) { const next = move(cell, event.key); if (next) { event.preventDefault(); select(next.dataset.figure, { scroll: false, focus: true }); } }
    else if (cell && event.key === "Enter") select(cell.dataset.figure, { scroll: false });
  });
  let waiting = 0;
  find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  for (const chip of all(".grades [data-grade]")) chip.addEventListener("click", () => {
    const on = chip.getAttribute("aria-pressed") !== "true";
    chip.setAttribute("aria-pressed", String(on));
    if (on) wanted.add(chip.dataset.grade); else wanted.delete(chip.dataset.grade);
    filter();
  });
  $("next").addEventListener("click", () => step(1));
  $("previous").addEventListener("click", () => step(-1));
  $("save").addEventListener("click", save);
  $("load").addEventListener("change", load);
  const linked = () => { const id = decodeURIComponent(location.hash.slice(1)); if (figures[id]) select(id); };
  addEventListener("hashchange", linked);
  marks();
  linked();
})();
