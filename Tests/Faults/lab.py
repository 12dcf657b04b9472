"""What all faults share: the command under test, folders to ruin, numbers that come out the same again."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

#: An answer of the starter base, by the id in its file.
ANSWER = "price-too-expensive/anything-else"


@dataclass
class Ended:
    """How a run of the command ended; a negative code is the signal that killed it, as subprocess has it."""

    code: int
    out: str
    err: str

    @property
    def saved(self):
        return "Saved" in self.out

    def __str__(self):
        died = f"killed by {signal.Signals(-self.code).name}" if self.code < 0 else f"exit code {self.code}"
        return f"{died}: {(self.err or self.out).strip()[:300]!r}"


@dataclass
class Lab:
    binary: Path
    checkout: Path
    is_full: bool
    seed: int
    folder: Path
    kept: Path
    verdicts: list = field(default_factory=list)
    skipped: int = 0

    def __post_init__(self):
        self.files_shim = self._compiled("files.c")
        self.clock_shim = self._compiled("clock.c")
        self.commands = Commands(self)

    def _compiled(self, name):
        library = self.folder / Path(name).with_suffix(".so")
        compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("clang") or "cc"
        source = Path(__file__).parent / name
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", library, source, "-ldl"],
            check=True)
        return library

    def of(self, full, ci):
        return full if self.is_full else ci

    def numbers(self, *name):
        """Random numbers of this place in the test: the same seed gives the same, whatever else runs."""
        return random.Random("/".join(str(part) for part in (self.seed, *name)))

    def keep(self, home, name):
        """Puts a broken base where it can be looked at after the run."""
        place = self.kept / name.replace(" ", "-").replace("/", "-")
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(home, place, symlinks=True)
        return place

    def verdict(self, name, figure, problems=()):
        problems = list(problems)
        print(f"{name:<22} {figure:<88} {'FAILED' if problems else 'passed'}", flush=True)
        for problem in problems[:8]:
            print(f"    {problem}", flush=True)
        if len(problems) > 8:
            print(f"    and {len(problems) - 8} more", flush=True)
        if problems:
            print(f"    again: --seed {self.seed}; what broke is kept in {self.kept}", flush=True)
        self.verdicts.append((name, not problems))

    def skip(self, name, why):
        self.skipped += 1
        print(f"{name:<22} SKIPPED: {why}", flush=True)

    def home(self, name):
        place = self.folder / "homes" / name
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return Home(self, place)

    def starter(self):
        """A base with the objections about price and one log, as the command leaves it; made once."""
        place = self.folder / "starter"
        home = Home(self, place)
        if not place.exists():
            place.mkdir()
            home.must("import", self.checkout / "seed-data" / "price.txt")
            home.must("log", "--no-deal", "the first of all", "--used", ANSWER, "--went", "softer")
        return home


class Commands:
    """Which commands the binary has; those that it has not yet are skipped and said so."""

    def __init__(self, lab):
        self.lab = lab
        self.known = {}

    def __contains__(self, name):
        if name not in self.known:
            ended = subprocess.run(
                [self.lab.binary, "help", name], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                env={"HOME": str(self.lab.folder), "USER": "ana"})
            self.known[name] = ended.returncode == 0 and f"comeback {name}" in ended.stdout
        return self.known[name]


class Home:
    """A rep's folder, with a base in it."""

    def __init__(self, lab, folder):
        self.lab = lab
        self.folder = Path(folder)
        self.base = self.folder / "base.db"

    def copy(self, other):
        """Takes over the other's base and its WAL; the index of the WAL is made anew, as after a restart."""
        for file in ("base.db", "base.db-wal"):
            if (other.folder / file).exists():
                shutil.copy2(other.folder / file, self.folder / file)
        return self

    def environment(self, **more):
        environment = {
            "HOME": str(self.folder), "USER": "ana", "TERM": "dumb", "LANG": "C.UTF-8", "TZ": "UTC",
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "COMEBACK_DATABASE": str(self.base),
            "XDG_DATA_HOME": str(self.folder / "data"), "COMEBACK_SEED": str(self.lab.checkout / "seed-data"),
            # A crash shall be a crash at once, not a minute of drawing its stack.
            "SWIFT_BACKTRACE": "enable=no",
        }
        return environment | {key: str(value) for key, value in more.items()}

    def shim(self, **settings):
        """The environment in which files go wrong as `settings` say; see files.c."""
        return self.environment(
            LD_PRELOAD=self.lab.files_shim, FAULTS_BASE=self.base, FAULTS_FOLDER=self.folder,
            **{"FAULTS_" + key: value for key, value in settings.items()})

    def start(self, *arguments, environment=None, **more):
        return subprocess.Popen(
            [str(self.lab.binary), *map(str, arguments)], env=environment or self.environment(), cwd=self.folder,
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True,
               "errors": "replace"} | more)

    def run(self, *arguments, environment=None, typed=None):
        process = self.start(
            *arguments, environment=environment, stdin=subprocess.DEVNULL if typed is None else subprocess.PIPE)
        out, err = process.communicate(typed)
        return Ended(process.returncode, out, err)

    def must(self, *arguments, **more):
        ended = self.run(*arguments, **more)
        if ended.code != 0:
            raise SystemExit(f"comeback {' '.join(map(str, arguments))}: {ended}")
        return ended

    def json(self, *arguments):
        return json.loads(self.must(*arguments, "--json", "--limit", "1000000").out)

    def doctor(self):
        """What doctor finds wrong; None when it is content."""
        ended = self.run("doctor")
        return None if ended.code == 0 else f"doctor: {Ended(ended.code, '', ended.out + ended.err)}"

    def clear(self):
        """Takes the base away, with what lies beside it."""
        for file in self.folder.glob("base.db*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()

    def files(self):
        return sorted(str(file.relative_to(self.folder)) for file in self.folder.rglob("*") if file.is_file())

    def talk(self, environment=None):
        return Talk(self.start(
            environment=environment, stdin=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=1))


class Talk:
    """A session that is talked to line by line, each when the one before was answered."""

    END = re.compile(r"comeback \d")

    def __init__(self, process):
        self.process = process

    def say(self, line):
        """All that came of it, errors too; None when the session is over."""
        try:
            # Nothing but the version begins with the command's name and a number, so it ends every answer.
            self.process.stdin.write(line + "\n/version\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return None
        answer = ""
        while line := self.process.stdout.readline():
            if self.END.match(line):
                return answer
            answer += line
        return None

    def end(self):
        """The exit code."""
        self.process.stdin.close()
        self.process.stdout.read()
        return self.process.wait()
