"""Pictures of the pages for the README, from a demonstration that is being served:

python -m tests.browser.take_screenshots http://127.0.0.1:8000 FOLDER SIGN_IN PASSWORD METEOROLOGIST PASSWORD
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from .conftest import ARGUMENTS, CHROMIUM

WIDTHS = {360: 780, 1280: 860}
# The first setting of the newest need's recipe, asked anew; a worker that has just started takes its time.
OTHER_AMOUNT, PATIENCE = "25 mm", 60_000


def take(address: str, folder: Path, member: tuple[str, str], meteorologist: tuple[str, str]) -> list[Path]:
    """The pages of the tour at both widths: the member's newest need, and what the meteorologist writes."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        for width, height in WIDTHS.items():
            context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
            page = context.new_page()

            def keep(name: str, page=page, width=width) -> None:
                page.wait_for_load_state("networkidle")
                path = folder / f"{name}-{width}.png"
                page.screenshot(path=path)
                taken.append(path)

            page.goto("/")
            keep("home")
            _sign_in(page, *member)
            page.goto("/needs/")
            page.click(".lines h2 a:not([href$='/match'])")
            keep("need")
            page.click("text=See what fits")
            keep("match")
            page.click(".files a[href*='/products/']")
            keep("product")
            page.click("a[href$='/what-if']")
            amount = page.locator("main input[type=text], main form input:not([type])").first
            amount.fill(OTHER_AMOUNT)
            page.click("main form button.primary")
            page.wait_for_selector("table", timeout=PATIENCE)
            keep("what-if")
            page.goto("/catalogue/")
            keep("data")
            page.goto("/recipes/")
            keep("book")
            context.clear_cookies()
            _sign_in(page, *meteorologist)
            page.goto("/demand/")
            keep("demand")
            page.goto(_draft(page))
            keep("studio")
            desk, phone = _session(page, browser)
            page.goto(phone if width < 600 else desk)
            keep("session")
            context.close()
        browser.close()
    return taken


def _sign_in(page, sign_in: str, password: str) -> None:
    page.goto("/accounts/sign-in")
    page.fill("#sign_in", sign_in)
    page.fill("#password", password)
    page.click("main button.primary")
    # The README is English, whatever language the person reads.
    page.click(".languages summary")
    page.click("button[lang=en]")


def _session(page, browser) -> tuple[str, str]:
    """A session of a new case, at work, with a remark from a phone: the desk, and the page of a phone."""
    page.goto("/cases/")
    page.fill("#title", "When can we plant maize safely?")
    page.fill("#area", "Lower Embu")
    page.click("main form button.primary")
    page.wait_for_url("**/cases/when-*")
    page.goto(f"{page.url}/sessions/new")
    page.fill("#day", "2026-12-01")
    page.fill("#place", "the hall of Siakago")
    page.click("main form button.primary")
    page.click("button[name=action][value=open]")
    page.fill("#question", "How do you know that the rains have begun?")
    page.click("text=Ask all")
    desk, code = page.url, page.locator(".big-code").first.inner_text()
    guest = browser.new_context(base_url=page.url)
    other = guest.new_page()
    other.goto(f"/join/{code.replace(' ', '')}")
    other.fill("#name", "Mama Njeri")
    other.check("[name=side][value=user]")
    other.click("main button.primary")
    other.click("main a.primary")
    other.fill("[name=words]", "When the mururi tree flowers, two weeks later it rains.")
    other.click("main button.primary:has-text('Say it')")
    other.wait_for_selector("text=Where did it go?")
    guest.close()
    return desk, desk.replace("/desk", "/phone")


def _draft(page) -> str:
    """The editor of a draft that is there, else of the next version of hot_days."""
    page.goto("/recipes/")
    drafts = page.locator("a[href*='/recipes/hot_days/']")
    if drafts.count():
        return f"{drafts.first.get_attribute('href')}/edit"
    page.goto("/recipes/new")
    page.select_option("#from", "hot_days")
    page.click("main form .actions button.primary")
    page.wait_for_url("**/edit")
    return page.url


if __name__ == "__main__":
    for made in take(sys.argv[1], Path(sys.argv[2]), tuple(sys.argv[3:5]), tuple(sys.argv[5:7])):
        print(made)
