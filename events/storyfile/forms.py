"""The short forms of a story file, written out as envelopes."""

from collections.abc import Mapping

from events.storyfile.tree import Fields, Items, Scalar, Tree
from events.types import ENTITY_KINDS, Envelope, event_types, introducing

_FORMS: Mapping[str, str] = {kind: each.type for kind, each in introducing().items()}
SHORT_FORMS = {kind: name for kind, name in _FORMS.items() if kind in ENTITY_KINDS}
STORY_FORM = {kind: name for kind, name in _FORMS.items() if kind not in ENTITY_KINDS}
_OF_THE_ENVELOPE = frozenset({*Envelope.field_names(), "ref"})


def written_out(tree: Fields, forms: Mapping[str, str]) -> Fields | None:
    """An envelope stays as it is; None for what is neither an envelope nor one of the forms."""
    if "type" in tree.fields:
        return _with_whole_aliases(tree)
    kinds = [kind for kind in forms if kind in tree.fields]
    if len(kinds) != 1:
        return None
    type_name = forms[kinds[0]]
    of_the_type = event_types()[type_name].field_names()
    data: dict[str, Tree] = {}
    envelope: dict[str, Tree] = {"type": Scalar(type_name, False, tree.line)}
    for name, inner in tree.fields.items():
        outside = name in _OF_THE_ENVELOPE and name not in of_the_type
        (envelope if outside else data)[name] = inner
    envelope["data"] = Fields(data, tree.lines, tree.line)
    lines = {"type": tree.line, "data": tree.line, **tree.lines}
    return _with_whole_aliases(Fields(envelope, lines, tree.line))


def _with_whole_aliases(tree: Fields) -> Fields:
    """Aliases given as plain names are other spellings."""
    data = tree.fields.get("data")
    aliases = data.fields.get("aliases") if isinstance(data, Fields) else None
    if not isinstance(data, Fields) or not isinstance(aliases, Items):
        return tree
    whole = Items(tuple(_alias(item) for item in aliases.items), aliases.line)
    data = Fields({**data.fields, "aliases": whole}, data.lines, data.line)
    return Fields({**tree.fields, "data": data}, tree.lines, tree.line)


def _alias(item: Tree) -> Tree:
    if not isinstance(item, Scalar):
        return item
    fields: dict[str, Tree] = {"name": item, "kind": Scalar("spelling", False, item.line)}
    return Fields(fields, dict.fromkeys(fields, item.line), item.line)
