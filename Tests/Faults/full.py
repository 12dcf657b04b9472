"""A disk that is full, and a file that may not grow: an error, never a death, and what was saved stays."""

import os
import shutil
import subprocess

from . import bases
from .lab import ANSWER


def run(lab):
    limited(lab)
    small(lab)


def limited(lab):
    """Under `ulimit -f`, where growing further is SIGXFSZ: a deadly signal unless it is ignored."""
    template = lab.starter()
    most = -(-max(file.stat().st_size for file in template.folder.glob("base.db*")) // 512) + 600
    sizes = range(0, most, lab.of(8, 60))
    problems, refused = [], 0
    for size in sizes:
        home = lab.home("limited").copy(template)
        command = ["log", "--new-deal", "Acme", "limited", "--used", ANSWER, "--went", "booked"]
        # sh counts in blocks of 512 bytes.
        process = subprocess.run(
            ["sh", "-c", f'ulimit -f {size}; exec "$0" "$@"', str(lab.binary), *command],
            capture_output=True, text=True, env=home.environment(), cwd=home.folder, stdin=subprocess.DEVNULL)
        there = "limited" in bases.words(home.base)
        refused += process.returncode != 0
        wrong = []
        if process.returncode not in (0, 74):
            wrong.append(f"exit code {process.returncode}: {process.stderr.strip()[:200]!r}")
        if (process.returncode == 0) != there:
            wrong.append(f"exit code {process.returncode}, and the log is {'' if there else 'not '}there")
        wrong += filter(None, [home.doctor()])
        if wrong:
            place = lab.keep(home.folder, f"limited-{size}")
            problems += [f"ulimit -f {size}: {problem}; kept in {place}" for problem in wrong]
    lab.verdict("io ulimit", f"{len(sizes)} limits, {refused} refused the log; {len(problems)} bad", problems)


class SmallDisk:
    """A file system of so many bytes, for as long as it is in use."""

    def __init__(self, place, size):
        self.place, self.size = place, size

    def __enter__(self):
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        options = f"size={self.size},mode=700"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.place], capture_output=True, text=True)
        if done.returncode != 0:
            raise PermissionError(done.stderr.strip())
        return self.place

    def __exit__(self, *error):
        subprocess.run(["umount", "-l", self.place], check=True)


def small(lab):
    if os.geteuid() != 0:
        return lab.skip("io full disk", "needs root, to mount a small file system")
    numbers = lab.numbers("full")
    template = lab.starter()
    taken = sum(file.stat().st_size for file in template.folder.glob("base.db*"))
    problems, acknowledged, sizes = [], 0, lab.of(50, 5)
    for number in range(sizes):
        # From no room at all to not quite so much that the WAL comes round: then it takes thousands of logs.
        size = (taken + numbers.randint(0, 3_000_000)) // 4096 * 4096
        try:
            with SmallDisk(lab.folder / "small", size) as place:
                wrong, saved = fill(lab, place, template)
        except PermissionError as error:
            return lab.skip("io full disk", f"needs the right to mount: {error}")
        acknowledged += saved
        problems += [f"{size} bytes: {problem}" for problem in wrong]
    lab.verdict(
        "io full disk", f"{sizes} sizes filled to the last byte, {acknowledged} logs acknowledged; "
        f"{len(problems)} lost or bad", problems)


def fill(lab, place, template):
    """Logs until there is no room, then a little more; and looks at it where there is room again."""
    home = type(template)(lab, place)
    try:
        home.copy(template)
    except OSError:
        return [], 0
    said, refusals, problems = [], 0, []
    talk = home.talk()
    number = 0
    while refusals < 5 and number < 2000:
        number += 1
        answer = talk.say(f'/log --no-deal --used {ANSWER} "full {number}" --went softer')
        if answer is None:
            problems.append(f"the session ended at log {number}")
            break
        if "Saved" in answer:
            said.append(f"full {number}")
        else:
            refusals += 1
    code = talk.end()
    if code not in (0, 74):
        problems.append(f"the session ended with {code}")
    # A full disk can still be read.
    reading = home.run("logged", "--limit", "5")
    if reading.code != 0:
        problems.append(f"reading on the full disk: {reading}")
    roomy = lab.home("roomy").copy(home)
    there = bases.words(roomy.base)
    problems += [f"{text} was said to be saved and isn't there" for text in said if text not in there]
    problems += filter(None, [roomy.doctor()])
    again = roomy.run("log", "--no-deal", "room again", "--used", ANSWER, "--went", "softer")
    if again.code != 0:
        problems.append(f"the next log: {again}")
    if problems:
        problems = [f"{problem}; kept in {lab.keep(roomy.folder, 'full-disk')}" for problem in problems]
    return problems, len(said)

