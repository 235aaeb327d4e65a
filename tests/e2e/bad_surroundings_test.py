"""What goes wrong around a file: the command line, the folder, the disk, other processes, a sudden end. Nothing is left half
done, and every message says what to do."""

import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import unittest

from handed_in import DONE, FAILED, FIGURES, FINDINGS, PROGRAM, ROOT, Small, csv, run, told

ANNEX = ROOT / "catalog/programmes/shuozhou/annex.txt"
NOBODY = 65534
COMMANDS = ["", "plan", "plan import", "plan show", "plan lint", "catalog", "catalog check", "catalog show", "init", "import",
            "import figures", "import ledger", "import stations", "import readings", "import evidence", "evaluate", "explain",
            "verdict", "verdict export", "scoreboard", "demo"]


def gdp(value):
    return csv([FIGURES, ["地区生产总值", "", "2011年", value, "亿元"]])


def without_rights(program, *arguments):
    """Run by somebody whom permissions bind: root is bound by none."""
    if os.getuid() != 0:
        return run(*arguments, program=program)

    def become_nobody():
        os.setgid(NOBODY)
        os.setuid(NOBODY)

    return run(*arguments, program=program, preexec_fn=become_nobody)


class CommandLine(Small):
    def test_every_command_explains_itself_in_chinese_with_an_example(self):
        for command in COMMANDS:
            done = run(*command.split(), "--help")
            self.assertEqual(done.returncode, DONE, command)
            self.assertIn("例：" if command else "从这里开始", done.stdout, command)
            for english in ("Usage", "Options", "Print this help", "REQUIRED", "TEXT", "Positionals", "Subcommands"):
                self.assertNotIn(english, done.stdout, command)

    def test_no_command_at_all_shows_where_to_begin(self):
        for words, told_words in (([], "从这里开始"), (["import"], "import figures"), (["plan"], "plan import")):
            done = run(*words)
            self.assertEqual((done.returncode, done.stdout), (FAILED, ""))
            self.assertIn(told_words, done.stderr)

    def test_a_wrong_word_is_named_and_the_right_one_proposed(self):
        for words, expected in (
                (["improt"], ["CLI001", "“improt”", "是不是 import？", "chuangmo --help"]),
                (["import", "figure", "a.csv"], ["CLI001", "“figure”", "是不是 figures？", "chuangmo import --help"]),
                (["evaluate", "--indcator", "3"], ["CLI002", "“--indcator”", "是不是 --indicator？", "chuangmo evaluate --help"]),
                (["evaluate", "3"], ["CLI003", "“3”", "chuangmo evaluate --help"]),
                (["explain"], ["CLI004", "指标编号", "chuangmo explain --help"]),
                (["init", "w"], ["CLI004", "--programme", "chuangmo init --help"]),
                (["evaluate", "--indicator"], ["CLI004", "--indicator", "chuangmo evaluate --help"]),
                (["evaluate", "--indicator", "八"], ["CLI005", "“八”", "chuangmo evaluate --help"])):
            done = run(*words)
            self.assertEqual((done.returncode, done.stdout), (FAILED, ""), words)
            for word in expected:
                self.assertIn(word, done.stderr)

    def test_names_nobody_knows(self):
        path = self.file("a.csv", gdp("860"))
        for words, expected in (
                (["ledger", path, "--ledger", "drill"], ["ING900", "是不是 drills？"]),
                (["readings", path, "--set", "airr"], ["ING900", "是不是 air？"]),
                (["ledger", path, "--ledger", "drills", "--complete", "去年"], ["TIM003", "“去年”"]),
                (["ledger", self.file("none.csv", "演练名称,演练日期\n"), "--ledger", "drills", "--complete", "2999"], ["ING006"]),
                (["figures", path, "--recorded-at", "昨天"], ["TIM002", "“昨天”"]),
                (["figures", path, "--recorded-at", "2999-01-01"], ["ING902", "2999-01-01", "--recorded-at"]),
                (["figures", path, "--recorded-at", "2012-01-15"], ["STO006", "2012-02-01"])):
            done = run("import", *words, "-w", self.workspace)
            self.refused(done, FINDINGS if "ING006" in expected else FAILED, *expected)


