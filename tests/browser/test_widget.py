"""A person with the widget: by mouse, by keyboard, on a phone, in either direction."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.messages.menu import menu

Gateway = Any
HELLO = "Я медсестра з України, шукаю допомогу у Дортмунді, Дортмунд"


def opened(page: Page) -> Page:
    page.locator("button.launcher").click()
    expect(page.locator("textarea")).to_be_focused()
    return page


def say(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator("textarea").press("Enter")


def test_a_message_gets_an_offer_as_a_card(visit: Any) -> None:
    page = opened(visit().page)
    say(page, HELLO)
    expect(page.locator(".mine")).to_contain_text(HELLO)
    card = page.get_by_role("article").filter(has_text="Haus der Hafenkinder")
    expect(card.get_by_role("heading")).to_have_text("Haus der Hafenkinder (erfunden)")
    expect(card.locator(".reasons li")).to_have_text(
        ["керується мігрантською організацією", "розмовляють українською", "у Дортмунді"]
    )
    phone = card.get_by_role("link", name="0231 000000")
    expect(phone).to_have_attribute("href", "tel:+49231000000")
    expect(card.get_by_role("link", name="hallo@example.org")).to_have_attribute(
        "href", "mailto:hallo@example.org"
    )
    website = card.get_by_role("link", name="example.org", exact=True)
    expect(website).to_have_attribute("target", "_blank")
    expect(website).to_have_attribute("rel", re.compile("noopener"))
    expect(card).to_contain_text("понеділок: 9:00–12:00")
    expect(card).to_have_attribute("lang", "uk")


def test_the_frame_speaks_the_browsers_language(visit: Any) -> None:
    page = opened(visit(locale="fa-IR").page)
    expect(page.locator(".panel")).to_have_attribute("dir", "rtl")
    expect(page.locator(".panel")).to_have_attribute("lang", "fa")
    expect(page.locator("select")).to_have_value("fa")


def test_right_to_left_answers(visit: Any) -> None:
    page = opened(visit(locale="de-DE").page)
    expect(page.locator(".panel")).to_have_attribute("dir", "ltr")
    say(page, "أنا في دورتموند")
    answer = page.locator(".theirs").last
    expect(answer).to_have_text("مرحباً، هذه هي العروض القريبة منك:")
    expect(answer).to_have_attribute("dir", "rtl")
    expect(answer).to_have_attribute("lang", "ar")
    expect(page.locator(".panel")).to_have_attribute("dir", "rtl")
    mine, theirs = page.locator(".mine").bounding_box(), answer.bounding_box()
    assert mine and theirs and mine["x"] < theirs["x"]  # one's own words stand on the left


def test_the_menu_has_every_language_by_its_own_name(visit: Any, gateway: Gateway) -> None:
    page = opened(visit(locale="de-DE").page)
    names = [language.own_name for language in menu()]
    assert page.locator("select option").all_text_contents() == names
    page.locator("select").select_option(label="ትግርኛ")
    expect(page.locator(".panel")).to_have_attribute("lang", "ti")
    expect(page.locator(".theirs").last).to_contain_text("change_language")
    assert gateway.standin.texts == ['/change_language{"language": "ti"}']
    page.reload()
    expect(page.locator(".panel")).to_have_attribute("lang", "ti")


def test_a_button_sends_what_the_server_issued(visit: Any, gateway: Gateway) -> None:
    page = opened(visit().page)
    say(page, "buttons")
    page.get_by_role("button", name="Housing").click()
    expect(page.locator(".mine").last).to_contain_text("Housing")
    expect(page.locator(".theirs").last).to_contain_text("need_housing")
    assert gateway.standin.texts[-1] == '/need_housing{"a": "b"}'


def test_the_location_is_read_on_click_only_and_sent_roughly(visit: Any, gateway: Gateway) -> None:
    place = {"latitude": 51.513589, "longitude": 7.465298}
    page = opened(visit(geolocation=place, permissions=["geolocation"]).page)
    say(page, "buttons")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator(".theirs").last).to_contain_text("ask_location")
    assert gateway.standin.turns[0]["metadata"]["location"] is None
    assert gateway.standin.turns[1]["metadata"]["location"] == {
        "latitude": 51.514,
        "longitude": 7.465,
    }


def test_without_permission_the_person_is_told(visit: Any, gateway: Gateway) -> None:
    page = opened(visit(locale="en-GB").page)
    say(page, "buttons")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator(".error")).to_contain_text("city or postal code")
    assert gateway.standin.texts == ["buttons"]


def test_emergency_numbers_come_first_and_can_be_called(visit: Any) -> None:
    page = opened(visit(locale="en-GB").page)
    say(page, "emergency")
    alarm = page.get_by_role("alert")
    expect(alarm.get_by_role("link").first).to_have_attribute("href", "tel:112")
    expect(alarm.get_by_role("link").first).to_contain_text("Ambulance and fire brigade")
    text = page.locator(".theirs", has_text="Call now")
    above, below = alarm.bounding_box(), text.bounding_box()
    assert above and below and above["y"] < below["y"]
    link = alarm.get_by_role("link").first.bounding_box()
    assert link and link["height"] >= 44


def test_what_is_said_is_text_and_never_markup(visit: Any) -> None:
    page = opened(visit(locale="en-GB").page)
    say(page, "<img src=x onerror=alert(1)><b>bold</b>")
    expect(page.locator(".theirs").last).to_have_text(
        "You said: <img src=x onerror=alert(1)><b>bold</b>"
    )
    assert page.locator(".log img, .log b").count() == 0


def test_deleting_asks_first_and_empties_the_chat(visit: Any, gateway: Gateway) -> None:
    page = opened(visit(locale="en-GB").page)
    say(page, "hello there")
    expect(page.locator(".theirs").last).to_have_text("You said: hello there")
    page.get_by_role("button", name="Delete my data").click()
    question = page.get_by_role("alertdialog")
    expect(question.get_by_role("button", name="No, keep")).to_be_focused()
    question.get_by_role("button", name="Yes, delete").click()
    expect(page.locator(".theirs").last).to_have_text(
        "Your messages in this chat have been deleted."
    )
    expect(page.get_by_text("hello there")).to_have_count(0)
    assert gateway.deleted == [gateway.standin.turns[0]["sender"]]
    assert "hello there" not in page.evaluate("JSON.stringify(sessionStorage)")
    say(page, "anew")
    expect(page.locator(".theirs").last).to_have_text("You said: anew")
    assert len({turn["sender"] for turn in gateway.standin.turns}) == 2


def test_the_chat_goes_on_after_another_page(visit: Any, gateway: Gateway) -> None:
    page = opened(visit(locale="en-GB").page)
    say(page, "one")
    expect(page.locator(".theirs").last).to_have_text("You said: one")
    page.reload()
    expect(page.locator(".theirs").last).to_have_text("You said: one")
    say(page, "two")
    expect(page.locator(".theirs").last).to_have_text("You said: two")
    assert len({turn["sender"] for turn in gateway.standin.turns}) == 1


def test_by_keyboard_alone(visit: Any) -> None:
    page = visit(locale="en-GB").page
    launcher = page.locator("button.launcher")
    expect(launcher).to_be_visible()
    launcher.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type("buttons")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Housing")).to_be_visible()
    for _ in range(3):  # back over "Use my location" and "Delete my data" to "Housing"
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Housing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".theirs").last).to_contain_text("need_housing")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_names_and_roles_for_screen_readers(visit: Any) -> None:
    page = opened(visit(locale="en-GB").page)
    expect(page.get_by_role("dialog", name="Lotse Find counselling near you")).to_be_visible()
    expect(page.get_by_role("log", name="Conversation")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("textbox", name="Your message")).to_be_visible()
    expect(page.get_by_role("combobox", name="Language")).to_be_visible()
    for name in ("Send", "Close the chat", "Delete my data"):
        expect(page.get_by_role("button", name=name)).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "text"), [("uk-UA", HELLO), ("fa-IR", HELLO), ("ti", "buttons")]
)
def test_a_narrow_phone_scrolls_in_one_direction_only(visit: Any, locale: str, text: str) -> None:
    phone = {"width": 320, "height": 568}
    page = visit(locale=locale, viewport=phone, reduced_motion="reduce").page
    expect(page.locator("button.launcher")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    opened(page)
    say(page, text)
    expect(page.locator(".card, .choice").first).to_be_visible()
    panel = page.locator(".panel").bounding_box()
    assert panel is not None
    assert {name: round(value) for name, value in panel.items()} == {
        "x": 0,
        "y": 0,
        "width": 320,
        "height": 568,
    }
    widths = page.locator(".panel *").evaluate_all(
        "all => all.filter(e => !e.closest('.unseen') && e.getClientRects().length &&"
        " (e.getBoundingClientRect().right > 320.5 || e.getBoundingClientRect().left < -0.5))"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert widths == []
    assert page.locator(".log").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_a_lost_connection_is_retried_with_the_same_id(visit: Any, gateway: Gateway) -> None:
    one = visit(locale="en-GB")
    page = opened(one.page)
    ids: list[str] = []

    def lose_the_first_answer(route: Any) -> None:
        ids.append(route.request.post_data_json["message_id"])
        if len(ids) == 1:
            route.fetch()  # the gateway answers, and the answer is lost on its way
            route.abort()
        else:
            route.continue_()

    page.route("**/chat", lose_the_first_answer)
    say(page, "hello")
    expect(page.locator(".theirs").last).to_have_text("You said: hello")
    assert len(ids) == 2
    assert ids[0] == ids[1]
    assert gateway.standin.texts == ["hello"]


def test_a_failure_is_told_and_can_be_sent_again(visit: Any, gateway: Gateway) -> None:
    page = opened(visit(locale="en-GB").page)
    say(page, "crash")
    expect(page.locator(".error")).to_contain_text("Please try again")
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(".error")).to_contain_text("Please try again")
    expect(page.locator(".mine")).to_have_count(1)
    say(page, "hello")
    expect(page.locator(".theirs").last).to_have_text("You said: hello")


def test_an_old_token_starts_a_new_conversation_by_itself(visit: Any, gateway: Gateway) -> None:
    page = opened(visit(locale="en-GB").page)
    say(page, "one")
    expect(page.locator(".theirs").last).to_have_text("You said: one")
    token = page.evaluate("JSON.parse(Object.values(sessionStorage)[0]).token")
    assert gateway.post("/chat/delete", token=token).status_code == 200  # from another tab
    say(page, "two")
    expect(page.locator(".theirs").last).to_have_text("You said: two")
    assert len({turn["sender"] for turn in gateway.standin.turns}) == 2


def test_little_motion_and_a_dark_screen_are_respected(visit: Any) -> None:
    page = opened(visit(reduced_motion="reduce", color_scheme="dark").page)
    assert page.locator(".panel").evaluate("e => getComputedStyle(e).animationName") == "none"
    assert page.locator(".panel").evaluate("e => getComputedStyle(e).backgroundColor") == (
        "rgb(12, 22, 34)"
    )


def test_a_website_on_the_list_may_embed_it(visit: Any, website: Any, start_gateway: Any) -> None:
    """A page of another origin, with nothing of Lotse but its one line."""
    home = start_gateway(allowed_origins=(website.url,))
    website.body = f'<p>Welcome</p><script src="{home.url}/lotse.js" async></script>'
    page = opened(visit(website.url, home.url, locale="en-GB").page)
    say(page, "hello")
    expect(page.locator(".theirs").last).to_have_text("You said: hello")
    assert home.standin.texts == ["hello"]


def test_any_other_website_shows_no_chat(website: Any, start_gateway: Any, browser: Any) -> None:
    stranger = start_gateway(allowed_origins=("https://www.example.org",))
    website.body = f'<p>Welcome</p><script src="{stranger.url}/lotse.js" async></script>'
    context = browser.new_context()
    page = context.new_page()
    with page.expect_event("requestfailed"):  # the browser keeps the texts from the page
        page.goto(website.url)
    assert page.locator("button.launcher").count() == 0
    context.close()
