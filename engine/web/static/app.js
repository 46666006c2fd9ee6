// Everything works without this file. With it: a form isn't sent twice by two clicks, nor sent into a dead network.
"use strict";

const offline = document.getElementById("offline");

// A first answer from the server tells that the network is there; only then is the form let go. The page stays as it
// is meanwhile: what was typed is on it, and nowhere else.
async function isReachable() {
  try {
    const answer = await fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(8000) });
    return answer.ok;
  } catch {
    return false;
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.gone) return;
  event.preventDefault();
  const submitter = event.submitter;
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  if (form.dataset.asking) return;
  form.dataset.asking = "1";
  const there = await isReachable();
  delete form.dataset.asking;
  buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  offline.hidden = there;
  if (there) {
    form.dataset.gone = "1";
    form.dataset.clean = "1";
    form.requestSubmit(submitter && submitter.isConnected ? submitter : undefined);
  } else {
    document.activeElement.scrollIntoView({ block: "nearest" });
  }
});

// Coming back to a page that was left: its forms may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form").forEach((form) => delete form.dataset.gone);
});

// What was typed and not sent is on the page alone: ask before it goes away with it.
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "keep" in form.dataset) form.dataset.typed = "1";
});
window.addEventListener("beforeunload", (event) => {
  const left = [...document.querySelectorAll("form[data-keep][data-typed]")].some((form) => !form.dataset.clean);
  if (left) event.preventDefault();
});

// On a page of many acts, Enter is for the act that one is typing for, not for the first of the page; Ctrl + Enter too,
// from a list, a text or a tick, where Enter alone does something else. An act of several buttons has each below its boxes.
document.addEventListener("keydown", (event) => {
  const box = event.target;
  const asked = event.ctrlKey || event.metaKey ? ".one :is(input, select, textarea)" : ".one input:not([type=file])";
  if (event.key !== "Enter" || event.isComposing || !box.matches(asked)) return;
  event.preventDefault();
  const buttons = [...(box.closest("[data-act]")?.querySelectorAll("button:not([name])") ?? [])];
  (buttons.find((each) => box.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ?? buttons[0])?.click();
});

// A link to an act unfolds it, and one is at its first box.
const BOXES = "input:not([type=hidden]), select, textarea, button";
function unfold() {
  const aimed = location.hash && document.getElementById(location.hash.slice(1));
  for (let each = aimed && aimed.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  if (aimed && aimed.closest("details.act")) aimed.querySelector(BOXES)?.focus();
}
window.addEventListener("hashchange", unfold);

// What has the focus in a row or a drawing that is wider than its page is brought into sight whole.
document.addEventListener("focusin", (event) => {
  if (event.target.closest(".top nav, .drawing")) event.target.scrollIntoView({ block: "nearest", inline: "center" });
});

// An act that is unfolded is what one is about to do: its first field is ready.
document.querySelectorAll("details.act, details.tool, .correct details").forEach((details) => {
  details.querySelector("summary").addEventListener("click", () => { details.dataset.asked = "1"; });
  details.addEventListener("toggle", () => {
    if (details.open && details.dataset.asked) details.querySelector(BOXES)?.focus();
  });
});

// The slider in time goes where it is left; without script, the button beside it does. The keys move it step by step.
document.querySelectorAll("input[data-send]").forEach((input) => {
  let going;
  input.addEventListener("change", () => {
    clearTimeout(going);
    going = setTimeout(() => input.form.requestSubmit(), 300);
  });
});

// A drawing wider than its page is begun at its first step, not at a corner where nothing is drawn.
document.querySelectorAll(".drawing").forEach((box) => {
  const first = box.querySelector("svg [data-state], svg a, img[data-begin]");
  if (!first) return;
  const at = first.getBoundingClientRect(), seen = box.getBoundingClientRect();
  box.scrollLeft += at.left + Number(first.dataset.begin ?? at.width / 2) - seen.left - seen.width / 2;
});

// Work that goes on beside the page: it tells how far it has come, and the page is made anew when it is over.
const running = document.querySelector("[data-refresh]");
if (running) {
  const look = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-refresh]");
      if (!now) return location.replace(location.href);
      running.querySelector("progress").replaceWith(now.querySelector("progress"));
      running.querySelector("[role=status]").textContent = now.querySelector("[role=status]").textContent;
    } catch {
      // The network will be back, or the link beside is there.
    }
    setTimeout(look, Number(running.dataset.refresh));
  };
  setTimeout(look, Number(running.dataset.refresh));
}
