import type { Client } from 'pg'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { told } from './bench-database.ts'
import type { Company, Shape } from './company.ts'
import { foundCompanies, writeCycle } from './company.ts'
import { outline } from './heatmap-outline.ts'

export type HeatmapData = {
	/** 12 published cycles, and one that waits for its publication. */
	large: Company
	/** Of 200 members, with as many published cycles and, as HR and as executive, as many rows and filled cells. */
	small: { hr: Company; executive: Company }
	/** The cycle of the large company that is not published yet. */
	waitingCycle: number
}

/** What a publication reads: autovacuum, which is off here, would have analysed it long before. */
const counted = `member, membership, cycle_team, participant, outcome, outcome_answer, check_in, check_in_answer,
	snapshot, snapshot_node, snapshot_cell, snapshot_shown_cell`

/** Both compared companies have 6 divisions with all five families in each. */
const divisions = 6

type Shapes = { large: Shape; small: Shape; others: Shape; publishedByOthers: number }

function shapesOf(quick: boolean): Shapes {
	const cycles = quick ? 4 : 13
	const of200 = { members: 200, divisions, groups: 0, teams: 12, people: 'even' } as const
	return {
		large: quick
			? {
					...{ key: 'large', companies: 1, members: 4_000, divisions, groups: 18, teams: 100 },
					...{ people: 'grown', cycles },
				}
			: {
					...{ key: 'large', companies: 1, members: 100_000, divisions, groups: 96, teams: 2_000 },
					...{ people: 'grown', cycles },
				},
		small: { key: 'small', companies: 1, ...of200, cycles },
		others: { key: 'other', companies: quick ? 8 : 498, ...of200, cycles: 3 },
		publishedByOthers: quick ? 1 : 2,
	}
}

/** Everything that the readings and publications below are measured on, published by the application itself. */
export async function writeHeatmapData(admin: Client, { quick }: { quick: boolean }): Promise<HeatmapData> {
	const { large: shape, small, others, publishedByOthers } = shapesOf(quick)
	const published = shape.cycles - 1
	await told(`${others.companies} companies of 200 with ${publishedByOthers} published cycles`, () =>
		publishAll(admin, others, publishedByOthers),
	)
	const [large] = await told(`a company of ${shape.members} in ${shape.teams} teams`, () =>
		foundCompanies(admin, shape),
	)
	if (!large) throw new Error('The large company is missing.')
	for (let cycle = 1; cycle <= published; cycle += 1) {
		await told(`its cycle ${cycle}`, () => writeAndPublish(admin, shape, [large], cycle))
	}
	const publishSmall = async (who: 'hr' | 'executive') => {
		const { filled } = await outline(large[who])
		const of: Shape = { ...small, key: `small${who}`, filledCells: filled }
		const [company] = await told(`a company of 200 that fills ${filled} cells as ${who} reads it`, () =>
			publishAll(admin, of, published),
		)
		if (!company) throw new Error('A small company is missing.')
		return company
	}
	const compared = { hr: await publishSmall('hr'), executive: await publishSmall('executive') }
	await told(`cycle ${shape.cycles} of the large company, with every check-in, left unpublished`, () =>
		writeCycle(admin, shape, [large], { cycle: shape.cycles, withCheckIns: true }),
	)
	await told('vacuum', () => admin.query(`VACUUM ANALYZE ${counted}`))
	return { large, small: compared, waitingCycle: shape.cycles }
}

/** One company with its first cycles published. */
export async function writeCompanyOf(admin: Client, shape: Shape, cycles: number): Promise<Company> {
	const [company] = await publishAll(admin, shape, cycles)
	if (!company) throw new Error('A company is missing.')
	return company
}

async function publishAll(admin: Client, shape: Shape, cycles: number): Promise<Company[]> {
	const companies = await foundCompanies(admin, shape)
	for (let cycle = 1; cycle <= cycles; cycle += 1) await writeAndPublish(admin, shape, companies, cycle)
	return companies
}

async function writeAndPublish(
	admin: Client,
	shape: Shape,
	companies: readonly Company[],
	cycle: number,
): Promise<void> {
	await writeCycle(admin, shape, companies, { cycle })
	await admin.query(`ANALYZE ${counted}`)
	for (const { hr, cycleIds } of companies) {
		const of = cycleIds.get(cycle)
		if (!of) throw new Error('A cycle is missing.')
		const published = await publishCycle(hr, { cycleId: of.cycleId, at: of.endsOn })
		if (!published.ok) throw new Error(`A cycle was not published: ${published.reason}`)
	}
}