class Places(Small):
    def test_a_file_that_cannot_be_read(self):
        for path, reason in ((self.inbox / "none.csv", "没有这个文件"), (self.inbox, "这是目录")):
            for words in (["import", "figures", path, "-w", self.workspace], ["import", "evidence", path, "--indicator", "8", "-w", self.workspace]):
                self.refused(run(*words), FAILED, "FIL001", str(path), reason)
        self.refused(run("plan", "lint", self.inbox / "none.docx"), FAILED, "FIL001", "none.docx", "没有这个文件")
        self.refused(run("plan", "lint", self.inbox), FAILED, "WSP003", "chuangmo plan import")

    def test_the_other_files_are_still_looked_at(self):
        bad, good = self.file("bad.csv", gdp("很多")), self.file("good.csv", gdp("860"))
        workspace = self.make_workspace("several")
        done = run("import", "figures", bad, self.inbox / "none.csv", good, "-w", workspace)
        self.assertEqual(done.returncode, FAILED)
        for word in ("bad.csv:2:数值", "none.csv", "good.csv：新增 1"):
            self.assertIn(word, told(done))

    def test_a_folder_that_is_no_workspace(self):
        path = self.file("a.csv", gdp("860"))
        self.refused(run("import", "figures", path, "-w", self.inbox), FAILED, "WSP002", str(self.inbox), "chuangmo init")
        self.refused(run("evaluate", "-w", self.inbox / "none"), FAILED, "WSP002", "chuangmo init")
        self.refused(run("init", self.workspace, "--programme", "x"), FAILED, "WSP001")
        for content, code in ((b"", "WSP002"), (b"hello" * 1000, "STO002")):
            fake = self.folder / f"fake-{code}"
            fake.mkdir()
            (fake / "chuangmo.db").write_bytes(content)
            self.refused(run("evaluate", "-w", fake), FAILED, code, str(fake))
            self.assertEqual((fake / "chuangmo.db").read_bytes(), content)
            self.assertEqual([p.name for p in fake.iterdir()], ["chuangmo.db"])

    def test_an_init_that_failed_can_be_done_again(self):
        folder = self.folder / "again"
        folder.mkdir()
        (folder / "chuangmo.db").write_bytes(b"")
        done = run("init", folder, "--programme", "x")
        self.assertEqual(done.returncode, DONE, told(done))

    def test_where_nothing_may_be_written(self):
        # Copies, because nobody else may look into the folders of the one who runs the tests.
        program = pathlib.Path(shutil.copy(PROGRAM, self.folder))
        program.chmod(0o755)
        annex = self.file("annex.txt", ANNEX.read_bytes())
        path, secret, closed = self.file("a.csv", gdp("860")), self.file("secret.csv", gdp("860")), self.folder / "closed"
        closed.mkdir()
        modes = {closed: 0o555, self.workspace / "imports": 0o555, self.workspace / "evidence": 0o555, secret: 0,
                 self.workspace: 0o777, self.workspace / "chuangmo.db": 0o666}
        usual = {place: place.stat().st_mode for place in modes}
        for place, mode in modes.items():
            place.chmod(mode)
        try:
            for code, words in (("FIL001", ["import", "figures", secret, "-w", self.workspace]),
                                ("FIL002", ["import", "figures", path, "-w", self.workspace]),
                                ("FIL002", ["import", "evidence", path, "--indicator", "8", "-w", self.workspace]),
                                ("FIL002", ["scoreboard", "-w", self.workspace, "-o", closed / "page.html"]),
                                ("FIL002", ["verdict", "export", "8", "-w", self.workspace, "-o", closed / "8.json"]),
                                ("FIL002", ["plan", "lint", annex, "--docx", closed / "r.docx"]),
                                ("FIL002", ["plan", "import", annex, "-o", closed]),
                                ("FIL002", ["plan", "import", annex, "-o", closed / "new"]),
                                ("FIL002", ["init", closed / "new", "--programme", "x"])):
                self.refused(without_rights(program, *words), FAILED, code, "没有权限", "→")
            self.assertEqual(list(closed.iterdir()), [])
            self.workspace.chmod(0o555)
            self.refused(without_rights(program, "import", "figures", path, "-w", self.workspace), FAILED, str(self.workspace), "→")
        finally:
            for place, mode in usual.items():
                place.chmod(mode)

    def test_a_full_disk(self):
        self.assertIn("磁盘已满", run("scoreboard", "-w", self.workspace, "-o", "/dev/full").stderr)
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = shutil.which("mount") and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode == 0
        if not mounted:
            self.skipTest("no small disk can be mounted here")
        try:
            hours = "监测时间,点位编码,二氧化硫(mg/m3)\n" + "".join(
                f"2011-{m:02}-{d:02} {h:02}:00,S{s},0.0{(h * 7 + s) % 97:02}\n"
                for m in range(1, 13) for d in range(1, 29) for h in range(24) for s in range(3))
            path = self.file("hours.csv", hours)
            self.assertEqual(run("init", disk / "w", "--programme", "x").returncode, DONE)
            before = self.state(disk / "w")
            # Room for the file but not for the database, then not even for the file.
            for room in (len(hours.encode()) + 20_000, 20_000):
                (disk / "filler").write_bytes(b"x" * (os.statvfs(disk).f_bavail * 4096 - room))
                done = run("import", "readings", path, "--set", "air", "-w", disk / "w")
                self.assertEqual(done.returncode, FAILED, told(done))
                self.assertIn("磁盘已满", done.stderr)
                self.assertEqual(self.state(disk / "w"), before)
                (disk / "filler").unlink()
            self.assertEqual(run("import", "readings", path, "--set", "air", "-w", disk / "w").returncode, DONE)
        finally:
            subprocess.run(["umount", disk], check=True)


