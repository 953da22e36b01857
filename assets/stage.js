// The facilitator's hand: a key for the big button, presses that come too soon, and the questions before what cannot be
// undone where the browser does not know how to show them.
(function () {
  "use strict";
  var view = document.getElementById("view"), fresh = 0, words = big(), typing = false, keyed = false, asked = "";
  if (!view.closest) return;

  // A second press within a blink was meant for the words that stood there before.

  function big() {
    var button = view.querySelector("[data-key]");
    return button && button.textContent;
  }
  function changed() {
    if (words !== big()) {
      words = big();
      view.dataset.fresh = "";
      clearTimeout(fresh);
      fresh = setTimeout(function () { delete view.dataset.fresh; }, 700);
    }
    ask();
  }
  function pressed(event) {
    var button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.dataset.key && "fresh" in view.dataset) {
      event.preventDefault();
      return event.stopImmediatePropagation();
    }
    if (!button.hasAttribute("popovertarget")) return;
    asked = asked ? "" : button.getAttribute("popovertarget");
    ask(true);
  }

  // The key works wherever the focus is, but not for who types, answers a question, or has gone with the keyboard to
  // what takes that key itself.

  function key(event) {
    var button = view.querySelector('[data-key="' + event.code + '"]'), on = event.target;
    typing = typing || !button;
    if (!button || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !on.closest) return;
    if (on.closest("input,textarea,select,[popover]") || (keyed && on.closest("button,summary"))) return;
    event.preventDefault();
    button.focus();
    button.click();
  }

  // Questions. A browser that knows popovers shows them by itself; they close when they are answered.

  function ask(now) {
    if ("popover" in view) return;
    boxes("[popover]").forEach(function (box) {
      if (box.hidden !== (box.id !== asked)) box.hidden = !box.hidden;
      if (now && !box.hidden) box.querySelector("button").focus();
    });
  }
  function answered() {
    asked = "";
    if ("popover" in view) boxes(":popover-open").forEach(function (box) { box.hidePopover(); });
    ask();
  }
  function boxes(which) {
    return Array.from(view.querySelectorAll(which));
  }

  new MutationObserver(changed).observe(view, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["hidden"],
  });
  document.addEventListener("click", pressed, true);
  document.addEventListener("submit", answered);
  document.addEventListener("keydown", key);
  document.addEventListener("mousedown", function () { typing = keyed = false; }, true);
  document.addEventListener("focusin", function () { keyed = typing; });
  ask();
})();
