"""A year of one office, told step by step: its clock, its people, and a book of all that it was answered, in which two databases must agree."""

import contextlib
import json
import os
import pathlib
import re

from office import PASSWORD, Client, quoted

STATISTICS, COUNTED = "市统计局", "市统计局|2010"  # the unit, and its request, that most is made of


def path_of(kind, name, rest=""):
    return f"/{kind}/{quoted(name)}{rest}"


# What is random by design, and therefore another in every run. Nothing else is masked.
MASKS = [
    ("secrets shown once: invitations, tokens, calendar addresses", r"cm[a-z]_[A-Za-z0-9_-]+|/calendars/[A-Za-z0-9_-]+\.ics"),
    ("what a session proves itself with", r'(?<="csrf_token":")[^"]+'),
    ("names of uploads", r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"),
    ("names of tokens", r'(?<="id":")[0-9a-f]{12}(?=")|(?<="token":")[0-9a-f]{12}(?=")'),
    ("what rests on the salts of the log", r'(?<="root":")[0-9a-f]{64}|(?<="hashes":\[)[^\]]*'),
    ("the number of a request in the server's own log", r'(?<="request":")[0-9a-f]{16}(?=")'),
    ("a copy's length, of salts too", r'(?<="bytes":)[0-9]+'),
]


def masked(text):
    for _, pattern in MASKS:
        text = re.sub(pattern, "…", text)
    return text


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        is_json = "json" in headers.get("Content-Type", "") and body
        self.value = json.loads(body) if is_json else None

    @property
    def tag(self):
        return self.headers["ETag"]

    @property
    def code(self):
        return self.value.get("code", "") if isinstance(self.value, dict) else ""


class Person:
    """Somebody at work. Logs in again when the session is over, and changes the password when it must be, as people do."""

    def __init__(self, year, account):
        self.year, self.account, self.passwords, self.token = year, account, 0, ""
        self.client = Client(year.office.host, year.office.port, f"127.0.1.{len(year.people) % 250 + 1}")
        self.times = {"logged in again": 0, "changed the password": 0}

    @property
    def wire(self):
        return self.client.wire

    @property
    def password(self):
        return PASSWORD if not self.passwords else f"{PASSWORD}-{self.passwords}"

    def move(self, office):
        """To another server of the same people."""
        self.wire.close()
        self.client = Client(office.host, office.port)
        self.client.login(self.account, self.password)

    def _send(self, method, path, headers, body):
        if self.token:
            headers = {"Authorization": "Bearer " + self.token, **headers}
        answer = self.wire.send(method, "/api/v1" + path, headers, body, credentials=not self.token)
        return Answer(answer.status, answer.headers, answer.body)

    def _log_in_again(self):
        self.client.login(self.account, self.password)
        self.times["logged in again"] += 1

    def _change_password(self):
        before, self.passwords = self.password, self.passwords + 1
        self.client.do("POST", "/password", {"old": before, "new": self.password})
        self.times["changed the password"] += 1

    def ask(self, method, path, json=None, data=None, headers=None, expect=None, kept=True):
        """The answer, which the book keeps. `expect`: its status, or status and code; without it any success."""
        headers = dict(headers or {})
        body = data
        if json is not None:
            body = _json_bytes(json)
            headers.setdefault("Content-Type", "application/json")
        elif data is not None:
            headers.setdefault("Content-Type", "application/octet-stream")
        answer = self._send(method, path, headers, body)
        if answer.status == 401 and not self.token and self.wire.cookie:
            self._log_in_again()
            answer = self._send(method, path, headers, body)
        if answer.status == 403 and answer.code == "API005":
            self._change_password()
            answer = self._send(method, path, headers, body)
        told = f"{self.account}: {method} {path} -> {answer.status} {answer.body[:1500].decode(errors='replace')}"
        wanted, code = expect if isinstance(expect, tuple) else (expect, None)
        assert (200 <= answer.status < 300) if wanted is None else answer.status == wanted, f"{told}\nwanted {expect or 'success'}"
        assert code is None or answer.code == code, f"{told}\nwanted {code}"
        if kept:
            self.year.keep(f"{self.account} {method} {path} -> {answer.status}", answer.body)
        return answer

    def get(self, path, expect=None, headers=None, kept=True):
        return self.ask("GET", path, expect=expect, headers=headers, kept=kept).value

    def do(self, method, path, json=None, **more):
        return self.ask(method, path, json, **more).value

    def every(self, path):
        """All items of a list, page after page."""
        items, cursor = [], ""
        while cursor is not None:
            page = self.get(path + ("&" if "?" in path else "?") + "limit=500" + (f"&cursor={quoted(cursor)}" if cursor else ""))
            items, cursor = items + page["items"], page["next"]
        return items

    # ---- evidence

    def upload(self, name, content):
        """In one piece."""
        upload = self.do("POST", "/uploads", {"name": name, "size": len(content)})["id"]
        self.piece(upload, 0, content)
        return self.do("POST", f"/uploads/{upload}/finish")

    def piece(self, upload, offset, content, expect=204):
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return self.ask("PATCH", f"/uploads/{upload}", data=content, headers=headers, expect=expect)


def _json_bytes(value):
    return json.dumps(value, ensure_ascii=False).encode()


class Year:
    """One office at one database."""

    def __init__(self, name, office, clock, handed_in):
        """`handed_in`: the simulated files of `chuangmo demo`."""
        self.handed_in = pathlib.Path(handed_in)
        self.name, self.office, self.clock = name, office, pathlib.Path(clock)
        self.book, self.people, self.units = [], {}, {}  # people by account, those of units by unit
        self.by_workbook = 0  # answers that came in a workbook
        self.papers = {}  # unit -> name and digest of its picture
        self.desk = self.leader = self.inspector = self.system = self.audit = None
        self.moment = self.clock.read_text(encoding="ascii")

    def at(self, moment):
        """The clock is put on."""
        self.moment = moment + "+08:00"
        put_clock(self.clock, self.moment)

    def keep(self, what, body):
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            text = body.hex()
        self.book.append((masked(f"{self.moment} {what}"), masked(text)))

    @contextlib.contextmanager
    def step(self, title):
        """A part of the year, named in whatever goes wrong in it."""
        self.book.append((title, ""))
        try:
            yield
        except Exception as error:
            if isinstance(error, AssertionError) and error.args:
                error.args = (str(error.args[0])[:3000],)
            error.add_note(f"—— on {self.name}, at {self.moment}: {title}")
            raise

    def close(self):
        for person in self.people.values():
            person.wire.close()

    def first_administrator(self):
        admin = self.people["admin"] = Person(self, "admin")
        admin.client.accept(self.office.server.invitation, account="admin", name="安全管理员")
        return admin

    def add(self, account, name, unit, roles):
        """Somebody, with an account made by the security administrator and a password of their own."""
        made = self.people["admin"].do("POST", "/accounts", {"id": account, "name": name, "unit": unit, "roles": roles})
        person = self.people[account] = Person(self, account)
        person.client.accept(made["invitation"])
        return person

    def add_unit(self, account, unit):
        """Whoever fills in and hands in for a unit, by a program with a token of theirs."""
        person = self.units[unit] = self.add(account, unit + "填报人", unit, ["unit_editor", "unit_reviewer"])
        wish = {"name": "填报程序", "scopes": ["read", "write"], "until": "2012-12-31T23:59:59+08:00"}
        person.token = person.do("POST", "/tokens", wish)["token"]
        return person


def put_clock(path, moment):
    """At once: whoever reads it meanwhile reads a whole moment."""
    beside = path.with_suffix(".new")
    beside.write_text(moment, encoding="ascii")
    os.replace(beside, path)


def first_difference(one, other):
    """Of two books, in words; "" when they agree."""
    for (what, text), (other_what, other_text) in zip(one, other, strict=False):
        if what != other_what:
            return f"asked differently: {what!r} and {other_what!r}"
        if text != other_text:
            at = next((i for i, pair in enumerate(zip(text, other_text, strict=False)) if pair[0] != pair[1]), min(len(text), len(other_text)))
            begin = max(at - 200, 0)
            return f"{what}\nat character {at}:\n  {text[begin:at + 200]}\n  {other_text[begin:at + 200]}"
    return "" if len(one) == len(other) else f"{len(one)} answers and {len(other)}"
