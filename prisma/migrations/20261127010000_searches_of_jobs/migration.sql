-- The words that an export was searched by may name a person. They go with the end of the job, however it ends; that there
-- were some stays.
CREATE FUNCTION forget_job_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.parameters := jsonb_set(NEW.parameters, '{search}', 'true');
  RETURN NEW;
END
$$;
CREATE TRIGGER job_ended BEFORE INSERT OR UPDATE ON "job" FOR EACH ROW
  WHEN (NEW.finished_at IS NOT NULL AND jsonb_typeof(NEW.parameters -> 'search') = 'string')
  EXECUTE FUNCTION forget_job_search();

-- Row-level security binds the owner too; for the length of this transaction it sees the jobs of all accounts.
-- locks: jobs are kept for 30 days, so they are few, and none that runs is written.
ALTER TABLE "job" NO FORCE ROW LEVEL SECURITY;
UPDATE "job" SET parameters = parameters WHERE finished_at IS NOT NULL AND parameters ? 'search';
ALTER TABLE "job" FORCE ROW LEVEL SECURITY;
