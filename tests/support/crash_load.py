"""People at work on a server that may die under them. Each hand does one thing after another, remembers what was acknowledged and
the one act whose answer was lost, and says after a restart what must be there, and what may."""

import hashlib
import http.client
import json
import threading
import uuid

from office import quoted
from reporting import with_note

ENDED = (OSError, http.client.HTTPException)


class Lost(Exception):
    """The server died before the answer was read whole."""


class Round:
    """Goes on until so many steps of the load have been taken; whoever takes the last ends the server, at once and by himself."""

    def __init__(self, steps, end):
        self.left, self.end = steps, end
        self.lock, self.is_over = threading.Lock(), False

    def step(self):
        with self.lock:
            self.left -= 1
            is_last = self.left == 0
        if is_last:
            self.is_over = True
            self.end()


class Hand:
    """Somebody with a session. `doubt` is the act whose answer is not there yet: a tuple, its kind first."""

    def __init__(self, name, client, chance):
        self.name, self.client, self.chance = name, client, chance
        self.doubt, self.count = None, 0
        self.fault = None

    def unique(self, what):
        self.count += 1
        return f"{what}-{self.name}-{self.count}"

    def run(self, round_):
        self.round = round_
        try:
            while not round_.is_over:
                self.act()
        except Lost:
            pass
        except BaseException as fault:  # told by the thread that joins
            self.fault = fault

    def ask(self, method, path, doubt=None, expect=None, **more):
        """(headers, body). With `doubt`, an act: in doubt until its answer was read whole."""
        self.round.step()
        if doubt:
            self.doubt = doubt
        try:
            status, headers, body = self.client.request(method, path, **more)
        except ENDED as error:
            if not self.round.is_over:
                raise AssertionError(f"{self.name}: {method} {path} got no answer of a living server: {error!r}") from error
            raise Lost from error
        if status >= 500 and self.round.is_over:
            raise Lost  # the database is gone: whether it was done is not known
        assert status in (expect or range(200, 300)), f"{self.name}: {method} {path}: {status} {body}"
        self.doubt = None
        self.round.step()
        return headers, body

    def settle(self, server):
        """After the restart: what was acknowledged is there and equal; the act in doubt is wholly there or not at all."""
        raise NotImplementedError


