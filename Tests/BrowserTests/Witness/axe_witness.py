"""Opens pages in headless Chromium and reports what axe finds, and what does not fit on a narrow screen.

    axe_witness.py PAGES.json

PAGES.json: {"chromium": path, "cookies": {name: value}, "pages": [{"name": …, "url": …}]}. Scripts are off for the pages
themselves: axe is brought in by the debugging line, which is not bound by that. Prints one line of JSON for each fault.
Exit code 0 when all pages were opened, whatever was found.
"""
import json
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# What WCAG 2.1 AA and EN 301 549 ask for, and what is good practice beside it.
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
SCREENS = [(1280, 800, "light"), (1280, 800, "dark"), (320, 640, "light")]


def faults(page, scheme, width):
    for violation in Axe().run(page, options=OPTIONS).response["violations"]:
        for node in violation["nodes"]:
            yield {"rule": violation["id"], "impact": violation["impact"], "target": " ".join(map(str, node["target"]))}
    # WCAG 1.4.10: at 320 pixels nothing needs scrolling in two directions, but for what is two-dimensional itself.
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield {"rule": "reflow", "impact": "serious", "target": f"{wide} pixels too wide"}


def main(file):
    with open(file, encoding="utf-8") as text:
        order = json.load(text)
    seen = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=order["chromium"], args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        for width, height, scheme in SCREENS:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True,
                extra_http_headers={"Cookie": "; ".join(f"{k}={v}" for k, v in order["cookies"].items())})
            page = context.new_page()
            for wanted in order["pages"]:
                answer = page.goto(wanted["url"], wait_until="load")
                seen += 1
                found = list(faults(page, scheme, width))
                if answer.status != wanted.get("status", 200):
                    found.append({"rule": "status", "impact": "serious", "target": str(answer.status)})
                for fault in found:
                    print(json.dumps({"page": wanted["name"], "screen": f"{width} {scheme}", **fault}))
            context.close()
        browser.close()
    print(json.dumps({"looked": seen}))


if __name__ == "__main__":
    main(sys.argv[1])
