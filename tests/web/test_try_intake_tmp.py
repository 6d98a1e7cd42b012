import re
from amaan.intake.actions.stocking import fill_stock
from tests.sites import as_role, public_site
def fields(r): return dict(re.findall(r'name="(key|csrfmiddlewaretoken)" value="([^"]+)"', r.content.decode()))
def test_walk(db, public_client):
    with as_role("worker"): fill_stock()
    c=public_client
    for u in ("/","/guide/","/report/","/track/","/help/"):
        r=c.get(u); print(u,r.status_code,len(r.content))
    r=c.get("/report/"); r=c.post("/report/",fields(r)); print(r.status_code,r.get("Location"))
    r=c.get("/report/code/"); print(r.status_code); t=r.content.decode()
    digs=re.search(r'id="code">(.*?)</p>',t,re.S)[1]; code="".join(re.findall(r'>([\d ]+)<',digs)).replace(" ",""); print(code)
    r=c.post("/report/code/",{"last":"0000"}); print(r.status_code)
    r=c.post("/report/code/",{"last":code[-4:]}); print(r.status_code,r.get("Location"))
    while True:
        u=r["Location"]; r=c.get(u); print(u,r.status_code,len(r.content))
        if "check" in u: break
        data={"who":"KNOWN"} if "who" in u else {"signs":["DEBT","SEXUAL"]} if "signs" in u else {"story":"x"*10} if "story" in u else {"official":"YES"} if "official" in u else {"office_kind":"POLICE"} if "office" in u else {"contact":"PHONE","phone":"۰۳۰۰ ۱۲۳۴۵۶۷","to_police":"NO"} if "contact" in u else {}
        if "where" in u:
            did=re.search(r'value="([0-9a-f-]{36})"',r.content.decode())[1]; data={"district":did,"place":"p"}
        r=c.post(u,data); print(r.status_code,r.get("Location"))
    k=fields(r); r=c.post("/report/check/",k); print(r.status_code,r.get("Location"))
    r=c.get("/report/sent/"); print(r.status_code)
    r=c.get("/track/report/"); print(r.status_code, len(r.content))
    r=c.post("/track/message/",{"text":"hello","key":"abc"}); print(r.status_code,r.get("Location"))
    r=c.get("/track/report/"); print("hello" in r.content.decode())
    r=c.get("/track/withdraw/"); print(r.status_code); r=c.post("/track/withdraw/",{"key":"w"}); print(r.status_code)
    r=c.get("/track/report/"); print("Sent" in r.content.decode())
    r=c.post("/track/close/"); print(r.status_code, r.headers)
    r=c.get("/track/report/"); print(r.status_code)
    c2=public_site(); r=c2.post("/track/",{"code":code}); print(r.status_code, "Continue after" in r.content.decode())
