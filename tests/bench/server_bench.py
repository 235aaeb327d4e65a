"""The server: beside nginx that gives out the same bytes, and under crowds. Ratios are of one run, one after the other in turn."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time

import performance_page as page

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CONNECTIONS = 64
RUN_S = 2
CROWD_RUN_S = 4
ROUNDS = 3
SLOW = 4000
LOGINS_PER_S = 500
FLIPS = 24
WARM_ROUNDS = 40
YEAR = 2011
WARM = ("/verdicts", "/duties", "/coverage")
FIRST_PAGES = ("/tiles", *WARM, "/requests", "/session")
UNITS_MS = {"us": 1e-3, "ms": 1, "s": 1e3}
INCOME = "统计数据,对象,期间,数值,单位\n城镇居民人均可支配收入,,{}年,{},元\n"


class Wrk:
    """One run of wrk. Latencies in ms."""

    def __init__(self, url, cookie, seconds, connections=CONNECTIONS, script=None):
        command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", *(["-H", f"Cookie: {cookie}"] if cookie else [])]
        told = subprocess.run([*command, *(["-s", str(script)] if script else []), url], capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in told or "Socket errors" in told:
            raise SystemExit(f"wrong result: {url}\n{told}")
        self.rate = float(re.search(r"Requests/sec: +(\S+)", told)[1])
        self.p50, self.p99 = (self.latency(told, share) for share in (50, 99))

    @staticmethod
    def latency(told, share):
        found = re.search(rf"(?m)^ +{share}% +([\d.]+)(us|ms|s)$", told)
        return float(found[1]) * UNITS_MS[found[2]]


class Nginx:
    """Serves what is put into its folder."""

    def __init__(self, folder):
        self.root = folder / "root"
        self.root.mkdir(parents=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(f"""
{user} worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access.log combined buffer=256k flush=1s; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{self.port} reuseport; root {self.root}; default_type application/json; }}
}}
""", encoding="ascii")
        self.process = subprocess.Popen([shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"), "-c", str(folder / "nginx.conf"), "-p", str(folder)],
                                        stderr=subprocess.DEVNULL)
        for _ in range(500):
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.01)
        raise SystemExit("nginx does not start: " + (folder / "error.log").read_text(encoding="utf-8"))

    def stop(self):
        self.process.terminate()
        self.process.wait()


@contextlib.contextmanager
def crowd(what, port, count):
    """Gives a list that holds, afterwards, what the crowd has to say."""
    process = subprocess.Popen([sys.executable, HERE / "crowds.py", what, str(port), str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    told = []
    try:
        assert process.stdout.readline() == "ready\n"
        yield told
    finally:
        process.stdin.close()
        told.append(json.loads(process.stdout.readline()))
        process.wait()


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def resident_mb(server):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024


def against_nginx(bench, office, client):
    """The same bytes from both, in turn."""
    nginx = Nginx(bench.scratch / "nginx")
    rows = ["| | bytes | requests/s | of nginx's | median, ms | p99, ms | target |", "|---|---:|---:|---:|---:|---:|---|"]
    try:
        for name, path, cookie, share in (("dashboard", "public/indicators", "", 0.8), ("all verdicts", "verdicts", client.wire.cookie, 0.5)):
            answer = client.wire.send("GET", f"/api/v1/{path}")
            (nginx.root / "file.json").unlink(missing_ok=True)
            (nginx.root / name.replace(" ", "-")).write_bytes(answer.body)
            urls = {"nginx": f"http://127.0.0.1:{nginx.port}/{name.replace(' ', '-')}", "ours": f"http://127.0.0.1:{office.port}/api/v1/{path}"}
            runs = {who: [] for who in urls}
            for _ in range(ROUNDS):
                for who, url in urls.items():
                    runs[who].append(Wrk(url, cookie, RUN_S))
            ratio = median(runs["ours"], "rate") / median(runs["nginx"], "rate")
            for who in urls:
                targets = f"{share} of nginx's, p99 under 10 ms" if who == "ours" else ""
                rows.append(f"| {'**' + name + '**' if who == 'ours' else name + ', nginx'} | {len(answer.body):,} | {median(runs[who], 'rate'):,.0f} | "
                            f"{f'{ratio:.2f}' if who == 'ours' else '1'} | {median(runs[who], 'p50'):.2f} | {median(runs[who], 'p99'):.2f} | {targets} |")
    finally:
        nginx.stop()
    return rows


def follow_events(client, port, heard):
    """Notes when verdicts come; ends with the connection."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: {client.wire.cookie}\r\n\r\n".encode())
    connection.recv(65536)

    def listen():
        text = b""
        with contextlib.suppress(OSError):  # until we close it
            while piece := connection.recv(65536):
                now, text = time.perf_counter(), text + piece
                *events, text = text.split(b"\n\n")
                for event in events:
                    if b"event: verdict" in event and b'"indicator":4,' in event:
                        heard.append(now)
                        arrived.release()
    arrived = threading.Semaphore(0)
    threading.Thread(target=listen, daemon=True).start()
    return connection, arrived


