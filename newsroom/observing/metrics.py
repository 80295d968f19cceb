"""What each process counts by itself. What can be read from the database is not counted here but
read when it is asked for, see `collector`."""

from prometheus_client import Counter, Histogram

REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
APPEND_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)

http_requests = Counter(
    "newsroom_http_requests",
    "Requests answered, by the pattern of their address.",
    ("method", "route", "status"),
)
http_seconds = Histogram(
    "newsroom_http_request_seconds",
    "From a request to its answer, in this process.",
    ("method", "route"),
    buckets=REQUEST_BUCKETS,
)
append_seconds = Histogram(
    "newsroom_append_seconds",
    "The append of a batch alone: waiting for the lock, hashing, inserting, flushing to disk.",
    buckets=APPEND_BUCKETS,
)
appended_events = Counter(
    "newsroom_appended_events", "Events appended by this newsroom's processes."
)