class Reporter(Hand):
    """Fills in drafts, hands in, reviews. wishes: request -> a content without a note; each request is this hand's alone."""

    def __init__(self, name, client, chance, wishes):
        super().__init__(name, client, chance)
        self.wishes = wishes
        self.drafts = {}       # request -> the bytes acknowledged; absent: none
        self.tags = {}
        self.submissions = {request: [] for request in wishes}  # of each: {id, digest, state}
        self.contents = {}     # submission -> mark that its content carries
        self.new = set()       # submissions not yet looked at

    def act(self):
        request = self.chance.choice(sorted(self.wishes))
        last = self.submissions[request][-1] if self.submissions[request] else None
        if last and last["state"] == "submitted":
            return self.review(request, last)
        if request in self.drafts and self.chance.random() < 0.5:
            return self.submit(request, None)
        if self.chance.random() < 0.5:
            return self.draft(request)
        return self.submit(request, self.unique("报送"))

    def draft(self, request):
        mark = self.unique("草稿")
        condition = {"If-Match": self.tags[request]} if request in self.drafts else {"If-None-Match": "*"}
        headers, _ = self.ask("PUT", f"/requests/{quoted(request)}/draft", ("draft", request, mark),
                              json=with_note(self.wishes[request], mark), headers=condition)
        self.drafts[request], self.tags[request] = mark, headers["ETag"]

    def submit(self, request, mark):
        key = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        body = {} if mark is None else with_note(self.wishes[request], mark)
        _, made = self.ask("POST", f"/requests/{quoted(request)}/submissions", ("submit", request, mark or self.drafts.get(request), key, body),
                           json=body, headers={"Idempotency-Key": key})
        self.submitted(request, made, mark or self.drafts[request])

    def submitted(self, request, made, mark):
        self.submissions[request].append({name: made[name] for name in ("id", "digest", "state")})
        self.contents[made["id"]] = mark
        self.new.add(made["id"])
        self.drafts.pop(request, None)

    def review(self, request, last):
        verb, state, body = self.chance.choice([("accept", "accepted", {"note": ""}), ("return", "returned", {"reasons": [{"place": "", "text": "请核对"}]}),
                                                ("withdraw", "withdrawn", {"reason": "重报"})])
        self.ask("POST", f"/submissions/{quoted(last['id'])}/{verb}", (verb, request, last, state), json=body)
        self.reviewed(request, last, state)

    def reviewed(self, request, last, state):
        for each in self.submissions[request]:
            if state == "accepted" and each["state"] == "accepted":
                each["state"] = "superseded"
        last["state"] = state

    def settle(self, server):
        doubt, self.doubt = self.doubt, None
        there = server.submissions_of(self.wishes)
        if doubt and doubt[0] == "submit":
            self.settle_submission(there, *doubt[1:])
        elif doubt and doubt[0] != "draft":
            _, request, last, state = doubt
            if [s for s in there[request] if s["id"] == last["id"]][0]["state"] == state:
                self.reviewed(request, last, state)
        for request, known in self.submissions.items():
            found = [{name: s[name] for name in ("id", "digest", "state")} for s in there[request]]
            assert found == known, f"submissions of {request}: {found}, acknowledged were {known}"
        self.settle_drafts(doubt)
        self.look_at_new()

    def settle_submission(self, there, request, mark, key, body):
        """Asked for again with its key, it is done once: not a second time when it was done."""
        before, done = len(self.submissions[request]), there[request]
        assert len(done) in (before, before + 1), f"{len(done)} submissions of {request}, {before} acknowledged and one in doubt"
        status, _, made = self.client.request("POST", f"/requests/{quoted(request)}/submissions", json=body, headers={"Idempotency-Key": key})
        if len(done) == before:
            assert status == 201, f"what was not done cannot be done again: {status} {made}"
            there[request] = done + [made]
        else:
            assert status in (201, 409), f"{status} {made}"
            assert status == 201 or made["code"] == "API031", made
            made = done[-1]
        self.submitted(request, made, mark)

    def settle_drafts(self, doubt):
        for request in self.wishes:
            status, headers, body = self.client.request("GET", f"/requests/{quoted(request)}/draft")
            assert status == 200, f"draft of {request}: {status} {body}"
            mark = self.mark_of(body)
            may_be = {self.drafts.get(request, "")}
            if doubt and doubt[0] == "draft" and doubt[1] == request:
                may_be.add(doubt[2])
            assert mark in may_be, f"draft of {request} is {mark!r}, not one of {may_be}"
            if mark:
                self.drafts[request], self.tags[request] = mark, headers["ETag"]

    @staticmethod
    def mark_of(content):
        """All of it carries one mark: a draft made of two would carry two."""
        marks = {figure.get("note", "") for figure in content.get("figures", [])} | set(content.get("reports", {}).values())
        assert len(marks) <= 1, f"of two drafts: {marks}"
        return marks.pop() if marks else ""

    def look_at_new(self):
        for submission in sorted(self.new):
            status, _, content = self.client.request("GET", f"/submissions/{quoted(submission)}/content")
            assert status == 200, f"{submission} has no content: {status} {content}"
            receipt = next(s["digest"] for s in self.submissions[submission.rpartition("#")[0]] if s["id"] == submission)
            told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
            assert hashlib.sha256(told).hexdigest() == receipt, f"{submission}: the content is not that of the receipt"
            assert self.mark_of(content) == self.contents[submission], submission
        self.new.clear()


