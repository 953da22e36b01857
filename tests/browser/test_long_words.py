"""Long words, links and lines of others can be read whole: on a small phone in large letters, and on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from facilitator import kit
from facilitator.host import qr
from facilitator.kit.shell import Shell, board_page, phone_page, stage_page
from facilitator.library.registry import Registry
from facilitator.seats import Who
from facilitator.static import fonts
from facilitator.static.assets import assets
from facilitator.static.fonts import faces, letters
from facilitator.testing.crowd import Crowd
from facilitator.testing.suite import ways

WAYS = ways(Registry.load().activities.values())
KINDS = pytest.mark.parametrize(("kind", "given"), WAYS.values(), ids=WAYS.keys())
COMPOUND = "Donaudampfschifffahrtskapitänsmützen"
LINK = "https://example.org/a/very/long/address/without/any/place/to/break/it/0123456789/abcdefghijklmnopqrs?x=1#end"
LONG = (COMPOUND, "W" * 120, LINK, "Pneumonoultramicroscopic and some more words")
MIXED = (
    "Tea", "Więcej czasu na pytania", "نستمع إلى بعضنا البعض ونحترم الوقت", "Ask before you help",
    "Please give us the papers one week before the meeting, in plain words, and in large print for those who need it",
)  # fmt: skip
SETTINGS: dict[str, dict[str, Any]] = {
    "dot-vote": {"criterion": LONG[1], "options": [*LONG, "Tea", "Coffee"]},
    "fist-of-five": {"proposal": f"{LINK} {COMPOUND}", "explanation": LONG[1], "purpose": LINK},
    "check-in": {"prompt": LONG[1], "round": True},
    "retrospective": {"format": "mad-sad-glad", "scope": LONG[1], "discuss_minutes": 4},
}
FACES = faces(letters(), lambda each: f"https://room.test/{each.file}")
ADDRESS = "http://192.168.1.20:8080"
SMALL = ((1024, 768), (390, 844), (480, 270))
"""A small wall, a phone, and a window at 400 %."""

MEASURE = """board => {
  const wide = document.documentElement.clientWidth, found = [], high = innerHeight;
  if (document.scrollingElement.scrollWidth > wide) found.push('scrolls sideways');
  const door = board ? [...document.querySelectorAll('#join .qr, #join p')] : [];
  const ways = door.map(each => each.getBoundingClientRect());
  const over = box => ways.some(way => box.left < way.right && box.right > way.left && box.top < way.bottom
    && box.bottom > way.top);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) {
    const at = text.parentElement, range = document.createRange();
    if (!text.data.trim() || at.matches('style, script, option, textarea') || !at.checkVisibility()) continue;
    if (at.closest('.vh, [popover], #status') || board && at.closest('.sift li:not(.marked) .label')) continue;
    range.selectNodeContents(text);
    const cards = at.closest('.cards'), pile = at.closest('section'), full = board && cards
      && / m[0-9]/.test(`${cards.className} ${pile ? pile.className : ''}`);
    const table = at.closest('.count') ? high : high * .93;
    for (const box of full ? [] : range.getClientRects()) {
      if (box.width < 1) continue;
      let holder = at;
      if (!at.closest('#join') && over(box)) found.push(`in the way in: ${text.data.trim().slice(0, 30)}`);
      for (; holder !== document.body; holder = holder.parentElement) {
        const style = getComputedStyle(holder), edge = holder.getBoundingClientRect();
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 4) break;
      }
      if (holder === document.body && box.left > -1 && box.right < wide + 1 && (!board || box.bottom < table)) continue;
      found.push(`${at.tagName}.${at.className}: ${text.data.trim().slice(0, 30)}`);
      break;
    }
  }
  for (const dot of document.querySelectorAll('.dots i, .meter, .people'))
    if (dot.getBoundingClientRect().right > wide + 1) found.push(`a dot of ${dot.closest('li').id}`);
  return found;
}"""


LOADED = "[...document.fonts].filter(each => each.status === 'loaded').map(each => each.unicodeRange)"
LETTERS = "const letters = size => (document.documentElement.style.fontSize = `${size}%`);"
IN_LARGE_LETTERS = f"""() => {{
  {LETTERS}
  const measure = {MEASURE};
  return [100, 200].flatMap(size => (letters(size), measure(false).map(fault => `${{size}} %: ${{fault}}`)));
}}"""
IN_A_HAND = (
    "() => {"
    + LETTERS
    + """
  return [100, 200].flatMap(size => {
    letters(size);
    const texts = [...document.body.querySelectorAll('*')].filter(each => !each.closest('.vh, #status, svg')
      && [...each.childNodes].some(child => child.nodeType === 3 && child.data.trim()) && each.checkVisibility());
    const smallest = Math.min(...texts.map(each => parseFloat(getComputedStyle(each).fontSize)));
    const faults = smallest < .16 * size ? [`letters of ${smallest} px`] : [], back = document.getElementById('back');
    if (document.scrollingElement.scrollWidth > document.documentElement.clientWidth) faults.push('scrolls sideways');
    if (!back?.checkVisibility({ visibilityProperty: true })) faults.push('no way back');
    return faults.map(fault => `${size} %: ${fault}`);
  });
}"""
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page in which the views are shown one after another, with the font of the board."""
    context = browser.new_context(reduced_motion="reduce")
    shown = context.new_page()
    cross = {"access-control-allow-origin": "*", "content-type": "font/woff2"}
    shown.route("https://room.test/**", lambda route: route.fulfill(
        path=assets() / "fonts" / route.request.url.rpartition("/")[2], headers=cross
    ))  # fmt: skip
    yield shown
    context.close()


