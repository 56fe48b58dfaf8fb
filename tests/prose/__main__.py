"""``python -m tests.prose [FIELD] [-v]``: the scores as a table, and what is wrong and missed."""

from __future__ import annotations

import sys

from tests.prose.scores import FIELDS, scores


def main(*words: str) -> None:
    wanted = [word for word in words if word != "-v"] or FIELDS
    print(f"{'field':16}{'stated':>7}{'found':>7}{'right':>7}{'wrong':>7}{'high':>7}{'right':>7}")
    for name, score in scores().items():
        if name in wanted:
            row = (score.stated, score.found, score.right, len(score.wrong), score.high)
            print(f"{name:16}" + "".join(f"{n:7}" for n in (*row, score.high_right)))
            if "-v" in words:
                for line in score.wrong:
                    print(f"    wrong  {line}")
                for line in score.missed:
                    print(f"    missed {line}")


if __name__ == "__main__":
    main(*sys.argv[1:])
