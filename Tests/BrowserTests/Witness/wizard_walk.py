"""Walks through the wizard of the yearly report in headless Chromium, as a person would, and looks at every page.

    wizard_walk.py ORDER.json

ORDER.json: {"chromium": path, "link": the one-time link, "extract": file, "trusteeKey": file, "registerKey": file,
"identity": a number that no page may show}. Prints a line of JSON for each fault and one for each page that was looked at.
"""
import json
import sys

from axe_witness import SCREENS, faults
from playwright.sync_api import sync_playwright


class Walk:
    def __init__(self, page, order):
        self.page, self.order = page, order

    def look(self, name):
        """Axe and reflow on every screen; no page may show an identity number, nor run a script of its own."""
        for width, height, scheme in SCREENS:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme=scheme)
            for fault in faults(self.page, scheme, width):
                print(json.dumps({"page": name, "screen": f"{width} {scheme}", **fault}))
        source = self.page.content()
        if self.order["identity"] in source:
            print(json.dumps({"page": name, "rule": "identity", "target": "an identity number is shown"}))
        if "<script" in source:
            print(json.dumps({"page": name, "rule": "script", "target": "there is a script"}))
        print(json.dumps({"looked": name, "title": self.page.title(), "path": self.page.url.split("/", 3)[3]}))

    def go(self, button):
        self.page.get_by_role("button", name=button, exact=True).click()

    def through(self):
        page, order = self.page, self.order
        origin = order["link"].split("/open/")[0]
        page.goto(origin)
        self.look("front")
        page.goto(order["link"])
        self.look("link")
        self.go("Åpne")
        self.look("reports, none")
        self.go("Begynn")
        self.look("extract, none")
        self.go("Last opp og kontroller")
        self.look("extract, no file chosen")
        page.set_input_files("#extract", order["extract"])
        self.go("Last opp og kontroller")
        page.wait_for_url("**/findings", timeout=120_000)
        self.look("findings")
        page.get_by_role("link", name="Se alle").first.click()
        self.look("one control")
        page.get_by_role("link", name="Neste side").click()
        self.look("one control, next page")
        page.get_by_role("link", name="Til alle funn").click()
        page.get_by_role("link", name="Hent inn et nytt uttrekk").click()
        self.look("extract, brought in")
        page.get_by_role("link", name="Forkast rapporten …").click()
        self.look("discard")
        page.get_by_role("link", name="Behold rapporten").click()
        page.get_by_role("link", name="Til funnene").click()
        page.get_by_role("link", name="Gå videre til forsegling").click()
        self.look("seal, no keys")
        page.set_input_files("#key-trustee", order["registerKey"])
        page.locator("form", has=page.locator("#key-trustee")).locator("button").click()
        self.look("seal, wrong key")
        for holder in ("trustee", "register"):
            page.set_input_files(f"#key-{holder}", order[f"{holder}Key"])
            page.locator("form", has=page.locator(f"#key-{holder}")).locator("button").click()
        self.look("seal")
        self.go("Forsegle og signer")
        self.look("seal, faults")
        page.fill("#role", "IPLOS-kontakt")
        page.fill("#name", "Bjørg Prøvesen")
        page.fill("#email", "iplos@nordbygda.example")
        page.fill("#phone", "68050001")
        page.check("#compared-trustee")
        page.check("#compared-register")
        self.go("Forsegle og signer")
        page.wait_for_url("**/seal", timeout=120_000)
        self.look("sealed")
        page.get_by_role("link", name="Gå videre til sending").click()
        self.look("send")
        self.go("Send rapporten")
        self.look("send, no send module")
        page.get_by_role("link", name="Se hvor langt rapporten er kommet").click()
        self.look("way")
        page.goto(origin + "/reports?lang=nn")
        self.look("reports, nynorsk")
        page.goto(origin + "/reports?lang=en")
        self.look("reports, english")
        page.goto(origin + "/nowhere")
        self.look("not found")
        page.goto(order["link"])
        self.look("link, used")


with open(sys.argv[1], encoding="utf-8") as text:
    wanted = json.load(text)
with sync_playwright() as playwright:
    chromium = playwright.chromium.launch(
        executable_path=wanted["chromium"], args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
    Walk(chromium.new_context(bypass_csp=True, locale="nb-NO").new_page(), wanted).through()
    chromium.close()
