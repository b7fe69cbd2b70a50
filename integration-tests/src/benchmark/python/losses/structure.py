"""Losses of neighbourhoods and of shapes."""

import itertools

import torch
import torch.nn.functional as F

from . import loss
from .common import box, depthwise, gaussian, maps, max_pool, min_pool, outer, spatial
from .geometry import adjacency, depth, each, tube


@loss("region-mutual-information")
def region_mutual_information(x, y, radius=3, alpha=5e-4):
    """Pooled by 3; covariances in double precision, as in the authors' code."""
    p, g = maps(x, y)
    p, g = max_pool(p, 3, stride=3), max_pool(g, 3, stride=3)
    sides = [s - radius + 1 for s in p.shape[2:]]
    corners = list(itertools.product(range(radius), repeat=len(sides)))

    def windows(pooled):
        parts = [
            pooled[(..., *[slice(at, at + side) for at, side in zip(corner, sides)])]
            for corner in corners
        ]
        rows = torch.stack(parts, 2).flatten(3).double()
        return rows - rows.mean(3, keepdim=True)

    a, b = windows(g), windows(p)
    unit = torch.eye(len(corners), dtype=torch.float64) * alpha
    of_b = torch.inverse(b @ b.transpose(2, 3) + unit)
    between = a @ b.transpose(2, 3)
    rest = a @ a.transpose(2, 3) - between @ of_b @ between.transpose(2, 3)
    root = torch.linalg.cholesky(rest + unit)
    half = torch.log(torch.diagonal(root, dim1=2, dim2=3) + 1e-8).sum(2)
    information = (half / len(corners)).sum(1).mean()
    return 0.5 * F.cross_entropy(x, y) + 0.5 * information.to(x.dtype)


def score(map, c4=0.01):
    """How far a voxel is from the mean around it, in deviations."""
    axes = map.dim() - 2
    kernel = outer([gaussian(3, 1.5)] * axes)
    padded = F.pad(map, [1] * 2 * axes, mode="replicate")
    mean = depthwise(padded, kernel)
    variance = depthwise(padded**2, kernel) - mean**2
    return (map - mean + c4) / (torch.sqrt(F.relu(variance) + 1e-12) + c4)


@loss("structural-similarity")
def structural_similarity(x, y, beta=0.1):
    p, g = maps(x, y)
    entropy = -g * F.log_softmax(x, dim=1)
    error = (score(g) - score(p.detach())).abs()
    chosen = (error > beta * error.max()).to(x.dtype)
    emphasized = (chosen * error * entropy).sum() / chosen.sum().clamp_min(1)
    return 0.5 * entropy.sum(1).mean() + 0.5 * emphasized


@loss("non-adjacency", touching=adjacency)
def non_adjacency(x, y, touching):
    """What may touch is learnt from the training set, before."""
    p = torch.softmax(x, dim=1)
    near = box(p)
    forbidden = (~touching).to(x.dtype)
    pairs = torch.einsum("niv,njv->ij", p.flatten(2), near.flatten(2)) / y.numel()
    return (pairs * forbidden).sum() / forbidden.sum().clamp_min(1)


@loss("skeleton-recall", skeleton=tube)
def skeleton_recall(x, y, skeleton, smooth=1e-5):
    """The skeleton comes from the data set, as in nnU-Net."""
    p, g = maps(x, y)
    lines = g[:, 1:] * (skeleton > 0).to(x.dtype).unsqueeze(1)
    axes = spatial(x)
    return (1 - ((p[:, 1:] * lines).sum(axes) + smooth) / (lines.sum(axes) + smooth)).mean()


def erode(map):
    """The least of a voxel and its face neighbours."""
    axes = map.dim() - 2
    least = map
    for axis in range(axes):
        least = torch.min(least, min_pool(map, [3 if a == axis else 1 for a in range(axes)]))
    return least


def soft_skeleton(map, iterations):
    opened = max_pool(erode(map), 3)
    skeleton = F.relu(map - opened)
    for _ in range(iterations):
        map = erode(map)
        found = F.relu(map - max_pool(erode(map), 3))
        skeleton = skeleton + F.relu(found - skeleton * found)
    return skeleton


