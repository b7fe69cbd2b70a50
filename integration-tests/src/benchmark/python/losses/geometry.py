"""Maps of labels and predictions by scipy.ndimage, which carry no gradient."""

import numpy as np
import torch
from scipy import ndimage


def regions(x, y):
    """The masks of every image and class, [N, C, *S]."""
    classes = np.arange(x.shape[1]).reshape(1, -1, *[1] * (y.dim() - 1))
    return y.numpy()[:, None] == classes


def each(masks, function, dtype):
    """Maps each image and class by itself."""
    result = np.empty(masks.shape)
    for n in range(masks.shape[0]):
        for c in range(masks.shape[1]):
            result[n, c] = function(masks[n, c])
    return torch.from_numpy(result).to(dtype)


def inner_boundary(mask, edge):
    """The voxels with a face neighbour outside; whether the edge of the image is outside."""
    return mask & ~ndimage.binary_erosion(mask, border_value=0 if edge else 1)


def signed_distance(mask):
    """d outside, 1 - d inside: the map of the boundary loss."""
    if mask.all() or not mask.any():
        return np.zeros(mask.shape)
    inside = ndimage.distance_transform_edt(mask)
    outside = ndimage.distance_transform_edt(~mask)
    return outside * ~mask - (inside - 1) * mask


def boundary_maps(x, y):
    return each(regions(x, y), signed_distance, x.dtype)


def normalized_distance(mask):
    """From -1 deep inside to 1 far outside, 0 on the inner boundary."""
    if mask.all() or not mask.any():
        return np.zeros(mask.shape)
    inside = ndimage.distance_transform_edt(mask)
    outside = ndimage.distance_transform_edt(~mask)
    distance = outside / outside.max() - inside / inside.max()
    distance[inner_boundary(mask, edge=False)] = 0
    return distance


def field(mask):
    """The distance to the other side of the boundary, inside and outside alike."""
    if mask.all() or not mask.any():
        return np.zeros(mask.shape)
    return ndimage.distance_transform_edt(mask) + ndimage.distance_transform_edt(~mask)


def depth(mask):
    """The distance to the outside, 0 if there is none."""
    return np.zeros(mask.shape) if mask.all() else ndimage.distance_transform_edt(mask)


def nearness(mask):
    """Within the region, 1 on its boundary and 0 at its deepest voxel."""
    if mask.all() or not mask.any():
        return np.zeros(mask.shape)
    distance = ndimage.distance_transform_edt(mask)
    most, least = distance[mask].max(), distance[mask].min()
    return mask * (np.ones(mask.shape) if most == least else (most - distance) / (most - least))


def distance_penalty(x, y):
    """1 + the nearness of each voxel to the boundary of its own region, [N, *S]."""
    return 1 + each(regions(x, y), nearness, x.dtype).sum(1)


def contour_distance(decided, labelled):
    """The mean distance from one contour to another."""
    if not decided.any() or not labelled.any():
        diagonal = np.sqrt(np.sum(np.square(decided.shape)))
        return diagonal if decided.any() or labelled.any() else 0
    to_label = ndimage.distance_transform_edt(~inner_boundary(labelled, edge=True))
    return to_label[inner_boundary(decided, edge=True)].mean()


def contour_penalty(x, y):
    """1, and where the decision is wrong the distance of the contours on top, [N, *S]."""
    decision = x.detach().argmax(1)
    labelled, decided = regions(x, y), regions(x, decision)
    factors = np.ones(y.shape)
    for n in range(x.shape[0]):
        present = [c for c in range(1, x.shape[1]) if (labelled[n, c] | decided[n, c]).any()]
        distances = [contour_distance(decided[n, c], labelled[n, c]) for c in present]
        factors[n] += (decision[n] != y[n]).numpy() * (np.mean(distances) if present else 0)
    return torch.from_numpy(factors).to(x.dtype)


def adjacency(x, y):
    """Which classes touch somewhere, by face, edge or corner: true in a matrix [C, C]."""
    touching = np.zeros([x.shape[1]] * 2, dtype=bool)
    for image in regions(x, y):
        for i, mask in enumerate(image):
            near = ndimage.binary_dilation(mask, np.ones([3] * mask.ndim))
            touching[i] |= (image & near).reshape(len(image), -1).any(1)
    return torch.from_numpy(touching | touching.T)


def tube(x, y):
    """Stands for a skeleton made thick, of the foreground [N, *S]: what is deep inside of it."""
    deep = [ndimage.binary_erosion(image > 0, iterations=2) for image in y.numpy()]
    return torch.from_numpy(np.stack(deep)).to(x.dtype)
