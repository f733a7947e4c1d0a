"""Makes the inputs for a part of the format."""

from __future__ import annotations

from quartier.portal.edition_form.bound import Bound, BoundConstant, BoundLeaf, BoundWords, Context, Posted
from quartier.portal.edition_form.groups import BoundGroup, BoundMany
from quartier.portal.edition_form.schema import Constant, Group, Leaf, Many, Node, Words
from quartier.portal.edition_form.trees import BoundTree


def bind(node: Node, base: object, ctx: Context, name: str, optional: bool = False) -> Bound:  # noqa: FBT001, FBT002 - of the field
    """The inputs for a node of the schema and what stands in the file for it."""
    match node:
        case Leaf():
            return BoundLeaf.bind(node.kind, base, ctx, name)
        case Words():
            return BoundWords.bind(node.long, base, ctx, name)
        case Constant():
            return BoundConstant(ctx, base, name, constant=node.value)
        case Many():
            return BoundMany.bind(node, base, ctx, name)
        case Group():
            return BoundGroup.bind(node, base, ctx, name, optional=optional)
        case _:
            return BoundTree.bind(base, ctx, name)


def context(post: Posted | None = None) -> Context:
    """What the inputs of one form share."""
    return Context(bind, post)
