"""A running demonstration for tests that ask it operations of the contract."""

import unittest
import urllib.parse

import openapi
import openapi_fuzz
from office import Office
from wire import Wire

CONTRACT = openapi.Contract.load()
PASSWORD = "Qingshan-Lvshui-2041"


class WithOffice(unittest.TestCase):
    """Each class has its own."""

    seen = set()  # operations that were asked

    @classmethod
    def setUpClass(cls):
        cls.started = Office.demo()
        cls.office = cls.started.__enter__()
        cls.wires, cls.opened = {}, []

    @classmethod
    def tearDownClass(cls):
        for wire in cls.opened:
            wire.close()
        cls.started.__exit__(None, None, None)

    def wire(self, source="127.0.0.1"):
        self.opened.append(Wire(self.office.host, self.office.port, source))
        return self.opened[-1]

    def as_(self, role):
        """The wire of a role; None: nobody."""
        if role not in self.wires:
            self.wires[role] = self.wire(f"127.0.{len(self.wires) + 1}.1")
            if role:
                self.wires[role].log_in(*self.office.accounts[role])
        return self.wires[role]

    def ask(self, operation, wire, path=None, query=None, body=None, headers=None, expect=None):
        """An operation with a request that the contract takes, held against it. The parsed body, or the bytes of what is no JSON."""
        operation = CONTRACT.by_id[operation]
        target = operation.fill(path or {}) + ("?" + urllib.parse.urlencode(query, doseq=True) if query else "")
        media, content = next(iter(operation.body_types().items()), ("", {}))
        headers = {**({"Content-Type": media} if media else {}), **(headers or {})}
        if media and body is None:
            body = content["example"]
        if media and not isinstance(body, bytes):
            body = openapi_fuzz.Cases._bytes(body)
        left_out = {name for name, value in headers.items() if value is None}  # on purpose
        headers = {name: value for name, value in headers.items() if value is not None}
        faults = [f for f in CONTRACT.request_faults(operation, target, headers, body or b"") if f not in {f"header {n} is missing" for n in left_out}]
        self.assertEqual(faults, [], f"our own request of {operation.id}")
        answer = wire.send(operation.method, target, headers, body)
        told = f"{operation.method} {target} as {wire.account or 'nobody'}: {answer.status} {answer.body[:600].decode(errors='replace')}"
        self.assertEqual(CONTRACT.answer_faults(operation, answer.status, answer.headers, answer.body), [], told)
        self.assertIn(answer.status, expect or range(200, 300), told)
        self.tag = answer.headers.get("ETag", "")
        self.seen.add(operation.id)
        is_json = answer.headers.get("Content-Type", "").startswith("application/json") and answer.body
        return answer.json() if is_json else answer.body
