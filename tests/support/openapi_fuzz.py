"""Requests made out of the contract: right ones, and ones with one thing wrong. Seeded; the same seed gives the same requests."""

import dataclasses
import json
import random
import re
import urllib.parse

from schema_values import ODD_TEXTS, Values

BIG_ID = "市" * 3400  # 10 KB
ODD_SEGMENTS = ["%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..", "%00", "a%00b", "%c0%ae%c0%ae", "%ed%a0%80", "%ff%fe", "%e5%b8", "%", "%zz", "%2", "a%2Fb",
                "..;", "%20", "%0d%0aX:%20y", "-1", "0", "9999999999999999999999", "1e9", "%F0%9F%98%80", urllib.parse.quote(BIG_ID),
                "x" * 10_000, "null", "%25252e", "a?b=c", "a#b", "*", "~", "'", "%27%20OR%201=1--", "%7C", "%23", "%E5%B8%82%7C%7C", "%EF%BB%BF"]
ODD_QUERIES = ["limit=0", "limit=-1", "limit=501", "limit=abc", "limit=1e3", "limit=99999999999999999999", "limit=1&limit=2", "cursor=", "cursor=AAAA",
               "cursor=%00", "cursor=" + "A" * 9000, "cursor=%ff", "cursor=1&cursor=2", "known_at=", "known_at=0000-00-00", "known_at=2011-13-45",
               "known_at=9999-12-31", "known_at=2011-12-31T25:61:61%2B08:00", "known_at=1&known_at=2", "unknown=1", "=", "&&&", "%", "%zz=1", "a" * 9000,
               "preview=2", "as_of=2011-02-30", "as_of=-1", "standard_as=GB%203095-1066", "standard_as=" + "x" * 5000, "unit=%E5%B8%82%00", "unit=",
               "state=%F0%9F%98%80", "period=2011..2010", "period=2011Q9", "subject=%2e%2e", "from=5&to=1", "from=-1", "to=99999999999999999",
               "size=0", "disclose=yes", "indicator=0", "year=0", "&".join(f"p{i}=1" for i in range(300))]
ODD_TAGS = ["", "x", '"', '""', "*", 'W/"x"', '"a", "b"', '"' + "x" * 5000 + '"', '"\\"', "null", "é"]
ODD_TYPES = ["", "text/plain", "application/xml", "application/json; charset=gbk", "application/json, text/plain", "multipart/form-data; boundary=x",
             "application/x-www-form-urlencoded", "APPLICATION/JSON", "application/json;", "/", "x" * 3000]
ODD_BODIES = [b"", b" ", b"{", b"[", b"null", b"1", b'"x"', b"[]", b"{}", b"{}{}", b'{"a":NaN}', b'{"a":1e999}', b'{"a":1,"a":2}', b"\xef\xbb\xbf{}",
              b'{"a":"\xff"}', b'{"a":"\xc0\xaf"}', b'{"a":"\xed\xa0\x80"}', b'{"a":"\\ud800"}', b'{"\\u0000":1}', b"[" * 100_000,
              b'{"a":' * 20_000, b"{'a':1}", b'{"a":01}', b"//\n{}", b"\x00" * 100, b"PK\x03\x04" + b"\x00" * 60, b"%PDF-1.4", b"\x1f\x8b\x08" + b"\xff" * 50]
ODD_FIELDS = [{"Authorization": "Bearer cmt_x"}, {"Authorization": "Bearer "}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer " + "x" * 5000},
              {"Cookie": "__Host-session=x"}, {"Cookie": "__Host-session=" + "A" * 4000}, {"Cookie": "=;;=,__Host-session"},
              {"X-CSRF-Token": "x"}, {"X-CSRF-Token": ""}, {"Idempotency-Key": "x" * 5000}, {"Idempotency-Key": "\x7f"}, {"Idempotency-Key": ""},
              {"Range": "bytes=5-1"}, {"Range": "bytes=0-,0-,0-"}, {"Expect": "200-ok"}, {"Last-Event-ID": "x" * 3000}, {"Upload-Offset": "-1"},
              {"Upload-Offset": "99999999999999999999"}, {"Accept": "x/y"}, {"Accept-Encoding": "br;q=x"}, {"Content-Encoding": "gzip"},
              {"If-None-Match": ","}, {"If-Modified-Since": "never"}, {"X-Forwarded-For": "1.2.3.4"}, {"X-HTTP-Method-Override": "DELETE"}]


@dataclasses.dataclass
class Case:
    operation: object
    what: str     # "right", or what is wrong with it
    method: str
    target: str
    headers: dict
    body: bytes
    credentials: bool = True

    def __str__(self):
        return f"{self.operation.id} ({self.what}): {self.method} {self.target[:300]} {str(self.headers)[:300]} {(self.body or b'')[:300]!r}"


