-- Erasing a person: the row stays as an anonymous one, so that published cycles keep their participants and figures.
ALTER TABLE "member" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
-- locks: nobody is erased yet, so that looking at a hundred thousand people takes a moment.
ALTER TABLE "member" ADD CONSTRAINT member_erased_is_bare CHECK (erased_at IS NULL OR (name = 'Erased person' AND email IS NULL
  AND external_id IS NULL AND job_title IS NULL AND family_id IS NULL AND job_family_id IS NULL AND team_id IS NULL
  AND started_on IS NULL AND left_on IS NOT NULL AND attributes = '{}'));

-- Who was erased, by keyed hashes of what files call them by: a later file brings nobody back. member_id is the row that
-- stays, or was, in a database that knew the person.
CREATE TABLE "erased_person" (
    "account_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "key_name" TEXT NOT NULL,
    "hashes" TEXT[],

    CONSTRAINT "erased_person_pkey" PRIMARY KEY ("account_id","member_id")
);
ALTER TABLE "erased_person" ADD CONSTRAINT "erased_person_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "erased_person" ADD CONSTRAINT erased_person_hashes_form CHECK (array_to_string(hashes, ',', '-') ~ '^([0-9a-f]{64}(,[0-9a-f]{64})*)?$');
ALTER TABLE "erased_person" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "erased_person" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "erased_person" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "erased_person" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, DELETE ON "erased_person" TO contour_app;

-- Of all accounts, for the list that is kept outside of the database.
CREATE POLICY lookup_read ON "erased_person" FOR SELECT TO contour_lookup USING (true);
GRANT SELECT ON "erased_person" TO contour_lookup;
GRANT CREATE ON SCHEMA public TO contour_lookup;
CREATE FUNCTION list_erased_people()
RETURNS TABLE (account_id uuid, member_id uuid, erased_at timestamptz, key_name text, hashes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT e.account_id, e.member_id, e.erased_at, e.key_name, e.hashes FROM erased_person e ORDER BY e.erased_at, e.member_id $$;
ALTER FUNCTION list_erased_people() OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_erased_people() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_erased_people() TO contour_app;
REVOKE CREATE ON SCHEMA public FROM contour_lookup;

-- Owns the one function that takes a person's texts out of what never changes otherwise. It cannot sign in, nobody but the
-- owner may assume it, and its policies end at the account of the transaction.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'contour_eraser') THEN
    CREATE ROLE contour_eraser NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT pg_has_role(current_user, 'contour_eraser',
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
    EXECUTE format('GRANT contour_eraser TO %I', current_user);
  END IF;
END
$$;
GRANT USAGE ON SCHEMA public TO contour_eraser;
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['member', 'erased_person', 'team', 'cycle', 'participant', 'check_in', 'check_in_answer', 'outcome',
    'earlier_outcome', 'private_note', 'last_look', 'calibration_change', 'calibration_group', 'reopening', 'reminder_choice', 'reminder_mail',
    'notice_dismissal', 'invitation', 'member_login', 'observation', 'replaced_observation', 'team_assessment',
    'team_assessment_input', 'team_assessment_input_check', 'team_assessment_check', 'evidence', 'roadmap', 'roadmap_sponsor',
    'roadmap_phase', 'roadmap_item', 'roadmap_item_evidence', 'roadmap_comment', 'roadmap_item_change', 'roadmap_checkpoint',
    'api_token', 'webhook', 'import', 'import_piece', 'job', 'job_part', 'idempotency_key'] LOOP
    EXECUTE format($policy$CREATE POLICY erasure ON %I TO contour_eraser
      USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
      WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)$policy$, t);
    EXECUTE format('GRANT SELECT, UPDATE, DELETE ON %I TO contour_eraser', t);
  END LOOP;
