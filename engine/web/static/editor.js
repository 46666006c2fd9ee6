// The page of a file works entirely without this. With it: what is wrong is told while one types, at its line in the
// margin, and what may be written at the caret is proposed, from the language's own grammar.
"use strict";

(() => {
  const form = document.querySelector("form.editing");
  if (!form) return;
  const area = form.querySelector("#text");
  const gutter = form.querySelector(".gutter");
  const said = document.getElementById("findings-said");
  const list = document.getElementById("findings-list");
  const choices = document.getElementById("choices");
  const PAUSE = 700, KEEP = 3000;
  let grammar = {}, names = {}, marks = new Map(), asking = null, timer = 0, drawn = 0;

  // --- the margin ---

  function drawMargin() {
    const count = area.value.split("\n").length;
    const lines = [];
    for (let line = 1; line <= count; line += 1) {
      const told = document.createElement("div");
      told.textContent = line;
      if (marks.has(line)) told.className = marks.get(line);
      lines.push(told);
    }
    gutter.replaceChildren(...lines);
    gutter.style.blockSize = `${area.clientHeight}px`;
    gutter.scrollTop = area.scrollTop;
    drawn = count;
  }

  function mark(found) {
    marks = new Map();
    for (const each of found) if (marks.get(each.line) !== "error") marks.set(each.line, each.severity);
    drawMargin();
  }

  function goTo(line, column) {
    const lines = area.value.split("\n");
    const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const place = Math.min(at + column - 1, area.value.length);
    area.focus();
    area.setSelectionRange(place, place);
    area.scrollTop = Math.max(0, (line - 6) * lineHeight());
    area.scrollIntoView({ block: "nearest" });
  }

  const lineHeight = () => parseFloat(getComputedStyle(area).lineHeight);

  // --- what is wrong ---

  function told(each, rank) {
    const item = document.createElement("li");
    item.id = `found-${rank + 1}`;
    item.className = each.severity;
    const place = document.createElement("button");
    place.type = "button";
    place.className = "place";
    place.dir = "ltr";
    place.dataset.line = each.line;
    place.dataset.column = each.column;
    place.textContent = `${each.line}:${each.column}`;
    const message = document.createElement("strong");
    message.dir = "auto";
    message.textContent = each.message;
    const remedy = document.createElement("span");
    remedy.dir = "auto";
    remedy.textContent = each.remedy;
    item.append(place, " ", message, " ", remedy);
    return item;
  }

  async function check() {
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams({ token: form.elements.token.value, text: area.value });
    let answer;
    try {
      const response = await fetch(form.dataset.check, { method: "POST", body, signal: asking.signal });
      if (!response.ok) throw new Error(response.status);
      answer = await response.json();
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = form.dataset.saidLate;
      return;
    }
    names = answer.names;
    const found = answer.problems;
    mark(found);
    list.replaceChildren(...found.map(told));
    said.textContent = found.length
      ? form.dataset.saidFound.replace("{}", answer.errors).replace("{}", answer.warnings)
      : form.dataset.saidNone;
  }

  // --- kept while one types ---

  const draftSaid = document.getElementById("draft-said");
  let kept = area.value, later = 0, going = null;

  async function keep(text) {
    const body = new URLSearchParams({ token: form.elements.token.value, seen: form.elements.seen.value, text });
    try {
      const response = await fetch(form.dataset.draft, { method: "POST", body });
      const answer = await response.json();
      draftSaid.textContent = answer.said;
      // Another page of the same editor has written: saving by hand shows both texts.
      if (response.status === 409) form.dataset.met = "1";
      if (!response.ok) return;
      form.elements.seen.value = answer.seen;
      kept = text;
      if (area.value === text) delete form.dataset.typed;
    } catch {
      // The page asks before it goes away, and tries again as one types.
      draftSaid.textContent = form.dataset.saidLate;
    }
  }

  function keepLater() {
    if (later || form.dataset.met) return;
    later = setTimeout(async () => {
      later = 0;
      if (going) return keepLater();
      if (area.value === kept) return;
      going = keep(area.value);
      await going;
      going = null;
    }, KEEP);
  }

  // What is being kept is what the page then saves over: its mark is waited for.
  form.addEventListener("submit", async (event) => {
    clearTimeout(later);
    later = 0;
    if (!going) return;
    event.preventDefault();
    event.stopPropagation();
    const submitter = event.submitter;
    await going;
    form.requestSubmit(submitter);
  });

  // In the list, and in what is told above the text.
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-line]");
    if (!place) return;
    event.preventDefault();
    goTo(Number(place.dataset.line), Number(place.dataset.column));
  });
  // From a page that names a line of this text.
  const led = /^#L([0-9]+)$/.exec(location.hash);
  if (led) goTo(Number(led[1]), 1);

  // --- where the caret stands: the keys above it, and what is begun there ---

  function where() {
    const before = area.value.slice(0, area.selectionStart).split("\n");
    const current = before.pop();
    const begun = /[\w.]*$/.exec(current)[0];
    const [path, open] = inLine(current.slice(0, current.length - begun.length));
    let depth = indentOf(current);
    const head = [];
    for (let at = before.length - 1; at >= 0 && depth > 0; at -= 1) {
      const line = before[at];
      if (!line.trim() || line.trim().startsWith("#") || indentOf(line) >= depth) continue;
      const [above] = inLine(line);
      head.unshift(...above);
      depth = line.length - line.trimStart().length;
    }
    return { path: [...head, ...path], open, begun };
  }

  // A dash opens an element: what follows it stands deeper than the dash.
  const indentOf = (line) => /^ *(- +)*/.exec(line)[0].length;

  // The keys that a line opens, and whether a value is awaited at its end.
  function inLine(line) {
    const path = [], stack = [];
    let rest = line.trimStart();
    let value = false;
    while (/^- /.test(rest)) {
      path.push("[]");
      rest = rest.slice(2).trimStart();
    }
    for (let at = 0; at < rest.length; ) {
      const key = /^([\w]+):(?=\s|$)\s*/.exec(rest.slice(at));
      if (key && !value) {
        path.push(key[1]);
        value = true;
        at += key[0].length;
      } else if (rest[at] === "{" || rest[at] === "[") {
        if (rest[at] === "[") path.push("[]");
        stack.push([rest[at], path.length]);
        value = rest[at] === "[";
        at += 1;
      } else if (rest[at] === "}" || rest[at] === "]") {
        const [sign, length] = stack.pop() ?? ["", 0];
        path.length = Math.max(0, length - (sign === "[" ? 1 : 0));
        value = true;
        at += 1;
      } else if (rest[at] === ",") {
        const [sign, length] = stack.at(-1) ?? ["", path.length];
        path.length = length;
        value = sign === "[";
        at += 1;
      } else if (rest[at] === '"' || rest[at] === "'") {
        const end = rest.indexOf(rest[at], at + 1);
        at = end < 0 ? rest.length : end + 1;
      } else {
        at += 1;
      }
    }
    return [path, value];
  }

  function shapesAt(path) {
    let shapes = [grammar.root];
    for (const step of path) shapes = shapes.flatMap(opened).flatMap((shape) => below(shape, step));
    return shapes.flatMap(opened);
  }

  const opened = (shape) => (shape?.either ? shape.either.flatMap(opened) : shape ? [shape] : []);

  function below(shape, step) {
    if (shape.list) return step === "[]" ? [shape.list] : shape.one ? opened(shape.list).flatMap((each) => below(each, step)) : [];
    if (shape.map) return step === "[]" ? [] : [shape.map];
    const key = shape.record && grammar.records[shape.record][step];
    return key ? [key[1]] : [];
  }

  function proposals() {
    if (!grammar.root) return [];
    const { path, open, begun } = where();
    const found = new Map();
    const propose = (word, meaning, after) => {
      if (word.startsWith(begun) && !found.has(word)) found.set(word, { word, meaning, after });
    };
    const tell = (shape) => {
      if (shape.words) Object.entries(shape.words).forEach(([word, meaning]) => propose(word, meaning, ""));
      if (shape.names) (names[shape.names] ?? []).forEach((word) => propose(word, shape.noun, ""));
      if (shape.list) opened(shape.list).forEach(tell);
      if (shape.guard) {
        for (const kind of ["field", "deadline", "document", "state"]) (names[kind] ?? []).forEach((word) => propose(word, kind, ""));
        grammar.functions.forEach((word) => propose(word, "( … )", "("));
      }
    };
    for (const shape of shapesAt(path)) {
      if (open) tell(shape);
      else if (shape.record) Object.entries(grammar.records[shape.record]).forEach(([word, [meaning]]) => propose(word, meaning, ": "));
    }
    return [...found.values()].filter((each) => each.word !== begun).slice(0, 60);
  }

  // --- what may be written there ---

  let shown = [], chosen = 0;

  function show(asked) {
    const { begun } = where();
    shown = asked || begun ? proposals() : [];
    if (!shown.length) return hide();
    chosen = 0;
    choices.replaceChildren(
      ...shown.map((each, rank) => {
        const item = document.createElement("li");
        item.id = `choice-${rank}`;
        item.role = "option";
        item.textContent = each.word;
        const meaning = document.createElement("small");
        meaning.lang = "fr";
        meaning.dir = "auto";
        meaning.textContent = each.meaning;
        item.append(meaning);
        return item;
      }),
    );
    place();
    choices.hidden = false;
    select(0);
    said.textContent = `${shown.length} ${form.dataset.saidChoices}`;
  }

  function place() {
    const before = area.value.slice(0, area.selectionStart).split("\n");
    const style = getComputedStyle(area);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontSize} ${style.fontFamily}`;
    const x = pen.measureText(before.at(-1)).width - area.scrollLeft + gutter.offsetWidth + 8;
    const y = before.length * lineHeight() - area.scrollTop + 10;
    choices.style.left = `${Math.max(4, Math.min(x, area.offsetWidth - 260))}px`;
    choices.style.top = `${Math.max(4, Math.min(y, area.clientHeight - 60))}px`;
  }

  function select(rank) {
    chosen = (rank + shown.length) % shown.length;
    [...choices.children].forEach((item, at) => item.setAttribute("aria-selected", at === chosen));
    choices.children[chosen].scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", `choice-${chosen}`);
  }

  function hide() {
    choices.hidden = true;
    shown = [];
    area.removeAttribute("aria-activedescendant");
  }

  function accept() {
    const { word, after } = shown[chosen];
    const { begun } = where();
    write(area.selectionStart - begun.length, `${word}${after}`);
    hide();
  }

  // Written as a keyboard would: it can be undone.
  function write(from, text) {
    area.setSelectionRange(from, area.selectionStart);
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, from, area.selectionEnd, "end");
  }

  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      show(true);
    } else if (!choices.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      select(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (!choices.hidden && event.key === "Enter") {
      event.preventDefault();
      accept();
    } else if (!choices.hidden && event.key === "Escape") {
      event.preventDefault();
      hide();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.isComposing) {
      const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
      event.preventDefault();
      const deeper = /:\s*$/.test(line) ? "  " : "";
      document.execCommand("insertText", false, `\n${/^ */.exec(line)[0]}${deeper}`);
    }
  });

  choices.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    event.preventDefault();
    chosen = [...choices.children].indexOf(item);
    accept();
  });

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
    keepLater();
    if (area.value.split("\n").length !== drawn) drawMargin();
    show(false);
  });
  area.addEventListener("scroll", () => {
    gutter.scrollTop = area.scrollTop;
    // Writing at an edge scrolls by itself: what is proposed goes along.
    if (!choices.hidden) place();
  });
  area.addEventListener("blur", hide);
  new ResizeObserver(drawMargin).observe(area);

  fetch(form.dataset.help)
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then((told) => {
      grammar = told;
      return check();
    })
    .catch(() => {});
})();
