"""A clock that is set back: what was done later still stands later."""

from . import bases
from .lab import ANSWER

DAY = 86_400


def run(lab):
    problems = []
    # A day back; and a day ahead, with the clock put right afterwards.
    for first, second in ((0, -DAY), (DAY, 0)):
        home = lab.home("clock").copy(lab.starter())
        wrong = list(back(home, first, second))
        if wrong:
            place = lab.keep(home.folder, f"clock-{first}-{second}")
            problems += [f"clock {first} s, then {second} s: {problem}; kept in {place}" for problem in wrong]
    lab.verdict("clock", f"2 clocks set back a day between two logs; {len(problems)} out of order", problems)


def log(home, text, seconds):
    environment = home.environment(LD_PRELOAD=home.lab.clock_shim, FAULTS_SECONDS=seconds)
    home.must("log", "--no-deal", text, "--used", ANSWER, "--went", "softer", environment=environment)


def back(home, first, second):
    log(home, "written first", first)
    log(home, "written later", second)
    days = dict(bases.rows(home.base, "SELECT words, day FROM encounter"))
    if not days["written first"] > days["written later"]:
        yield "the clock of the command wasn't wrong: the shim does nothing"
    listed = [row["subject"] for row in home.json("history")["history"]][:2]
    if listed != ["written later", "written first"]:
        yield f"history lists {listed}"
    home.must("undo", environment=home.environment(LD_PRELOAD=home.lab.clock_shim, FAULTS_SECONDS=second))
    standing = [row["words"] for row in home.json("logged")["logged"]]
    if "written first" not in standing or "written later" in standing:
        yield f"undo left {standing}"
    problem = home.doctor()
    if problem:
        yield problem
