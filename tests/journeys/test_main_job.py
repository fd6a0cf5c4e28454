"""The market's main job between five people, from the first click to agreed terms."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from marketplace.core import clock
from marketplace.sample.story import texts
from tests.journeys.visitor import Visitor
from tests.servers.broker import Broker
from tests.servers.fixtures import StartMarket
from tests.servers.mail import MailSink
from tests.servers.market import Market

PASSWORD = "green-market-journey"
OPERATOR = "operator@journey.example.org"
TITLE = "烧结烟气循环流化床脱硫技术"
NEED = "烧结烟气二氧化硫降到三十五以下"
FIRMS = {
    "holder": ("河洛示例大学", "holder"),
    "seeker": ("砺锋示例钢铁", "enterprise"),
    "broker": ("汇桥示例经纪", "broker_firm"),
}


@pytest.mark.journey
@pytest.mark.enable_socket
def test_main_job_on_sqlite_and_the_embedded_broker(
    start_market: StartMarket, browser: Browser, mail: MailSink
) -> None:
    tell(start_market(SMTP_URL=mail.url), browser, mail)


@pytest.mark.journey
@pytest.mark.enable_socket
@pytest.mark.parametrize("broker", ["redis"], indirect=True)
def test_main_job_on_postgresql_and_redis(
    start_market: StartMarket, browser: Browser, mail: MailSink, postgres_url: str, broker: Broker
) -> None:
    market = start_market(SMTP_URL=mail.url, DATABASE_URL=postgres_url, REDIS_URL=broker.url)
    tell(market, browser, mail)


def tell(market: Market, browser: Browser, mail: MailSink) -> None:
    """Everything happens in browsers; mails arrive at a real mail server."""
    words = ("--name", "旅程市场", "--city", "洛阳市", "--operator", "示例运营中心")
    who = ("--person", "林晓河", "--email", OPERATOR, "--password", PASSWORD)
    done = market.run("init", *words, *who)
    assert done.returncode == 0, done.stderr
    people = come_in(browser, market.url)
    technology = publish(people)
    find(people["seeker"])
    entrust(people)
    ask(people)
    told_of_the_match(people, mail)
    agree(people, technology, mail)


def address(who: str) -> str:
    return f"{who}@journey.example.org"


def come_in(browser: Browser, base: str) -> dict[str, Visitor]:
    """Three firms register; the operator signs in and verifies them."""
    people = {who: Visitor.come(browser, base) for who in (*FIRMS, "operator")}
    for who, (firm, kind) in FIRMS.items():
        people[who].register(f"{firm}的人", address(who), PASSWORD, firm, kind)
    operator = people["operator"]
    operator.sign_in(OPERATOR, PASSWORD)
    for firm, _ in FIRMS.values():
        operator.go("/organisations?state=registered")
        operator.follow(firm)
        operator.move("verify", "核验通过")
    return people


def publish(people: dict[str, Visitor]) -> str:
    """The holder lists a patent and what rests on it; the operator publishes it."""
    holder, operator = people["holder"], people["operator"]
    holder.go("/technologies/new")
    card = {"number": texts.patent_number(4711), "title": TITLE, "ipc": "B01D53/50"}
    holder.fill("/technologies/new", card, press="下一步")
    holder.fill(
        "/edit",
        DOSSIER | {"patents-0-proof_on": clock.today().isoformat()},
        press="保存",
        effects=["cuts_pollution"],
        fields=["energy_saving_env"],
        processes=["sintering"],
        pollutants=["so2"],
        licences=["ordinary"],
        non_confidential=["true"],
    )
    path = holder.path().removesuffix("/edit")
    holder.go(path)
    holder.move("submit", "提交审核")
    operator.go("/reviews")
    operator.page.locator("main [name='item']").first.check()
    operator.fill("/reviews", {}, press="发布")
    holder.go(path)
    holder.sees("已发布")
    return path


DOSSIER = {
    "summary": "半干法脱硫除尘，无废水外排",
    "description": "吸收塔内循环流化床反应，配袋式除尘。",
    "patents-0-proof_kind": "office_query",
    "patents-0-proof_number": "示例查询 1",
    "claims-0-measurand": "so2_out",
    "claims-0-quantity": "≤20 mg/m³",
    "claims-0-condition": "基准氧含量 16%",
    "trl": "a9",
    "trl_evidence": "示例：六台烧结机在运行",
    "price_mode": "lump_sum_once",
    "price_low": "200 万",
    "price_high": "320 万",
    "region": "410300",
    "contact": "示例联系人",
}


def find(seeker: Visitor) -> None:
    """The seeker finds it by a Chinese search as soon as the index has it."""
    for _ in range(40):
        seeker.go("/search?q=烧结 脱硫")
        if seeker.page.get_by_role("link", name=TITLE).count():
            break
        seeker.page.wait_for_timeout(250)
    seeker.follow(TITLE)
    seeker.sees("≤ 20 mg/m³")


def entrust(people: dict[str, Visitor]) -> None:
    """The broker is verified; seeker and broker sign a mandate."""
    broker, operator, seeker = people["broker"], people["operator"], people["seeker"]
    broker.go("/brokers/apply")
    year = (clock.today() + timedelta(days=365)).isoformat()
    paper = {"grade": "senior", "certificate": "示例-1", "grade_until": year}
    broker.fill("/brokers/apply", paper, press="提交核验", green_fields=["energy_saving_env"])
    profile = broker.path()
    operator.go(profile)
    operator.move("verify", "核验")
    seeker.go("/mandates/new")
    terms = {
        "title": "引进烧结烟气治理技术",
        "scope": "协助谈判许可条款",
        "broker_id": profile.rpartition("/")[2],
        "valid_from": clock.today().isoformat(),
        "valid_until": year,
        "fee_permille": "30",
    }
    seeker.fill("/mandates/new", terms, press="保存草稿", side=["buyer"], fee_kind=["percent"])
    mandate = seeker.path()
    seeker.move("offer", "")
    broker.go(mandate)
    broker.move("accept", "")


def ask(people: dict[str, Visitor]) -> None:
    """The seeker's demand goes through the operator's queue."""
    seeker, operator = people["seeker"], people["operator"]
    seeker.go("/demands/new")
    given = {
        "title": NEED,
        "text": "一台 265 平方米烧结机，出口二氧化硫要求稳定低于 35。",
        "target-0-measurand": "so2_out",
        "target-0-quantity": "≤35 mg/m³",
        "budget_low": "200 万",
        "budget_high": "600 万",
        "budget_source": "own",
        "place": "410323",
        "contact": "示例联系人",
    }
    seeker.fill(
        "/demands/new", given, press="保存",
        green_fields=["energy_saving_env"], processes=["sintering"], pollutants=["so2"],
    )  # fmt: skip
    seeker.move("submit", "提交审核")
    operator.go("/demands/queue")
    operator.page.locator("main [name='item']").first.check()
    operator.fill("/demands/queue", {}, press="发布选中的")


def told_of_the_match(people: dict[str, Visitor], mail: MailSink) -> None:
    """A worker matches the two and tells both sides, on the page and by mail."""
    for who in ("seeker", "holder"):
        visitor = people[who]
        for _ in range(80):
            visitor.go("/inbox")
            if visitor.page.get_by_text("匹配（").count():
                break
            visitor.page.wait_for_timeout(250)
        visitor.sees(TITLE)
        arrived(visitor, mail, address(who), "匹配")


def arrived(visitor: Visitor, mail: MailSink, to: str, words: str) -> None:
    """Wait for one mail, and one only."""
    found: list[Any] = []
    for _ in range(80):
        found = [m for m in mail.to(to) if words in str(m["Subject"])]
        if found:
            break
        visitor.page.wait_for_timeout(250)
    assert len(found) == 1, [str(m["Subject"]) for m in mail.messages]


def agree(people: dict[str, Visitor], technology: str, mail: MailSink) -> None:
    """The seeker requests a licence; the broker carries the deal to agreed terms."""
    seeker, holder, broker = people["seeker"], people["holder"], people["broker"]
    seeker.go(technology)
    seeker.follow("申请许可")
    wanted = {"wanted": "ordinary", "message": "请求普通许可。"}
    seeker.fill("/licence-requests", wanted, press="发出申请")
    holder.go(seeker.path())
    for name in ("acknowledge", "qualify", "open_deal"):
        holder.move(name, "")
    deal = holder.path()
    seeker.go(deal)
    seeker.fill("/broker", {}, press="加入交易")
    offer(holder, deal, "300 万")
    offer(broker, deal, "220 万")
    holder.go(deal)
    holder.move("accept", "接受第 2 版报价")
    seeker.go(deal)
    seeker.sees("条款已商定")
    arrived(seeker, mail, address("seeker"), "条款商定")


def offer(visitor: Visitor, deal: str, price: str) -> None:
    """Put terms on the table."""
    visitor.go(deal)
    form = visitor.form("/offers")
    form.evaluate("e => { const d = e.closest('details'); if (d) d.open = true; }")
    given = {"licence": "ordinary", "price_mode": "lump_sum_once", "lump_sum_fen": price}
    visitor.fill("/offers", given | {"months": "60"}, press="")
