"""Losses of sums over regions."""

import torch
import torch.nn.functional as F

from . import loss
from .common import maps, one_hot, spatial
from .geometry import distance_penalty


@loss("sensitivity-specificity")
def sensitivity_specificity(x, y, r=0.05, smooth=1e-5):
    p, g = maps(x, y)
    axes = spatial(x)
    error = (g - p) ** 2
    sensitivity = (error * g).sum(axes) / (g.sum(axes) + smooth)
    specificity = (error * (1 - g)).sum(axes) / ((1 - g).sum(axes) + smooth)
    return (r * sensitivity + (1 - r) * specificity).mean()


def dice_losses(x, y, smooth=1e-5, axes=None, factors=1):
    p, g = maps(x, y)
    axes = axes or spatial(x)
    overlap = (p * g * factors).sum(axes)
    return 1 - (2 * overlap + smooth) / (p.sum(axes) + g.sum(axes) + smooth)


@loss("dice")
def dice(x, y):
    return dice_losses(x, y).mean()


@loss("jaccard")
def jaccard(x, y, smooth=1e-5):
    p, g = maps(x, y)
    axes = spatial(x)
    overlap = (p * g).sum(axes)
    union = p.sum(axes) + g.sum(axes) - overlap
    return (1 - (overlap + smooth) / (union + smooth)).mean()


def tversky_losses(x, y, alpha, beta, smooth=1e-5):
    p, g = maps(x, y)
    axes = spatial(x)
    hit = (p * g).sum(axes)
    false_positive = (p * (1 - g)).sum(axes)
    false_negative = ((1 - p) * g).sum(axes)
    return 1 - (hit + smooth) / (hit + alpha * false_positive + beta * false_negative + smooth)


@loss("tversky")
def tversky(x, y):
    return tversky_losses(x, y, 0.3, 0.7).mean()


@loss("focal-tversky")
def focal_tversky(x, y, exponent=0.75):
    return (tversky_losses(x, y, 0.3, 0.7) ** exponent).mean()


@loss("asymmetric-similarity")
def asymmetric_similarity(x, y, beta=1.5):
    square = beta**2
    return tversky_losses(x, y, 1 / (1 + square), square / (1 + square)).mean()


def generalized_dice_losses(x, y, smooth=1e-5):
    p, g = maps(x, y)
    axes = spatial(x)
    weights = 1 / g.sum(axes) ** 2
    infinite = torch.isinf(weights)
    largest = torch.where(infinite, torch.zeros_like(weights), weights).amax(1, keepdim=True)
    weights = torch.where(infinite, largest, weights) / largest
    overlap = (weights * (p * g).sum(axes)).sum(1)
    volume = (weights * (p.sum(axes) + g.sum(axes))).sum(1)
    return 1 - (2 * overlap + smooth) / (volume + smooth)


@loss("generalized-dice")
def generalized_dice(x, y):
    return generalized_dice_losses(x, y).mean()


@loss("penalty-generalized-dice")
def penalty_generalized_dice(x, y, k=2.5):
    score = 1 - generalized_dice_losses(x, y)
    return (1 - score / (1 + k * (1 - score))).mean()


@loss("generalized-wasserstein-dice")
def generalized_wasserstein_dice(x, y, epsilon=1e-5):
    """Classes cost the difference of their numbers, over the largest one."""
    p, g = maps(x, y)
    p, g = p.flatten(2), g.flatten(2)
    number = torch.arange(x.shape[1], dtype=x.dtype)
    matrix = (number[:, None] - number).abs() / (x.shape[1] - 1)
    distance = (torch.matmul(matrix, g) * p).sum(1)
    foreground = matrix[0].gt(0).to(x.dtype)[None, :, None]
    hit = (foreground * g * (1 - distance[:, None])).sum((1, 2))
    error = distance.sum(1)
    return (1 - (2 * hit + epsilon) / (2 * hit + error + epsilon)).mean()


@loss("log-cosh-dice")
def log_cosh_dice(x, y):
    return torch.log(torch.cosh(dice_losses(x, y))).mean()


@loss("dice-plus-plus")
def dice_plus_plus(x, y, gamma=2, epsilon=1e-5):
    p, g = maps(x, y)
    axes = spatial(x)
    hit = 2 * (p * g).sum(axes) + epsilon
    errors = ((p * (1 - g)) ** gamma).sum(axes) + ((g * (1 - p)) ** gamma).sum(axes)
    return (1 - hit / (hit + errors)).mean()


@loss("jaccard-metric")
def jaccard_metric(x, y, smooth=1e-3):
    p, g = maps(x, y)
    axes = (0, *spatial(x))
    volume, labelled = p.sum(axes), g.sum(axes)
    difference = (p - g).abs().sum(axes)
    hit = (volume + labelled - difference) / 2
    losses = 1 - (hit + smooth) / (hit + difference + smooth)
    return losses[labelled > 0].mean()


@loss("mcc")
def mcc(x, y, epsilon=1e-7):
    p, g = maps(x, y)
    axes = (0, *spatial(x))
    tp = (p * g).sum(axes)
    tn = ((1 - p) * (1 - g)).sum(axes)
    fp = (p * (1 - g)).sum(axes)
    fn = ((1 - p) * g).sum(axes)
    root = torch.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn) + epsilon)
    return (1 - (tp * tn - fp * fn) / root).mean()


@loss("pearson-correlation")
def pearson_correlation(x, y, epsilon=1e-7):
    p, g = maps(x, y)
    axes = spatial(x)
    p = p - p.mean(axes, keepdim=True)
    g = g - g.mean(axes, keepdim=True)
    root = torch.sqrt((p**2).sum(axes) * (g**2).sum(axes) + epsilon)
    return ((1 - (p * g).sum(axes) / root) / 2).mean()


def lovasz(errors, labels):
    """The convex extension of the Jaccard loss of one class."""
    errors, order = torch.sort(errors, descending=True)
    labels = labels[order]
    total = labels.sum()
    intersection = total - labels.cumsum(0)
    union = total + (1 - labels).cumsum(0)
    slopes = 1 - intersection / union
    slopes = torch.cat([slopes[:1], slopes[1:] - slopes[:-1]])
    return torch.dot(errors, slopes)


@loss("lovasz-softmax")
def lovasz_softmax(x, y):
    p = torch.softmax(x, dim=1).movedim(1, -1).reshape(-1, x.shape[1])
    y = y.reshape(-1)
    losses = []
    for c in range(x.shape[1]):
        g = (y == c).to(x.dtype)
        if g.sum() > 0:
            losses.append(lovasz((g - p[:, c]).abs(), g))
    return torch.stack(losses).mean()


@loss("distance-penalized-dice")
def distance_penalized_dice(x, y):
    """The map is computed in the step, as SegLoss does."""
    return dice_losses(x, y, factors=distance_penalty(x, y).unsqueeze(1)).mean()


@loss("lovasz-hinge")
def lovasz_hinge(x, y):
    """The authors' binary form, class by class, of each class against the rest."""
    log_p = F.log_softmax(x, dim=1)
    odds = log_p - torch.log1p(-log_p.exp())
    g = one_hot(x, y)
    losses = []
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            label = g[n, c].reshape(-1)
            errors = 1 - odds[n, c].reshape(-1) * (2 * label - 1)
            losses.append(lovasz(F.relu(errors), label))
    return torch.stack(losses).mean()
