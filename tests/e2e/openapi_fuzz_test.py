"""Every operation of the contract with what no client of ours would send: never a failure of the server, always an answer as api/openapi.yaml has it.

CHUANGMO_SEED and CHUANGMO_FUZZ_ROUNDS choose other requests and more of them. A fault names its seed, which makes the same request again.
"""

import http.client
import os
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

import openapi_fuzz
from wire import Answer
from with_office import CONTRACT, PASSWORD, WithOffice

SEED = os.environ.get("CHUANGMO_SEED", "1")
ROUNDS = int(os.environ.get("CHUANGMO_FUZZ_ROUNDS", "12"))
QUEUE_FULL = {"SRV044", "SRV071"}  # of requests; of event streams
RATE = "SRV043"                    # too many requests of one address


class Fuzz(WithOffice):
    """Every operation, by nobody and by three roles, with what no client of ours would send."""

    FEW = {"make_backup", "verify_log", "put_plan", "import_facts", "preview_import", "log_out", "revoke_session", "send_reminders"}
    OWN = {"change_password", "begin_totp", "confirm_totp", "remove_totp", "make_token", "revoke_token"}  # by an account that may be locked out
    DOOR = {"log_in", "accept_invitation"}  # from an address that may be locked out

    def test_every_operation_withstands_anything(self):
        codes = openapi_fuzz.registered_codes(ROOT)
        cases = openapi_fuzz.Cases(CONTRACT, *self.what_exists())
        victim = self.victim()
        sent, limited, faults = 0, 0, []
        for operation in CONTRACT.operations:
            for role in (None, "unit_editor", "office", "security_admin"):
                wire = victim if role and operation.id in self.OWN else self.door(role) if operation.id in self.DOOR else self.as_(role)
                for number in range(min(ROUNDS, 3) if operation.id in self.FEW | self.DOOR else ROUNDS):
                    seed = f"{SEED}/{operation.id}/{role}/{number}"
                    case = cases.make(operation, seed)
                    answer = self.answered(case, wire)
                    sent, limited = sent + 1, limited + (answer.status == 429)
                    faults += [f"{case}\n  as {role}, seed {seed}: {answer.status} {answer.body[:300]!r}\n  {why}"
                               for why in self.faults_of(case, role, answer, codes)]
                    if role and wire is not victim and answer.status == 401 and wire.send("GET", "/api/v1/session").status != 200:
                        wire.log_in(*self.office.accounts[role])
            self.assertEqual(self.wire("127.0.99.1").send("GET", "/api/v1/programme").status, 200, f"after {operation.id}")
        if faults:
            of_each = {fault.split()[0]: fault for fault in reversed(faults)}  # the first of each operation
            self.fail(f"{len(faults)} faults in {sent} requests, of each operation the first:\n" + "\n".join(list(of_each.values())[:20]))
        self.assertLess(limited, sent / 2, "most were turned away for being many, and tested nothing")

    def what_exists(self):
        """Values of path parameters that exist, and the ETags of what can be edited."""
        office = self.as_("office")
        now = office.send("GET", "/api/v1/programme").json()["now"]
        for path, body in (("obligations/proposals", None), ("obligations/confirmation", {"all": True}), ("requests/issue", {"until": now[:10]})):
            office.json("POST", "/api/v1/" + path, body)
        known = {"account": ["fuzz-victim"], "indicator": [1, 8, 26], "number": [1, 2], "figure": ["gdp"], "ledger": ["drills", "incidents"],
                 "name": ["password_profile"], "code": ["STO001"]}
        for name, path in (("obligation", "obligations"), ("request", "requests"), ("submission", "submissions"), ("matter", "matters")):
            known[name] = [item["id"] for item in office.send("GET", f"/api/v1/{path}?limit=20").json()["items"]]
        known["digest"] = [item["digest"] for item in office.send("GET", "/api/v1/evidence?limit=20").json()["items"]]
        tags = {}
        for operation in [o for o in CONTRACT.operations if o.takes("If-Match")]:
            read = "/api/v1/standards" if operation.id == "pin_standards" else operation.path
            name = read.partition("{")[2].partition("}")[0]
            for value in known.get(name, [])[:5] if name else [""]:
                target = operation.fill({name: value})
                tags[target] = office.send("GET", read if not name else target).headers.get("ETag", '"0"')
        return known, tags

    def victim(self):
        made = self.as_("security_admin").json("POST", "/api/v1/accounts", {"id": "fuzz-victim", "name": "丁", "unit": "", "roles": ["leader"]})
        wire = self.wire("127.0.80.1")
        return wire.take_session(wire.json("POST", "/api/v1/invitations/accept", {"token": made.json()["invitation"], "password": PASSWORD}))

    def door(self, role):
        return self.wires.setdefault(("door", role), self.wire("127.0.70.1"))

    def answered(self, case, wire):
        for _ in range(2):
            try:
                answer = wire.send(case.method, case.target, case.headers, case.body)
            except (http.client.HTTPException, OSError) as why:
                wire.close()
                return Answer(0, {}, repr(why).encode())
            if answer.code() != RATE:
                break
            wire.move()
        return answer

    def faults_of(self, case, role, answer, codes):
        if answer.status == 0:
            yield "no answer"
            return
        if answer.status >= 500 and not (answer.status == 503 and answer.code() in QUEUE_FULL):
            yield "the server failed"
        operation = CONTRACT.match(case.method, case.target)
        if operation:
            yield from CONTRACT.answer_faults(operation, answer.status, answer.headers, answer.body)
        elif not (400 <= answer.status < 500) or (case.method != "HEAD" and not answer.code()):
            yield "no operation of the contract, and no problem said so"
        if answer.code() and answer.code() not in codes:
            yield f"code {answer.code()} is not registered"
        if role is None and operation and not operation.is_public and answer.status < 300:
            yield "nobody may do this"
        if case.what == "no csrf token" and role and operation and not operation.is_public and case.method not in ("GET", "HEAD") and answer.status < 300:
            yield "done without a CSRF token"


if __name__ == "__main__":
    unittest.main()
