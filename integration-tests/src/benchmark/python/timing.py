"""Times one loss, and measures the memory that a step takes."""

import ctypes
import gc
import pathlib
import resource
import statistics
import time

import torch

from losses import REGISTRY, given

# In numbers; glibc takes larger ones, of 32 MiB and more, from the system each time.
LARGE = 7_800_000


def scene(shape):
    """Rounded objects of every class, and a prediction that finds most of them; as in Java."""
    images, classes, *space = shape
    grid = torch.meshgrid(*[torch.arange(s) for s in space], indexing="ij")
    wave = sum(torch.sin(axis / 7) for axis in grid) / len(space)
    wave = wave + torch.arange(images).reshape(-1, *[1] * len(space))
    label = torch.floor(2 * wave).long() % classes
    found = torch.floor(2 * wave + 0.3).long() % classes
    sign = torch.nn.functional.one_hot(found, classes).movedim(-1, 1) * 2 - 1
    generator = torch.Generator().manual_seed(1)
    return (2 * sign + torch.randn(shape, generator=generator)).float(), label


def time_loss(options):
    limit = int(options.memory * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    name, shape = options.loss[0], options.shape[0]
    x, y = scene([int(size) for size in shape.split("x")])
    form, prepared = REGISTRY[name], given(name, x, y)
    # As a network does: from then on glibc keeps freed memory of that size in the process.
    torch.zeros(LARGE)

    def forward():
        with torch.no_grad():
            return form(x, y, **prepared).item()

    def step():
        logits = x.detach().requires_grad_()
        form(logits, y, **prepared).backward()
        return logits.grad

    return {
        "loss": name,
        "shape": shape,
        "forward_ms": median_ms(forward, options.seconds),
        "step_ms": median_ms(step, options.seconds),
        "peak_bytes": peak(step),
    }


def median_ms(run, seconds):
    """The median of as many runs as fit, after a third of the time for warming up."""
    times = []
    start = time.perf_counter()
    while not times or time.perf_counter() - start < seconds:
        before = time.perf_counter()
        run()
        times.append((time.perf_counter() - before) * 1000)
    return statistics.median(times[len(times) // 3 :])


def peak(run):
    """By how much the resident memory rises above what is there before, in bytes (Linux)."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    try:
        pathlib.Path("/proc/self/clear_refs").write_text("5")
        before = status("VmRSS")
        run()
        return status("VmHWM") - before
    except OSError:
        return None


def status(field):
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    raise OSError(field)
