"""Power cuts: what the disk may hold after one, made from a record of what was written and synced.

A write that was synced is there. Of the others any may be there, whole, torn between sectors, or not at all.
kill -9 shows nothing of this: the system still writes what a dead process left.
"""

import dataclasses
import struct

from . import bases
from .lab import ANSWER

BASE, WAL, JOURNAL, SHM, FOLDER = 1, 2, 3, 4, 6
NAMES = {BASE: "base.db", WAL: "base.db-wal", JOURNAL: "base.db-journal"}
SECTOR = 512
CHANGE = struct.Struct("=cBHIQ")


@dataclasses.dataclass
class Change:
    kind: str
    file: int
    place: int
    data: bytes


def read(record):
    """The record as changes; the index of the WAL is left out, for it is made anew at each start."""
    bytes_, at, changes = record.read_bytes(), 0, []
    while at < len(bytes_):
        kind, file, _, size, place = CHANGE.unpack_from(bytes_, at)
        at += CHANGE.size
        data = b""
        if kind == b"w":
            data = bytes_[at:at + size]
            at += size
        if file != SHM:
            changes.append(Change(kind.decode(), file, place, data))
    return changes


def put(content, change):
    if change.kind == "t":
        del content[change.place:]
        content.extend(bytes(change.place - len(content)))
        return
    if len(content) < change.place:
        content.extend(bytes(change.place - len(content)))
    content[change.place:change.place + len(change.data)] = change.data


class Disk:
    """Files as the platter has them, and what is still on its way."""

    def __init__(self):
        self.contents = []  # by number of the file that was made: what is surely there
        self.pending = []  # by number: changes on their way, in order
        self.named = {}  # names that surely are there
        self.naming = []  # makings and removals of names on their way, in order
        self.current = {}  # names as running programs see them

    def take(self, change):
        if change.kind == "c":
            self.contents.append(bytearray())
            self.pending.append([])
            self._name(change.file, len(self.contents) - 1)
        elif change.kind == "u":
            self._name(change.file, None)
        elif change.kind == "s" and change.file == FOLDER:
            self.named.update(self.naming)
            self.naming = []
        elif change.kind == "s":
            number = self.current[change.file]
            for waiting in self.pending[number]:
                put(self.contents[number], waiting)
            self.pending[number] = []
        elif change.kind in "wt":
            self.pending[self.current[change.file]].append(change)
        elif change.kind == "r":
            raise SystemExit("power: the base was renamed, and a power cut between is not built yet")

    def _name(self, file, number):
        self.current[file] = number
        self.naming.append((file, number))

    def everything(self, file):
        """As a program sees it that has not lost its power."""
        number = self.current.get(file)
        if number is None:
            return None
        content = bytearray(self.contents[number])
        for change in self.pending[number]:
            put(content, change)
        return bytes(content)

    def after_cut(self, numbers):
        """One of the states that the disk may be in when the power comes back."""
        named = self.named | dict(self.naming[:numbers.randint(0, len(self.naming))])
        return {
            NAMES[file]: self._content_after_cut(number, numbers)
            for file, number in named.items() if number is not None
        }

    def _content_after_cut(self, number, numbers):
        content = bytearray(self.contents[number])
        likely = numbers.choice((0, 0.1, 0.5, 0.9, 1))
        torn = numbers.choice((0, 0.1, 0.5))
        for change in self.pending[number]:
            if numbers.random() >= likely:
                continue
            if change.kind == "w" and numbers.random() < torn:
                for piece in sectors(change):
                    if numbers.random() < 0.5:
                        put(content, piece)
            else:
                put(content, change)
        return content


