"""Every command the pages show gives the output they show."""

import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Pages(unittest.TestCase):
    def test_commands_give_the_output_that_is_shown(self):
        done = subprocess.run([sys.executable, str(ROOT / "tools/run_examples.py")], capture_output=True, text=True, timeout=500)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr + "\ntools/run_examples.py --write takes over what comes out")


if __name__ == "__main__":
    unittest.main(verbosity=2)