@KINDS
@pytest.mark.parametrize("words", [LONG, MIXED], ids=["long", "mixed"])
def test_everything_on_the_wall_is_inside_the_picture(
    page: Page, kind: Any, given: dict[str, Any], words: tuple[str, ...]
):
    """In a hand, and at 400 %, a board flows, and is never smaller than the reader's letters; a small wall is whole."""
    crowd, found = company(kind, given, words, 25), []
    for phase in crowd.phases(lambda: crowd.answer(1)):
        crowd.answer(1)
        for part, html in board_pages(crowd):
            page.set_viewport_size({"width": 1920, "height": 1080})
            page.set_content(html)
            found += [f"{phase.name}, page {part}: {fault}" for fault in on_the_wall(page)]
            for width, height in SMALL if words is MIXED else ():
                page.set_viewport_size({"width": width, "height": height})
                faults = on_the_wall(page) if width > 1000 else page.evaluate(IN_A_HAND)
                found += [f"{phase.name}, page {part}, {width} px: {fault}" for fault in faults]
    assert found == []


@KINDS
def test_nothing_is_cut_at_320_px_in_large_letters_or_on_a_small_wall(page: Page, kind: Any, given: dict[str, Any]):
    crowd, found, seen = company(kind, given, LONG, 7), [], set[str]()
    for phase in crowd.phases(lambda: crowd.answer(2)):
        crowd.answer(2)
        page.set_viewport_size({"width": 320, "height": 640})
        for where, html in narrow_pages(crowd):
            if html in seen:  # phones of people who did the same
                continue
            seen.add(html)
            page.set_content(html.replace("<details", "<details open"))
            found += [f"{phase.name}, {where}, {fault}" for fault in page.evaluate(IN_LARGE_LETTERS)]
        page.set_viewport_size({"width": 1024, "height": 768})
        for part, html in board_pages(crowd):
            page.set_content(html)
            found += [f"{phase.name}, page {part}: {fault}" for fault in on_the_wall(page)]
    assert found == []


def on_the_wall(page: Page) -> list[str]:
    """What is wrong with a board as it is now, with its fonts."""
    faults: list[str] = page.evaluate(f"() => document.fonts.ready.then(() => ({MEASURE})(true))")
    return faults