class Cases:
    """Cases of one contract. `known`: name of a path parameter -> values that exist; `tags`: target -> its ETag."""

    def __init__(self, contract, known, tags):
        self.contract, self.known, self.tags = contract, known, tags

    def make(self, operation, seed):
        """One case; half of them right as far as the schema goes."""
        chance = random.Random(seed)
        case = self._right(operation, chance)
        spoilers = [self._odd_query, self._odd_field, self._without_csrf]
        if "{" in operation.path:
            spoilers += [self._odd_path] * 3
        if operation.takes("If-Match"):
            spoilers.append(self._odd_tag)
        if operation.body_types():
            spoilers += [self._odd_body, self._odd_type, self._too_long] + ([self._wrong_body] * 4 if self._schema(operation) else [])
        if chance.random() < 0.7:
            chance.choice(spoilers)(case, chance)
        return case

    @staticmethod
    def _schema(operation):
        return next(iter(operation.body_types().values()), {}).get("schema")

    def _right(self, operation, chance):
        values = Values(self.contract, chance)
        path = {p.name: chance.choice(self.known[p.name]) if self.known.get(p.name) and chance.random() < 0.8 else self._made_up(p, values)
                for p in operation.of("path")}
        target = operation.fill(path)
        query = [(p.name, each) for p in operation.of("query") if p.required or chance.random() < 0.3 for each in self._texts(values.right(p.schema))]
        headers = {p.name: str(values.right(p.schema)).encode().decode("latin-1") for p in operation.of("header")
                   if p.required or chance.random() < 0.3}
        if operation.takes("If-Match"):
            headers["If-Match"] = self.tags.get(target, '"0"')
        body = None
        for media, content in operation.body_types().items():
            headers["Content-Type"] = media
            body = self._bytes(values.right(content["schema"], chance.random() < 0.3)) if "schema" in content else b"\x00\x01,\xe5\xb8\x82\n"
        return Case(operation, "right", operation.method, target + ("?" + urllib.parse.urlencode(query) if query else ""), headers, body)

    def _made_up(self, parameter, values):
        """Not the example: that may be somebody the tests need."""
        schema = self.contract.resolved(parameter.schema)
        return values.right({key: value for key, value in schema.items() if key != "examples"})

    @staticmethod
    def _texts(value):
        return value if isinstance(value, list) else [value]

    @staticmethod
    def _bytes(value):
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")

    @staticmethod
    def _odd_path(case, chance):
        parts, path = case.operation.path.split("/"), case.target.partition("?")[0].split("/")
        place = chance.choice([i for i, part in enumerate(parts) if part[:1] == "{"])
        path[place] = chance.choice(ODD_SEGMENTS)
        case.what, case.target = f"path segment {path[place][:40]}", "/".join(path)

    @staticmethod
    def _odd_query(case, chance):
        query = chance.choice(ODD_QUERIES)
        named = case.operation.of("query")
        if named and chance.random() < 0.5:
            query = chance.choice(named).name + "=" + urllib.parse.quote(chance.choice(ODD_TEXTS), errors="replace")
        case.what, case.target = f"query {query[:40]}", case.target + ("&" if "?" in case.target else "?") + query

    @staticmethod
    def _odd_field(case, chance):
        field = chance.choice(ODD_FIELDS)
        case.what = f"field {str(field)[:60]}"
        case.headers.update(field)

    @staticmethod
    def _without_csrf(case, chance):
        case.what = "no csrf token"
        case.headers["X-CSRF-Token"] = chance.choice(["", "0" * 24, "x"])

    @staticmethod
    def _odd_tag(case, chance):
        tag = chance.choice(ODD_TAGS)
        case.what = f"tag {tag[:40]}"
        case.headers["If-Match"] = tag.encode("utf-8").decode("latin-1")

    @staticmethod
    def _odd_body(case, chance):
        case.body = chance.choice(ODD_BODIES)
        case.what = f"body {case.body[:30]!r}"

    @staticmethod
    def _odd_type(case, chance):
        case.headers["Content-Type"] = chance.choice(ODD_TYPES)
        case.what = f"content type {case.headers['Content-Type'][:40]}"

    @staticmethod
    def _too_long(case, chance):
        limit = case.operation.spec["x-body-limit"]
        case.what = "a body too long"
        if limit <= 300_000:
            case.body = b'{"a":"' + b"x" * limit + b'"}'
        else:  # said, not sent
            case.body, case.headers["Content-Length"] = b"", str(limit + chance.choice([1, 2 ** 40]))

    def _wrong_body(self, case, chance):
        case.what, value = Values(self.contract, chance).wrong(self._schema(case.operation))
        case.what = "body: " + case.what
        case.body = self._bytes(value)


def canonical(value):
    """JSON in the one form that has a digest: keys by their bytes, no blanks, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def registered_codes(root):
    codes = set()
    for path in (root / "catalog/diagnostics").glob("*.toml"):
        codes |= set(re.findall(r"^\[([A-Z]{3}\d{3})\]", path.read_text(encoding="utf-8"), re.MULTILINE))
    return codes
