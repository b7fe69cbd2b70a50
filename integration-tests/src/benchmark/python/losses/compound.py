"""Losses of more than one part."""

import torch
import torch.nn.functional as F
from scipy import ndimage

from . import loss
from .boundary import boundary, hausdorff_dt
from .common import maps, one_hot
from .distribution import focal, top_k
from .geometry import boundary_maps
from .region import dice, dice_losses, tversky_losses


@loss("dice-ce")
def dice_ce(x, y):
    return dice(x, y) + F.cross_entropy(x, y)


@loss("dice-top-k")
def dice_top_k(x, y):
    return dice(x, y) + top_k(x, y)


@loss("dice-focal")
def dice_focal(x, y):
    return dice(x, y) + focal(x, y)


@loss("dice-boundary", distance_map=boundary_maps)
def dice_boundary(x, y, distance_map):
    return dice(x, y) + 0.01 * boundary(x, y, distance_map)


@loss("dice-hausdorff")
def dice_hausdorff(x, y):
    return dice(x, y) + hausdorff_dt(x, y)


@loss("combo")
def combo(x, y, alpha=0.5, beta=0.5):
    p, g = maps(x, y)
    smallest = torch.finfo(x.dtype).tiny
    hit = beta * g * torch.log(p.clamp_min(smallest))
    miss = (1 - beta) * (1 - g) * torch.log((1 - p).clamp_min(smallest))
    overlap = dice_losses(x, y, smooth=1, axes=(0, *range(2, x.dim())))
    return -alpha * (hit + miss).mean() + (1 - alpha) * overlap.mean()


@loss("exponential-logarithmic")
def exponential_logarithmic(x, y, exponent=0.3):
    log_dice = -torch.log(1 - dice_losses(x, y, smooth=1))
    counts = torch.bincount(y.reshape(-1), minlength=x.shape[1]).to(x.dtype)
    weights = torch.sqrt(counts.sum() / counts)
    entropy = F.cross_entropy(x, y, reduction="none") ** exponent
    return 0.8 * (log_dice**exponent).mean() + 0.2 * (weights[y] * entropy).mean()


@loss("unified-focal")
def unified_focal(x, y, delta=0.6, gamma=0.5):
    """The asymmetric form: the focal part focuses on the background, the other on foreground."""
    g = one_hot(x, y)
    log_p = F.log_softmax(x, dim=1)
    entropy = -g * log_p
    background = (1 - delta) * (1 - log_p[:, 0].exp()) ** gamma * entropy[:, 0]
    foreground = delta * entropy[:, 1:]
    focal = (background + foreground.sum(1)).mean()
    losses = tversky_losses(x, y, 1 - delta, delta)
    tversky = torch.cat([losses[:, :1], losses[:, 1:] ** (1 - gamma)], 1).mean()
    return 0.5 * focal + 0.5 * tversky


@loss("blob")
def blob(x, y):
    """Objects are found in the step, as connected parts of the foreground."""
    whole = dice_ce(x, y)
    images = []
    for n in range(x.shape[0]):
        structure = ndimage.generate_binary_structure(y.dim() - 1, y.dim() - 1)
        parts, count = ndimage.label(y[n].numpy() > 0, structure)
        parts = torch.from_numpy(parts)
        losses = []
        for k in range(1, count + 1):
            others = (parts > 0) & (parts != k)
            masked = x[n : n + 1] * (~others).to(x.dtype)
            label = torch.where(parts == k, y[n], torch.zeros_like(y[n]))
            losses.append(dice_ce(masked, label.unsqueeze(0)))
        if losses:
            images.append(torch.stack(losses).mean())
    return whole + torch.stack(images).mean() if images else whole