def test_a_latecomer_can_scan_the_code_on_a_narrow_screen_and_between_two_activities(page: Page):
    def side(view: str, width: int, height: int, mirror: bool = False) -> float:
        page.set_viewport_size({"width": width, "height": height})
        shell = Shell("A table", code="T2BL", data={"page": "mirror" if mirror else "board"})
        code = qr.image(f"{ADDRESS}/j/T2BL")
        page.set_content(board_page(view, page=shell, qr=code, address=qr.typed(ADDRESS), code="T2BL"))
        assert not page.locator("#back").is_visible()
        return page.locator(".qr").bounding_box()["width"] / width

    asked = kit.join(kit.topline("Dot vote"), kit.question("Which would help most?"))
    # At 2 m of picture the fifth row is 5.5 m away: 33 modules need 30 cm there.
    assert side(asked, 1024, 768) > 0.15 and side(kit.interval("Next", ""), 1920, 1080) > 0.3
    long = [("What we keep, and what we change", "35 minutes", "later")] * 13
    assert side(kit.interval("What we keep, and what we change", "Then: thanks for all", long), 1920, 1080) > 0.3
    assert on_the_wall(page) == [] and page.locator(".interval").bounding_box()["height"] < 0.85 * 1080
    assert side(asked, 360, 203, mirror=True) == pytest.approx(side(asked, 1920, 1080), abs=0.01), "a picture stays one"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "words", ["A way to ask for a pause without saying why, at any time, for everyone", MIXED[2] * 2]
)
def test_a_question_of_either_direction_leaves_room_for_the_way_in(page: Page, lang: str, words: str):
    page.set_viewport_size({"width": 1920, "height": 1080})
    shell, code = Shell("A table", code="T2BL", lang=lang, faces=FACES), qr.image(f"{ADDRESS}/j/T2BL")
    view = kit.join(kit.topline(words), kit.question(words), kit.chart([kit.ChartRow("a", "Tea", 1)], 3))
    page.set_content(board_page(view, page=shell, qr=code, address=qr.typed(ADDRESS), code="T2BL"))
    page.evaluate("document.fonts.ready")
    assert page.evaluate(MEASURE, True) == []


