"""What things are called: entities, stories, posts, each by the facts about it. Pure."""

from stories.naming.entities import names_of_entity
from stories.naming.name import Name
from stories.naming.posts import names_of_post
from stories.naming.stories import names_of_story

__all__ = ["Name", "names_of_entity", "names_of_post", "names_of_story"]
