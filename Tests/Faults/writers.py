"""Several command lines and a session write at once: all is kept, nobody is refused, nobody writes unlocked."""

import os
import subprocess
import sys
import threading
import time

from . import bases
from .lab import ANSWER

WRITERS = 4


class Writer(threading.Thread):
    """One command line after the other."""

    def __init__(self, number, home, environment, until):
        super().__init__()
        self.number, self.home, self.environment, self.until = number, home, environment, until
        self.said, self.refusals = [], []

    def run(self):
        row = 0
        while time.monotonic() < self.until:
            row += 1
            text = f"writer {self.number} row {row}"
            ended = self.home.run(
                "log", "--no-deal", text, "--used", ANSWER, "--went", "softer", environment=self.environment)
            if ended.code == 0 and ended.saved:
                self.said.append(text)
            else:
                self.refusals.append(f"{text}: {ended}")


class Session(Writer):
    """One session, line after line."""

    def run(self):
        talk = self.home.talk(self.environment)
        row, answer = 0, ""
        while answer is not None and time.monotonic() < self.until:
            row += 1
            text = f"session row {row}"
            answer = talk.say(f'/log --no-deal --used {ANSWER} "{text}" --went softer')
            if answer is not None and "Saved" in answer:
                self.said.append(text)
            else:
                self.refusals.append(f"{text}: {answer!r}")
        code = talk.end()
        if code != 0:
            self.refusals.append(f"the session ended with {code}")


def run(lab):
    home = lab.home("writers").copy(lab.starter())
    report = lab.folder / "writers.report"
    report.unlink(missing_ok=True)
    seconds = lab.of(60, 10)
    until = time.monotonic() + seconds
    environment = home.shim(WATCH=1, REPORT=report)
    writers = [Writer(number, home, environment, until) for number in range(WRITERS)]
    writers.append(Session(WRITERS, home, environment, until))
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    there = bases.words(home.base)
    said = [text for writer in writers for text in writer.said]
    refusals = [problem for writer in writers for problem in writer.refusals]
    lost = sorted(set(said) - set(there))
    unlocked = report.read_text().splitlines() if report.exists() else []
    problems = [f"lost: {text}" for text in lost] + refusals
    problems += [f"without the lock: {line}" for line in unlocked]
    if len(there) != len(set(there)):
        problems.append("a log is there twice")
    problems += filter(None, [home.doctor()])
    if not seen_unlocked(lab, home):
        problems.append("a write without the lock goes unseen: the 0 above means nothing")
    if problems:
        lab.keep(home.folder, "writers")
    lab.verdict(
        "writers",
        f"{WRITERS} command lines and a session for {seconds} s: {len(said)} logs, {len(lost)} lost, "
        f"{len(refusals)} refused, {len(unlocked)} unlocked writes", problems)


def seen_unlocked(lab, home):
    """The control: a writer that knows nothing of the lock is reported."""
    report = lab.folder / "control.report"
    report.unlink(missing_ok=True)
    script = "import sqlite3, sys; b = sqlite3.connect(sys.argv[1]); b.execute('PRAGMA user_version = 7'); b.close()"
    copy = lab.home("writers-control").copy(home)
    environment = {**os.environ, **copy.shim(WATCH=1, REPORT=report)}
    subprocess.run([os.path.realpath(sys.executable), "-c", script, copy.base], env=environment, check=True)
    return report.exists() and "unlocked" in report.read_text()
