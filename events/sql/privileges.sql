-- Run after every migration; newsroom.runtime_role is set by the caller. Grants what the runtime
-- role needs on the tables of the migrating user, and leaves it only the reading of the log.
DO $$
DECLARE
    runtime CONSTANT text := current_setting('newsroom.runtime_role');
    place CONSTANT text := current_schema();
    read_only CONSTANT text[] :=
        '{events_event,events_mention,events_entity,events_idempotencykey,django_migrations}';
    -- Since PostgreSQL 16 the maker of a role is a member that may not act in it.
    membership CONSTANT text :=
        CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER'
             ELSE 'SET' END;
    relation record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = runtime) THEN
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', runtime);
        EXCEPTION
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION 'the role "%" does not exist and "%" may not create it',
                    runtime, current_user
                    USING ERRCODE = 'insufficient_privilege',
                          HINT = format('As a superuser: CREATE ROLE %I NOLOGIN; GRANT %I TO %I;',
                                        runtime, runtime, current_user);
            -- Roles belong to the cluster: another database is being migrated at the same time.
            WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END IF;
    IF NOT pg_has_role(current_user, runtime, membership) THEN
        BEGIN
            EXECUTE format('GRANT %I TO %I', runtime, current_user);
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE WARNING '"%" cannot take the role "%": GRANT %I TO %I is left to a superuser',
                current_user, runtime, runtime, current_user;
        END;
    END IF;

    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', place, runtime);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I '
                   'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', place, runtime);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I '
                   'GRANT USAGE, SELECT ON SEQUENCES TO %I', place, runtime);

    FOR relation IN
        -- A partition is as closed as the table that it is a part of.
        SELECT relname, relkind, (SELECT whole.relname FROM pg_class AS whole
                                  WHERE whole.oid = coalesce(pg_partition_root(part.oid), part.oid)
                                 ) AS whole
        FROM pg_class AS part
        WHERE relnamespace = place::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
          AND pg_has_role(current_user, relowner, 'usage')
    LOOP
        IF relation.relkind = 'S' THEN
            EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %I.%I TO %I',
                           place, relation.relname, runtime);
        ELSIF relation.whole = ANY (read_only) THEN
            EXECUTE format('REVOKE ALL ON %I.%I FROM %I', place, relation.relname, runtime);
            EXECUTE format('GRANT SELECT ON %I.%I TO %I', place, relation.relname, runtime);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I.%I TO %I',
                           place, relation.relname, runtime);
        END IF;
    END LOOP;

    REVOKE ALL ON FUNCTION events_append_batch(json, text, text, bytea) FROM PUBLIC;
    REVOKE ALL ON PROCEDURE events_append(json, text, text, bytea, json) FROM PUBLIC;
    EXECUTE format('GRANT EXECUTE ON FUNCTION events_append_batch(json, text, text, bytea) TO %I',
                   runtime);
    EXECUTE format('GRANT EXECUTE ON PROCEDURE events_append(json, text, text, bytea, json) TO %I',
                   runtime);
END $$;
