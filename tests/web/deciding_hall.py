"""A hall over the web: a case with both sides, a working agreement in force, and a real product on its table."""

import re

TERMS = {"decision_rule": "by consent", "quorum_user": "2", "quorum_producer": "1", "reply_days": "14",
         "fallback": "one more session, then a majority on each side", "exit": "by saying so"}  # fmt: skip


class Hall:
    """`here.amina` and the others are browsers signed in; `here.posts(who, path, **form)` expects to be let through."""

    def __init__(self, app, people):
        self.app = app
        self.amina, self.wanjiru, self.njeri, self.peter, self.funder = (app.test_client() for _ in range(5))
        people.sign_in(self.amina, "meteorologist", "Met service")
        accounts = {
            "wanjiru": (people.sign_in(self.wanjiru, "member", "Growers"), "user", "participant"),
            "njeri": (people.sign_in(self.njeri, "member", "Growers"), "user", "participant"),
            "peter": (people.sign_in(self.peter, "facilitator", "NGO"), "bridge", "facilitator"),
            "funder": (people.sign_in(self.funder, "member", "Fund"), "observer", "observer"),
        }
        self.grower = accounts["wanjiru"][0]
        self.case = self.amina.post("/cases/", data={"title": "When do we plant?", "area": "Mbeere"}).location
        for account, side, role in accounts.values():
            self.posts(self.amina, "/people", sign_in=account.sign_in, side=side, role=role)
        self.posts(self.amina, "/agreement", **TERMS)
        page = self.reads(self.amina, "/agreement")
        address = re.search(r'action="(/cases/[^"]+/agreement/[^"]+)"', page).group(1).removeprefix(self.case)
        to = re.search(r'name="to" value="([^"]+)"', page).group(1)
        for who in (self.amina, self.wanjiru):
            self.posts(who, address, action="consent", to=to)
        self.posts(self.peter, address, action="adopt")

    def posts(self, who, path, **form) -> str:
        """Where a form leads, below the case's address."""
        answer = who.post(self.case + path, data=form)
        assert answer.status_code == 303, re.findall(r"<li>.*?</li>|<p>.*?</p>", answer.text)[:6]
        return answer.location.removeprefix(self.case)

    def refused(self, who, path, **form) -> str:
        """The page of a refusal."""
        answer = who.post(self.case + path, data=form)
        assert answer.status_code == 400, answer.status_code
        return answer.text

    def reads(self, who, path="") -> str:
        answer = who.get(self.case + path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def tables(self, product, **form) -> str:
        """The product on the table: the path of its page."""
        return self.posts(self.amina, "/table/products", product=product, **form)

    def asks(self, subject, who=None, **form) -> str:
        """A round on what lies there, of consent unless told otherwise: its path."""
        asked = {"kind": "consent", "privacy": "open", "question": "May it stand?", "subject": subject.split("/")[-1]}
        return self.posts(who or self.peter, "/rounds", **asked | form)

    def all_consent(self, path) -> None:
        for who in (self.wanjiru, self.njeri, self.amina):
            self.posts(who, path + "/answers", value="consent")
        self.posts(self.peter, path + "/moves", action="reveal")
        self.posts(self.peter, path + "/moves", action="pass")

    def hears(self, subject, words="the valley is later than the hill") -> str:
        """Open for remarks, one of the users answered, closed again; the id of the remark."""
        self.posts(self.peter, subject + "/moves", action="open_feedback")
        self.posts(self.njeri, subject + "/remarks", words=words)
        said = re.findall(r"/where/([0-9a-f]{32})", self.reads(self.amina, subject))[-1]
        self.posts(self.amina, f"{subject}/remarks/{said}", action="park", reason="for the next season")
        self.posts(self.peter, subject + "/moves", action="close_feedback")
        return said

    def version(self, subject) -> str:
        """The hash of the version on the table."""
        return re.search(r"/signing/([0-9a-f]{64})", self.reads(self.amina, subject)).group(1)

    def pages(self) -> list[str]:
        """The address of every page of cases, sessions, deciding and sheets, for the things that are in this case."""
        case, log = self.case.rpartition("/")[2], self.reads(self.amina, "")
        found = {
            "case_id": case,
            "kind": "glossary",
            "session_id": _first(r"/sessions/([0-9a-f]{32})", log),
            "subject_id": _first(r"/table/([0-9a-f]{32})", log),
            "round_id": _first(r"/rounds/([0-9a-f]{32})", log),
        }
        desk = self.reads(self.peter, f"/sessions/{found['session_id']}/desk")
        found["version"] = self.version(f"/table/{found['subject_id']}")
        found["contribution_id"] = _first(r"/where/([0-9a-f]{32})", desk)
        found["code"] = _first(r'code">([A-Z0-9]{6})<', desk)
        adapter = self.app.url_map.bind("localhost")
        return [adapter.build(rule.endpoint, {name: found[name] for name in rule.arguments})
                for rule in self.app.url_map.iter_rules() if _is_page(rule)]  # fmt: skip


ROOMS = ("cases", "sessions", "joining", "deciding", "sheets")
NO_PAGES = (
    "sessions.live",
    "sessions.changes",
    "sessions.said_by_all",
    "cases.export",
    "sheets.take_minutes",
    "deciding.tried",
    "sheets.take_message",
    "sheets.take_report",
)


def _first(pattern: str, page: str) -> str:
    return re.search(pattern, page).group(1)


def _is_page(rule) -> bool:
    plain = not rule.rule.endswith((".json", "<form>")) and rule.endpoint not in NO_PAGES
    return plain and "GET" in rule.methods and rule.endpoint.split(".")[0] in ROOMS
