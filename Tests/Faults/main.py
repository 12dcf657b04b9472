"""The command line of scripts/faults."""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from . import lab as labs
from . import clock, failing, full, kill, power, torn, writers

FAULTS = {
    "kill": [kill.run],
    "power": [power.run],
    "io": [failing.run, full.run],
    "torn": [torn.run],
    "writers": [writers.run],
    "clock": [clock.run],
}
ROOT = Path(__file__).resolve().parent.parent.parent


def main(words):
    parser = argparse.ArgumentParser(prog="scripts/faults", description="Each fault against the real command.")
    parser.add_argument("--scale", choices=("ci", "full"), default="ci", help="how many of each (default ci)")
    parser.add_argument("--only", default=",".join(FAULTS), help="of " + ",".join(FAULTS))
    parser.add_argument("--binary", type=Path, default=ROOT / ".build/release/comeback", help="the command under test")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same faults")
    options = parser.parse_args(words)
    # Told to stop, it still takes its small disks and folders away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    wanted = options.only.split(",")
    unknown = [name for name in wanted if name not in FAULTS]
    if unknown:
        parser.error(f"there is no fault {', '.join(unknown)}; there are: {', '.join(FAULTS)}")
    if not options.binary.is_file():
        parser.error(f"{options.binary} isn't there: swift build -c release --product comeback")
    # What /proc calls a file is what the shim knows it by: no links in between.
    folder = Path(tempfile.mkdtemp(prefix="comeback-faults-")).resolve()
    lab = labs.Lab(
        binary=options.binary.resolve(), checkout=ROOT, is_full=options.scale == "full", seed=options.seed,
        folder=folder, kept=folder.with_name(folder.name + "-kept"))
    print(f"Faults at {options.scale} scale, seed {options.seed}", flush=True)
    try:
        for name in FAULTS:
            if name in wanted:
                began = time.monotonic()
                for run in FAULTS[name]:
                    run(lab)
                print(f"    {name}: {time.monotonic() - began:.0f} s", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    failed = [name for name, passed in lab.verdicts if not passed]
    print(f"{len(lab.verdicts) - len(failed)} passed, {len(failed)} failed, {lab.skipped} skipped", flush=True)
    return 1 if failed else 0
