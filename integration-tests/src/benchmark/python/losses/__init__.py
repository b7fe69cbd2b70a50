"""Textbook forms of segmentation losses: a function for each, by the name that losses-djl has for it.

A form takes logits `x` [N, C, *S] and class numbers `y` [N, *S], and returns the loss. It is written
operation by operation, as the Python libraries or the authors write it, from the formula. What their
data sets prepare outside of a training step comes as a further argument, see `given`.
"""

REGISTRY = {}
PREPARED = {}

LEFT_OUT = {
    "topological": "needs a library for persistent homology",
    "betti-matching": "needs a library for persistent homology",
    "weighted-sum": "is what it is made of",
}


def loss(name, **prepared):
    """Registers a form; `prepared` are functions of (x, y) whose results it is given every step."""

    def register(form):
        REGISTRY[name] = form
        PREPARED[name] = prepared
        return form

    return register


def given(name, x, y, known=None):
    """What is prepared for the form once, except what is known already."""
    known = known or {}
    return {
        argument: known[argument] if argument in known else prepare(x, y)
        for argument, prepare in PREPARED[name].items()
    }


from . import boundary, compound, distribution, geometry, region, structure  # noqa: E402,F401