def test_a_count_reads_the_same_in_a_room_that_is_written_from_the_right(page: Page):
    """Its sentence may be in another language than the room: "0 of 5", and never "of 5 ... 0"."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    with kit.drawing(surface="board"):
        view = kit.count(0, 5)
    page.set_content(board_page(view, page=Shell("A table", lang="ar"), qr=qr.image(ADDRESS), address="", code=""))
    figure, sentence = (page.locator(where).first.bounding_box() for where in (".count b", ".count p"))
    assert figure["x"] < sentence["x"] + sentence["width"] / 2, "the figure leads the sentence"


def test_only_the_letters_that_stand_there_are_loaded(page: Page):
    def loaded(words: str) -> set[str]:
        page.goto("about:blank")
        page.set_content(board_page(
            kit.question(words), page=Shell("A table", faces=FACES), qr=qr.image(ADDRESS), address="", code=""
        ))  # fmt: skip
        page.evaluate("document.fonts.ready")
        ranges = page.evaluate(LOADED)
        spans = {fonts._spans(text.replace(" ", "").upper()) for text in ranges}
        return {each.script for each in letters() if each.spans in spans}

    assert loaded("Ask before you help") == {"latin"}
    assert loaded("Więcej czasu, cŵl iawn, őszintén") == {"latin", "latin-ext"}
    assert loaded("نستمع") - {"latin"} == {"arabic"} and loaded("Привіт") - {"latin"} == {"cyrillic"}
    assert len(loaded("আমাদের 🎉") - {"latin"}) == 2, "a script and an emoji"


def company(kind: Any, given: dict[str, Any], words: tuple[str, ...], people: int) -> Crowd:
    """People who write nothing but these words."""

    def write(random: Random, limit: int) -> str:
        return random.choice(words)[:limit]

    return Crowd(kind, SETTINGS.get(kind.id, given), people=people, write=write, seed="long words")


def narrow_pages(crowd: Crowd) -> Iterator[tuple[str, str]]:
    """Phones, the stage alone on a phone, and the forms for paper."""
    room, shell = crowd.table.room, Shell(COMPOUND, code="T2BL", seat="K7M2QX", now=1.0)
    for person in crowd.people[:3]:
        yield "phone", phone_page(room.view(person.who), page=shell)
    yield "stage", stage_page(room.view(Who.facilitator()), page=shell)
    if crowd.table.run.asks:
        yield "paper", stage_page(crowd.answer_form(crowd.paper[0]), page=shell)
        yield "slips", stage_page(crowd.batch_form(), page=shell)


def board_pages(crowd: Crowd) -> Iterator[tuple[int, str]]:
    """Every page of the board as it is now."""
    run, shell = crowd.table.run, Shell("A table", code="T2BL", now=1.0, faces=FACES)
    code = qr.image(f"{ADDRESS}/j/T2BL")
    for run.part in (1, 2):
        view = crowd.table.room.view(Who.board())
        if run.part == 1 or 'class="part"' in view:
            yield run.part, board_page(view, page=shell, qr=code, address=qr.typed(ADDRESS), code="T2BL")
    run.part = 1


def test_on_a_narrow_phone_words_keep_their_width_beside_buttons_letters_and_dots(page: Page):
    """A word a line is no line: what stands beside words goes below them."""
    page.set_viewport_size({"width": 320, "height": 640})
    long = "Every person who comes home on a weekend has somebody who calls on the next morning"
    with kit.drawing():
        change = kit.foldable("Change", kit.hint("Here"))
        hands = [kit.Hand(1, 18, "18 people put it first", 1, "your dot"), kit.Hand(2, 5, "5 people", 0, "")]
        view = kit.join(
            kit.cards([kit.Card("own", long, None, [change])], (), "mine"),
            kit.cards([kit.Card("sent", long, letter="B", note="Table B")], (), "sent"),
            kit.rule_list([kit.RuleRow("first", long, 1, told="54 points", hands=hands)], 6, "rank"),
        )
    page.set_content(phone_page(view, page=Shell("A table")))
    wide = "each => each.getBoundingClientRect().width"
    for name, least in (("#mine .text", 250), ("#sent .text", 200), ("#rank .hands small", 50)):
        assert page.locator(name).first.evaluate(wide) >= least, name
    assert page.locator(".hands > span").first.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert page.evaluate(MEASURE, False) == []


def test_a_card_that_is_cut_shows_nothing_of_the_line_below(page: Page):
    """Tops of letters under "…" look like dirt on the wall."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    with kit.drawing(surface="board"):
        view = kit.cards([kit.Card(str(n), "lll bbb " * 60) for n in range(9)])
    page.set_content(
        board_page(view, page=Shell("A table", faces=FACES), qr=qr.image(ADDRESS), address="", code="T2BL")
    )
    text = page.locator(".card .text").first
    below = "each => (parseFloat(getComputedStyle(each).paddingBottom) / parseFloat(getComputedStyle(each).fontSize))"
    assert text.evaluate("each => each.scrollHeight > each.clientHeight") and text.evaluate(below) < 0.15


def test_a_list_of_long_sentences_takes_smaller_letters_and_nothing_stands_on_what_is_below(page: Page):
    """A note under a sentence that is written from the right is read in its own direction: "2 people put it first"."""
    page.set_viewport_size({"width": 1024, "height": 768})
    texts = (MIXED[4], "Anyone can reach a person at night", "Każdy, kto wraca, otrzymuje telefon " * 3, MIXED[2] * 2)
    with kit.drawing(surface="board"):
        rows = [kit.RuleRow(str(at), text, at, note="2 people put it first", sign="not-yet", told="Not ready yet")
                for at, text in enumerate(texts, 1)]  # fmt: skip
        hint = kit.hint("The order says what we begin with.")
        view = kit.join(kit.topline("Goals"), kit.question("Our goals"), kit.rule_list(rows, hints=1), hint)
    shell = Shell("A table", faces=FACES)
    page.set_content(board_page(view, page=shell, qr=qr.image(ADDRESS), address="", code="T2BL"))
    page.evaluate("document.fonts.ready")
    below = page.locator(".rules ~ .hint").bounding_box()
    last = page.locator(".rules .label").last.bounding_box()
    assert below and last and last["y"] + last["height"] <= below["y"] + 1
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    letters, small = page.locator(".rules.z4").evaluate(size), page.locator(".rules ~ .hint").evaluate(size)
    assert letters / small == pytest.approx(4.4 / 3.2, abs=0.01), "as large as the page was reckoned with"
    assert page.locator(".rules small").last.evaluate("each => getComputedStyle(each).direction") == "ltr"
