"""What can be proved when the year is over: verdicts, the log, the past, and a copy somewhere else."""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

import rfc6962
import year_changed
from office import PROGRAM, Office, Server
from year import COUNTED, path_of

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The same questions here and at the copy; every byte must agree.
QUESTIONS = ["/programme", "/plan", "/units", "/obligations?limit=500", "/requests?limit=500", "/coverage", "/duties", "/submissions?limit=500",
             "/evidence?limit=500", "/imports?limit=500", "/figures/gdp/history?period=2010", "/ledgers/drills", "/verdicts",
             "/verdicts?preview=1", "/tiles", "/verdicts/4", "/verdicts/8", "/standards", "/scores", "/slips", "/matters", "/verdicts?" + year_changed.AT_MARCH]


def run(*command, code=0):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def program_at(year):
    return ["-w", year.office.workspace, *(["--db", year.office.server.database] if year.office.server.database else [])]


def refused(check, *arguments):
    try:
        check(*arguments)
    except rfc6962.Refused:
        return True
    return False


# ---- verdicts


def another_figure(proof, old, new):
    """A forgery that keeps the form: the digest is that of the forged body."""
    def canonical(value):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    whole = json.loads(proof)
    assert canonical(whole["body"]).count(old) >= 1, f"{old} is not in the proof"
    body = canonical(whole["body"]).replace(old, new, 1)
    return canonical({**whole, "body": json.loads(body), "sha256": hashlib.sha256(body.encode()).hexdigest()}).encode() + b"\n"


def verdicts_are_proved(year):
    """Replayed by a program that shares nothing with ours; a changed number is found."""
    folder = year.office.workspace
    for number in (1, 4, 8):
        proof = folder / f"verdict-{number}.json"
        proof.write_bytes(year.inspector.ask("GET", f"/verdicts/{number}/proof").body)
        run(sys.executable, ROOT / "tools/verify_verdict.py", proof)
    foreseen = folder / "foreseen.json"
    foreseen.write_bytes(year.foreseen)
    run(sys.executable, ROOT / "tools/verify_verdict.py", foreseen)
    assert json.loads(year.foreseen)["body"]["indicator"]["outcome"] == "met", "the preview's proof is that of the preview"
    forged = folder / "forged.json"
    forged.write_bytes(another_figure((folder / "verdict-4.json").read_bytes(), '"6695000"', '"6695001"'))
    run(sys.executable, ROOT / "tools/verify_verdict.py", forged, code=1)
    year.units["市统计局"].ask("GET", "/verdicts/4/proof", expect=403)


# ---- the log


def log_is_proved(year):
    key = rfc6962.Key.of_signer((year.office.workspace / "log.key").read_text(encoding="ascii"))
    note = year.audit.ask("GET", "/log/checkpoint", kept=False).body.decode()
    size, root = rfc6962.open_checkpoint(note, key)
    old_size, old_root = rfc6962.open_checkpoint(year.march_note, key)
    entries_are_proved(year, key, size, root)
    grown = year.audit.get(f"/log/consistency?from={old_size}&to={size}")
    hashes = [bytes.fromhex(each) for each in grown["hashes"]]
    rfc6962.check_consistency(old_size, old_root, size, root, hashes)
    assert refused(rfc6962.check_consistency, old_size, root, size, root, hashes), "another March would have passed"
    verified = year.audit.do("POST", "/log/verification")
    imports = len(year.desk.every("/imports"))
    assert (verified["ok"], verified["size"], verified["root"], verified["imports"]) == (True, size, root.hex(), imports), verified
    kept = year.office.workspace / "march.note"
    kept.write_text(year.march_note, encoding="utf-8")
    run(PROGRAM, "audit", "verify", *program_at(year), "--checkpoint", kept)


def entries_are_proved(year, key, size, root):
    """Some, each with its body and without; and the whole list as the API tells it."""
    entries, after = [], 0
    while after is not None:
        page = year.inspector.get(f"/log/entries?limit=500&after={after}")
        entries, after = entries + page["items"], page["next"]
    assert [entry["number"] for entry in entries] == list(range(1, size + 1)), (len(entries), size)
    for number in (1, size // 3, size // 2, size - 1, size):
        entry = entries[number - 1]
        file = year.inspector.ask("GET", f"/log/entries/{number}/proof?disclose=1", kept=False).body.decode()
        proved = rfc6962.check_entry_proof(file, key)
        assert (proved["size"], proved["root"]) == (size, root), number
        for name in ("number", "kind", "object", "who"):
            assert proved[name] == entry[name], (proved, entry)
        assert rfc6962.same_json(proved["disclosed"], entry["body"]), (proved, entry)
        closed = year.inspector.ask("GET", f"/log/entries/{number}/proof", kept=False).body.decode()
        assert "disclosed" not in rfc6962.check_entry_proof(closed, key)
        forged = file.replace(f"\nwho {proved['who']}\n", "\nwho somebody\n")
        assert refused(rfc6962.check_entry_proof, forged, key), "another author would have passed"
    assert "body" not in year.audit.get("/log/entries?limit=1")["items"][0], "who watches over the log does not read the business"
    year.desk.ask("GET", "/log/entries", expect=403)


# ---- a copy somewhere else


def copy_is_the_same(year, elsewhere, folder):
    """Backed up while the server runs, restored into a database of the other kind, served, and asked the same."""
    made = year.system.do("POST", "/backups")
    assert made["file"] in {backup["file"] for backup in year.system.get("/backups")["items"]}
    here = answers(year)
    folder.mkdir()
    run(PROGRAM, "restore", year.office.workspace / "backups" / made["file"], "--to", elsewhere or folder / "chuangmo.db")
    for name in ("imports", "evidence"):
        shutil.copytree(year.office.workspace / name, folder / name)
    shutil.copy2(year.office.workspace / "log.key", folder / "log.key")
    server = Server(folder, elsewhere, year.clock).start()
    try:
        assert not server.invitation, "there are accounts already"
        copy = Office(folder, server)
        for person in (year.desk, year.inspector, year.audit):
            person.move(copy)
        there = answers(year)
        for question, answer in here.items():
            assert there[question] == answer, f"{question} at the copy is another:\n{year_changed.around(answer, there[question])}"
        assert year.audit.do("POST", "/log/verification")["ok"]
        year.desk.do("POST", "/matters", {"unit": "市水务局", "title": "恢复后照常工作（模拟）"})
    finally:
        code = server.stop()
    assert code == 0, code


def answers(year):
    told = {question: year.desk.ask("GET", question).body for question in QUESTIONS}
    content = path_of("submissions", COUNTED + "#2", "/content")
    told[content] = year.desk.ask("GET", content).body
    for digest in sorted(file["digest"] for file in year.desk.every("/evidence"))[:3]:
        told[f"file {digest}"] = year.desk.ask("GET", f"/evidence/{digest}/file", kept=False).body
    told["entries"] = year.inspector.ask("GET", "/log/entries?limit=500&after=100").body
    told["proof"] = year.inspector.ask("GET", "/log/entries/7/proof?disclose=1", kept=False).body
    told["note"] = year.audit.ask("GET", "/log/checkpoint", kept=False).body
    return told
