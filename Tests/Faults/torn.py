"""Files cut short or overwritten in part: never a crash, and damage to what people wrote is always seen."""

import sqlite3

from . import bases
from .lab import ANSWER

PIECE = 512
PAGE = 4096


def run(lab):
    template = lab.home("torn-template").copy(lab.starter())
    lines = [f'/log --new-deal "Deal {row % 9}" --used {ANSWER} "torn {row}" --went softer' for row in range(40)]
    template.must(typed="\n".join(lines) + "\n")
    bases.settle(template.folder)
    whole = template.base.read_bytes()
    content = bases.Content(template.base)
    count = lab.of(1000, 100)
    Tearing(lab, whole, content).run("truncated", count)
    Tearing(lab, whole, content).run("overwritten", count)


class Tearing:
    def __init__(self, lab, whole, content):
        self.lab, self.whole, self.content = lab, whole, content
        self.problems = []
        self.seen = self.live = self.live_seen = 0

    def run(self, how, count):
        numbers = self.lab.numbers("torn", how)
        for number in range(count):
            if how == "truncated":
                # SQLite counts a part of the last page as the whole of it, so that one is cut more often.
                least = len(self.whole) - PAGE + 1 if number % 10 == 0 else 1
                size = numbers.randrange(least, len(self.whole))
                where, torn = f"cut to {size} bytes", self.whole[:size]
            else:
                at = numbers.randrange(0, len(self.whole) // PIECE) * PIECE
                where = f"{PIECE} bytes at {at}"
                torn = self.whole[:at] + numbers.randbytes(PIECE) + self.whole[at + PIECE:]
            self._look(how, number, where, torn)
        figure = f"{count} {how}, doctor saw {self.seen}; "
        if how == "overwritten":
            figure += f"{self.live} hit what people wrote, {self.live_seen} of them seen; "
        self.lab.verdict("torn " + how, figure + f"{len(self.problems)} bad", self.problems)

    def _look(self, how, number, where, torn):
        home = self.lab.home("torn")
        home.base.write_bytes(torn)
        home.base.chmod(0o600)
        is_live = self._is_live(home)
        home = self.lab.home("torn")
        home.base.write_bytes(torn)
        home.base.chmod(0o600)
        search = home.run("search", "way too expensive")
        doctor = home.run("doctor")
        is_seen = doctor.code == 65
        must_see = how == "truncated" or is_live
        self.seen += is_seen
        self.live += is_live
        self.live_seen += is_live and is_seen
        wrong = []
        if search.code < 0 or search.code not in (0, 1, 65, 74):
            wrong.append(f"search: {search}")
        if doctor.code not in (0, 65):
            wrong.append(f"doctor: {doctor}")
        elif must_see and not is_seen:
            wrong.append("doctor doesn't see it")
        if wrong:
            home.base.write_bytes(torn)
            place = self.lab.keep(home.folder, f"torn-{how}-{number}")
            self.problems += [f"{where}: {problem}; kept in {place}" for problem in wrong]

    def _is_live(self, home):
        """Whether SQLite itself reads something else than was written, or nothing, past any index."""
        try:
            return not bases.Content(home.base).is_as(self.content)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError):
            return True
