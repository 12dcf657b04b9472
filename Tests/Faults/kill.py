"""kill -9 in the middle of a command: all of it is there afterwards, or nothing."""

import functools
import shutil
import signal
import time

from . import bases
from .lab import ANSWER, Ended

#: Kills of one base before it is looked over as a whole and a new one begins.
BATCH = 20


class Victim:
    """A command to kill, and what must hold each time it was."""

    name = ""
    #: What the binary must know for it.
    needs = ""
    #: How many of all kills it gets, beside the others.
    share = 1

    def __init__(self, lab):
        self.lab = lab

    def missing(self):
        return None if self.needs in self.lab.commands else f"comeback has no {self.needs} yet"

    def begin(self, home):
        """What the base holds before the first kill."""
        home.copy(self.lab.starter())

    def before(self, home, number):
        """What each kill begins with."""

    def arguments(self, home, number):
        raise NotImplementedError

    def problems(self, home, number, ended):
        """What is wrong after the kill."""
        raise NotImplementedError

    def leftovers(self, home):
        """Temporary files that are still there after a later run came to its end."""
        marks = ("/.", "partial", "tmp", "-journal")
        return [file for file in home.files() if any(mark in "/" + file for mark in marks)]


class Log(Victim):
    name, needs, share = "log", "log", 3

    def arguments(self, home, number):
        return ["log", "--new-deal", f"Deal {number}", f"killed {number}", "--used", ANSWER, "--went", "booked"]

    def begin(self, home):
        super().begin(home)
        self.acknowledged = []

    def problems(self, home, number, ended):
        if ended.saved:
            self.acknowledged.append(number)
        deals = {row[0] for row in bases.rows(home.base, "SELECT name FROM deal")}
        logged = bases.rows(
            home.base, "SELECT words, deal.name FROM encounter LEFT JOIN deal ON deal.id = encounter.deal "
            "WHERE words LIKE 'killed %'")
        for number in self.acknowledged:
            if (f"killed {number}", f"Deal {number}") not in logged:
                yield f"log {number} was said to be saved and isn't there"
        if deals != {name for _, name in logged}:
            yield "a deal without its log, or a log without its deal"


class Import(Victim):
    name, needs, share = "import", "import", 2
    deals, logs = 5, 40

    def before(self, home, number):
        folder = home.folder / f"import-{number}"
        folder.mkdir()
        (folder / "deals.csv").write_text(
            "id,name\n" + "".join(f"deal-{number}-{row},Import {number} deal {row}\n" for row in range(self.deals)))
        (folder / "encounters.csv").write_text(
            "id,at,deal,words,objection,response,result\n" + "".join(
                f"log-{number}-{row},2026-11-12T14:03:05Z,deal-{number}-{row % self.deals},import {number} row {row},"
                f"price-too-expensive,{ANSWER},worked\n" for row in range(self.logs)))

    def arguments(self, home, number):
        return ["import", f"import-{number}"]

    def problems(self, home, number, ended):
        deals = bases.rows(home.base, "SELECT count(*) FROM deal WHERE name LIKE ?", f"Import {number} deal %")[0][0]
        logs = bases.rows(
            home.base, "SELECT count(*) FROM encounter WHERE words LIKE ?", f"import {number} row %")[0][0]
        if (deals, logs) not in ((0, 0), (self.deals, self.logs)):
            yield f"half an import: {deals} of {self.deals} deals, {logs} of {self.logs} logs"
        if "logs" in ended.out and logs == 0:
            yield "an import that was said to be done isn't there"


class Merge(Victim):
    """Each time the same other base into a fresh one."""

    name, needs = "merge", "merge"

    def begin(self, home):
        super().begin(home)
        self.due = bases.words(self.other.base)

    @functools.cached_property
    def other(self):
        other = self.lab.home("kill-merge-other")
        other.must("import", self.lab.checkout / "seed-data" / "price.txt")
        lines = [f'/log --new-deal "Other {row % 7}" --used {ANSWER} "other {row}" --went stuck' for row in range(60)]
        other.must(typed="\n".join(lines) + "\n")
        bases.settle(other.folder)
        return other

    def before(self, home, number):
        home.clear()
        home.copy(self.lab.starter())

    def arguments(self, home, number):
        return ["merge", self.other.base]

    def problems(self, home, number, ended):
        there = {text for text in bases.words(home.base) if text and text.startswith("other ")}
        if there and there != set(self.due):
            yield f"half a merge: {len(there)} of {len(self.due)} logs"


class Made(Victim):
    """A command that makes a file or folder: whole under its name, or not there."""

    output = ""

    def begin(self, home):
        super().begin(home)
        home.must(*self.arguments(home, 0))
        self.due = self.made(home)
        self._remove(home)

    def before(self, home, number):
        self._remove(home)

    def _remove(self, home):
        place = home.folder / self.output
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)

    def made(self, home):
        """What was made, in a form to compare; None when nothing is there."""
        place = home.folder / self.output
        if place.is_dir():
            return {str(file.relative_to(place)): file.read_bytes() for file in place.rglob("*") if file.is_file()}
        return place.read_bytes() if place.exists() else None

    def problems(self, home, number, ended):
        made = self.made(home)
        if made is not None and made != self.due:
            yield f"half of {self.output} under its own name"
        if made is None and ended.code == 0:
            yield f"{self.output} isn't there, and the command came to its end"


class Playbook(Made):
    name, needs, output = "playbook", "playbook", "playbook.md"

    def arguments(self, home, number):
        return ["playbook", self.output]


