import type { Client } from 'pg'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { Company } from './company.ts'
import type { CycleData } from './cycle-data.ts'
import { addressOf } from './cycle-data.ts'
import { open } from './cycle-opening.ts'
import type { BenchServer } from './cycle-server.ts'
import { getPage } from './cycle-server.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'

const views = ['managers', 'teams', 'families', 'people', 'time'] as const

/**
 * The pages of the progress of a cycle that runs, whole and as HR: of everybody in a company of 10,000, against the same of 100.
 * Both show as many rows; the middle of a cycle, with all states of a pair.
 */
export async function measureProgress(
	{ admin }: BenchDatabase,
	{ large, small, members }: CycleData,
	{ url }: BenchServer,
	{ quick }: { quick: boolean },
): Promise<Result[]> {
	await open(small)
	for (const company of [large, small]) await answerSome(admin, company)
	// As autovacuum, which is off here, leaves a table of which so much has changed.
	await admin.query('VACUUM ANALYZE')
	const ours = await pagesOf(admin, large, url)
	const reference = await pagesOf(admin, small, url)
	const results: Result[] = []
	for (const view of views) {
		const rows = { ours: countRows(await ours[view]()), reference: countRows(await reference[view]()) }
		if (view !== 'time' && rows.ours !== rows.reference) {
			throw new Error(`Progress by ${view}: ${rows.ours} rows would be compared with ${rows.reference}.`)
		}
		const times = await told(`progress, ${view}`, () =>
			interleaved({ ours: ours[view], reference: reference[view] }, { rounds: quick ? 20 : 80, warmUp: 10 }),
		)
		results.push(
			timeResult(
				`progress page of ${members.large.toLocaleString('en')} participants, ${view}, against ${members.small}, ms`,
				times.ours,
				times.reference,
				quick ? null : 1.5,
				[quick && 'means something only at full size', `${rows.ours} rows`].filter(Boolean).join('; '),
			),
		)
	}
	return results
}

/** Spread over three weeks: most have sent their side, fewer managers theirs, some pairs are agreed, a few are exempt. */
async function answerSome(admin: Client, { accountId }: Company): Promise<void> {
	const numbered = `SELECT p.account_id, p.id, row_number() OVER (ORDER BY p.id) AS n FROM participant p
		JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id AND c.phase = 'open' WHERE p.account_id = $1`
	const sentAt = `now() - interval '3 weeks' * ((n * 7919 % 10007) / 10007.0)`
	await admin.query(
		`UPDATE cycle SET opened_at = now() - interval '3 weeks' WHERE account_id = $1 AND phase = 'open'`,
		[accountId],
	)
	for (const [rater, share] of [
		['self', 60],
		['manager', 45],
	] as const) {
		await admin.query(
			`INSERT INTO check_in (account_id, participant_id, rater, uses_ai, suggested_tier, tier, submitted_at, updated_at)
			 SELECT account_id, id, '${rater}', true, 3, 3, ${sentAt}, now() FROM (${numbered}) p WHERE n % 100 < ${share}
			 ON CONFLICT DO NOTHING`,
			[accountId],
		)
	}
	await admin.query(
		`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier, agreed_at)
		 SELECT account_id, id, 3, 3, ${sentAt} FROM (${numbered}) p WHERE n % 100 < 30`,
		[accountId],
	)
	await admin.query(
		`UPDATE participant q SET state = 'exempt', exempt_kind = 'leave', exempt_reason = 'Leave' FROM (${numbered}) p
		 WHERE q.account_id = p.account_id AND q.id = p.id AND n % 100 = 99`,
		[accountId],
	)
}

async function pagesOf(
	admin: Client,
	company: Company,
	url: string,
): Promise<Record<(typeof views)[number], () => Promise<string>>> {
	const { slug, userId } = await addressOf(admin, company)
	const token = await startSessionOf(admin, userId)
	const { rows } = await admin.query<{ id: string }>(
		`SELECT id FROM cycle WHERE account_id = $1 AND phase = 'open'`,
		[company.accountId],
	)
	const page = (view: string) => () =>
		getPage(url, `/a/${slug}/cycles/${rows[0]?.id}/progress?view=${view}`, token)
	return Object.fromEntries(views.map((view) => [view, page(view)])) as Record<
		(typeof views)[number],
		() => Promise<string>
	>
}

const countRows = (html: string): number => html.match(/<tr\b/g)?.length ?? 0