@loss("soft-cldice")
def soft_cldice(x, y, iterations=3, smooth=1):
    p, g = maps(x, y)
    p, g = p[:, 1:], g[:, 1:]
    of_p, of_g = soft_skeleton(p, iterations), soft_skeleton(g, iterations)
    precision = ((of_p * g).sum() + smooth) / (of_p.sum() + smooth)
    sensitivity = ((of_g * p).sum() + smooth) / (of_g.sum() + smooth)
    cldice = 1 - 2 * precision * sensitivity / (precision + sensitivity)
    dice = 1 - (2 * (p * g).sum() + smooth) / (p.sum() + g.sum() + smooth)
    return 0.5 * dice + 0.5 * cldice


def centerline_weights(mask, iterations=10):
    """Depth, radius on the centre line, and thinness there, in units of the largest radius."""
    distance = each(mask.numpy() > 0.5, depth, mask.dtype)
    lines = soft_skeleton((distance > 0).to(mask.dtype), iterations)
    radius = distance * lines
    largest = radius.amax(spatial(mask), keepdim=True).clamp_min(1)
    thinness = ((largest - radius + 1) / largest) ** (mask.dim() - 3) * lines
    return (distance / largest).clamp_max(1), radius / largest, thinness


@loss("cb-dice")
def cb_dice(x, y, epsilon=1):
    """Each class by itself; the distances are computed in the step, as in the authors' code."""
    p, g = maps(x, y)
    p, g = p[:, 1:], g[:, 1:]
    depth_g, radius_g, thin_g = centerline_weights(g)
    depth_p, radius_p, thin_p = centerline_weights((p.detach() > 0.5).to(x.dtype))
    depth_p, radius_p, thin_p = depth_p * p, radius_p * p, thin_p * p
    axes = (0, *spatial(x))
    of_g = torch.where(radius_g == 0, radius_p, radius_g)
    of_p = torch.where(radius_p == 0, radius_g, radius_p)
    precision = (thin_p * depth_g).sum(axes) + epsilon
    precision = precision / ((thin_p * of_g).sum(axes) + epsilon)
    sensitivity = (thin_g * depth_p).sum(axes) + epsilon
    sensitivity = sensitivity / ((thin_g * of_p).sum(axes) + epsilon)
    return (1 - 2 * precision * sensitivity / (precision + sensitivity)).mean()


def similarity(p, g, c1=0.01**2, c2=0.03**2):
    """Contrast and structure, and these with brightness, [N, C]."""
    axes = spatial(p)
    kernel = outer([gaussian(min(11, side), 1.5) for side in p.shape[2:]])
    mean_p, mean_g = depthwise(p, kernel), depthwise(g, kernel)
    variance_p = depthwise(p * p, kernel) - mean_p**2
    variance_g = depthwise(g * g, kernel) - mean_g**2
    covariance = depthwise(p * g, kernel) - mean_p * mean_g
    contrast = (2 * covariance + c2) / (variance_p + variance_g + c2)
    whole = (2 * mean_p * mean_g + c1) / (mean_p**2 + mean_g**2 + c1) * contrast
    return contrast.mean(axes), whole.mean(axes)


@loss("ssim")
def ssim(x, y):
    p, g = maps(x, y)
    return 1 - similarity(p, g)[1].mean()


@loss("ms-ssim")
def ms_ssim(x, y, weights=(0.0448, 0.2856, 0.3001, 0.2363, 0.1333)):
    p, g = maps(x, y)
    product = 1
    for scale, weight in enumerate(weights):
        contrast, whole = similarity(p, g)
        last = scale == len(weights) - 1
        product = product * F.relu((whole if last else contrast).mean(1)) ** weight
        p, g = halve(p), halve(g)
    return (1 - product).mean()


def halve(map):
    """The means of two voxels along each axis; a single one is left as it is."""
    pool = {1: F.avg_pool1d, 2: F.avg_pool2d, 3: F.avg_pool3d}[map.dim() - 2]
    return pool(map, [min(2, side) for side in map.shape[2:]])
