#!/usr/bin/env python
import os
import sys

from newsroom.command_line import main

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    # Commands tell what they do themselves; lines of a log would break their progress bars.
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    sys.exit(main(sys.argv))
