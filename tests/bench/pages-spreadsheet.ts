import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'
import { TEMPORARY } from '#tests/support/test-cluster.ts'
import { told } from './bench-database.ts'
import { getPage } from './cycle-server.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'
import type { PagesOf } from './pages-views.ts'
import { limitOf, noteOf, visitorOf } from './pages-views.ts'
import type { PivotOf } from './spreadsheet.ts'
import { isSpreadsheetThere, pivotFile, preparePivot, toWorkbook } from './spreadsheet.ts'

type CycleOf = { accountId: string; cycleId: string }

/** What the heatmap’s figures are made of, in the sheet that HR would keep of a quarter: one line for each who takes part. */
const sheet = {
	header: 'Name,Email,Job title,Division,Team,Family,State,Question 1,Question 2,Question 3,Tier',
	...{ inRows: 3, inColumns: 5, averaged: 10 },
	sql: `WITH RECURSIVE placed AS (
			SELECT t.team_id, t.name, t.name AS division FROM cycle_team t
			WHERE t.account_id = $1 AND t.cycle_id = $2 AND t.parent_id IS NULL
			UNION ALL
			SELECT t.team_id, t.name, p.division FROM placed p
			JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.parent_id = p.team_id
		)
		SELECT format('"%s",%s,"%s","%s","%s","%s",%s,%s,%s,%s,%s', m.name, m.email, p.job_title, t.division, t.name, f.name,
			CASE WHEN p.state <> 'active' THEN 'exempt' WHEN p.tier IS NULL THEN 'not assessed' ELSE 'assessed' END,
			a.tiers[1], a.tiers[2], a.tiers[3], p.tier / 2.0) AS line
		FROM participant p
		JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
		LEFT JOIN placed t ON t.team_id = p.team_id
		LEFT JOIN (
			SELECT o.participant_id, array_agg(o.half_steps / 2.0 ORDER BY o.question_key) AS tiers FROM outcome_answer o
			WHERE o.account_id = $1 GROUP BY o.participant_id
		) a ON a.participant_id = p.id
		WHERE p.account_id = $1 AND p.cycle_id = $2`,
}

/** The least that a pivot needs, which nobody keeps: ids, and of who has one the tier. */
const least = {
	header: 'member,team,family,tier',
	...{ inRows: 1, inColumns: 2, averaged: 3 },
	sql: `SELECT concat_ws(',', member_id, team_id, family_id, tier) AS line FROM participant
		WHERE account_id = $1 AND cycle_id = $2`,
}

async function writePeople(
	admin: Client,
	{ accountId, cycleId }: CycleOf,
	{ file, of }: { file: string; of: typeof sheet },
): Promise<PivotOf> {
	const { rows } = await admin.query<{ line: string }>(of.sql, [accountId, cycleId])
	writeFileSync(file, [of.header, ...rows.map(({ line }) => line)].join('\n'))
	return { ...of, file, rows: rows.length }
}

/** LibreOffice opening the people of the newest published cycle and pivoting them as the heatmap does, where it is installed. */
export async function measureSpreadsheet({ database, data, server, quick }: PagesOf): Promise<Result[]> {
	const name = 'the heatmap, against LibreOffice opening and pivoting'
	if (!(await isSpreadsheetThere())) {
		const nothing = { ours: 0, reference: 0, ratio: 0, limit: null, holds: true }
		return [{ name: `${name} one cycle, ms`, ...nothing, note: 'not installed' }]
	}
	const folder = path.join(TEMPORARY, 'bench-pages-sheet')
	mkdirSync(folder, { recursive: true })
	try {
		const { accountId, cycleIds, hr } = data.large
		const { cycleId } = cycleIds.get(data.waitingCycle - 1) ?? {}
		if (!cycleId) throw new Error('A cycle is missing.')
		const of = { accountId, cycleId }
		const write = (what: typeof sheet, file: string) =>
			writePeople(database.admin, of, { of: what, file: path.join(folder, file) })
		const written = await write(sheet, 'cycle.csv')
		const bare = await write(least, 'least.csv')
		await preparePivot(folder)
		const workbook = await told('a workbook', () => toWorkbook(folder, written.file))
		const { root, token } = await visitorOf(database.admin, hr)
		const ours = () => getPage(server.url, `${root}/heatmap`, token)
		for (let request = 0; request < (quick ? 10 : 60); request++) await ours()
		const against = (reference: PivotOf) =>
			interleaved({ ours, reference: () => pivotFile(folder, reference) }, { rounds: 9, warmUp: 2 })
		const kept = await told('a spreadsheet', () => against({ ...written, file: workbook }))
		const bareOnes = await told('the least of one', () => against(bare))
		const people = `${written.rows.toLocaleString('en')} people`
		return [
			timeResult(
				`${name} the workbook of one cycle, ms`,
				...([kept.ours, kept.reference, limitOf(quick, 0.01)] as const),
				noteOf(quick, `${people}, eleven columns, as HR would keep it`),
			),
			timeResult(
				`${name} a CSV of four columns of one cycle, ms`,
				...([bareOnes.ours, bareOnes.reference, null] as const),
				noteOf(quick, `${people}, ids and tiers alone: no spreadsheet opens less, and none is kept so`),
			),
		]
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}