def sectors(change):
    at = change.place
    end = change.place + len(change.data)
    while at < end:
        next_ = min(end, (at // SECTOR + 1) * SECTOR)
        yield Change("w", change.file, at, change.data[at - change.place:next_ - change.place])
        at = next_


def as_normal(changes):
    """The same record with PRAGMA synchronous = NORMAL: the WAL is synced when its header was written and
    before a checkpoint, and not at each commit."""
    kept = []
    for index, change in enumerate(changes):
        if change.kind == "s" and change.file == WAL:
            before = next((c for c in reversed(changes[:index]) if c.file == WAL and c.kind in "wts"), None)
            after = next((c for c in changes[index + 1:] if c.kind in "wts"), None)
            is_header = before is not None and before.kind == "w" and before.place == 0
            is_checkpoint = after is not None and after.file == BASE
            if not (is_header or is_checkpoint):
                continue
        kept.append(change)
    return kept


def workload(lab):
    """A rep's days: a new base, an import, logs one by one and many in one session. What was said, in order."""
    home = lab.home("power")
    record = lab.folder / "power.record"
    record.unlink(missing_ok=True)
    shimmed = home.shim(RECORD=record)
    home.must("import", lab.checkout / "seed-data" / "price.txt", environment=shimmed)
    imported = record.stat().st_size
    said = [f"power {number}" for number in range(lab.of(160, 90))]
    alone = lab.of(40, 15)
    for text in said[:alone]:
        home.must("log", "--no-deal", text, "--used", ANSWER, "--went", "softer", environment=shimmed)
    lines = [f'/log --no-deal --used {ANSWER} "{text}" --went softer' for text in said[alone:]]
    home.must(environment=shimmed, typed="\n".join(lines) + "\n")
    changes = read(record)
    marks = sum(change.kind == "a" for change in changes)
    if marks != len(said):
        raise SystemExit(f"power: {len(said)} logs, and {marks} were seen to be acknowledged")
    # The import says nothing that is marked: all that was recorded by then belongs to it.
    count = len(read_until(record, imported))
    changes.insert(count, Change("i", 0, 0, b""))
    return home, changes, said


def read_until(record, size):
    part = record.with_suffix(".part")
    part.write_bytes(record.read_bytes()[:size])
    return read(part)


class Cuts:
    """Cuts the power at random moments of one record and looks at what is left."""

    def __init__(self, lab, name, changes, said):
        self.lab, self.name, self.changes, self.said = lab, name, changes, said
        self.lost, self.broken, self.doctored = [], [], 0
        self.objections = None

    def run(self, count, doctor_every=None):
        numbers = self.lab.numbers("power", self.name)
        moments = sorted(numbers.randrange(1, len(self.changes) + 1) for _ in range(count))
        disk, done, acknowledged, imported = Disk(), 0, 0, False
        for number, moment in enumerate(moments):
            for change in self.changes[done:moment]:
                disk.take(change)
                acknowledged += change.kind == "a"
                imported = imported or change.kind == "i"
            done = moment
            home = self.lab.home("power-cut")
            for name, content in disk.after_cut(numbers).items():
                (home.folder / name).write_bytes(content)
            self._look(home, number, moment, acknowledged, imported, doctor_every and number % doctor_every == 0)
        return self

    def _look(self, home, number, moment, acknowledged, imported, asks_doctor):
        if asks_doctor:
            # The command comes first here, so that it is the one which recovers what the cut left.
            self.doctored += 1
            problem = home.doctor()
            if problem:
                return self._found(self.broken, home, number, moment, problem)
        if not home.base.exists() or home.base.stat().st_size == 0:
            if imported:
                self._found(self.lost, home, number, moment, "the base is gone")
            return
        problem = bases.soundness(home.base)
        if problem:
            return self._found(self.broken, home, number, moment, problem)
        tables = bases.rows(home.base, "SELECT count(*) FROM sqlite_schema WHERE name = 'encounter'")[0][0]
        objections = bases.rows(home.base, "SELECT count(*) FROM objection")[0][0] if tables else 0
        there = bases.words(home.base) if tables else []
        if there[:acknowledged] != self.said[:acknowledged]:
            self._found(self.lost, home, number, moment, f"{acknowledged} logs acknowledged, {len(there)} there")
        elif imported and objections == 0:
            self._found(self.lost, home, number, moment, "the import is gone")
        elif there != self.said[:len(there)] or len(there) > acknowledged + 1:
            self._found(self.broken, home, number, moment, "logs that nobody wrote, or in another order")
        elif objections not in (0, self._all_objections()):
            self._found(self.broken, home, number, moment, f"half an import: {objections} objections")

    def _all_objections(self):
        if self.objections is None:
            self.objections = bases.rows(self.lab.folder / "homes" / "power" / "base.db",
                                         "SELECT count(*) FROM objection")[0][0]
        return self.objections

    def _found(self, list_, home, number, moment, problem):
        kept = ""
        if self.name != "NORMAL" and len(self.lost) + len(self.broken) < 3:
            kept = f"; kept in {self.lab.keep(home.folder, f'power-{number}')}"
        list_.append(f"state {number}, change {moment}: {problem}{kept}")


def run(lab):
    home, changes, said = workload(lab)
    disk = Disk()
    for change in changes:
        disk.take(change)
    # The record is worth something only if it is all that happened to the files.
    missed = [
        f"{name} is not what the record makes of it: a write went past the shim"
        for file, name in NAMES.items()
        if disk.everything(file) != ((home.folder / name).read_bytes() if (home.folder / name).exists() else None)
    ]
    checkpoints = sum(c.kind == "w" and c.file == WAL and c.place == 0 for c in changes)
    count = lab.of(5000, 300)
    cuts = Cuts(lab, "FULL", changes, said).run(count, doctor_every=lab.of(50, 30))
    lab.verdict(
        "power",
        f"{count} states of {len(changes)} changes, {checkpoints} times through the WAL; {len(cuts.lost)} lost, "
        f"{len(cuts.broken)} broken; doctor asked {cuts.doctored} times",
        missed + cuts.lost + cuts.broken)
    control = Cuts(lab, "NORMAL", as_normal(changes), said).run(count)
    lab.verdict(
        "power, control",
        f"with synchronous = NORMAL: {len(control.lost)} of {count} states lost what was said to be saved, "
        f"{len(control.broken)} broken",
        [] if control.lost else ["not one lost: the test sees nothing, and its 0 above means nothing"])
