// Keeps a page alive: sends its forms over the socket, keeps them until they are acknowledged, shows new views.
// Every form works without it, and is left to the browser where that lacks what this needs. All words that it shows
// stand in the page.
(function () {
  "use strict";
  var page = document.body.dataset, view = id("view");
  if (!(page.page && view && window.io && window.WeakSet && view.closest && "".padStart && FormData.prototype.forEach)) return;

  var mark = page.room + "/" + page.seat + "/", OUT = "out/" + mark, DRAFT = "draft/" + mark;
  var local = shelf("localStorage"), tab = shelf("sessionStorage");
  // What a facilitator presses is for now: it lives no longer than its page and its connection.
  var led = page.page === "stage", outbox = page.page === "phone" ? local : shelf("");

  var html = view.innerHTML, version = +page.v, skew = page.now * 1000 - Date.now();
  var busy = "", last = "", saved = false, grace = true, early = true, hidden = 0, moved = +page.moved, heard = JSON.parse(page.told || "{}");
  var pressed, refused, tapped = {};
  var acknowledged = new WeakSet();
  var policy = { createHTML: same, createScriptURL: same };
  if (window.trustedTypes) policy = trustedTypes.createPolicy("live", policy);

  // A form is sent: it goes into the outbox first, and leaves it only when the server has it on disk.

  function submitted(event) {
    var form = event.target, by = pressed && pressed.form === form ? pressed : event.submitter, act = "", pairs = [], drafts = [];
    pressed = null;
    if (!view.contains(form) || form.method !== "post") return;
    new FormData(form).forEach(function (text, name) {
      if (name === "do") act = text;
      else pairs.push([name, String(text)]);
    });
    if (by && by.name === "do") act = by.value;
    fields(document).forEach(function (field) {
      var key = place(field);
      if (field.form === form && tab.get(key) != null) drafts.push([key, tab.get(key)]);
    });
    put(act, pairs, drafts, form.id);
    event.preventDefault();
    pump();
  }
  function put(act, pairs, drafts, form) {
    var what = JSON.stringify([act, pairs]);
    if (what === last || !early && late()) return;
    outbox.set(OUT + random(), JSON.stringify({ at: Date.now(), act: act, pairs: pairs, drafts: drafts, form: form }));
    last = what;
    saved = false;
    say();
  }
  function late() {
    if (!led || socket.connected) return;
    outbox.keys(OUT).forEach(outbox.drop);
    last = "";
    say(id("said").dataset.unsent);
    return true;
  }
  function pump() {
    var one = busy || !socket.connected ? null : oldest();
    paint();
    if (!one) return;
    busy = one.key;
    var message = { id: one.key.slice(OUT.length), do: one.act, pairs: one.pairs };
    socket.timeout(2500).emit("act", message, function (error, answer) {
      busy = "";
      if (error || !answer) return socket.connected && again();
      if (answer.slow) return setTimeout(pump, answer.slow);
      outbox.drop(one.key);
      // An answer to a question that is not open any more says nothing about the one that is.
      saved = answer.v >= moved;
      if (answer.ok) accepted(one, answer.v);
      else last = "";
      if (answer.refused) {
        show();
        say(answer.refused, one);
      }
      pump();
    });
  }
  function oldest() {
    return outbox.keys(OUT).map(entry).sort(function (a, b) { return a.at - b.at; })[0];
  }
  function entry(key) {
    var one = {};
    try { one = JSON.parse(outbox.get(key)) || one; } catch (_) {}
    one.key = key;
    return one;
  }
  function accepted(one, v) {
    one.drafts.forEach(function (draft) {
      if (tab.get(draft[0]) !== draft[1]) return;
      tab.drop(draft[0]);
      fields(view).forEach(function (field) { if (place(field) === draft[0]) acknowledged.add(field); });
    });
    // The view that shows it is on its way, unless nothing in it changed.
    setTimeout(function () { last = ""; show(); }, version < v ? 700 : 0);
  }

  // A new view is morphed in. It never touches a field that somebody is in or has changed.

  function show() {
    var focus = view.contains(document.activeElement) && document.activeElement, asked = heading();
    var to = view.cloneNode(false), template = document.createElement("template");
    template.innerHTML = policy.createHTML(html);
    to.appendChild(template.content);
    morphdom(view, to, { childrenOnly: true, onBeforeElUpdated: update });
    // Where nothing says what is chosen in a list, morphdom chooses nothing.
    all(view, "select").forEach(function (list) { if (list.selectedIndex < 0) list.selectedIndex = 0; });
    restore();
    beside();
    tick();
    more();
    // A new question on a phone is read out: focus is where the next thing is.
    var lost = focus ? !view.contains(focus) : page.page === "phone" && asked !== heading() && document.activeElement === document.body;
    if (lost) focus = view.querySelector("h1");
    if (focus && focus !== document.activeElement) focus.focus();
  }
  function heading() {
    var title = view.querySelector("h1");
    return title && title.textContent;
  }
  // Some views need one more script, and name its address.
  function more() {
    var needs = view.querySelector("[data-script]");
    if (!needs || id("more")) return;
    var script = document.createElement("script");
    script.id = "more";
    script.src = policy.createScriptURL(needs.dataset.script);
    document.head.appendChild(script);
  }
  function same(text) {
    return text;
  }
  function update(from, to) {
    if (from.matches("input,textarea,select")) return !kept(from);
    if (from.matches("details,dialog")) to.open = from.open;
    return !from.isEqualNode(to) || !!from.querySelector("input,textarea,select");
  }
  function kept(field) {
    if (!field.form || field.type === "hidden") return false;
    var inside = field === document.activeElement && !ticked(field) && !acknowledged.has(field);
    return inside || tab.get(place(field)) != null;
  }

  // Drafts: what somebody typed or chose and has not sent, by run, form and field.

  function edited(event) {
    var field = event.target;
    if (!view.contains(field) || !field.form || !field.name) return;
    var back = ticked(field) ? field.checked === field.defaultChecked : field.value === field.defaultValue;
    acknowledged.delete(field);
    if (back) tab.drop(place(field));
    else tab.set(place(field), field.type === "checkbox" ? String(field.checked) : field.value);
  }
  function restore() {
    fields(view).forEach(function (field) {
      var draft = tab.get(place(field));
      if (draft == null) return;
      if (ticked(field)) field.checked = draft === (field.type === "radio" ? field.value : "true");
      else if (field.value !== draft) field.value = draft;
    });
  }
  function fields(root) {
    return all(root, "input,textarea,select").filter(function (field) {
      return field.form && field.name && field.type !== "hidden";
    });
  }
  function place(field) {
    var run = field.form.elements.run;
    return DRAFT + [run && run.value, field.form.id, field.name, field.type === "checkbox" && field.value].join("/");
  }
  function ticked(field) {
    return field.type === "radio" || field.type === "checkbox";
  }

  document.addEventListener("input", edited);
  document.addEventListener("change", edited);
  restore();
  // A form for paper is sent as any form is; if it comes back with a refusal, nothing has to be typed again.
  if (page.page === "paper") return;
  if (page.page === "stage") tab.keys("draft/" + page.room + "/").forEach(function (key) {
    if (!key.startsWith(DRAFT)) tab.drop(key);
  });

  // The connection. A way that hangs is left after four seconds, and the one that worked is remembered.

  var ways = ["websocket", "polling"];
  if (local.get("way") === "polling") ways.reverse();
  var socket = io("/live", {
    path: "/live/socket.io", transports: ways, timeout: 4000, reconnectionDelay: 500, reconnectionDelayMax: 3000,
    auth: function (call) { call({ room: page.room, page: page.page, v: version }); },
  });
  function again() {
    socket.disconnect().connect();
  }
  function remember() {
    local.set("way", socket.io.engine.transport.name);
  }
  function lost() {
    grace = true;
    drop();
    setTimeout(function () { grace = early = false; drop(); paint(); }, 1500);
    paint();
  }
  function drop() {
    if (outbox.keys(OUT).length) late();
  }
  function reload() {
    if (Date.now() - history.state < 10000) return setTimeout(again, 5000);
    history.replaceState(Date.now(), "");
    location.reload();
  }
  socket.on("connect", function () {
    busy = early = "";
    remember();
    socket.io.engine.once("upgrade", remember);
    pump();
  });
  socket.on("connect_error", function (error) {
    // This device has no seat here any more: the page that the server sends now says why.
    if (error.message === "gone") return reload();
    socket.io.opts.transports.reverse();
    if (!socket.active) setTimeout(again, 2000);
  });
  socket.on("disconnect", function (reason) {
    lost();
    if (reason === "io server disconnect") setTimeout(again, 1000);
  });
  socket.on("view", function (message, done) {
    if (message.shell !== (page.shell || "")) return reload();
    done();
    version = message.v;
    skew = message.now * 1000 - Date.now();
    html = message.html;
    last = "";
    if (moved !== message.moved) saved = false;
    moved = message.moved;
    show();
    paint();
    hear(message.told);
  });

  // What is seen of all this.

  function paint() {
    var state = !socket.connected && !grace ? "offline" : outbox.keys(OUT).length ? "sending" : saved ? "saved" : "connected";
    var line = id("status");
    if (page.state === state) return;
    page.state = state;
    if (line) line.textContent = line.dataset[state];
  }
  // A refusal stands in the bar and beside what was refused, until the next tap.
  function say(words, one) {
    var said = id("said");
    if (said) said.textContent = words || "";
    refused = one && { words: words, act: one.act, form: one.form };
    beside();
  }
  function beside() {
    var note = id("refused"), button, row, field;
    if (note) note.parentNode.removeChild(note);
    fields(view).forEach(function (field) { link(field, false); });
    if (refused) button = all(view, "button").filter(function (each) { return each.value === refused.act && each.form.id === refused.form; })[0];
    if (!button) return;
    note = document.createElement("p");
    note.id = "refused";
    note.className = "status";
    note.textContent = refused.words;
    row = button.closest("li");
    field = fields(view).filter(function (each) { return !row && each.form === button.form && !ticked(each); });
    field = field.filter(function (each) { return !each.value; })[0] || field[0];
    if (row) return row.appendChild(note);
    row = field || button.closest(".send,.row") || button;
    row.parentNode.insertBefore(note, row.nextSibling);
    if (field) link(field, true);
  }
  function link(field, wrong) {
    var notes = (field.getAttribute("aria-describedby") || "").replace(" refused", "") + (wrong ? " refused" : "");
    if (notes) field.setAttribute("aria-describedby", notes);
    if (wrong || field.getAttribute("aria-invalid")) field.setAttribute("aria-invalid", wrong);
  }
  // What has changed is said once to those who listen.
  function hear(told) {
    var words = Object.keys(told).filter(function (name) { return told[name] !== heard[name]; });
    words = words.map(function (name) { return told[name]; }).join(" ");
    heard = told;
    if (!words || page.page === "mirror") return;
    id("told").textContent = "";
    setTimeout(function () { id("told").textContent = words; }, 50);
  }
  function tick() {
    document.querySelectorAll("time[data-ends]").forEach(function (time) {
      var left = Math.max(0, Math.ceil(time.dataset.ends - (Date.now() + skew) / 1000)), minutes = Math.ceil(left / 60 - .03);
      var words = time.dataset.up;
      if (left && "clock" in time.dataset) words = (left / 60 | 0) + ":" + String(left % 60).padStart(2, "0");
      else if (left) words = minutes > 1 ? time.dataset.many.replace("{n}", minutes) : time.dataset.one;
      time.parentNode.classList.toggle("up", !left);
      if (time.textContent !== words) time.textContent = words;
    });
  }
  function all(root, what) {
    return Array.from(root.querySelectorAll(what));
  }
  function id(name) {
    return document.getElementById(name);
  }

  // A browser may forbid its stores; then the memory of this page has to do.

  function shelf(name) {
    var memory = {}, store = null;
    try { store = window[name]; } catch (_) {}
    return {
      keys: function (start) {
        return Object.keys(memory).concat(Object.keys(store || {})).filter(function (key) { return key.startsWith(start); });
      },
      get: function (key) {
        return key in memory ? memory[key] : store && store.getItem(key);
      },
      set: function (key, text) {
        try { store.setItem(key, text); } catch (_) { memory[key] = text; }
      },
      drop: function (key) {
        delete memory[key];
        if (store) store.removeItem(key);
      },
    };
  }
  function random() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  // What could not be delivered within a week is of no use to anybody any more.
  outbox.keys("out/").map(entry).forEach(function (one) {
    if (Date.now() - one.at > 6e8) outbox.drop(one.key);
  });

  document.addEventListener("submit", submitted);
  document.addEventListener("click", function (event) {
    pressed = event.target.closest && event.target.closest("button");
    if (pressed && (strayed(event) || pressed.getAttribute("aria-disabled"))) event.preventDefault();
  }, true);
  // A second tap at once was not meant for what came under the finger after the first, nor for fields emptied since.
  function strayed(event) {
    var was = tapped, far = Math.hypot(event.clientX - was.clientX, event.clientY - was.clientY);
    tapped = event;
    event.on = pressed;
    event.text = fields(view).map(function (field) { return field.value; }) + "";
    return event.detail && far < 24 && event.timeStamp - was.timeStamp < 400 && (pressed !== was.on || event.text !== was.text);
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) hidden = Date.now();
    else if (!socket.connected || Date.now() - hidden > 5000) again();
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) again(); });
  window.addEventListener("online", again);
  window.addEventListener("storage", pump);
  setInterval(pump, 3000);
  setInterval(tick, 1000);
  tick();
  more();
  lost();
})();