END
$$;
GRANT INSERT ON "erased_person" TO contour_eraser;
CREATE POLICY erasure ON "account" FOR SELECT TO contour_eraser
  USING (id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT ON "account" TO contour_eraser;
-- Whether a user belongs to another account as well is seen by ids alone.
CREATE POLICY erasure ON "membership" TO contour_eraser USING (true);
GRANT SELECT (account_id, id, user_id, member_id), DELETE ON "membership" TO contour_eraser;
CREATE POLICY erasure ON "user" TO contour_eraser USING (true);
GRANT SELECT (id, email), DELETE ON "user" TO contour_eraser;
-- A mail about a new password belongs to no account.
CREATE POLICY erasure ON "outbox_message" TO contour_eraser
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid OR account_id IS NULL);
GRANT SELECT, DELETE ON "outbox_message" TO contour_eraser;

-- What is sent, agreed, published or held stays as it is, whoever writes, but for an erasure.
CREATE OR REPLACE TRIGGER participant_frozen_update AFTER UPDATE ON participant REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_rows_of_published_cycle();
CREATE OR REPLACE TRIGGER check_in_frozen_update AFTER UPDATE ON check_in REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_outcome_of_published_cycle();
CREATE OR REPLACE TRIGGER outcome_frozen_update AFTER UPDATE ON outcome REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_outcome_of_published_cycle();
CREATE OR REPLACE TRIGGER check_in_locked BEFORE UPDATE ON check_in
  FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL AND current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_submitted_check_in();
CREATE OR REPLACE TRIGGER check_in_answer_locked_update AFTER UPDATE ON check_in_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_answers_of_submitted_check_in();
CREATE OR REPLACE TRIGGER outcome_group_locked_update AFTER UPDATE ON outcome REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE OR REPLACE TRIGGER check_in_group_locked_update AFTER UPDATE ON check_in REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE OR REPLACE TRIGGER calibration_change_group_locked_update AFTER UPDATE ON calibration_change REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE OR REPLACE TRIGGER check_in_answer_group_locked_update AFTER UPDATE ON check_in_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_answers_of_locked_group();
CREATE OR REPLACE TRIGGER team_assessment_frozen_update AFTER UPDATE ON team_assessment REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_rows_of_published_cycle();
CREATE OR REPLACE TRIGGER team_assessment_input_frozen_update AFTER UPDATE ON team_assessment_input REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_assessment_of_published_cycle();
CREATE OR REPLACE TRIGGER team_assessment_input_check_frozen_update AFTER UPDATE ON team_assessment_input_check REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_assessment_of_published_cycle();
CREATE OR REPLACE TRIGGER team_assessment_check_frozen_update AFTER UPDATE ON team_assessment_check REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_assessment_of_published_cycle();
CREATE OR REPLACE TRIGGER team_assessment_input_locked BEFORE UPDATE ON team_assessment_input
  FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL AND current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_submitted_assessment_input();
CREATE OR REPLACE TRIGGER team_assessment_input_check_locked_update AFTER UPDATE ON team_assessment_input_check REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_checks_of_submitted_input();
CREATE OR REPLACE TRIGGER roadmap_checkpoint_held BEFORE UPDATE ON roadmap_checkpoint
  FOR EACH ROW WHEN (OLD.state = 'held' AND current_user <> 'contour_eraser') EXECUTE FUNCTION refuse_held_checkpoint();