class Others(Small):
    def assert_whole(self, workspace):
        connection = sqlite3.connect(workspace / "chuangmo.db")
        self.assertEqual(connection.execute("PRAGMA integrity_check").fetchone()[0], "ok")
        for (digest,) in connection.execute("SELECT digest FROM imports").fetchall():
            self.assertTrue((workspace / "imports" / digest).exists(), "facts without their file")
        connection.close()

    def test_two_who_import_at_once(self):
        workspace = self.make_workspace("crowd")
        paths = [self.file(f"{n}.csv", gdp(str(860 + n))) for n in range(4)] * 2
        started = [subprocess.Popen([PROGRAM, "import", "figures", path, "-w", workspace], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                   for path in paths]
        for process in started:
            out, err = process.communicate(timeout=120)
            # Who came first and is served last is told so; nothing else may go wrong.
            self.assertTrue(process.returncode == DONE or b"STO006" in err, out + err)
        self.assert_whole(workspace)
        self.assertEqual(run("evaluate", "-w", workspace).returncode, DONE)

    def test_a_sudden_end_leaves_all_or_nothing(self):
        hours = "监测时间,点位编码,二氧化硫(mg/m3)\n" + "".join(
            f"2011-{m:02}-{d:02} {h:02}:00,S{s},0.061\n" for m in range(1, 13) for d in range(1, 29) for h in range(24) for s in range(4))
        path = self.file("hours.csv", hours)
        for folder in ("imports", "chuangmo.db-wal", None):
            workspace = self.make_workspace(f"killed-{folder}")
            before, files = self.state(workspace)
            process = subprocess.Popen([PROGRAM, "import", "readings", path, "--set", "air", "-w", workspace],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None and folder and not self.has_begun(workspace, folder, files):
                pass
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.assert_whole(workspace)
            facts = self.state(workspace)[0]
            done = run("import", "readings", path, "--set", "air", "-w", workspace)
            self.assertEqual(done.returncode, DONE, told(done))
            # 32,256 hours and, the first time, their four stations.
            wanted = "新增 32260，更正 0，未变 0" if facts == before else "未变 32256"
            self.assertIn(wanted, done.stdout)
            self.assert_whole(workspace)

    @staticmethod
    def has_begun(workspace, name, files):
        path = workspace / name
        if path.is_dir():
            return any(f"imports/{p.name}" not in files for p in path.iterdir())
        return path.exists() and path.stat().st_size > 0


if __name__ == "__main__":
    unittest.main(verbosity=2)
