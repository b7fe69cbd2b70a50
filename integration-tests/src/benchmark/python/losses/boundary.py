"""Losses of boundaries and distances."""

import itertools

import torch
import torch.nn.functional as F

from . import loss
from .common import along, depthwise, maps, max_pool, min_pool, spatial
from .geometry import boundary_maps, each, field, normalized_distance, regions


@loss("boundary", distance_map=boundary_maps)
def boundary(x, y, distance_map):
    """The map comes from the data set, as with the authors."""
    p = torch.softmax(x, dim=1)
    return (p[:, 1:] * distance_map[:, 1:]).mean()


@loss("hausdorff-dt")
def hausdorff_dt(x, y):
    """Both maps are computed in the step, as MONAI does."""
    p, g = maps(x, y)
    p, g = p[:, 1:], g[:, 1:]
    of_prediction = each((p.detach() > 0.5).numpy(), field, x.dtype)
    of_label = each((g > 0.5).numpy(), field, x.dtype)
    return ((p - g) ** 2 * (of_prediction**2 + of_label**2)).mean()


def cross(axes):
    """The kernel of a voxel and its face neighbours."""
    kernel = torch.zeros([3] * axes)
    for axis in range(axes):
        kernel[tuple(slice(None) if a == axis else 1 for a in range(axes))] = 1
    return kernel


@loss("hausdorff-er")
def hausdorff_er(x, y, erosions=10):
    """Class by class, as kornia does."""
    p, g = maps(x, y)
    kernel = cross(x.dim() - 2) / (2 * (x.dim() - 2) + 1)
    losses = []
    for c in range(1, x.shape[1]):
        eroded = (p[:, c : c + 1] - g[:, c : c + 1]) ** 2
        total = torch.zeros_like(eroded)
        for k in range(1, erosions + 1):
            eroded = F.relu(depthwise(eroded, kernel, padding=1) - 0.5)
            most = eroded.amax(spatial(x), keepdim=True)
            least = eroded.amin(spatial(x), keepdim=True)
            flat = most == least
            scaled = (eroded - least) / torch.where(flat, torch.ones_like(most), most - least)
            eroded = torch.where(flat, eroded, scaled)
            total = total + eroded * k**2
        losses.append(total.mean())
    return torch.stack(losses).mean()


def ball(radius, axes):
    at = torch.arange(-radius, radius + 1.0)
    square = sum(a**2 for a in torch.meshgrid(*[at] * axes, indexing="ij"))
    kernel = (square <= radius**2).double()
    return kernel / kernel.sum()


@loss("hausdorff-cv")
def hausdorff_cv(x, y, radii=(3, 6)):
    """From the formula: there is no public code."""
    p, g = maps(x, y)
    p, g = p[:, 1:], g[:, 1:]
    error = (p - g) ** 2
    total = 0
    for radius in radii:
        kernel = ball(radius, x.dim() - 2)
        near_p = depthwise(p, kernel, padding=radius)
        near_g = depthwise(g, kernel, padding=radius)
        wrong_in = p * (F.relu(1 - 2 * near_g) + F.relu(2 * near_p - 1))
        wrong_out = g * (F.relu(2 * near_g - 1) + F.relu(1 - 2 * near_p))
        total = total + radius**2 * error * (wrong_in + wrong_out)
    return total.mean()


@loss("weighted-hausdorff")
def weighted_hausdorff(x, y, epsilon=1e-6):
    """From the formula, with all distances at once. The authors' code is not free to use."""
    p = torch.softmax(x, dim=1)
    voxels = torch.cartesian_prod(*[torch.arange(s, dtype=x.dtype) for s in y.shape[1:]])
    diagonal = sum(s**2 for s in y.shape[1:]) ** 0.5
    losses = []
    for n in range(x.shape[0]):
        for c in range(1, x.shape[1]):
            points = voxels[y[n].reshape(-1) == c]
            if len(points) == 0:
                losses.append(x.new_tensor(diagonal))
                continue
            share = p[n, c].reshape(-1, 1)
            distances = torch.cdist(voxels, points)
            nearest = distances.amin(1, keepdim=True)
            to_label = (share * nearest).sum() / (share.sum() + epsilon)
            cost = share * distances + (1 - share) * diagonal + epsilon
            losses.append(to_label + (1 / (1 / cost).mean(0)).mean())
    return torch.stack(losses).mean()