-- A text without a person's full name. A name of one word may be any word, and is left where it is an ASCII one.
CREATE FUNCTION without_name(p_text text, p_name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN strpos(lower(p_text), lower(p_name)) = 0 THEN p_text
    WHEN p_name ~ '\s' THEN regexp_replace(p_text, '(^|\W)' || regexp_replace(p_name, '([^[:alnum:][:space:]])', '\\\1', 'g') || '(?!\w)', '\1(erased)', 'gi')
    WHEN p_name ~ '[^[:ascii:]]' THEN replace(p_text, p_name, '(erased)')
    ELSE p_text END
$$;

-- Erases a person of the transaction's account, and returns whether there was one to erase: docs/decisions/0040 says what
-- becomes of each table. The caller holds the roster and roles, writes what the audit log says, and takes the pseudonym away.
CREATE FUNCTION erase_person(p_account_id uuid, p_member_id uuid, p_at timestamptz, p_key_name text, p_hashes text[])
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone CONSTANT text := '(erased)';
  person record;
  tie record;
  emails text[];
  own uuid[];
  running uuid[];
  files uuid[];
BEGIN
  INSERT INTO erased_person (account_id, member_id, erased_at, key_name, hashes)
    VALUES (p_account_id, p_member_id, p_at, p_key_name, p_hashes) ON CONFLICT DO NOTHING;
  SELECT m.name, m.email, (p_at AT TIME ZONE a.time_zone)::date AS day, a.minimum_group_size AS k INTO person
    FROM member m JOIN account a ON a.id = m.account_id
    WHERE m.account_id = p_account_id AND m.id = p_member_id AND m.erased_at IS NULL FOR UPDATE OF m;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT s.id, s.user_id, u.email INTO tie FROM membership s JOIN "user" u ON u.id = s.user_id
    WHERE s.account_id = p_account_id AND s.member_id = p_member_id;
  emails := array_remove(ARRAY[person.email, tie.email], NULL);
  -- A publication that is under way counts them as they are, and is waited for; so is whoever writes an answer.
  PERFORM FROM cycle c WHERE c.account_id = p_account_id AND c.id IN (SELECT p.cycle_id FROM participant p
    WHERE p.account_id = p_account_id AND p.member_id = p_member_id) ORDER BY c.id FOR NO KEY UPDATE;
  own := ARRAY(SELECT p.id FROM participant p WHERE p.account_id = p_account_id AND p.member_id = p_member_id);
  running := ARRAY(SELECT p.id FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
    WHERE p.account_id = p_account_id AND p.member_id = p_member_id AND c.phase <> 'published');

  -- In a cycle that was never published the person counts as left, and nothing else is needed.
  DELETE FROM outcome WHERE account_id = p_account_id AND participant_id = ANY (running);
  DELETE FROM check_in WHERE account_id = p_account_id AND participant_id = ANY (running);
  DELETE FROM calibration_change WHERE account_id = p_account_id AND participant_id = ANY (running);
  UPDATE participant SET state = 'left', exempt_reason = NULL, exempt_kind = NULL, delegate_id = NULL, delegated_at = NULL,
      tier = NULL, self_sent_at = NULL, manager_sent_at = NULL, agreed_at = NULL, single_rater = NULL
    WHERE account_id = p_account_id AND id = ANY (running);

  -- In a published one figures stay and texts go. What was given back for a correction counts as it was sent.
  UPDATE check_in_answer a SET half_steps = b.half_steps
    FROM check_in i CROSS JOIN LATERAL jsonb_to_recordset(i.sent_before -> 'answers') AS b (question_key text, half_steps smallint)
    WHERE a.account_id = p_account_id AND i.account_id = a.account_id AND i.id = a.check_in_id AND a.question_key = b.question_key
      AND i.participant_id = ANY (own) AND i.submitted_at IS NULL AND i.sent_before IS NOT NULL;
  UPDATE check_in i SET uses_ai = b."usesAi", suggested_tier = b."suggestedTier", tier = b.tier,
      rater_membership_id = b."raterMembershipId", submitted_at = b."submittedAt"
    FROM check_in s CROSS JOIN LATERAL jsonb_to_record(s.sent_before) AS b ("usesAi" boolean, "suggestedTier" smallint,
      tier smallint, "raterMembershipId" uuid, "submittedAt" timestamptz)
    WHERE i.account_id = p_account_id AND s.account_id = i.account_id AND s.id = i.id
      AND i.participant_id = ANY (own) AND i.submitted_at IS NULL AND i.sent_before IS NOT NULL;
  DELETE FROM check_in WHERE account_id = p_account_id AND participant_id = ANY (own) AND submitted_at IS NULL;
  UPDATE check_in_answer a SET evidence_url = NULL, evidence_note = NULL FROM check_in i
    WHERE a.account_id = p_account_id AND i.account_id = a.account_id AND i.id = a.check_in_id AND i.participant_id = ANY (own);
  UPDATE check_in SET tier_reason = NULL, what_changed = NULL, note = NULL, sent_before = NULL
    WHERE account_id = p_account_id AND participant_id = ANY (own);
  UPDATE outcome SET tier_reason = NULL WHERE account_id = p_account_id AND participant_id = ANY (own);
  UPDATE earlier_outcome SET tier_reason = NULL WHERE account_id = p_account_id AND participant_id = ANY (own);
  UPDATE calibration_change SET reason = gone WHERE account_id = p_account_id AND participant_id = ANY (own);
  UPDATE reopening SET reason = gone WHERE account_id = p_account_id AND participant_id = ANY (own);
  -- What many of the cycle have in common names nobody, and reports count by it: the rest of the own attributes goes.
  UPDATE participant p SET attributes = coalesce((SELECT jsonb_object_agg(a.key, a.value) FROM jsonb_each(p.attributes) a
      WHERE (SELECT count(*) FROM participant o WHERE o.account_id = p.account_id AND o.cycle_id = p.cycle_id AND o.id <> p.id
        AND o.attributes -> a.key = a.value) >= person.k), '{}')
    WHERE p.account_id = p_account_id AND p.id = ANY (own) AND p.attributes <> '{}';
  UPDATE participant SET attributes = '{}' WHERE account_id = p_account_id AND id = ANY (running);
  UPDATE participant SET job_title = NULL, exempt_reason = CASE WHEN state = 'exempt' THEN '' END,
      exempt_kind = NULL, delegate_reason = NULL, reopened_at = NULL, reopen_reason = NULL, version = version + 1
    WHERE account_id = p_account_id AND id = ANY (own);
  UPDATE cycle SET reopen_reason = without_name(reopen_reason, person.name)
    WHERE account_id = p_account_id AND without_name(reopen_reason, person.name) <> reopen_reason;
  UPDATE calibration_group SET unlock_reason = without_name(unlock_reason, person.name)
    WHERE account_id = p_account_id AND without_name(unlock_reason, person.name) <> unlock_reason;
  DELETE FROM private_note WHERE account_id = p_account_id AND participant_id = ANY (own);
  DELETE FROM last_look WHERE account_id = p_account_id AND participant_id = ANY (own);

  -- What is kept about them beside cycles.
  DELETE FROM reminder_choice WHERE account_id = p_account_id AND member_id = p_member_id;
  DELETE FROM reminder_mail WHERE account_id = p_account_id AND member_id = p_member_id;
  DELETE FROM notice_dismissal WHERE account_id = p_account_id AND member_id = p_member_id;
  DELETE FROM invitation WHERE account_id = p_account_id AND (member_id = p_member_id OR email = ANY (emails));
  DELETE FROM member_login WHERE account_id = p_account_id AND member_id = p_member_id;
  -- As an import of metrics holds them: it writes before this, or finds nobody any more.
  PERFORM pg_advisory_xact_lock(hashtextextended('metrics:' || p_account_id, 0));
  DELETE FROM observation WHERE account_id = p_account_id AND member_id = p_member_id;
  DELETE FROM replaced_observation WHERE account_id = p_account_id AND subject_id = p_member_id;

  -- Team assessments: marks and dates count, words go. A view that was not given is none.
  DELETE FROM team_assessment_input WHERE account_id = p_account_id AND member_id = p_member_id AND submitted_at IS NULL;
  UPDATE team_assessment_input SET note = NULL WHERE account_id = p_account_id AND member_id = p_member_id;
  UPDATE team_assessment_input_check SET note = NULL WHERE account_id = p_account_id AND member_id = p_member_id;
  UPDATE team_assessment_check SET note = NULL WHERE account_id = p_account_id AND proposed_by_id = p_member_id;
  UPDATE team_assessment SET note = CASE WHEN agreed_by_id = p_member_id THEN NULL ELSE without_name(note, person.name) END
    WHERE account_id = p_account_id AND note IS NOT NULL
      AND (agreed_by_id = p_member_id OR without_name(note, person.name) <> note);
  UPDATE evidence SET text = gone, url = NULL, kind = CASE WHEN kind = 'link' THEN 'note' ELSE kind END
    WHERE account_id = p_account_id AND member_id = p_member_id;

  -- Plans: nobody's in place of theirs, what they wrote goes, and their name where it stands in what others wrote.
  UPDATE roadmap SET owner_id = NULL, version = version + 1 WHERE account_id = p_account_id AND owner_id = p_member_id;
  DELETE FROM roadmap_sponsor WHERE account_id = p_account_id AND member_id = p_member_id;
  UPDATE roadmap_item SET owner_id = NULL, version = version + 1 WHERE account_id = p_account_id AND owner_id = p_member_id;
  DELETE FROM roadmap_comment WHERE account_id = p_account_id AND by_id = tie.id;
  DELETE FROM roadmap_item_evidence WHERE account_id = p_account_id AND by_id = tie.id;
  UPDATE roadmap_item SET approval_note = gone WHERE account_id = p_account_id AND approved_by_id = tie.id;
  UPDATE roadmap_phase SET exception = gone WHERE account_id = p_account_id AND closed_by_id = tie.id AND exception IS NOT NULL;
  UPDATE roadmap SET name = without_name(name, person.name)
    WHERE account_id = p_account_id AND without_name(name, person.name) <> name;
  UPDATE roadmap_phase SET exception = without_name(exception, person.name)
    WHERE account_id = p_account_id AND without_name(exception, person.name) <> exception;
  UPDATE roadmap_item SET text = without_name(text, person.name), approval_note = without_name(approval_note, person.name)
    WHERE account_id = p_account_id
      AND (without_name(text, person.name), without_name(approval_note, person.name)) IS DISTINCT FROM (text, approval_note);
  UPDATE roadmap_comment SET text = without_name(text, person.name)
    WHERE account_id = p_account_id AND without_name(text, person.name) <> text;
  UPDATE roadmap_item_evidence SET note = without_name(note, person.name)
    WHERE account_id = p_account_id AND without_name(note, person.name) <> note;
  UPDATE roadmap_item_change SET from_value = CASE WHEN from_value = person.name THEN gone ELSE without_name(from_value, person.name) END,
      to_value = CASE WHEN to_value = person.name THEN gone ELSE without_name(to_value, person.name) END
    WHERE account_id = p_account_id AND (strpos(from_value, person.name) > 0 OR strpos(to_value, person.name) > 0);
  UPDATE roadmap_checkpoint SET decisions = without_name(decisions, person.name),
      agenda = without_name(agenda::text, person.name)::jsonb, standing = without_name(standing::text, person.name)::jsonb
    WHERE account_id = p_account_id AND (strpos(decisions, person.name) > 0 OR strpos(agenda::text, person.name) > 0
      OR strpos(standing::text, person.name) > 0);

  -- Files about people, what was made ready of them, and lists that are under way.
  UPDATE job SET cancel_requested_at = coalesce(cancel_requested_at, p_at) WHERE account_id = p_account_id
    AND state IN ('queued', 'running') AND kind IN ('roster-check', 'import-check', 'training-needs-export');
  DELETE FROM job WHERE account_id = p_account_id AND state NOT IN ('queued', 'running')
    AND kind IN ('roster-check', 'import-check', 'training-needs-export');
  files := ARRAY(SELECT i.id FROM import i WHERE i.account_id = p_account_id AND (i.kind = 'roster'
    OR i.kind NOT IN ('rubric', 'metrics', 'training-topics') AND coalesce(i.mapping #>> '{subject,is}', '') NOT IN ('team', 'account')));
  DELETE FROM import_piece WHERE account_id = p_account_id AND import_id = ANY (files);
  UPDATE import SET file_name = without_name(file_name, person.name)
    WHERE account_id = p_account_id AND without_name(file_name, person.name) <> file_name;
  UPDATE import i SET content = NULL, version = i.version + 1,
      state = CASE WHEN i.state IN ('uploaded', 'mapped') THEN 'discarded' ELSE i.state END,
      summary = CASE WHEN jsonb_typeof(i.summary) = 'object' THEN i.summary
        || CASE WHEN i.summary ? 'samples' THEN '{"samples": []}' ELSE '{}' END::jsonb
        || CASE WHEN i.summary ? 'sample' THEN '{"sample": []}' ELSE '{}' END::jsonb END,
      result = CASE WHEN jsonb_typeof(i.result) = 'object' THEN i.result
        || CASE WHEN i.result ? 'errors' THEN '{"errors": []}' ELSE '{}' END::jsonb
        || CASE WHEN i.result ? 'refused' THEN '{"refused": []}' ELSE '{}' END::jsonb END
    WHERE i.account_id = p_account_id AND i.id = ANY (files);
  DELETE FROM idempotency_key WHERE account_id = p_account_id AND (user_id = tie.user_id
    OR strpos(response::text, p_member_id::text) > 0 OR strpos(response::text, person.name) > 0
    OR EXISTS (SELECT FROM unnest(emails) e WHERE strpos(response::text, e) > 0));
  DELETE FROM outbox_message WHERE account_id = p_account_id AND (recipient = ANY (emails)
    OR without_name(subject, person.name) <> subject OR without_name(text, person.name) <> text
    OR EXISTS (SELECT FROM unnest(emails) e WHERE strpos(lower(text), e) > 0));

  -- Who they were as a user. What they did in the account is nobody's from here on.
  UPDATE reminder_mail SET by_user_id = NULL WHERE account_id = p_account_id AND by_user_id = tie.user_id;
  UPDATE reopening SET by_user_id = NULL WHERE account_id = p_account_id AND by_user_id = tie.user_id;
  UPDATE import SET created_by_user_id = NULL WHERE account_id = p_account_id AND created_by_user_id = tie.user_id;
  UPDATE import SET undone_by_user_id = NULL WHERE account_id = p_account_id AND undone_by_user_id = tie.user_id;
  UPDATE api_token SET created_by_user_id = NULL WHERE account_id = p_account_id AND created_by_user_id = tie.user_id;
  UPDATE webhook SET created_by_user_id = NULL WHERE account_id = p_account_id AND created_by_user_id = tie.user_id;
  -- What they have started and has not ended finds no starter any more, and ends by that.
  UPDATE job SET created_by_user_id = NULL WHERE account_id = p_account_id AND created_by_user_id = tie.user_id
    AND state NOT IN ('queued', 'running');
  DELETE FROM membership WHERE account_id = p_account_id AND id = tie.id;
  IF NOT EXISTS (SELECT FROM membership s WHERE s.user_id = tie.user_id) THEN
    DELETE FROM outbox_message WHERE account_id IS NULL AND recipient = tie.email;
    DELETE FROM "user" WHERE id = tie.user_id;
  END IF;

  UPDATE team SET lead_id = NULL, version = version + 1 WHERE account_id = p_account_id AND lead_id = p_member_id;
  -- The line goes on over them while somebody is below.
  UPDATE member m SET name = 'Erased person', email = NULL, external_id = NULL, job_title = NULL, family_id = NULL,
      job_family_id = NULL, team_id = NULL, started_on = NULL, left_on = least(m.left_on, person.day), attributes = '{}',
      erased_at = p_at, version = m.version + 1,
      manager_id = CASE WHEN EXISTS (SELECT FROM member r WHERE r.account_id = m.account_id AND r.manager_id = m.id)
        OR EXISTS (SELECT FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
          WHERE p.account_id = m.account_id AND p.manager_id = m.id AND c.phase <> 'published') THEN m.manager_id END
    WHERE m.account_id = p_account_id AND m.id = p_member_id;
  RETURN true;
END
$$;
GRANT CREATE ON SCHEMA public TO contour_eraser;
ALTER FUNCTION erase_person(uuid, uuid, timestamptz, text, text[]) OWNER TO contour_eraser;
REVOKE ALL ON FUNCTION erase_person(uuid, uuid, timestamptz, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_person(uuid, uuid, timestamptz, text, text[]) TO contour_app;
REVOKE CREATE ON SCHEMA public FROM contour_eraser;
