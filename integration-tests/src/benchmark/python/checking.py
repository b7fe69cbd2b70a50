"""Proves that the forms are the losses of losses-djl, in value and gradient.

A folder holds a JSON file for each case: `loss`, `shape`, `logits`, `labels`, the `arrays` that both
are given (name to shape and numbers), and the `value` and `gradient` that the library computed.
"""

import json

import torch

from losses import LEFT_OUT, REGISTRY, given

TOLERANCE = 1e-4


def check(folder, names):
    """Prints a line for each case, and returns how many failed."""
    files = sorted(folder.glob("*.json"))
    cases = [json.loads(file.read_text()) for file in files]
    cases = [case for case in cases if not names or case["loss"] in names]
    failed = sum(not passes(case) for case in cases)
    missing = set(REGISTRY) - {case["loss"] for case in cases}
    if missing and not names:
        print("no case for", ", ".join(sorted(missing)))
        failed += len(missing)
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed or not cases else 0


def passes(case):
    name, shape = case["loss"], case["shape"]
    if name not in REGISTRY:
        print(name, "left out:", LEFT_OUT.get(name, "NO REASON GIVEN"))
        return name in LEFT_OUT
    x = torch.tensor(case["logits"], dtype=torch.float64).reshape(shape).requires_grad_()
    y = torch.tensor(case["labels"]).reshape(shape[:1] + shape[2:])
    arrays = {
        key: torch.tensor(array["values"], dtype=torch.float64).reshape(array["shape"])
        for key, array in case["arrays"].items()
    }
    value = REGISTRY[name](x, y, **given(name, x.detach(), y, arrays))
    value.backward()
    gradient = torch.tensor(case["gradient"], dtype=torch.float64)
    value_error = abs(value.item() - case["value"]) / max(1, abs(case["value"]))
    largest = gradient.abs().max().item()
    gradient_error = (x.grad.reshape(-1) - gradient).abs().max().item() / (largest or 1)
    good = value_error <= TOLERANCE and gradient_error <= TOLERANCE and largest > 0
    space = "x".join(map(str, shape))
    print(
        f"{'ok  ' if good else 'FAIL'} {name} {space}: value {case['value']:.6g},"
        f" off by {value_error:.1e}; largest slope {largest:.3g}, off by {gradient_error:.1e}"
    )
    return good
