"""Crowds, slow ones and rude ones: whoever behaves is answered all the same. Nothing here is timed."""

import contextlib
import json
import pathlib
import re
import resource
import select
import signal
import socket
import sys
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from office import PASSWORD, Office

SLOW = 4000
PER_ADDRESS = 400        # slow ones from one address; the server allows 512
ADDRESS_LIMIT = 512
SPARE_FILES = 300        # of this process, besides its connections
LEAST_SLOW = 500
IDLE_MOST_MB = 150       # 60 is wanted: the bench says
PAGES = ("/tiles", "/verdicts", "/duties", "/coverage", "/requests", "/session")
LIMIT_S = 60             # for what must come: a server that hangs fails the test, and does not stop it


def files_allowed(wanted):
    """How many connections this process may have open, up to `wanted`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + SPARE_FILES
    if soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(wanted, soft - SPARE_FILES)


def receive(connection, before):
    """What comes next; nothing when it ends. ValueError when it ends after something came."""
    try:
        piece = connection.recv(65536)
    except ConnectionResetError:
        piece = b""
    if before and not piece:
        raise ValueError(f"breaks off after {before[:2000]!r}")
    return piece


def read_answer(connection):
    """Status, head and body of the one answer that comes; no status when none came at all. ValueError when it is cut."""
    text = receive(connection, b"")
    if not text:
        return None, "", b""
    while b"\r\n\r\n" not in text:
        text += receive(connection, text)
    head, _, body = text.partition(b"\r\n\r\n")
    length = re.search(rb"(?mi)^content-length: *(\d+)", head)
    while length and len(body) < int(length[1]):
        body += receive(connection, text)
    return int(head.split(b" ")[1]), head.decode(), body


class Load(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.started = Office.demo()
        cls.office = cls.started.__enter__()
        cls.addClassCleanup(cls.started.__exit__, None, None, None)

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)

    def connect(self, source, office=None):
        connection = socket.create_connection(("127.0.0.1", (office or self.office).port), LIMIT_S, (source, 0))
        self.stack.callback(connection.close)
        return connection

    def gauge(self, name, office=None):
        status, text = (office or self.office).server.admin("/metrics")
        self.assertEqual(status, 200)
        return float(re.search(rf"(?m)^{re.escape(name)} (\S+)$", text)[1])

    def head(self, method, path, length=0, more=""):
        return (f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.office.port}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {length}\r\n{more}\r\n").encode()

    def somebody(self, source="127.0.7.1", office=None):
        return (office or self.office).client(source).login("office")

    # -------------------------------------------------------------------------------------------------------------- slow ones

    def test_slow_connections_harm_nobody(self):
        """Half of them begin a head and do not end it, half say nothing."""
        client, count = self.somebody(), files_allowed(SLOW)
        self.assertGreaterEqual(count, LEAST_SLOW, "too few files are allowed here")
        slow = []
        for number in range(count):
            slow.append(self.connect(f"127.1.{number // PER_ADDRESS}.1"))
            if number % 2:
                slow[-1].sendall(b"GET /api/v1/tiles HTTP/1.1\r\nHost: localhost")
            if number % 500 == 0:
                client.get("/tiles")
        for _ in range(20):
            for page in PAGES:
                client.get(page)
        stranger = self.office.client("127.0.7.9")
        self.assertEqual(stranger.request("GET", "/public/indicators")[0], 200)
        told = {"bytes": 0, "ended": 0}
        poll = select.poll()
        waiting = {connection.fileno(): connection for connection in slow}
        for number in waiting:
            poll.register(number, select.POLLIN)
        while waiting:  # the server ends each of them by itself
            ready = poll.poll(LIMIT_S * 1000)
            self.assertTrue(ready, f"{len(waiting)} slow connections stay open")
            for number, _ in ready:
                with contextlib.suppress(ConnectionResetError):
                    piece = waiting[number].recv(4096)
                    if piece:
                        told["bytes"] += 1
                        self.assertIn(b" 408 ", piece.split(b"\r\n")[0])
                        continue
                told["ended"] += 1
                poll.unregister(number)
                waiting.pop(number).close()
        print(f"\n  {count} slow connections: {told['ended']} ended, {told['bytes']} told why")
        client.get("/tiles")

    def test_an_address_has_its_share(self):
        """One more than its share is turned away with a reason; another address does not notice."""
        files_allowed(ADDRESS_LIMIT + 50)
        held = [self.connect("127.2.0.1") for _ in range(ADDRESS_LIMIT)]
        refused = self.connect("127.2.0.1")
        status, head, body = read_answer(refused)
        self.assertIn(status, (429, 503), head)
        self.assertIn("Retry-After", head)
        self.assertEqual(json.loads(body)["status"], status)
        self.assertEqual(self.office.client("127.2.0.2").request("GET", "/public/indicators")[0], 200)
        for connection in held:
            connection.close()
        for _ in range(LIMIT_S):  # a place that was given back can be taken
            again = self.connect("127.2.0.1")
            again.sendall(self.head("GET", "/api/v1/public/indicators"))
            if read_answer(again)[0] == 200:
                return
        self.fail("the address has no place any more")

    # ------------------------------------------------------------------------------------------------------------- rude ones

    def test_a_flood_of_logins(self):
        """Far more than there is room to wait: some are told to come again, and nobody else waits for them."""
        client = self.somebody()
        flood = []
        for number in range(200):
            body = json.dumps({"account": f"nobody-{number}", "password": PASSWORD}).encode()
            flood.append(self.connect(f"127.3.{number % 4}.1"))
            flood[-1].sendall(self.head("POST", "/api/v1/session", len(body)) + body)
        for _ in range(20):
            for page in PAGES:
                client.get(page)
        statuses = []
        for connection in flood:
            status, head, _ = read_answer(connection)
            statuses.append(status)
            if status in (429, 503):
                self.assertIn("Retry-After", head)
        self.assertEqual(set(statuses) - {401, 429, 503}, set())
        self.assertTrue({429, 503} & set(statuses), "all of them found room")
        self.somebody("127.0.7.2")  # and afterwards one gets in

    def test_bodies_that_are_too_large(self):
        """Refused by their head: nobody waits for what was announced."""
        limits = {("POST", "/session"): 8192, ("PUT", "/settings/recipients"): 64 << 10, ("PATCH", "/uploads/u1"): 8 << 20,
                  ("POST", "/requests/x/submissions"): 64 << 20, ("POST", "/imports"): 256 << 20, ("GET", "/tiles"): 0}
        for (method, path), most in limits.items():
            with self.subTest(path):
                connection = self.connect("127.4.0.1")
                kind = "application/json" if "session" in path or "settings" in path or "submissions" in path else "application/octet-stream"
                kind = "application/offset+octet-stream" if method == "PATCH" else kind
                connection.sendall(self.head(method, "/api/v1" + path, most + 1).replace(b"application/json", kind.encode()))
                status, _, body = read_answer(connection)
                self.assertEqual(status, 413, body)
                self.assertEqual(connection.recv(1), b"", "the connection goes on")
        connection = self.connect("127.4.0.1")
        connection.sendall(self.head("POST", "/api/v1/session").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked"))
        self.assertEqual(read_answer(connection)[0], 411)
        self.assertEqual(self.office.client("127.4.0.2").request("GET", "/public/indicators")[0], 200)


class Alone(unittest.TestCase):
    """Each with a server of its own."""

    def test_idle_memory(self):
        with Office.demo() as office:
            client = office.client("127.0.7.1").login("office")
            for page in PAGES:
                client.get(page)
            client.wire.send("GET", "/")
            status = pathlib.Path(f"/proc/{office.server.process.pid}/status").read_text(encoding="ascii")
            resident_mb = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024
            print(f"\n  idle memory after the first pages: {resident_mb:.1f} MB")
            self.assertLess(resident_mb, IDLE_MOST_MB)

    def test_stops_without_cutting_anybody(self):
        """Those who were accepted get a whole answer; the others none at all."""
        load = Load("test_a_flood_of_logins")
        with Office.demo() as office, contextlib.ExitStack() as stack:
            load.office, load.stack = office, stack
            client = office.client("127.0.7.1").login("unit-editor")
            paper = b"one two three\n" * 5000
            upload = client.do("POST", "/uploads", {"name": "a.txt", "size": len(paper)})["id"]
            half = load.connect("127.5.0.1")  # whose body is still coming
            half.sendall(load.head("PATCH", f"/api/v1/uploads/{upload}", len(paper), f"Cookie: {client.wire.cookie}\r\nX-CSRF-Token: {client.wire.csrf}\r\n"
                                   "Upload-Offset: 0\r\n").replace(b"application/json", b"application/offset+octet-stream") + paper[:30000])
            listener = load.connect("127.5.0.2")  # of events
            listener.sendall(load.head("GET", "/api/v1/events", 0, f"Cookie: {client.wire.cookie}\r\n"))
            self.assertIn(b"text/event-stream", listener.recv(65536))
            waiting = [load.connect("127.5.0.3") for _ in range(20)]  # each waits for its turn
            body = json.dumps({"account": "leader", "password": PASSWORD}).encode()
            for connection in waiting:
                connection.sendall(load.head("POST", "/api/v1/session", len(body)) + body)
            outcomes, answered, stop = [], threading.Semaphore(0), threading.Event()
            readers = [threading.Thread(target=self.read_on, args=(office, f"127.5.1.{n + 1}", client.wire.cookie, outcomes, answered, stop)) for n in range(8)]
            for reader in readers:
                reader.start()
            for _ in range(20):
                self.assertTrue(answered.acquire(timeout=LIMIT_S))
            self.assertGreater(load.gauge('chuangmo_queue_length{queue="slow"}', office), 0, "nobody waits any more: nothing is tried")
            office.server.process.send_signal(signal.SIGTERM)
            half.sendall(paper[30000:])
            self.assertEqual(read_answer(half)[0], 204)
            answers = [read_answer(connection)[0] for connection in waiting]
            self.assertEqual(answers, [201] * len(waiting), "logins that were accepted are cut")
            while listener.recv(65536):
                pass  # events end with the end of their connection, not with a reset
            self.assertEqual(office.server.process.wait(LIMIT_S), 0)
            stop.set()
            for reader in readers:
                reader.join()
            self.assertEqual([o for o in outcomes if o not in ("whole", "none")], [])
            self.assertIn("none", outcomes)

    def read_on(self, office, source, cookie, outcomes, answered, stop):
        """Asks on connections of one request each until nobody answers any more."""
        request = f"GET /api/v1/verdicts HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n".encode()
        while not stop.is_set():
            try:
                with socket.create_connection(("127.0.0.1", office.port), LIMIT_S, (source, 0)) as connection:
                    connection.sendall(request)
                    status, _, _ = read_answer(connection)
                    outcomes.append("none" if status is None else "whole" if status == 200 else f"status {status}")
                    answered.release()
            except (ConnectionRefusedError, ConnectionResetError, BrokenPipeError):
                outcomes.append("none")
                return
            except (ValueError, OSError) as error:
                outcomes.append(f"cut: {error!r}")


if __name__ == "__main__":
    unittest.main()
