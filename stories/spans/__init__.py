"""States that begin, are seen and end, as facts tell of them: the rules of design §6 that tenures
and control share, one to a file. Pure.
"""
