// Lets a card be dragged to its group, or sent there by keys. It only chooses the card and presses the button that is
// there for tapping, so what is sent, kept and repeated is the same. The card moves at once; the next view has the last word.
(function () {
  "use strict";
  var held = null;

  function put(card, section) {
    var radio = card.querySelector("[type=radio]"), button = section && section.querySelector("[data-here]");
    if (!radio || !button || section.contains(card)) return;
    radio.checked = true;
    button.click();
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-groups] [data-here]"), section = button && button.closest("[data-group]");
    var card = button && chosen(button.form);
    if (card && !section.contains(card)) section.querySelector("ul").append(card);
  });
  function chosen(form) {
    var radio = form && form.elements.card;
    radio = radio && (radio.length === undefined ? [radio] : Array.from(radio)).find(function (each) { return each.checked; });
    return radio && radio.closest("[data-card]");
  }

  // With a pointer. A finger drags by the coloured block only: everywhere else it scrolls.

  document.addEventListener("pointerdown", function (event) {
    var card = event.target.closest("[data-groups] [data-card]");
    if (!card || event.button || (event.pointerType === "touch" && !event.target.closest(".block"))) return;
    held = { card: card, id: event.pointerId, x: event.pageX, y: event.pageY, over: null, moves: false };
  });
  document.addEventListener("pointermove", function (event) {
    if (!held || event.pointerId !== held.id) return;
    var right = event.pageX - held.x, down = event.pageY - held.y, style = held.card.style;
    if (!held.moves && Math.abs(right) + Math.abs(down) < 8) return;
    held.moves = true;
    style.pointerEvents = "none";
    style.position = "relative";
    style.zIndex = 2;
    style.transform = "translate(" + right + "px," + down + "px)";
    if (event.clientY < 48) scrollBy(0, -16);
    if (event.clientY > innerHeight - 48) scrollBy(0, 16);
    var under = document.elementFromPoint(event.clientX, event.clientY);
    mark(under && under.closest("[data-groups] [data-group]"));
  });
  document.addEventListener("pointerup", function (event) {
    if (!held || event.pointerId !== held.id) return;
    var card = held.card, section = held.over;
    stop();
    if (section && document.contains(card)) put(card, section);
  });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("selectstart", function (event) { if (held) event.preventDefault(); });
  function mark(section) {
    if (section === held.over) return;
    if (held.over) delete held.over.dataset.over;
    if (section) section.dataset.over = "";
    held.over = section;
  }
  function stop() {
    if (!held) return;
    mark(null);
    held.card.removeAttribute("style");
    held = null;
  }

  // With keys: Enter on a card goes to where it can be put, arrows go through these places, Escape goes back.

  document.addEventListener("keydown", function (event) {
    var on = event.target, box = on.closest("[data-groups]"), key = event.key;
    if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
    var places = Array.from(box.querySelectorAll("[data-here]")), at = places.indexOf(on), to = null;
    if (key === "Escape" && held) stop();
    else if (key === "Enter" && on.type === "radio") to = places[0];
    else if (key === "Escape" && at >= 0) to = (chosen(on.form) || box).querySelector("[type=radio]");
    else if (at >= 0 && /^Arrow(Down|Right)$/.test(key)) to = places[(at + 1) % places.length];
    else if (at >= 0 && /^Arrow(Up|Left)$/.test(key)) to = places[(at + places.length - 1) % places.length];
    else return;
    event.preventDefault();
    if (to) to.focus();
  });
})();
