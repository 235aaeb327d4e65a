"""One keep-alive connection to a server, for tests that send what no proper client would: any target, any header, any bytes."""

import http.client
import json
import socket

TIMEOUT_S = 60


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # as http.client gives them: get() in any case
        self.body = body

    def json(self):
        return json.loads(self.body)

    def code(self):
        """Of a problem; "" when it is none."""
        if self.headers.get("Content-Type", "").partition(";")[0] != "application/problem+json":
            return ""
        try:
            return self.json().get("code", "")
        except (ValueError, AttributeError):
            return ""


class Wire:
    """Nobody, until log_in() was called. Every address of 127/8 is this machine: `source` says which one the server sees."""

    def __init__(self, host, port, source="127.0.0.1"):
        self.host, self.port, self.source = host, port, source
        self.connection = None
        self.account, self.cookie, self.csrf = "", "", ""

    def move(self):
        """Comes from another address of this machine, with an allowance of its own."""
        last = int(self.source.rpartition(".")[2]) % 250 + 1
        self.source = f"{self.source.rpartition('.')[0]}.{last}"
        self.close()

    def log_in(self, account, password):
        answer = self.json("POST", "/api/v1/session", {"account": account, "password": password})
        assert answer.status == 201, f"{account} cannot log in: {answer.status} {answer.body[:500]!r}"
        return self.take_session(answer)

    def take_session(self, answer):
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
        self.account, self.csrf = answer.json()["account"], answer.json()["csrf_token"]
        return self

    def credentials(self):
        return {"Cookie": self.cookie, "X-CSRF-Token": self.csrf} if self.cookie else {}

    def json(self, method, target, value=None, headers=None):
        body = None if value is None else json.dumps(value, ensure_ascii=False).encode()
        return self.send(method, target, {**({} if body is None else {"Content-Type": "application/json"}), **(headers or {})}, body)

    def send(self, method, target, headers=None, body=None, credentials=True):
        """The answer. A connection the server has closed meanwhile is opened anew, once."""
        headers = {**(self.credentials() if credentials else {}), **(headers or {})}
        is_fresh = self.connection is None
        try:
            return self._exchange(method, target, headers, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.close()
            if is_fresh:
                raise
            return self._exchange(method, target, headers, body)

    def _exchange(self, method, target, headers, body):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_S, source_address=(self.source, 0))
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = self.connection
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            for each in value if isinstance(value, list) else [value]:
                connection.putheader(name, each)
        if "Content-Length" not in headers and (body is not None or method in ("POST", "PUT", "PATCH")):
            connection.putheader("Content-Length", str(len(body or b"")))
        try:
            connection.endheaders(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all was sent: the answer says why
        response = connection.getresponse()
        is_endless = response.headers.get("Content-Type", "").startswith("text/event-stream")
        read = b"" if is_endless else response.read()
        if is_endless or response.will_close:
            self.close()
        return Answer(response.status, response.headers, read)

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


# http.client refuses to send what it holds for wrong. Here the server shall say so.
http.client.HTTPConnection._validate_path = lambda self, url: None
http.client.HTTPConnection._validate_method = lambda self, method: None
