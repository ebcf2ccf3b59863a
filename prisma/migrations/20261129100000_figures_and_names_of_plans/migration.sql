-- What a metric said of an outcome, for those who may not read its figures; and what the figures are made of: what came for the
-- subject of the plan ('own'), or for teams below it ('teams'), without these, which were hidden from who sees groups only.
ALTER TABLE "roadmap_item" ADD COLUMN "outcome_verdict" TEXT;
ALTER TABLE "roadmap_item" ADD COLUMN "outcome_source" TEXT;
ALTER TABLE "roadmap_item" ADD COLUMN "outcome_hidden_team_ids" UUID[];

-- What is there is looked at anew by the next round of the job. Row-level security binds the owner too; for the length of this
-- transaction it sees all accounts.
-- locks: outcomes that a metric decides, some in each plan.
ALTER TABLE "roadmap_item" NO FORCE ROW LEVEL SECURITY;
UPDATE "roadmap_item" SET next_check_at = now() WHERE next_check_at IS NOT NULL;
ALTER TABLE "roadmap_item" FORCE ROW LEVEL SECURITY;

-- The history of an item names its owners by the ids of their records, and conditions by the metric’s: names are looked up when
-- they are read, so that what becomes of a person or a metric holds for the history too. A name that is one person's alone is
-- that person; any other is blanked. A condition whose metric cannot be told stays as it was written.
-- locks: what was changed in plans so far; nobody but who saves an item waits.
ALTER TABLE "roadmap_item_change" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "member" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "metric" NO FORCE ROW LEVEL SECURITY;
WITH known AS (
  SELECT account_id, name, min(id::text) AS id FROM "member" GROUP BY account_id, name HAVING count(*) = 1
), resolved AS (
  SELECT c.account_id, c.id, f.id AS from_id, t.id AS to_id FROM "roadmap_item_change" c
  LEFT JOIN known f ON f.account_id = c.account_id AND f.name = c.from_value
  LEFT JOIN known t ON t.account_id = c.account_id AND t.name = c.to_value
  WHERE c.field = 'owner'
)
UPDATE "roadmap_item_change" c
SET from_value = CASE WHEN c.from_value IS NOT NULL THEN coalesce(r.from_id, '') END,
    to_value = CASE WHEN c.to_value IS NOT NULL THEN coalesce(r.to_id, '') END
FROM resolved r WHERE r.account_id = c.account_id AND r.id = c.id;
WITH known AS (
  SELECT account_id, name, min(id::text) AS id FROM "metric" GROUP BY account_id, name HAVING count(*) = 1
), said AS (
  SELECT DISTINCT c.account_id, x.text FROM "roadmap_item_change" c, unnest(ARRAY[c.from_value, c.to_value]) AS x (text)
  WHERE c.field = 'outcome' AND x.text IS NOT NULL
), rule AS (
  SELECT s.account_id, s.text, CASE WHEN s.text = 'an approved note' THEN '{"by":"note"}'
    ELSE jsonb_build_object('by', 'metric', 'metricId', k.id, 'comparison', CASE p.parts[2] WHEN '≥' THEN 'at-least' ELSE 'at-most' END,
      'value', p.parts[3]::numeric, 'periods', p.parts[4]::int)::text END AS json
  FROM said s
  LEFT JOIN LATERAL regexp_match(s.text, '^(.*) (≥|≤) (-?[0-9.]+(?:e[+-]?[0-9]+)?) \(([0-9]{1,2})\)$') AS p (parts) ON true
  LEFT JOIN known k ON k.account_id = s.account_id AND k.name = p.parts[1]
  WHERE s.text = 'an approved note' OR k.id IS NOT NULL
), resolved AS (
  SELECT c.account_id, c.id, f.json AS from_json, t.json AS to_json FROM "roadmap_item_change" c
  LEFT JOIN rule f ON f.account_id = c.account_id AND f.text = c.from_value
  LEFT JOIN rule t ON t.account_id = c.account_id AND t.text = c.to_value
  WHERE c.field = 'outcome'
)
UPDATE "roadmap_item_change" c
SET from_value = coalesce(r.from_json, c.from_value), to_value = coalesce(r.to_json, c.to_value)
FROM resolved r WHERE r.account_id = c.account_id AND r.id = c.id;
ALTER TABLE "roadmap_item_change" FORCE ROW LEVEL SECURITY;
ALTER TABLE "member" FORCE ROW LEVEL SECURITY;
ALTER TABLE "metric" FORCE ROW LEVEL SECURITY;
