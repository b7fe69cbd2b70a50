"""What every form begins with."""

import torch
import torch.nn.functional as F


def one_hot(x, y):
    return F.one_hot(y, x.shape[1]).movedim(-1, 1).to(x.dtype)


def maps(x, y):
    """Probabilities and one-hot labels."""
    return torch.softmax(x, dim=1), one_hot(x, y)


def spatial(x):
    return tuple(range(2, x.dim()))


def depthwise(maps, kernel, padding=0):
    """Convolves each channel with the same kernel."""
    convolution = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}[maps.dim() - 2]
    channels = maps.shape[1]
    weight = kernel.to(maps.dtype).repeat(channels, 1, *[1] * kernel.dim())
    return convolution(maps, weight, padding=padding, groups=channels)


def box(maps):
    """The mean of 3 x ... x 3 voxels, 0 outside the image."""
    axes = maps.dim() - 2
    return depthwise(maps, torch.full([3] * axes, 1 / 3**axes), padding=1)


def max_pool(maps, size, stride=1, padding=None):
    """The largest value of a window; `size` is a number, or one for each axis."""
    pool = {1: F.max_pool1d, 2: F.max_pool2d, 3: F.max_pool3d}[maps.dim() - 2]
    sizes = [size] * (maps.dim() - 2) if isinstance(size, int) else size
    return pool(maps, sizes, stride, [s // 2 for s in sizes] if padding is None else padding)


def min_pool(maps, size):
    return -max_pool(-maps, size)


def gaussian(length, sigma):
    """The weights of a bell curve, which add up to 1."""
    at = torch.arange(length, dtype=torch.float64) - (length - 1) / 2
    weights = torch.exp(-((at / sigma) ** 2) / 2)
    return weights / weights.sum()


def outer(weights):
    """The kernel that is the product of the weights of its axes."""
    kernel = weights[0]
    for axis in weights[1:]:
        kernel = kernel.unsqueeze(-1) * axis
    return kernel


def along(maps, axis, start, end):
    """A slice along one axis."""
    index = [slice(None)] * maps.dim()
    index[axis] = slice(start, end)
    return maps[tuple(index)]