def until_event(office, client):
    """ms from the answer that a commit stands to the event at an open page: the fourth indicator is met, is not met, is met."""
    heard, waits = [], []
    connection, arrived = follow_events(client, office.port, heard)
    for number in range(FLIPS + 1):
        table = INCOME.format(YEAR, 9000 if number % 2 else 19000).encode()
        client.do("POST", f"/imports?kind=figures&file=income-{number}.csv", data=table)
        answered = time.perf_counter()
        if not arrived.acquire(timeout=10 if number else 2):
            if number == 0:
                continue  # it was met already
            raise SystemExit("wrong result: a verdict changes and no event comes")
        if number:
            waits.append((heard[-1] - answered) * 1e3)
    connection.shutdown(socket.SHUT_RDWR)
    connection.close()
    waits.sort()
    return statistics.median(waits), waits[int(len(waits) * 0.95)]


def warm(client, has_changed=False):
    """ms of each page, one after the other on one connection; of an unchanged work, or each time after one change of it."""
    taken = {path: [] for path in WARM}
    for number in range(WARM_ROUNDS):
        if has_changed:
            client.do("POST", "/matters", {"unit": "市统计局", "title": f"第 {number} 件", "about": ""})
        for path in WARM:
            begin = time.perf_counter()
            answer = client.wire.send("GET", "/api/v1" + path + ("?limit=500" if path == "/duties" else ""))
            taken[path].append((time.perf_counter() - begin) * 1e3)
            if answer.status != 200:
                raise SystemExit(f"wrong result: {path}: {answer.status} {answer.body[:300]!r}")
    return {path: statistics.median(each) for path, each in taken.items()}


def with_and_without(office, client, what, count):
    """p99 of others in ms without a crowd and with it, in turn; and what the crowd says."""
    url = f"http://127.0.0.1:{office.port}/api/v1/verdicts"
    alone, beside, told = [], [], []
    for _ in range(2):
        alone.append(Wrk(url, client.wire.cookie, CROWD_RUN_S, 16, HERE / "paced.lua").p99)
        with crowd(what, office.port, count) as said:
            beside.append(Wrk(url, client.wire.cookie, CROWD_RUN_S, 16, HERE / "paced.lua").p99)
        told += said
    return statistics.mean(alone), statistics.mean(beside), told


def rules_on_rows(bench):
    program = bench.program.with_name("chuangmo_bench")
    if not program.exists():
        return None
    told = subprocess.run([program, "--benchmark_filter=check_240", "--benchmark_format=json"], capture_output=True, text=True, check=True).stdout
    found = json.loads(told)["benchmarks"] if told.strip() else []
    return found[0]["real_time"] if found else None


def bench_server(bench):
    os.environ["CHUANGMO"] = str(bench.program)
    sys.path.insert(0, str(ROOT / "tests/support"))
    from office import Office
    with Office.demo() as office:
        client = office.client("127.0.9.1").login("office")
        for path in FIRST_PAGES:
            client.get(path)
        idle = resident_mb(office.server)
        told = [f"Memory after the first pages: {idle:.0f} MB (target: under 60)."]
        pages, anew = warm(client), warm(client, has_changed=True)
        told.append(f"26 indicators over three years, all duties and their coverage, one after the other out of a warm server: "
                    f"{sum(pages.values()):.1f} ms ({', '.join(f'{path} {ms:.1f}' for path, ms in pages.items())}; target: under 10), and {sum(anew.values()):.1f} ms the first time after a change.")
        rows = against_nginx(bench, office, client)
        middle, late = until_event(office, client)
        told.append(f"From the answer to a commit until the changed verdict is at an open page: median {middle:.1f} ms, 95 of 100 within {late:.1f} ms "
                    "(target: 50; less than nothing where the event is there before the answer).")
        for what, count, name in (("logins", LOGINS_PER_S, f"{LOGINS_PER_S} attempts to log in a second"), ("slow", SLOW, f"{SLOW:,} slow connections")):
            alone, beside, said = with_and_without(office, client, what, count)
            told.append(f"p99 of other requests, {name}: {beside:.2f} ms, without {alone:.2f} ms, {beside / alone:.1f} times as long "
                        f"(target: {'within 2 times' if what == 'logins' else 'no difference that matters'}; {json.dumps(said[-1])[1:-1].replace(chr(34), '')}).")
    rules = rules_on_rows(bench)
    if rules is not None:
        told.append(f"240 rules of checking on 100,000 rows: {rules:.0f} ms (target: under 1,000).")
    print(f"\nThe server, wrk with {CONNECTIONS} connections, {ROUNDS} rounds in turn")
    print("\n".join("  " + row for row in rows))
    print("\n".join("  " + line for line in told))
    bench.pages.append(("server", "\n".join(rows) + f"\n\nwrk with {CONNECTIONS} connections, medians of {ROUNDS} rounds in turn, nginx with two workers; both write a line of log for each request, gathered.\n\n" + page.lines(told)))
