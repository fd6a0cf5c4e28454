"""The main job, step by step: list, publish, find, ask, match, request, negotiate, agree."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from marketplace.sample.story import texts
from marketplace.sample.story.client import Answer, Door
from marketplace.sample.story.told import StoryFailed, Told

KINDS = {"holder": "holder", "seeker": "enterprise", "broker": "broker_firm"}
ASKED, OFFERED, AGREED = 300_000_000, 220_000_000, "term_agreed"


@dataclass(slots=True)
class Story:
    """One run: its people have `tag` in their addresses, its patent the number of `serial`.

    `operator` is an account of the market's operator, (e-mail, password).
    """

    door: Door
    told: Told
    tag: str
    serial: int
    operator: tuple[str, str]
    password: str
    ids: dict[str, str] = field(default_factory=dict)

    def play(self) -> None:
        """Tell all of it; raises StoryFailed at the first step that does not come true."""
        self.register()
        self.publish()
        self.find()
        self.entrust()
        self.ask()
        self.match()
        self.request()
        self.negotiate()
        self.agree()

    def be(self, who: str) -> None:
        """Act as one of the story's people, or as the operator."""
        email, password = self.operator if who == "operator" else (self._email(who), self.password)
        self.door.become(email, password)

    def _email(self, who: str) -> str:
        return f"{who}-{self.tag}@example.org"

    def move(
        self, path: str, name: str, fact: str, given: object = None, seen: int | None = None
    ) -> Answer:
        """Make a move of the thing at a path, as it is now (or as `seen`)."""
        version = self.door.get(path)["version"] if seen is None else seen
        return self.door.post(f"{path}/moves/{name}", given, fact=fact, seen=version)

    def register(self) -> None:
        """Three organisations come in, and the operator verifies them."""
        with self.told.step("registered and verified") as ids:
            for who, kind in KINDS.items():
                self.door.open_account(f"{who}（示例 {self.tag}）", self._email(who), self.password)
                self.be(who)
                firm = {"name": f"{who} 示例机构 {self.tag}", "kinds": [kind], "region": "410300"}
                made = self.door.post("/api/v1/organisations", firm, fact="organisation.registered")
                self.be("operator")
                path = f"/api/v1/organisations/{made['id']}"
                self.move(path, "verify", "organisation.verified")
                self.ids[who] = ids[who] = made["id"]

    def publish(self) -> None:
        """The holder lists a patent and a technology; the operator reviews and publishes."""
        with self.told.step("patent and technology listed") as ids:
            self.be("holder")
            card = self.door.post("/api/v1/patents", texts.patent(self.tag, self.serial))
            given = texts.technology(self.tag, card["id"])
            made = self.door.post("/api/v1/technologies", given, fact="technology.created")
            ids |= {"patent": card["id"], "technology": made["id"]}
            self.ids |= ids
        with self.told.step("technology published by the operator"):
            path = self._path("technologies", "technology")
            self.move(path, "submit", "technology.submitted")
            self.be("operator")
            self.move(path, "take", "technology.taken")
            self.move(path, "publish", "technology.published")

    def _path(self, folder: str, name: str) -> str:
        return f"/api/v1/{folder}/{self.ids[name]}"

    def find(self) -> None:
        """The seeker finds it by a Chinese full-text search."""
        with self.told.step("found by a Chinese search") as ids:
            self.be("seeker")
            ids["query"] = f"烧结烟气脱硫 {self.tag}"
            asked = urlencode({"q": ids["query"], "kind": "technology"})
            self.told.until(lambda: self._listed(f"/api/v1/search?{asked}"))

    def _listed(self, path: str) -> bool:
        return any(item["id"] == self.ids["technology"] for item in self.door.get(path)["items"])

    def entrust(self) -> None:
        """A broker is verified and signs a mandate with the seeker."""
        with self.told.step("broker verified, mandate signed") as ids:
            self.be("broker")
            made = self.door.post("/api/v1/brokers", texts.broker(self.tag), fact="broker.applied")
            self.be("operator")
            self.move(f"/api/v1/brokers/{made['id']}", "verify", "broker.verified", {})
            self.be("seeker")
            given = texts.mandate(made["id"], self.ids["seeker"])
            signed = self.door.post("/api/v1/mandates", given, fact="mandate.drafted")
            path = f"/api/v1/mandates/{signed['id']}"
            self.move(path, "offer", "mandate.offered")
            self.be("broker")
            self.move(path, "accept", "mandate.accepted")
            ids |= {"broker_profile": made["id"], "mandate": signed["id"]}
            self.ids |= ids

    def ask(self) -> None:
        """The seeker's demand is published."""
        with self.told.step("demand published by the operator") as ids:
            self.be("seeker")
            given = texts.demand(self.tag)
            made = self.door.post("/api/v1/demands", given, fact="demand.entered")
            self.ids["demand"] = ids["demand"] = made["id"]
            path = self._path("demands", "demand")
            self.move(path, "submit", "demand.submitted")
            self.be("operator")
            self.move(path, "publish", "demand.published")

    def match(self) -> None:
        """A worker finds the match and tells both sides."""
        with self.told.step("matched, both sides told by a worker") as ids:
            self.be("seeker")
            path = f"/api/v1/matches?{urlencode({'demand': self.ids['demand']})}"
            found = self.told.until(lambda: self._matched(path))
            ids |= {"match": found["id"], "score": found["score"]}
            ids["why"] = [line["words"] for line in found["features"] if line["hard"]]
            ids["workers"] = [self._told(who, "match.found", found["id"]) for who in
                              ("seeker", "holder")]  # fmt: skip

    def _matched(self, path: str) -> Answer | None:
        items = self.door.get(path)["items"]
        mine = (m for m in items if m["technology_id"] == self.ids["technology"])
        return next(mine, None)

    def _told(self, who: str, fact: str, subject: str) -> str:
        """Wait until somebody has this notice; the worker that delivered it."""
        self.be(who)

        def look() -> Any:
            items = self.door.get("/api/v1/notices?limit=50")["items"]
            found = [n for n in items if n["fact"] == fact and n["subject_id"] == subject]
            if len(found) > 1:
                raise StoryFailed(f"{who} was told {len(found)} times of {fact}")
            return found

        return str(self.told.until(look)[0]["worker"])

    def request(self) -> None:
        """The seeker requests a licence, the holder answers and opens the deal."""
        with self.told.step("licence requested and acknowledged, deal opened") as ids:
            self.be("seeker")
            asked = {
                "technology_id": self.ids["technology"],
                "demand_id": self.ids["demand"],
                "wanted": "ordinary",
                "message": "示例：请求普通许可。",
            }
            made = self.door.post("/api/v1/licence-requests", asked, fact="licence_request.created")
            self.ids["request"] = ids["request"] = made["id"]
            path = self._path("licence-requests", "request")
            self.move(path, "send", "licence_request.sent")
            self.be("holder")
            self.move(path, "acknowledge", "licence_request.acknowledged")
            self.move(path, "qualify", "licence_request.qualified")
            opened = self.move(path, "open_deal", "licence_request.deal_opened")
            self.ids["deal"] = ids["deal"] = opened["deal_id"]

    def negotiate(self) -> None:
        """The holder offers; the seeker's broker counters."""
        with self.told.step("offer, and the broker's counter-offer") as ids:
            path = self._path("deals", "deal")
            self.be("seeker")
            seen = self.door.get(path)["version"]
            self.door.put(f"{path}/broker", {"broker_id": self.ids["broker"]}, seen=seen)
            self.be("holder")
            self.move(path, "offer", "deal.offered", texts.terms(ASKED))
            self.be("broker")
            made = self.move(path, "counter_offer", "deal.countered", texts.terms(OFFERED))
            ids["offer"] = made["current"]["id"]

    def agree(self) -> None:
        """The holder accepts exactly what it read; the seeker is told."""
        with self.told.step("terms agreed, the other side told by a worker") as ids:
            path = self._path("deals", "deal")
            self.be("holder")
            deal = self.door.get(path)
            read = {name: deal["current"][name] for name in ("no", "content_hash")}
            agreed = self.move(path, "accept", "deal.accepted", read, deal["version"])
            if agreed["state"] != AGREED:
                raise StoryFailed(f"the deal is {agreed['state']}, not {AGREED}")
            ids |= {"deal": deal["id"], "state": agreed["state"]}
            ids["workers"] = [self._told("seeker", "deal.accepted", deal["id"])]

    def tidy(self) -> None:
        """Take what was published for the story down again; its record stays."""
        with self.told.step("taken down again"):
            self.be("holder")
            self.move(self._path("technologies", "technology"), "withdraw", "technology.withdrawn")
            self.be("seeker")
            why = {"reason": "示例故事已演完"}
            self.move(self._path("demands", "demand"), "withdraw", "demand.withdrawn", why)
            self.be("broker")
            self.move(self._path("brokers", "broker_profile"), "remove", "broker.removed", {})
