"""The part of a story file that says of which passages nothing is recorded, and why."""

from collections.abc import Mapping

from events.storyfile.faults import Fault
from events.storyfile.tree import Fields, Scalar, Tree, is_null

PART = "nothing_recorded"


def read_omissions(tree: Tree, faults: list[Fault]) -> Mapping[str, str]:
    """The reasons by locator, such as `¶15`; it makes no events."""
    part = tree.fields.get(PART) if isinstance(tree, Fields) else None
    if part is None or is_null(part):
        return {}
    if not isinstance(part, Fields):
        faults.append(Fault(part.line, PART, "must give a reason for each locator, as ¶15: reason"))
        return {}
    reasons = {}
    for locator, reason in part.fields.items():
        if isinstance(reason, Scalar) and reason.text.strip():
            reasons[locator] = reason.text.strip()
        else:
            message = "must say why nothing is recorded"
            faults.append(Fault(part.lines[locator], f"{PART}.{locator}", message))
    return reasons
