-- The two sign-ins and the empty database of Contour, made once by an administrator of the PostgreSQL server:
--   CONTOUR_OWNER_PASSWORD=… CONTOUR_APP_PASSWORD=… psql -v ON_ERROR_STOP=1 -f deploy/create-roles.sql postgres
-- docker-compose.yml runs it when its database is new.
\getenv owner_password CONTOUR_OWNER_PASSWORD
\getenv app_password CONTOUR_APP_PASSWORD

-- Owns the schema, for migrations. No superuser: that would pass row-level security unseen.
CREATE ROLE contour_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB CREATEROLE PASSWORD :'owner_password';
-- The application. Owns nothing.
CREATE ROLE contour_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
GRANT contour_app TO contour_owner WITH ADMIN OPTION;

CREATE DATABASE contour OWNER contour_owner ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
