// Keeps the console usable: focus where parts are drawn anew, keys, and a banner when the program is silent.
// All words stand in the page.
(function () {
  "use strict";
  var kept = "", panel = "", beat = "", since = Date.now(), typing = false, keyed = false, met = false;

  // A part that is drawn anew takes the focus with it: it goes to what has the same name, or to the part's heading.

  document.addEventListener("focusin", function (event) {
    keyed = typing;
    var named = event.target.closest("[data-keep]"), part = event.target.closest("[data-panel]");
    if (!named && event.target.closest(".q-dialog")) return;
    kept = named ? named.dataset.keep : "";
    panel = part ? part.dataset.panel : "";
  });
  document.addEventListener("pointerdown", function (event) {
    typing = keyed = false;
    if (!event.target.closest("[data-keep], .q-dialog")) kept = panel = "";
  });
  new MutationObserver(function () {
    var page = document.querySelector("[lang].page");
    var bar = document.querySelector(".sun");
    if (bar) sizes.observe(bar);
    if (page) ["lang", "dir"].forEach(function (each) {  // header and dialogs stand outside the page
      if (document.documentElement[each] !== page[each]) document.documentElement[each] = page[each];
    });
    if (!kept || document.activeElement !== document.body || document.querySelector(".q-dialog")) return;
    var next = document.querySelector('[data-keep="' + CSS.escape(kept) + '"]');
    next = next || document.querySelector('[data-panel="' + CSS.escape(panel) + '"] :is(h2, h3)');
    if (next) next.focus();
  }).observe(document.documentElement, { childList: true, subtree: true });

  // The desk fills what the header leaves, and on a narrow screen the header has two rows.

  var sizes = new ResizeObserver(function (entries) {
    document.documentElement.style.setProperty("--top", entries[0].target.offsetHeight + "px");
  });

  // Keys. Space belongs to the big button of the stage, unless somebody went with the keyboard to what takes it itself;
  // letters belong to what is marked with them.

  function pressed(event) {
    typing = typing || event.code !== "Space";
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || document.querySelector(".q-dialog")) return;
    if (event.target.closest("input,textarea,select,[contenteditable],[role=dialog],[popover]")) return;
    if (event.code === "Space") {
      if (event.view === window && !(keyed && event.target.closest("button,summary,[role=switch],[role=radio],[role=checkbox],[role=tab]"))) space(event);
      return;
    }
    var marked = document.querySelector('[data-shortcut="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (!marked || letters() === "off") return;
    event.preventDefault();
    marked.click();
  }
  function space(event) {
    var frame = document.querySelector("iframe[data-stage]");
    var button = frame && frame.contentDocument && frame.contentDocument.querySelector("[data-key=Space]");
    if (!button) return;
    event.preventDefault();
    frame.contentWindow.focus();
    button.focus();
    button.click();
  }
  function letters() {
    try { return localStorage.getItem("keys"); } catch (_) { return null; }
  }
  document.addEventListener("keydown", pressed);
  document.addEventListener("load", function (event) {
    if (event.target.matches && event.target.matches("iframe[data-stage]")) {
      event.target.contentDocument.addEventListener("keydown", pressed);
    }
  }, true);

  // A press is for now: what is pressed after the connection was lost is not kept and sent later.

  document.addEventListener("click", function (event) {
    if (!met || window.socket.connected || event.target.closest("a")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // The server marks the page every two seconds. When three marks are missing, or one and the
  // connection with it, the page says so by itself, and claims nothing any more about how things are.

  setInterval(function () {
    met = met || Boolean(window.socket && window.socket.connected);
    var sign = document.querySelector("[data-beat]");
    if (sign && sign.dataset.beat !== beat) {
      beat = sign.dataset.beat;
      since = Date.now();
    }
    var gone = window.socket && !window.socket.connected;
    if (sign) document.body.toggleAttribute("data-stale", Date.now() - since > (gone ? 2500 : 7000));
  }, 500);
})();
