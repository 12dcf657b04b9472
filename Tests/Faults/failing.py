"""A write or sync that fails, at each place where one can: the base is as before or as after, never between."""

import concurrent.futures
import os
import shutil
from dataclasses import dataclass

from . import bases, kill
from .lab import ANSWER

NOTHING = "Nothing was"
#: What is said when the commit was written whole and its sync failed: the next start may find it.
UNSURE = "may or may not be saved"


@dataclass
class Command:
    name: str
    arguments: list
    needs: str
    #: Where what it makes goes; None for a command that writes in the base alone.
    output: str | None = None
    #: Calls tried at CI scale, for each way to fail.
    sample: int = 8


def commands(lab):
    """What is tried; those that the binary hasn't yet are skipped by `needs`."""
    other = lab.home("failing-other")
    other.must("import", lab.checkout / "seed-data" / "price.txt")
    other.must("log", "--new-deal", "Other", "the other's words", "--used", ANSWER, "--went", "stuck")
    bases.settle(other.folder)
    budget = lab.checkout / "seed-data" / "budget.txt"
    return [
        Command("objection add", ["objection", "add", "We only buy from partners", "--category", "trust"], "objection"),
        Command("objection edit", ["objection", "edit", "price-too-expensive", "--concern", "None."], "objection"),
        Command("log", ["log", "--new-deal", "Acme", "way over it", "--used", ANSWER, "--went", "booked"], "log"),
        Command("import", ["import", budget], "import"),
        Command("playbook", ["playbook", "made.md"], "playbook", output="made.md"),
        Command("merge", ["merge", other.base], "merge"),
        Command("export", ["export", "made"], "export", output="made"),
        Command("export --team", ["export", "--team", "made.db"], "export", output="made.db"),
        Command("backup", ["backup"], "backup"),
        Command("migrate", ["deal", "add", "Acme", "--no-input"], "deal"),
    ]


class Trial:
    """One command, failed at one call after the other."""

    def __init__(self, lab, command):
        self.lab, self.command = lab, command
        self.template = lab.home("failing-" + command.name.replace(" ", ""))
        if command.name == "migrate":
            shutil.copy(lab.checkout / "Tests/Fixtures/schema-1.db", self.template.base)
        else:
            self.template.copy(lab.starter())
        self.before = bases.Content(self.template.base)
        done = self._home("done")
        done.must(*command.arguments)
        after = bases.Content(done.base)
        self.due = after.since(self.before)
        self.made = self._made(done)
        self.tried = self.failed = self.harmless = 0
        self.problems = []

    def _home(self, name):
        return self.lab.home(f"{self.template.folder.name}-{name}").copy(self.template)

    def _made(self, home):
        if not self.command.output:
            return None
        place = home.folder / self.command.output
        if place.is_dir():
            return {str(file.relative_to(place)): file.read_bytes() for file in place.rglob("*") if file.is_file()}
        if place.suffix == ".db" and place.exists():
            return bases.soundness(place) or len(bases.Content(place).journal)
        return place.read_bytes() if place.exists() else None

    def calls(self, scope):
        """How many writes and syncs the command makes when none fails."""
        home = self._home("calls")
        report = self.lab.folder / f"{self.template.folder.name}.calls"
        report.unlink(missing_ok=True)
        home.must(*self.command.arguments, environment=home.shim(AT=1 << 40, SCOPE=scope, REPORT=report))
        return int(report.read_text().split("calls ")[1])

    def run(self):
        tasks = []
        for scope in ("base", "all"):
            calls = self.calls(scope)
            for what in ("eio", "enospc"):
                places = range(1, calls + 2)
                if not self.lab.is_full:
                    numbers = self.lab.numbers("failing", self.command.name, scope, what)
                    places = sorted(numbers.sample(places, min(self.command.sample, calls + 1)))
                tasks += [(scope, what, at) for at in places]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for problems, fired, code in pool.map(lambda task: self._once(*task), tasks):
                self.tried += 1
                self.failed += fired and code != 0
                self.harmless += fired and code == 0
                self.problems += problems
        return self

    def _once(self, scope, what, at):
        name = f"{scope}-{what}-{at}"
        home = self._home(name)
        report = home.folder / "report"
        ended = home.run(*self.command.arguments, environment=home.shim(AT=at, WHAT=what, SCOPE=scope, REPORT=report))
        fired = [line for line in report.read_text().splitlines() if line.startswith(what)] if report.exists() else []
        report.unlink(missing_ok=True)
        problems = list(self._problems(home, ended, fired))
        if problems:
            place = self.lab.keep(home.folder, f"failing-{self.command.name}-{name}")
            where = fired[0] if fired else "no call"
            problems = [f"{what} at call {at} of {scope} ({where}): {problem}; kept in {place}" for problem in problems]
        shutil.rmtree(home.folder, ignore_errors=True)
        return problems, bool(fired), ended.code

    def _problems(self, home, ended, fired):
        now = bases.Content(home.base)
        is_before = now.is_as(self.before)
        is_after = now.since(self.before) == self.due
        if ended.code not in (0, 74) or (ended.code and not fired):
            yield str(ended)
        if not is_before and not is_after:
            yield f"the base is between before and after ({ended})"
        if ended.code == 0 and not is_after:
            yield "exit code 0, and it isn't in the base"
        if ended.code and not ended.err.strip():
            yield f"exit code {ended.code}, and no word why"
        if UNSURE in ended.err:
            if "sync" not in fired[0]:
                yield f"unsure, and no sync failed ({ended})"
        elif ended.code == 74 and not self.command.output and (NOTHING in ended.err) != is_before:
            yield f"\"{NOTHING} ...\" {'is not' if is_before else 'is'} said, and the base is as " + (
                "before" if is_before else "after")
        if self.command.output:
            made = self._made(home)
            if made not in (None, self.made) or (ended.code == 0 and made is None):
                yield f"{self.command.output} is there in part, or not at all after exit code 0"
        problem = home.doctor()
        if problem:
            yield problem
        if is_before and not (self.command.output and ended.code == 0):
            again = home.run(*self.command.arguments)
            if again.code != 0:
                yield f"the next run: {again}"
            elif bases.Content(home.base).since(self.before) != self.due:
                yield "the next run came to its end and left something else than it should"


def run(lab):
    for command in commands(lab):
        if command.needs not in lab.commands:
            lab.skip("io " + command.name, f"comeback has no {command.needs} yet")
            continue
        if command.name == "migrate" and kill.Migrate(lab).missing():
            lab.skip("io migrate", kill.Migrate(lab).missing())
            continue
        trial = Trial(lab, command).run()
        lab.verdict(
            "io " + command.name,
            f"{trial.tried} calls tried, {trial.failed} failed it, {trial.harmless} did it no harm; "
            f"{len(trial.problems)} bad",
            trial.problems)
