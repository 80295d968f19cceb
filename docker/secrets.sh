#!/bin/sh
# Prints what docker-compose.yml must be given, made anew:  sh docker/secrets.sh > .env
set -eu
umask 077
for name in SECRET_KEY POSTGRES_PASSWORD OWNER_PASSWORD PROCESSES_PASSWORD REDIS_PASSWORD; do
	printf '%s=%s\n' "$name" "$(LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 60)"
done
