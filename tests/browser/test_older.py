"""What a browser lacks is never worse than no script: each thing is taken away, and phone and stage go on working."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

MISSING = {
    "submitter": "delete SubmitEvent.prototype.submitter",
    "popover": """
        for (const name of ['popover', 'showPopover', 'hidePopover']) delete HTMLElement.prototype[name]
        addEventListener('click', event => {
          if (event.target.closest('[popovertarget]')) event.preventDefault()
        }, true)
        const sheet = new CSSStyleSheet()
        sheet.replaceSync('[popover]:not([hidden]) { display: block; position: static }')
        document.adoptedStyleSheets = [sheet]""",
    "dialog": "delete window.HTMLDialogElement",
    "structuredClone": "delete window.structuredClone",
    "localStorage": "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden') }})",
    "sessionStorage": "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('forbidden') }})",
    "both storages": """
        Object.defineProperty(window, 'localStorage', {value: undefined})
        Object.defineProperty(window, 'sessionStorage', {value: undefined})""",
    "BroadcastChannel": "delete window.BroadcastChannel",
    "WebSocket": "delete window.WebSocket",
    "Trusted Types": "delete window.trustedTypes",
    ":has": """
        addEventListener('DOMContentLoaded', () => {
          for (const sheet of document.styleSheets)
            for (let at = sheet.cssRules.length; at--;)
              if (sheet.cssRules[at].cssText.includes(':has(')) sheet.deleteRule(at)
        })""",
    "methods of this decade": """
        for (const name of ['toggleAttribute', 'append', 'prepend', 'before', 'after', 'replaceChildren'])
          delete Element.prototype[name]
        for (const name of ['at', 'flat', 'flatMap', 'findLast']) delete Array.prototype[name]
        for (const name of ['replaceAll', 'matchAll', 'trimStart', 'trimEnd', 'at']) delete String.prototype[name]
        for (const name of ['fromEntries', 'hasOwn']) delete Object[name]
        for (const name of ['queueMicrotask', 'AbortController', 'requestIdleCallback']) delete window[name]
        delete Promise.allSettled; delete Promise.any""",
    "FormData.forEach": "delete FormData.prototype.forEach",
    "WeakSet": "delete window.WeakSet",
    "closest": "delete Element.prototype.closest",
}
PLAIN = ("FormData.forEach", "WeakSet", "closest")
"""What the script cannot do without: the browser posts the forms."""


@pytest.fixture(params=MISSING)
def lacks(request):
    """The name of what the browser lacks."""
    return request.param


@pytest.fixture
def older(hall, open_page, lacks):
    """Open a page of a browser that lacks something, as whoever holds this cookie."""

    def start(path, cookie, **size):
        # A browser that does not know Trusted Types does not ask for them either.
        page = open_page("about:blank", **size, bypass_csp=lacks == "Trusted Types")
        page.context.add_init_script(MISSING[lacks])
        name, _, value = cookie.partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": hall.url}])
        page.goto(f"{hall.url}{path}")
        if lacks in PLAIN:
            expect(page.locator("#status a")).to_have_text("Load again to see what is new")
        else:
            hall.connected()
            expect(page.locator("#status")).to_have_text("Connected")
        return page

    return start


def test_a_phone_answers(hall, older):
    _seat, headers = hall.seat()
    phone = older(f"/j/{hall.code}", headers["Cookie"], width=360, height=740)
    phone.get_by_label("Your note").fill("More light")
    phone.get_by_role("button", name="Add").click()
    expect(phone.get_by_role("listitem").filter(has_text="More light")).to_be_visible()
    phone.get_by_label("Coffee").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("button", name="Send change")).to_be_visible()
    for dots in ("1 dot from you", "2 dots from you"):
        phone.get_by_role("button", name="Place a dot: Biscuits").click()
        expect(phone.get_by_text(dots)).to_be_attached()
    phone.get_by_label("Your note").fill("no")
    phone.get_by_role("button", name="Add").click()
    expect(phone.locator("#said")).to_have_text("Please write something else.")
    state = hall.room.run.course.state
    assert (list(state.texts.values()), list(state.chosen.values())) == ([["More light"]], ["coffee"])
    assert list(state.dots.values()) == [2]


def test_the_stage_leads_and_asks_before_what_cannot_be_undone(hall, older):
    stage = older(f"/stage/{hall.code}", hall.facilitator["Cookie"])
    stage.get_by_role("button", name="Offer paper slips").click()
    expect(stage.get_by_role("button", name="Stop offering slips")).to_be_visible()
    for answer in ("Wait", "End it"):
        early, go = (stage.get_by_role("button", name=name, exact=True) for name in ("End early", answer))
        assert hall.room.run is not None
        early.click()
        expect(go).to_be_visible()
        go.click()
        expect(go).to_be_hidden()
    expect(early).to_be_hidden()
    assert hall.room.run is None
