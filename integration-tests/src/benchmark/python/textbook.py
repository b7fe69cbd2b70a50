"""Times textbook PyTorch forms of the losses, and checks that they are those of losses-djl.

    python3 textbook.py --check FOLDER
    python3 textbook.py --shape 2x4x256x256 --threads 2 --output textbook.json

Needs PyTorch, NumPy and SciPy (Debian: python3-torch, python3-scipy).
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", metavar="FOLDER", type=pathlib.Path, help="compare with cases")
    parser.add_argument("--loss", nargs="+", metavar="NAME", help="only these; all without")
    parser.add_argument("--shape", nargs="+", default=["2x4x256x256"], help="of the logits")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="all without")
    parser.add_argument("--seconds", type=float, default=1.5, help="for each loss, pass and shape")
    parser.add_argument("--memory", type=float, default=12, help="gigabytes that a loss may take")
    parser.add_argument("--output", type=pathlib.Path, help="JSON file; standard output without")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        import checking

        sys.exit(checking.check(options.check, options.loss))
    if options.one:
        import timing

        print(json.dumps(timing.time_loss(options)))
        return
    import losses

    results = [
        one(options, name, shape)
        for shape in options.shape
        for name in options.loss or losses.REGISTRY
    ]
    import torch

    report = {"torch": torch.__version__, "threads": options.threads, "results": results}
    text = json.dumps(report, indent=1)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text + "\n")
    else:
        print(text)


def one(options, name, shape):
    """A process for each loss, so that none takes over what another left in memory."""
    command = [sys.executable, __file__, "--one", "--loss", name, "--shape", shape]
    for option in ("threads", "seconds", "memory"):
        command += [f"--{option}", str(getattr(options, option))]
    answer = subprocess.run(command, capture_output=True, text=True)
    if answer.returncode == 0:
        result = json.loads(answer.stdout)
    else:
        lines = answer.stderr.strip().splitlines()
        result = {"loss": name, "shape": shape, "error": lines[-1] if lines else "killed"}
    print(name, shape, result.get("error") or f"{result['step_ms']:.2f} ms", file=sys.stderr)
    return result


if __name__ == "__main__":
    main()
