"""Walks through a site in headless Chromium and lets axe look at its pages.

Reads a plan from the file named and writes what was seen to standard output, both JSON:

    {"origin": "http://localhost:8081", "port": 40123, "browser": "/usr/bin/chromium", "languages": ["nb"],
     "forbidden": ["what no page may show"],
     "steps": [["open", "/log-in"], ["fill", "name", "x"], ["attach", "file", "/path"], ["press", "button"], ["look"]]}
    {"looks": [{"path": …, "title": …, "language": …, "scheme": …, "violations": […], "isTooWide": false,
                "isCutOnPaper": false}],
     "complaints": ["what the browser's console said"], "strangers": ["addresses outside the site"], "kept": {"name": "text"}}

Further steps: ["tick", "name"], ["await", "**/findings"] until the page of that address is there, ["keep", "name", "selector"]
keeps a text that later fills write as "{name}", ["code", "field", "name", "1790000000"] fills in the code (RFC 6238) that an
authenticator program shows at that second, or now when it is empty, of the secret kept under a name, ["show", "<html>…"] shows a page that no server has. Each language walks the whole
way in a browser profile of its own. The origin's name leads to the port here, and no other name leads anywhere.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError, sync_playwright

STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
# Pixels of an A4 sheet between usual margins.
PAPER = {"width": 680, "height": 1000}
CUT = """[...document.querySelectorAll('body *')].some(
    e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible' && e.clientWidth > 0)"""


def look(page, language, axe, forbidden):
    """The page in both colour schemes, whether it needs scrolling sideways on a narrow screen, and on paper."""
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    cut = page.evaluate(CUT)
    source = page.content()
    wrong = [f"shows {text}" for text in forbidden if text in source]
    if "<script" in source:
        wrong.append("has a script")
    seen = []
    for scheme in ("light", "dark"):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(media="screen", color_scheme=scheme)
        violations = axe.run(page, options=STANDARD).response["violations"]
        page.set_viewport_size({"width": 320, "height": 640})
        too_wide = page.evaluate("document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth")
        page.set_viewport_size({"width": 1280, "height": 800})
        seen.append(
            {
                "path": urlsplit(page.url).path,
                "title": page.title(),
                "language": language,
                "scheme": scheme,
                "violations": wrong + [
                    f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:200]}" for found in violations
                ],
                "isTooWide": too_wide,
                "isCutOnPaper": cut,
            }
        )
    return seen


def code(secret, seconds):
    """Six digits, as an authenticator program shows them (RFC 6238)."""
    text = secret.replace(" ", "")
    key = base64.b32decode(text + "=" * (-len(text) % 8))
    digest = hmac.new(key, int(float(seconds or time.time()) // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset:offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def walk(browser, plan, language, axe, result):
    context = browser.new_context(locale={"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language])
    page = context.new_page()
    # Patience costs nothing where the page comes at once, and a busy machine needs it.
    page.set_default_timeout(180_000)

    def complained(message):
        # That a refused page has a status of its own is no fault of the page.
        if message.type == "error" and message.location["url"] != page.url:
            result["complaints"].append(f"{page.url}: {message.text}")

    def asked(request):
        if not request.url.startswith((plan["origin"] + "/", "data:")):
            result["strangers"].append(request.url)

    page.on("console", complained)
    page.on("request", asked)
    for step in plan["steps"]:
        action, *words = step
        if action == "open":
            separator = "&" if "?" in words[0] else "?"
            page.goto(plan["origin"] + words[0] + separator + "lang=" + language)
        elif action == "show":
            page.set_content(words[0])
        elif action == "fill":
            value = words[1]
            for name, text in result["kept"].items():
                value = value.replace("{" + name + "}", text)
            page.fill(f"[name={words[0]}]", value)
        elif action == "tick":
            page.check(f"[name={words[0]}]")
        elif action == "attach":
            page.set_input_files(f"[name={words[0]}]", words[1:])
        elif action == "press":
            with page.expect_navigation():
                page.locator(words[0]).first.click()
        elif action == "await":
            try:
                page.wait_for_url(words[0], timeout=300_000)
            except TimeoutError as error:
                raise ValueError(f"{words[0]} never came: {page.url}\n{page.inner_text('body')}") from error
        elif action == "keep":
            result["kept"][words[0]] = page.locator(words[1]).first.inner_text()
        elif action == "code":
            page.fill(f"[name={words[0]}]", code(result["kept"][words[1]], words[2]))
        elif action == "look":
            result["looks"] += look(page, language, axe, plan["forbidden"])
        else:
            raise ValueError(action)
    context.close()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    result = {"looks": [], "complaints": [], "strangers": [], "kept": {}}
    authority = urlsplit(plan["origin"]).netloc
    rules = f"MAP {authority} 127.0.0.1:{plan['port']}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        # The tests of a continuous build run as root, where Chromium has no sandbox; it meets no page but ours.
        browser = playwright.chromium.launch(
            executable_path=plan["browser"],
            args=["--no-sandbox", "--disable-dev-shm-usage", f"--host-resolver-rules={rules}"])
        axe = Axe()
        for language in plan["languages"]:
            walk(browser, plan, language, axe, result)
        browser.close()
    json.dump(result, sys.stdout)


main()
