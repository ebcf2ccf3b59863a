-- Where somebody stands is read from the participant alone: when each side was sent, and what the result is. Beside it only
-- those members are looked up who cannot rate: who have no user account, or have left or will. What depends on the day is
-- never kept.
ALTER TABLE "participant"
  ADD COLUMN "self_sent_at" TIMESTAMPTZ(3),
  ADD COLUMN "manager_sent_at" TIMESTAMPTZ(3),
  ADD COLUMN "agreed_at" TIMESTAMPTZ(3),
  ADD COLUMN "single_rater" "rater";
ALTER TABLE "member" ADD COLUMN "has_user" BOOLEAN NOT NULL DEFAULT false;

-- Each of these statements is planned when it runs, knowing how many rows have changed: a plan that a connection keeps from
-- one row would go through the table for each of ten thousand.
CREATE FUNCTION copy_sent_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE $query$
    UPDATE participant p SET
      self_sent_at = CASE WHEN n.has_self THEN n.self_at ELSE p.self_sent_at END,
      manager_sent_at = CASE WHEN n.has_manager THEN n.manager_at ELSE p.manager_sent_at END
    FROM (
      SELECT c.account_id, c.participant_id, bool_or(c.rater = 'self') AS has_self, bool_or(c.rater = 'manager') AS has_manager,
        max(c.submitted_at) FILTER (WHERE c.rater = 'self') AS self_at,
        max(c.submitted_at) FILTER (WHERE c.rater = 'manager') AS manager_at
      FROM changed c GROUP BY 1, 2
    ) n
    WHERE p.account_id = n.account_id AND p.id = n.participant_id
      AND (n.has_self AND p.self_sent_at IS DISTINCT FROM n.self_at
        OR n.has_manager AND p.manager_sent_at IS DISTINCT FROM n.manager_at)
  $query$;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_in_sent_insert AFTER INSERT ON check_in REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION copy_sent_at();
CREATE TRIGGER check_in_sent_update AFTER UPDATE ON check_in REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION copy_sent_at();

CREATE OR REPLACE FUNCTION copy_outcome_tier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE $query$
    UPDATE participant p SET tier = n.tier, agreed_at = n.agreed_at, single_rater = n.single_rater
    FROM changed n
    WHERE p.account_id = n.account_id AND p.id = n.participant_id
      AND (p.tier, p.agreed_at, p.single_rater) IS DISTINCT FROM (n.tier, n.agreed_at, n.single_rater)
  $query$;
  RETURN NULL;
END
$$;

-- A membership goes before its row does, also when it goes with its user: only then does the owner of the table, as whom
-- PostgreSQL takes it along, see the member.
CREATE FUNCTION mark_member_with_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.member_id IS NOT NULL THEN
    UPDATE member SET has_user = false WHERE account_id = OLD.account_id AND id = OLD.member_id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.member_id IS NOT NULL THEN
    UPDATE member SET has_user = true WHERE account_id = NEW.account_id AND id = NEW.member_id;
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE TRIGGER membership_tied AFTER INSERT ON membership
  FOR EACH ROW WHEN (NEW.member_id IS NOT NULL) EXECUTE FUNCTION mark_member_with_user();
CREATE TRIGGER membership_tied_anew AFTER UPDATE ON membership
  FOR EACH ROW WHEN ((OLD.account_id, OLD.member_id) IS DISTINCT FROM (NEW.account_id, NEW.member_id)) EXECUTE FUNCTION mark_member_with_user();
CREATE TRIGGER membership_untied BEFORE DELETE ON membership
  FOR EACH ROW WHEN (OLD.member_id IS NOT NULL) EXECUTE FUNCTION mark_member_with_user();

-- What is there already. Row-level security binds the owner too; for the length of this transaction it sees all accounts. Of
-- a published cycle nothing is changed: what is written down beside it has been so all along.
-- locks: the rows of a company of ten thousand with twelve cycles take a few seconds.
ALTER TABLE "participant" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "check_in" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "outcome" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "member" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "membership" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "participant" DISABLE TRIGGER participant_frozen_update;
UPDATE "participant" p
SET self_sent_at = s.self_at, manager_sent_at = s.manager_at, agreed_at = s.agreed_at, single_rater = s.single_rater
FROM (
  SELECT q.account_id, q.id, c.self_at, c.manager_at, o.agreed_at, o.single_rater
  FROM "participant" q
  LEFT JOIN (
    SELECT i.account_id, i.participant_id, max(i.submitted_at) FILTER (WHERE i.rater = 'self') AS self_at,
      max(i.submitted_at) FILTER (WHERE i.rater = 'manager') AS manager_at
    FROM "check_in" i WHERE i.submitted_at IS NOT NULL GROUP BY 1, 2
  ) c ON c.account_id = q.account_id AND c.participant_id = q.id
  LEFT JOIN "outcome" o ON o.account_id = q.account_id AND o.participant_id = q.id
  WHERE c.participant_id IS NOT NULL OR o.participant_id IS NOT NULL
) s
WHERE p.account_id = s.account_id AND p.id = s.id;
UPDATE "member" m SET has_user = true
FROM "membership" s WHERE s.account_id = m.account_id AND s.member_id = m.id;
ALTER TABLE "participant" ENABLE TRIGGER participant_frozen_update;
ALTER TABLE "participant" FORCE ROW LEVEL SECURITY;
ALTER TABLE "check_in" FORCE ROW LEVEL SECURITY;
ALTER TABLE "outcome" FORCE ROW LEVEL SECURITY;
ALTER TABLE "member" FORCE ROW LEVEL SECURITY;
ALTER TABLE "membership" FORCE ROW LEVEL SECURITY;

-- Few: most people can rate. Without these, each reading of a cycle would go through everybody.
-- locks: members are few, and to look at a hundred thousand of them takes a moment.
CREATE INDEX member_cannot_rate ON "member" (account_id, id) INCLUDE (has_user, left_on) WHERE NOT has_user OR left_on IS NOT NULL;
