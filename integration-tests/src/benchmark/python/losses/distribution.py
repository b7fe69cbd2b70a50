"""Losses of single voxels."""

import torch
import torch.nn.functional as F

from . import loss
from .common import box, maps, one_hot
from .geometry import contour_penalty, distance_penalty


@loss("cross-entropy")
def cross_entropy(x, y):
    return F.cross_entropy(x, y)


@loss("top-k")
def top_k(x, y, percent=10):
    losses = F.cross_entropy(x, y, reduction="none").view(-1)
    hardest, _ = torch.topk(losses, int(losses.numel() * percent / 100), sorted=False)
    return hardest.mean()


def focal_map(x, y, gamma=2):
    log_p = F.log_softmax(x, dim=1)
    p = log_p.exp()
    return (-((1 - p) ** gamma) * log_p * one_hot(x, y)).sum(1)


@loss("focal")
def focal(x, y):
    return focal_map(x, y).mean()


@loss("poly-1")
def poly_1(x, y, epsilon=1):
    p, g = maps(x, y)
    right = (p * g).sum(1)
    return (F.cross_entropy(x, y, reduction="none") + epsilon * (1 - right)).mean()


@loss("poly-1-focal")
def poly_1_focal(x, y, epsilon=1, gamma=2):
    p, g = maps(x, y)
    right = (p * g).sum(1)
    return (focal_map(x, y, gamma) + epsilon * (1 - right) ** (gamma + 1)).mean()


@loss("distance-penalized-ce")
def distance_penalized_ce(x, y):
    """The map is computed in the step, as SegLoss does."""
    return (F.cross_entropy(x, y, reduction="none") * distance_penalty(x, y)).mean()


@loss("shape-aware")
def shape_aware(x, y):
    return (F.cross_entropy(x, y, reduction="none") * contour_penalty(x, y)).mean()


@loss("margin-ce")
def margin_ce(x, y, alpha=0.1, margin=10):
    gap = x.max(dim=1, keepdim=True).values - x
    return F.cross_entropy(x, y) + alpha * F.relu(gap - margin).mean()


@loss("nacl")
def nacl(x, y, alpha=0.1):
    proportions = box(one_hot(x, y))
    return F.cross_entropy(x, y) + alpha * (proportions - x).abs().mean()


def uncertainty(x, y):
    """Stands for the deviation of several passes with dropout."""
    return torch.rand(y.shape, dtype=x.dtype) / 2


@loss("uncertainty-weighted", uncertainty_map=uncertainty)
def uncertainty_weighted(x, y, uncertainty_map, alpha=10):
    return ((1 + uncertainty_map) ** alpha * F.cross_entropy(x, y, reduction="none")).mean()
