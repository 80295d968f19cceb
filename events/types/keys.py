"""The keys under which an event is found: whatever it names, and the posts that it speaks of."""

from pydantic import BaseModel

from events.types.posts import ALL_POSTS
from events.types.references import references


def keys(data: BaseModel) -> tuple[str, ...]:
    """Ids of entities and stories, and of each post its organisation and the post: `openai/ceo`."""
    named = [ref.id for ref in references(data) if ref.kind != "event"]
    return tuple(dict.fromkeys((*named, *post_keys(data))))


def post_keys(data: BaseModel) -> tuple[str, ...]:
    posts = posts_named(data)
    if not posts:
        return ()
    organization = getattr(data, "organization", None)
    return tuple(f"{organization}/{post}" for post in posts if post != ALL_POSTS)


def posts_named(data: BaseModel) -> tuple[str, ...]:
    """The posts that a fact or definition speaks of, each once, in order."""
    fields = type(data).model_fields  # to look for a field that is not there is slow
    if "members" in fields:
        members = data.members  # type: ignore[attr-defined]
        return tuple(dict.fromkeys(post for member in members for post in member.posts))
    own = data.post if "post" in fields else None  # type: ignore[attr-defined]
    return (own,) if own else ()
