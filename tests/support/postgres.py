#!/usr/bin/env python3
"""A PostgreSQL server for tests: really started from Debian's package, on a socket in a folder of its own, with no
TCP. It keeps what it is told on the disk (fsync on), and sorts by another collation than bytes, so that a statement that
relies on the database's own order is found out.

    postgres.py run            prints the address of a database; serves until its standard input ends
    postgres.py start FOLDER   the same without waiting; FOLDER must not exist
    postgres.py stop FOLDER    ends what start began and removes the folder

Python tests: with postgres.Server() as address: ...
"""

import contextlib
import fcntl
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

BINARIES = pathlib.Path(os.environ.get("CHUANGMO_POSTGRES", "/usr/lib/postgresql/15/bin"))
START_TIMEOUT_S = 60


def missing() -> str:
    """Why no server can be started; empty when one can."""
    for name in ("initdb", "postgres"):
        if not (BINARIES / name).exists():
            return f"{BINARIES / name} is missing: tools/install_packages.sh test installs postgresql-15"
    return ""


def user() -> str:
    """Whom the server runs as: it refuses to be root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_user(*command: str) -> list[str]:
    """The command as that user. It gets SIGQUIT, which ends a server at once, when we are gone."""
    entry = pwd.getpwnam(user())
    other = [f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", "--pdeathsig", "QUIT", *other, "--", *command]


def hand_over(folder: pathlib.Path) -> None:
    folder.chmod(0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, user())


def made_cluster() -> pathlib.Path:
    """An empty database cluster to copy: made once for each user, as making one takes longer than most tests."""
    home = pathlib.Path(tempfile.gettempdir()) / f"chuangmo-postgres-{os.geteuid()}"
    home.mkdir(mode=0o755, exist_ok=True)
    if home.stat().st_uid != os.geteuid():
        raise RuntimeError(f"{home} is not ours")
    cluster = home / "cluster-15"
    with open(home / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cluster.exists():
            making = home / "making"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            hand_over(making)
            command = [str(BINARIES / "initdb"), "-D", str(making), "-U", "chuangmo", "-A", "trust", "-E", "UTF8",
                       "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-Hans-CN", "--no-sync", "--no-instructions"]
            done = subprocess.run(as_user(*command), capture_output=True, text=True, cwd="/")
            if done.returncode != 0:
                raise RuntimeError("initdb failed: " + done.stdout + done.stderr)
            making.rename(cluster)
    return cluster


def remove_stale(parent: pathlib.Path) -> None:
    """Folders of servers that nobody serves any more: a machine that went down leaves them."""
    for folder in parent.glob("cm-pg-*"):
        with contextlib.suppress(OSError, ValueError):
            if os.geteuid() not in (0, folder.stat().st_uid):
                continue
            keeper = int((folder / "keeper").read_text(encoding="ascii"))
            if not pathlib.Path(f"/proc/{keeper}").exists():
                shutil.rmtree(folder, ignore_errors=True)


class Server:
    """Serves while it is entered."""

    def __init__(self, folder: str | None = None) -> None:
        self.folder = pathlib.Path(folder) if folder else None
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> str:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def address(self) -> str:
        return f"postgresql:///postgres?host={self.folder}&user=chuangmo"

    def start(self) -> str:
        why = missing()
        if why:
            raise RuntimeError(why)
        parent = pathlib.Path(tempfile.gettempdir())
        remove_stale(parent)
        if self.folder is None:
            self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cm-pg-", dir=parent))
        else:
            self.folder.mkdir()
        self.folder.chmod(0o755)
        (self.folder / "keeper").write_text(str(os.getpid()), encoding="ascii")
        subprocess.run(["cp", "-a", str(made_cluster()), str(self.folder / "data")], check=True)
        if os.geteuid() == 0:
            shutil.chown(self.folder, user())
        return self.serve()

    def serve(self) -> str:
        """Over the cluster as it lies there, after a crash as well."""
        cluster, socket = self.folder / "data", self.folder / ".s.PGSQL.5432"
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                as_user(str(BINARIES / "postgres"), "-D", str(cluster), "-k", str(self.folder), "-c", "listen_addresses=", "-c",
                        "shared_buffers=32MB", "-c", "max_connections=40"),
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd="/", start_new_session=True)
        end = time.monotonic() + START_TIMEOUT_S
        ready = cluster / "postmaster.pid"
        while True:
            with contextlib.suppress(OSError):
                if socket.exists() and "ready" in ready.read_text(encoding="utf-8"):
                    return self.address()
            if self.process.poll() is not None or time.monotonic() > end:
                text = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
                self.stop()
                raise RuntimeError("PostgreSQL does not start: " + text)
            time.sleep(0.02)

    def crash(self) -> None:
        """All of it at once, with nothing put in order."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()

    def times_ready(self) -> int:
        return (self.folder / "log").read_bytes().count(b"database system is ready to accept connections")

    def kill_backend(self) -> bool:
        """One that serves a program of ours is killed: the server then ends all the others and recovers by itself, which await_recovery()
        waits for. False: there is none."""
        self.was_ready = self.times_ready()
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii").split()
        for child in children:
            with contextlib.suppress(OSError):
                if b"postgres: chuangmo" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes():
                    os.kill(int(child), signal.SIGKILL)
                    return True
        return False

    def await_recovery(self) -> None:
        end = time.monotonic() + START_TIMEOUT_S
        while self.times_ready() <= self.was_ready:
            if time.monotonic() > end:
                raise RuntimeError("PostgreSQL does not recover: " + (self.folder / "log").read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.02)

    def stop(self) -> None:
        """At once, as if the power went: nothing of it is wanted again."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def run() -> None:
    # A keeper that is told to go takes its server along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with Server() as address:
        print(address, flush=True)
        sys.stdin.buffer.read()


def start(folder: str) -> None:
    """A keeper of its own, which `stop` ends."""
    keeper = subprocess.Popen([sys.executable, __file__, "keep", folder], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, text=True, start_new_session=True)
    address = keeper.stdout.readline()
    if not address:
        sys.exit(1)
    print(address, end="")


def keep(folder: str) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Server(folder) as address:
        print(address, flush=True)
        sys.stdout = open(os.devnull, "w", encoding="ascii")
        while True:
            signal.pause()


def stop(folder: str) -> None:
    keeper = int((pathlib.Path(folder) / "keeper").read_text(encoding="ascii"))
    os.kill(keeper, signal.SIGTERM)
    while pathlib.Path(folder).exists():
        time.sleep(0.02)


def main() -> int:
    commands = {"run": (run, 0), "start": (start, 1), "keep": (keep, 1), "stop": (stop, 1)}
    arguments = sys.argv[1:]
    if not arguments or arguments[0] not in commands or len(arguments) - 1 != commands[arguments[0]][1]:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        commands[arguments[0]][0](*arguments[1:])
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
