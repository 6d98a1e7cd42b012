import re

FULL = []


def test_look(live_sites, browser, axe):
    for lang, width in (("en", 390), ("ur", 1440), ("ur", 390), ("en", 320)):
        page = browser.page(lang=lang, width=width)
        base = live_sites.public
        n = [0]

        def shot(name):
            page.wait_for_load_state("load")
            page.wait_for_timeout(120)
            page.screenshot(path=f"/tmp/shots/{lang}-{width}-{n[0]:02}-{name}.png", full_page=True)
            n[0] += 1
            v = axe(page)
            over = page.evaluate("document.documentElement.scrollWidth-innerWidth")
            if v or over > 0:
                FULL.append((lang, width, name, v, over))

        page.goto(base + "/")
        if page.evaluate("document.documentElement.lang") != lang:
            page.click(".am-pubbar form button")
        page.wait_for_load_state("load")
        shot("home")
        page.goto(base + "/guide/")
        shot("guide")
        page.goto(base + "/report/")
        shot("start")
        h0 = page.evaluate("history.length")
        page.click("button.primary")
        page.wait_for_url("**/report/code/")
        page.click("summary")
        shot("code")
        code = re.sub(r"\D", "", page.inner_text("#code"))
        page.fill("#id_last", "1")
        page.click("button.primary")
        page.wait_for_selector(".am-errors")
        shot("code-error")
        page.fill("#id_last", code[-4:])
        page.click("form button.primary")
        page.wait_for_url("**/report/who/")
        for q in (
            "who",
            "signs",
            "danger",
            "where",
            "story",
            "people",
            "official",
            "office",
            "contact",
        ):
            shot(q)
            if q == "who":
                page.check("input[value=KNOWN]")
            if q == "signs":
                page.check("input[value=DEBT]")
            if q == "where":
                page.select_option("#id_district", index=12)
            if q == "story":
                page.fill("#id_story", "They hold two families at the kiln.")
            if q == "official":
                page.check("input[value=YES]")
            if q == "office":
                page.check("input[value=POLICE]")
            if q == "contact":
                page.check("input[value=PHONE]")
                page.fill("#id_phone", "12")
                page.click("form button.primary")
                page.wait_for_selector(".am-errors")
                shot("contact-error")
                page.fill("#id_phone", "0300 1234567")
            page.click("form button.primary")
            page.wait_for_url(lambda u: f"/{q}/" not in u)
        shot("check")
        page.click("form button.primary")
        page.wait_for_url("**/sent/")
        shot("sent")
        print("history", h0, page.evaluate("history.length"))
        page.goto(base + "/track/report/")
        shot("status")
        page.fill("#id_text", "They moved the families last night in a blue truck.")
        page.click("section form button")
        page.wait_for_load_state("load")
        shot("status-message")
        page.goto(base + "/track/withdraw/")
        shot("withdraw")
        page.click("main form button")
        page.wait_for_load_state("load")
        shot("withdrawn")
        page.click("aside form button")
        page.wait_for_load_state("load")
        page.goto(base + "/track/")
        shot("track")
        page.fill("#id_code", code)
        page.click("main form button")
        page.wait_for_url("**/track/report/", timeout=20000)
        shot("inside")
        page.context.clear_cookies()
        page.goto(base + "/nope/")
        shot("404")
        page.goto(base + "/track/message/")
        shot("lapsed")
    browser.forgive("404")
    browser.forgive("422")
    browser.forgive("403")
    for f in FULL:
        print(f)
    print("DONE", browser.complaints)
