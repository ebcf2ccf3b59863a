-- An account that has just come or just opened its cycle has rows that are few beside those of all others, and before they are
-- counted the planner takes them for none: it reads all of them for each of them. So they are counted after changes to a few of a
-- thousand, where a tenth is the rule.
ALTER TABLE "team" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "member" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "membership" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "cycle_team" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "participant" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "check_in" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "check_in_answer" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "outcome" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "outcome_answer" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "snapshot_node" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "snapshot_cell" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "snapshot_shown_cell" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "snapshot_standings" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "outbox_message" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "reminder" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "reminder_mail" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "observation" SET (autovacuum_analyze_scale_factor = 0.002);
ALTER TABLE "replaced_observation" SET (autovacuum_analyze_scale_factor = 0.002);
