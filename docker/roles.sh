#!/bin/sh
# Run once, by the PostgreSQL image, when its volume is new. Three roles, none of them a superuser:
# the owner of the tables, who migrates; the rights of the processes; and the login that they use.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
	--set=owner="$OWNER_PASSWORD" --set=processes="$PROCESSES_PASSWORD" <<-'SQL'
	CREATE ROLE newsroom LOGIN PASSWORD :'owner';
	CREATE ROLE newsroom_runtime NOLOGIN;
	CREATE ROLE newsroom_processes LOGIN PASSWORD :'processes' IN ROLE newsroom_runtime;
	GRANT newsroom_runtime TO newsroom;
	CREATE DATABASE newsroom OWNER newsroom;
	REVOKE ALL ON DATABASE newsroom FROM PUBLIC;
	GRANT CONNECT ON DATABASE newsroom TO newsroom_processes;
SQL
