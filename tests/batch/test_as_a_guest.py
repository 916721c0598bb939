"""irdeck inside somebody else's program: threads do not disturb each other, and nothing of the host's is touched."""

import json
import subprocess
import sys
from pathlib import Path

from quarters import deck

ROOT = Path(__file__).parents[2]
GUEST = r'''
import json, locale, logging, signal, sys, threading, warnings
def blanket():
    """Filters for all messages of a kind; libraries silence messages and kinds of their own."""
    return [one for one in warnings.filters if one[1] is None and one[2].__module__ == "builtins"]
before = (list(logging.root.handlers), logging.root.level, blanket(), signal.getsignal(signal.SIGINT),
          locale.setlocale(locale.LC_ALL), threading.active_count())
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from extractor import extract
from extractor.batch import find_sources, run_batch
texts = json.loads(sys.stdin.read())
place = Path(sys.argv[1])
def work(at):
    made = extract(texts[at], format="dump", name=f"d{at}")
    made.write(place / f"{at}")
    return (place / f"{at}" / "figures.csv").read_bytes()
with ThreadPoolExecutor(4) as pool:
    threads = list(pool.map(work, range(len(texts))))
alone = [work(at) for at in range(len(texts))]
(place / "in").mkdir()
(place / "in" / "a.txt").write_text(texts[0], "utf-8")
batch = run_batch(find_sources([str(place / "in")]), place / "out")
after = (list(logging.root.handlers), logging.root.level, blanket(), signal.getsignal(signal.SIGINT),
         locale.setlocale(locale.LC_ALL), threading.active_count())
changed = [number for number, (one, other) in enumerate(zip(before, after)) if one != other]
heavy = [name for name in ("great_expectations", "distributed", "camelot") if name in sys.modules]
print(json.dumps({"same": threads == alone, "changed": changed, "heavy": heavy, "done": batch.complete}))
'''


def test_a_guest_leaves_the_house_as_it_was(tmp_path):
    texts = [deck(at) for at in (4, 5, 6, 7)]
    call = [sys.executable, "-c", GUEST, str(tmp_path)]
    run = subprocess.run(call, cwd=ROOT, input=json.dumps(texts), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"same": True, "changed": [], "heavy": [], "done": True}
    assert run.stderr == ""