@loss("boundary-dou")
def boundary_dou(x, y, smooth=1e-5, most=0.8):
    """Class by class over the batch, as the authors do; the contour is counted in the step."""
    p, g = maps(x, y)
    kernel = cross(x.dim() - 2)
    losses = []
    for c in range(x.shape[1]):
        label, score = g[:, c : c + 1], p[:, c : c + 1]
        near = depthwise(label, kernel, padding=1) * label
        size = label.sum()
        rim = ((near > 0) & (near < kernel.sum())).sum()
        alpha = min(1 - 2 * (rim + smooth) / (size + smooth), most)
        overlap = (score * label).sum()
        squares = (score * score).sum() + (label * label).sum()
        apart = squares - 2 * overlap + smooth
        losses.append(apart / (squares - (1 + alpha) * overlap + smooth))
    return torch.stack(losses).mean()


@loss("signed-distance-regression")
def signed_distance_regression(x, y, weight=10, k=1500, smooth=1e-5):
    """Of each class against the rest; the map is computed in the step, as public code does."""
    target = each(regions(x, y), normalized_distance, x.dtype)
    _, g = maps(x, y)
    log_p = F.log_softmax(x, dim=1)
    distance = -torch.tanh(log_p - torch.log1p(-log_p.exp()))
    product = (distance * target).sum()
    squares = (distance**2).sum() + (target**2).sum()
    ratio = (product + smooth) / (product + squares + smooth)
    mask = torch.sigmoid(-k * distance)
    overlap = 2 * (mask * g).sum() + smooth
    dice = 1 - overlap / ((mask**2).sum() + (g**2).sum() + smooth)
    return dice + weight * ((distance - target).abs().mean() - ratio)


def wrong_side(p, g):
    return (p * (1 - g) ** 2 + (1 - p) * g**2).mean()


@loss("active-contour")
def active_contour(x, y, epsilon=1e-8):
    p, g = maps(x, y)
    p, g = p[:, 1:], g[:, 1:]
    square = epsilon
    for axis in spatial(p):
        step = along(p, axis, 1, None) - along(p, axis, None, -1)
        for other in spatial(p):
            step = step if other == axis else along(step, other, None, -1)
        square = square + step**2
    return wrong_side(p, g) + torch.sqrt(square).mean()


def central(map, axis):
    """Half the difference of both neighbours; the border is repeated."""
    line = repeated(map, axis)
    return (along(line, axis, 2, None) - along(line, axis, None, -2)) / 2


def repeated(map, axis):
    return torch.cat([along(map, axis, None, 1), map, along(map, axis, -1, None)], axis)


def second(map, axis):
    line = repeated(map, axis)
    return along(line, axis, 2, None) + along(line, axis, None, -2) - 2 * map


@loss("euler-elastica")
def euler_elastica(x, y, epsilon=1e-8):
    p, g = maps(x, y)
    p, g = p[:, 1:], g[:, 1:]
    first = {axis: central(p, axis) for axis in spatial(p)}
    bent = {axis: second(p, axis) for axis in spatial(p)}
    square = sum(slope**2 for slope in first.values())
    bend = epsilon * sum(bent.values())
    for i, j in itertools.combinations(spatial(p), 2):
        # The authors' mixed difference is not halved.
        mixed = 2 * central(first[i], j)
        bend = bend + first[j] ** 2 * bent[i] + first[i] ** 2 * bent[j]
        bend = bend - 2 * first[i] * first[j] * mixed
    curvature = bend / (square**1.5 + epsilon)
    length = torch.sqrt(square + epsilon)
    return wrong_side(p, g) + ((1 + curvature**2) * length).mean()


def picture(x, y):
    """Stands for the image: another brightness for each class."""
    return y.unsqueeze(1).to(x.dtype) / x.shape[1] + torch.rand(y.unsqueeze(1).shape, dtype=x.dtype)


@loss("level-set", image=picture)
def level_set(x, y, image, weight=0.26, beta=0.001):
    p = torch.softmax(x, dim=1)
    image = image.reshape(x.shape[0], -1, *x.shape[2:])
    axes = spatial(x)
    energy = 0
    for i in range(image.shape[1]):
        channel = image[:, i : i + 1]
        mean = (p * channel).sum(axes, keepdim=True) / p.sum(axes, keepdim=True)
        energy = energy + (p * (channel - mean) ** 2).sum()
    for axis in axes:
        step = along(p, axis, 1, None) - along(p, axis, None, -1)
        energy = energy + beta * step.abs().sum()
    return F.cross_entropy(x, y) + weight * energy / y.numel()


@loss("contour-dice")
def contour_dice(x, y, smooth=1e-5):
    """From the formula: there is no public code."""
    p, g = maps(x, y)
    p, g = p[:, 1:], g[:, 1:]
    p, g = p - min_pool(p, 3), g - min_pool(g, 3)
    near = p * max_pool(g, 3) + g * max_pool(p, 3)
    axes = spatial(x)
    return (1 - (near.sum(axes) + smooth) / (p.sum(axes) + g.sum(axes) + smooth)).mean()
