-- What an event led to is found without a look at the whole log. Few events name a cause, so the index
-- is small and appends hardly notice it.
CREATE INDEX events_event_causation ON events_event ((content -> 'causation'))
    WHERE content ? 'causation';
