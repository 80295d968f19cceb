"""The entry of a process that works through one part of a rebuild.

It imports nothing of the project before Django is ready: a fresh process starts here.
"""


def work(part: int) -> None:
    import django

    django.setup()
    from stories.engine import rebuild

    rebuild.work(part)
