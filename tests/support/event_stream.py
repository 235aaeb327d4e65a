"""Server-sent events as a page follows them, read by a thread of their own."""

import contextlib
import http.client
import json
import queue
import socket
import threading

PATIENCE_S = 60  # for an event that must come; nothing waits so long when it does


class EventStream:
    """Follows /events from the moment it is made. Events are (name, id, what the data says)."""

    def __init__(self, person, last_id=""):
        person.get("/units", kept=False)  # logs in again where that is over
        wire = person.wire
        self.connection = http.client.HTTPConnection(wire.host, wire.port, timeout=2 * PATIENCE_S)
        headers = {"Cookie": wire.cookie, **({"Last-Event-ID": last_id} if last_id else {})}
        self.connection.request("GET", "/api/v1/events", headers=headers)
        self.socket = self.connection.sock  # the connection lets go of it
        self.response = self.connection.getresponse()
        assert self.response.status == 200, f"GET /events: {self.response.status} {self.response.read(500)!r}"
        self.seen, self.come = [], queue.Queue()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        name, number, data = "", "", []
        try:
            for line in self.response:
                field, _, value = line.decode().rstrip("\r\n").partition(":")
                value = value.removeprefix(" ")
                if field == "event":
                    name = value
                elif field == "id":
                    number = value
                elif field == "data":
                    data.append(value)
                elif not field and not value and data:
                    self.come.put((name, number, json.loads("\n".join(data))))
                    name, data = "", []
        except (OSError, ValueError, http.client.HTTPException, AttributeError):
            pass  # closed
        self.come.put(None)

    def until(self, name, **members):
        """Reads on to the event of this name whose data have these members; what came before is in `seen`."""
        while True:
            try:
                event = self.come.get(timeout=PATIENCE_S)
            except queue.Empty:
                event = None
            assert event, f"no event {name} {members}; there were {self.seen[-20:]}"
            self.seen.append(event)
            if event[0] == name and all(event[2].get(key) == value for key, value in members.items()):
                return event

    def close(self):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join(PATIENCE_S)
        self.connection.close()
