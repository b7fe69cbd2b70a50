"""Does a job on an array once for every line it reads, and answers each time with a line.

    scipy_jobs.py edt 64x64x64 3x1x1

The array comes first on standard input, in C order.
"""

import math
import sys

import numpy as np
from scipy import ndimage

JOBS = {
    # From every voxel inside a mask to the outside, by the spacing of the axes.
    "edt": (np.bool_, lambda mask: ndimage.distance_transform_edt(mask, lengths(sys.argv[3]))),
    # The components of a mask at one threshold.
    "label": (np.bool_, ndimage.label),
    # The order in which voxels enter as a threshold falls or rises.
    "argsort": (np.float32, lambda values: np.argsort(values, axis=None)),
}


def lengths(text):
    return [int(length) for length in text.split("x")]


def main():
    dtype, job = JOBS[sys.argv[1]]
    shape = lengths(sys.argv[2])
    size = math.prod(shape) * np.dtype(dtype).itemsize
    array = np.frombuffer(sys.stdin.buffer.read(size), dtype).reshape(shape)
    print("ready", flush=True)
    for _ in sys.stdin.buffer:
        job(array)
        print("done", flush=True)


main()