class Uploader(Hand):
    """Sends files in pieces, and goes on with what was interrupted."""

    def __init__(self, name, client, chance):
        super().__init__(name, client, chance)
        self.open = {}      # id -> {bytes, offset}
        self.kept = {}      # digest -> bytes, of what was finished
        self.settled = set()

    def act(self):
        if not self.open or (len(self.open) < 3 and self.chance.random() < 0.3):
            return self.begin()
        upload = self.chance.choice(sorted(self.open))
        state = self.open[upload]
        if state["offset"] == len(state["bytes"]):
            return self.finish(upload, state)
        piece = state["bytes"][state["offset"]:state["offset"] + self.chance.randint(1, 40_000)]
        headers, _ = self.ask("PATCH", f"/uploads/{upload}", ("append", upload, len(piece)), data=piece,
                              headers={"Upload-Offset": str(state["offset"]), "Content-Type": "application/offset+octet-stream"})
        state["offset"] += len(piece)
        assert headers["Upload-Offset"] == str(state["offset"]), headers["Upload-Offset"]

    def begin(self):
        title = self.unique("材料")
        content = (f"{title}\n" + "".join(f"{self.chance.getrandbits(64):020d}\n" for _ in range(self.chance.randint(20, 4000)))).encode()
        _, made = self.ask("POST", "/uploads", ("begin",), json={"name": f"{title}.txt", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
        self.open[made["id"]] = {"bytes": content, "offset": 0}

    def finish(self, upload, state):
        _, made = self.ask("POST", f"/uploads/{upload}/finish", ("finish", upload))
        assert made["digest"] == hashlib.sha256(state["bytes"]).hexdigest()
        self.kept[made["digest"]] = self.open.pop(upload)["bytes"]

    def settle(self, server):
        doubt, self.doubt = self.doubt, None
        if doubt and doubt[0] == "finish":
            self.settle_finish(server, doubt[1])
        for upload, state in self.open.items():
            status, _, found = self.client.request("GET", f"/uploads/{upload}")
            assert status == 200, f"upload {upload} is gone: {status} {found}"
            more = doubt[2] if doubt and doubt[0] == "append" and doubt[1] == upload else 0
            assert state["offset"] <= found["offset"] <= state["offset"] + more, \
                f"upload {upload} stands at {found['offset']}, acknowledged were {state['offset']}"
            state["offset"] = found["offset"]
        for digest in sorted(set(self.kept) - self.settled):
            status, _, found = self.client.request("GET", f"/evidence/{digest}/file")
            assert status == 200 and found == self.kept[digest], f"evidence {digest}: {status}, {len(found)} bytes"
        self.settled = set(self.kept)

    def settle_finish(self, server, upload):
        """Either it is evidence, or it can still be finished: what was sent is not lost in between."""
        digest = hashlib.sha256(self.open[upload]["bytes"]).hexdigest()
        is_kept = digest in server.evidence()
        status, _, made = self.client.request("POST", f"/uploads/{upload}/finish")
        assert status == 201 or (is_kept and status == 404), f"upload {upload} is neither evidence nor can it be finished: {status} {made}"
        self.kept[digest] = self.open.pop(upload)["bytes"]
        server.forget()


class Importer(Hand):
    """Corrects one figure of one year again and again, by files."""

    def __init__(self, name, client, chance, year):
        super().__init__(name, client, chance)
        self.year, self.files = year, []

    def act(self):
        file = self.unique("gdp") + ".csv"
        table = f"统计数据,对象,期间,数值,单位\n地区生产总值,,{self.year}年,{500 + self.count / 100:.2f},亿元\n".encode()
        self.ask("POST", f"/imports?kind=figures&file={quoted(file)}&reason={quoted('更正')}", ("import", file), data=table)
        self.files.append(file)

    def settle(self, server):
        doubt, self.doubt = self.doubt, None
        if doubt and doubt[1] in server.import_names():
            self.files.append(doubt[1])
        status, _, history = self.client.request("GET", f"/figures/gdp/history?period={self.year}")
        assert status == 200, history
        found = [revision["origin"]["file"] for revision in history["items"]]
        assert found == self.files, f"gdp {self.year} comes from {found[-3:]}, acknowledged were {self.files[-3:]}"
        mine = [name for name in server.import_names() if name.startswith("gdp-" + self.name + "-")]
        assert mine == self.files, f"imports {mine[-3:]}, facts of {self.files[-3:]}"


class Setter(Hand):
    """Settings: history where everybody may read them."""

    def __init__(self, name, client, chance, setting):
        super().__init__(name, client, chance)
        self.setting, self.value, self.tag = setting, None, None

    def act(self):
        if self.tag is None:
            headers, found = self.ask("GET", f"/settings/{self.setting}")
            assert found["value"] == self.value, found
            self.tag = headers["ETag"]
        value = json.dumps([self.unique("收信人")], ensure_ascii=False)
        headers, _ = self.ask("PUT", f"/settings/{self.setting}", ("set", value), json={"value": value}, headers={"If-Match": self.tag})
        self.value, self.tag = value, headers["ETag"]

    def settle(self, server):
        doubt, self.doubt = self.doubt, None
        status, headers, found = self.client.request("GET", f"/settings/{self.setting}")
        assert status == 200, found
        assert found["value"] in {self.value} | ({doubt[1]} if doubt else set()), f"{self.setting} is {found}, acknowledged was {self.value}"
        self.value, self.tag = found["value"], headers["ETag"]


class Visitor(Hand):
    """Logs in and fetches signed checkpoints: a session given stays, and no later log may contradict a checkpoint."""

    def __init__(self, name, client, chance, new_client, account, password):
        super().__init__(name, client, chance)
        self.new_client, self.wish = new_client, {"account": account, "password": password}
        self.visits, self.notes = [], []

    def act(self):
        if self.chance.random() < 0.1:
            headers, body = self.ask("POST", "/session", ("login",), json=self.wish)
            visit = self.new_client()
            visit.wire.cookie, visit.wire.csrf = headers["Set-Cookie"].partition(";")[0], body["csrf_token"]
            self.visits.append(visit)
        _, note = self.ask("GET", "/public/log/checkpoint", ("checkpoint",))
        self.notes.append(note)

    def settle(self, server):
        self.doubt = None
        for visit in self.visits:
            server.move(visit)
            status, _, body = visit.request("GET", "/session")
            assert status == 200, f"a session that was given is gone: {status} {body}"
            visit.wire.close()
        del self.visits[:-3]
        del self.notes[:-2]
