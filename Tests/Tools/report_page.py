"""Looks at pages of `plumb report` in Chromium, driven by Selenium.

usage: report_page.py FOLDER [PICTURES]

FOLDER holds samples.html, hostile.html and many.html; screenshots go to PICTURES where that is named. Ends with 1 and
says why where a page loads anything, a script fails, axe finds something serious, or something cannot be read or reached.
"""

import functools
import http.server
import json
import pathlib
import sys
import threading
import time

from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

WIDTHS = [375, 800, 1400]
JENKINS = "sandbox; default-src 'none'; img-src 'self'; style-src 'self'"
problems = []


def check(holds, text):
    if not holds:
        problems.append(text)
        print(f"  FAILED: {text}")


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--hide-scrollbars"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def requests(driver):
    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return found


def errors(driver):
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]


def look(driver, width, scheme="light"):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                           {"features": [{"name": "prefers-color-scheme", "value": scheme}]})


def serious(driver):
    found = Axe().run(driver)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found
            if one["impact"] in ("serious", "critical")]


def shot(driver, pictures, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        driver.save_screenshot(str(pictures / f"{name}.png"))


def visible(driver, selector):
    return driver.execute_script(
        "return [...document.querySelectorAll(arguments[0])].filter((e) => e.getClientRects().length).length", selector)


def opened(driver, path):
    """Loads a page, which must be all that is loaded."""
    requests(driver)
    errors(driver)
    start = time.monotonic()
    driver.get(path.as_uri())
    took = time.monotonic() - start
    loaded = requests(driver)
    check(loaded == [path.as_uri()], f"{path.name}: requests: {loaded}")
    return took


def looks(driver, path, pictures):
    """Widths, light and dark, with all closed and with a flow open."""
    for scheme in ["light", "dark"]:
        for width in WIDTHS:
            look(driver, width, scheme)
            opened(driver, path)
            overflow = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
            check(overflow <= 0, f"{path.name}: {width} wide, {overflow} too wide")
            shot(driver, pictures, f"{path.stem}-{width}-{scheme}-top")
            driver.find_element(By.ID, "open").click()
            overflow = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
            check(overflow <= 0, f"{path.name}: {width} wide and open, {overflow} too wide")
            for found in serious(driver):
                check(False, f"{path.name}: {width} {scheme}: axe: {found}")
            for part in ["attributes", "flows", "findings", "tests", "differences"]:
                driver.execute_script("document.getElementById(arguments[0])?.scrollIntoView()", part)
                shot(driver, pictures, f"{path.stem}-{width}-{scheme}-{part}")
    check(not errors(driver), f"{path.name}: the console says {errors(driver)}")


def works(driver, path):
    """What the script does."""
    look(driver, 1400)
    opened(driver, path)
    driver.refresh()
    body = driver.find_element(By.TAG_NAME, "body")
    flows = visible(driver, "details.flow")
    body.send_keys("/")
    check(driver.switch_to.active_element.get_attribute("id") == "search", "/ does not go to the search")
    driver.switch_to.active_element.send_keys("delivery")
    time.sleep(0.4)
    check(0 < visible(driver, "details.flow") < flows, "the search does not filter flows")
    check("shown" in driver.find_element(By.ID, "said").text, "the search does not say how much is shown")
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    check(visible(driver, "details.flow") == flows, "Esc does not clear the search")
    body.send_keys("j")
    first = driver.execute_script("return document.activeElement.textContent")
    driver.switch_to.active_element.send_keys("j")
    check(driver.execute_script("return document.activeElement.textContent") != first, "j does not go on")
    driver.switch_to.active_element.send_keys("k")
    check(driver.execute_script("return document.activeElement.textContent") == first, "k does not go back")
    driver.execute_script("document.querySelector('details.flow > summary').focus()")
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    check(driver.execute_script("return document.querySelector('details.flow').open"), "Enter does not open a flow")
    before = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    body.send_keys("t")
    after = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    check(before != after, "t does not turn dark")
    body.send_keys("t")
    body.send_keys("?")
    check(driver.execute_script("return document.getElementById('keys').open"), "? does not show the keys")
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    check(not driver.execute_script("return document.getElementById('keys').open"), "Esc does not close the keys")
    driver.execute_script("const f = document.getElementById('filter'); f.value = 'found'; f.dispatchEvent(new Event('change'))")
    check(0 < visible(driver, "details.flow") < flows, "the filter does not filter flows")
    graph = "document.querySelector('details.flow[open] .graph svg').width.baseVal.value"
    driver.execute_script("document.querySelector('details.flow').open = true; document.getElementById('filter').value = ''")
    body.send_keys(Keys.ESCAPE)
    wide = driver.execute_script(f"return {graph}")
    driver.execute_script("document.querySelector('details.flow[open] .graph').focus()")
    driver.switch_to.active_element.send_keys("+")
    check(driver.execute_script(f"return {graph}") > wide, "+ does not enlarge a graph")


def leads(driver, path, pictures):
    """An address of a finding opens what it stands in."""
    found = driver.execute_script("return document.querySelector('details.flow [id^=finding-]')?.id")
    driver.get("about:blank")
    driver.get(f"{path.as_uri()}#{found}")
    check(visible(driver, f"[id='{found}']") == 1, f"#{found} does not show the finding")
    place = driver.execute_script(f"return document.getElementById('{found}').getBoundingClientRect().top")
    check(0 <= place < 900, f"#{found} is not in view: {place}")
    shot(driver, pictures, f"{path.stem}-finding")
    # Every link leads somewhere, and no id stands twice.
    lost = driver.execute_script("""
        const ids = [...document.querySelectorAll('[id]')].map((e) => e.id), known = new Set(ids);
        const lost = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1))
          .filter((to) => !known.has(to));
        return [lost.slice(0, 5), ids.length - known.size];""")
    check(lost == [[], 0], f"{path.name}: links without an end, and ids that stand twice: {lost}")


def in_jenkins(driver, folder, pictures):
    """With the policy that Jenkins sends, neither script nor style is taken: the page must be read all the same."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self):
            self.send_header("Content-Security-Policy", JENKINS)
            super().end_headers()

        def log_message(self, *words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    look(driver, 1400)
    driver.get(f"http://127.0.0.1:{server.server_port}/samples.html")
    check(visible(driver, "#tools") == 0, "Jenkins: the script ran")
    check("Order tracking" in driver.find_element(By.TAG_NAME, "main").text, "Jenkins: the text is not there")
    shot(driver, pictures, "jenkins-top")
    driver.find_element(By.CSS_SELECTOR, "details.flow > summary").click()
    check(visible(driver, "details.flow[open] svg rect") > 3, "Jenkins: the graph is not drawn")
    fill = driver.execute_script(
        "return getComputedStyle(document.querySelectorAll('details.flow[open] svg rect')[1]).fill")
    check(fill != "rgb(0, 0, 0)", f"Jenkins: the boxes are {fill}")
    driver.execute_script("document.querySelector('details.flow[open]').scrollIntoView()")
    shot(driver, pictures, "jenkins-flow")
    server.shutdown()


def is_text(driver, path):
    """Hostile names are text."""
    opened(driver, path)
    check(driver.execute_script("return document.scripts.length") == 1, "a name became a script")
    check(driver.execute_script("return document.querySelectorAll('img, iframe, b > i').length") == 0,
          "a name became an element")
    check(driver.title != "hostile", "a name was run")
    text = driver.execute_script("return document.body.textContent")
    check("</script><script>document.title" in text, "a hostile name is not shown")
    check(not any(mark in text for mark in "\u202e\u2066\u2028"), "a mark that turns text round is shown as such")


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    driver = browser()
    try:
        looks(driver, folder / "samples.html", pictures)
        works(driver, folder / "samples.html")
        leads(driver, folder / "samples.html", pictures)
        is_text(driver, folder / "hostile.html")
        in_jenkins(driver, folder, pictures)
        look(driver, 1400)
        took = opened(driver, folder / "many.html")
        print(f"many.html: {visible(driver, 'details.flow')} flows, loaded in {took:.1f} s")
        shot(driver, pictures, "many")
        leads(driver, folder / "many.html", None)
    finally:
        driver.quit()
    if problems:
        sys.exit(f"report_page.py: {len(problems)} problems")
    print("the pages load nothing else, no script fails, axe has nothing serious, all can be read")


main()