class Export(Made):
    name, needs, output = "export", "export", "exported"

    def arguments(self, home, number):
        return ["export", self.output]


class TeamExport(Made):
    name, needs, output = "export --team", "export", "team.db"

    def arguments(self, home, number):
        return ["export", "--team", self.output]

    def made(self, home):
        place = home.folder / self.output
        if not place.exists():
            return None
        problem = bases.soundness(place)
        if problem:
            return problem
        content = bases.Content(place)
        return {name: content.count(name) for name in content.tables} | {"journal": len(content.journal)}


class Backup(Victim):
    """Where backups lie is the command's own business: every base that it left must be whole."""

    name, needs = "backup", "backup"

    def begin(self, home):
        super().begin(home)
        self.due = len(bases.Content(home.base).journal)

    def arguments(self, home, number):
        return ["backup"]

    def problems(self, home, number, ended):
        for file in home.files():
            if not file.endswith(".db") or file == "base.db":
                continue
            problem = bases.soundness(home.folder / file)
            if problem:
                yield f"{file}: {problem}"
            elif len(bases.Content(home.folder / file).journal) != self.due:
                yield f"{file} holds not all of the base"


class Migrate(Victim):
    """The first write to a base of an older schema."""

    name, needs = "migrate", "log"

    def missing(self):
        self.fixture = self.lab.checkout / "Tests/Fixtures/schema-1.db"
        return None if self.fixture.exists() else "Tests/Fixtures/schema-1.db is missing"

    def begin(self, home):
        self.before(home, 0)
        self.due = bases.Content(home.base)

    def before(self, home, number):
        home.clear()
        shutil.copy(self.fixture, home.base)

    def arguments(self, home, number):
        return ["deal", "add", f"Deal {number}", "--no-input"]

    def problems(self, home, number, ended):
        now = bases.Content(home.base)
        if now.since(self.due) is None:
            yield "the migration changed the journal"
        if any(now.count(name) < self.due.count(name) for name in self.due.tables):
            yield "the migration lost rows"


VICTIMS = [Log, Import, Merge, Playbook, Export, TeamExport, Backup, Migrate]


class Killer:
    """Kills one sort of command many times, half of them by the clock and half at a write or sync."""

    def __init__(self, lab, victim):
        self.lab, self.victim = lab, victim
        self.kills = self.acknowledged = self.too_late = 0
        self.problems = []
        self.numbers = lab.numbers("kill", victim.name)

    def run(self, count):
        while self.kills < count and len(self.problems) < 5:
            self._batch(min(BATCH, count - self.kills))
        return self

    def _batch(self, count):
        home = self.lab.home("kill-" + self.victim.name.replace(" ", ""))
        self.victim.begin(home)
        seconds, calls = self._measured(home)
        for number in range(1, count + 1):
            self.kills += 1
            self.victim.before(home, number)
            ended = self._killed(home, number, seconds, calls)
            self.acknowledged += ended.saved
            self.too_late += ended.code != -signal.SIGKILL
            wrong = list(self.victim.problems(home, number, ended))
            if ended.code not in (0, -signal.SIGKILL):
                wrong.append(str(ended))
            if wrong:
                return self._found(home, wrong)
        problem = home.doctor()
        # After all that, the command does what it is for, and clears away what the dead left.
        self.victim.before(home, count + 1)
        last = home.run(*self.victim.arguments(home, count + 1))
        wrong = [problem] if problem else []
        if last.code != 0:
            wrong.append(f"run after the kills: {last}")
        left = self.victim.leftovers(home)
        if left:
            wrong.append(f"{len(left)} temporary files stay behind after {count} kills, such as {left[0]}")
        if wrong:
            self._found(home, wrong)

    def _measured(self, home):
        """How long the command runs and how many writes and syncs it makes, when nobody kills it."""
        report = self.lab.folder / "kill.report"
        report.unlink(missing_ok=True)
        self.victim.before(home, 0)
        began = time.monotonic()
        ended = home.run(
            *self.victim.arguments(home, 0),
            environment=home.shim(AT=1 << 40, WHAT="kill", SCOPE="all", REPORT=report))
        seconds = time.monotonic() - began
        if ended.code != 0:
            raise SystemExit(f"kill {self.victim.name}, not killed: {ended}")
        return seconds, int(report.read_text().split("calls ")[1])

    def _killed(self, home, number, seconds, calls):
        arguments = self.victim.arguments(home, number)
        if number % 2:
            at = self.numbers.randint(1, calls)
            return home.run(*arguments, environment=home.shim(AT=at, WHAT="kill", SCOPE="all"))
        process = home.start(*arguments)
        # No waiting for something: the random moment is the fault itself.
        time.sleep(self.numbers.uniform(0, seconds))
        process.kill()
        out, err = process.communicate()
        return Ended(process.returncode, out, err)

    def _found(self, home, problems):
        place = self.lab.keep(home.folder, f"kill-{self.victim.name}-{self.kills}")
        self.problems += [f"kill {self.kills}: {problem}; kept in {place}" for problem in problems]


def run(lab):
    there = []
    for victim in (kind(lab) for kind in VICTIMS):
        why = victim.missing()
        if why:
            lab.skip("kill " + victim.name, why)
        else:
            there.append(victim)
    total = lab.of(3000, 300)
    shares = sum(victim.share for victim in there)
    for victim in there:
        killer = Killer(lab, victim).run(-(-total * victim.share // shares))
        lab.verdict(
            "kill " + victim.name,
            f"{killer.kills} kills, {killer.acknowledged} after \"Saved\", {killer.too_late} too late; "
            f"{len(killer.problems)} lost or half",
            killer.problems)
