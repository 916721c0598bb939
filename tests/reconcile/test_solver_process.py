"""What the solver loads, and that its answers do not depend on the process."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_text_order_and_arithmetic_load_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from extractor.reconcile.known import strength\n"
        "from extractor.reconcile.rounding import regime\n"
        "from extractor.reconcile.solver import solve\n"
        "from extractor.reconcile.told import verdict\n"
        "from extractor.reconcile.solver.model import Choice, Limits, Problem, Token\n"
        "problem = Problem(cells=((Choice(token=0, value=5),),), tokens=(Token(),))\n"
        "assert solve.solve(problem, Limits()).values == (5,)\n"
        "assert not {'ortools', 'pandas', 'numpy'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0


def test_answers_do_not_depend_on_hash_seeds() -> None:
    code = (
        "from extractor.reconcile.solver.solve import free_cells, solve\n"
        "from extractor.reconcile.solver.model import Choice, Limits, Linear, Problem, Token\n"
        "cell = tuple(Choice(token=t, value=v) for t, v in enumerate((31, 47, 58, 60, 72, 85)))\n"
        "sums = (Linear(terms=((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)), low=1200, high=1203),)\n"
        "problem = Problem(cells=(cell,) * 6, tokens=(Token(),) * 6, linears=sums,"
        "                  orders=(tuple(range(6)),))\n"
        "solution = solve(problem, Limits())\n"
        "print(solution, free_cells(problem, solution, Limits(margin=3)))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            timeout=60,
            capture_output=True,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"Solution" in outputs.pop()
