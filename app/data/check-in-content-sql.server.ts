/** SQL: whether anything at all stands in check-in `i`. A draft that was emptied is none. */
export const checkInSaysSomething = `(i.uses_ai IS NOT NULL OR i.tier IS NOT NULL OR i.tier_reason IS NOT NULL
	OR i.what_changed IS NOT NULL OR i.note IS NOT NULL
	OR EXISTS (SELECT FROM check_in_answer a WHERE a.account_id = i.account_id AND a.check_in_id = i.id
		AND (a.half_steps IS NOT NULL OR a.evidence_url IS NOT NULL OR a.evidence_note IS NOT NULL)))`
