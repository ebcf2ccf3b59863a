import type { Client } from 'pg'
import { told } from './bench-database.ts'
import type { Company, Shape } from './company.ts'
import { foundCompanies, writeCycle } from './company.ts'

export type CycleData = {
	/** Of 10,000 members, with no cycle yet. */
	large: Company
	/** Of 100, in as many teams and under as many managers as a page of progress shows. */
	small: Company
	/** In calibration, with everything sent and nearly everything agreed. */
	calibrated: Company
	/** How many have been asked in the company that is calibrated. */
	members: { large: number; small: number; calibrated: number }
}

/** So many of the large company's cycle have been sent and agreed when its progress is looked at. */
export async function writeCycleData(admin: Client, { quick }: { quick: boolean }): Promise<CycleData> {
	const members = { large: quick ? 1_000 : 10_000, small: 100, calibrated: quick ? 200 : 1_080 }
	const of = { companies: 1, people: 'grown', divisions: 6, cycles: 1 } as const
	const found = (shape: Shape) =>
		told(`a company of ${shape.members} in ${shape.teams} teams`, async () => {
			const [company] = await foundCompanies(admin, shape)
			if (!company) throw new Error('The company is missing.')
			return company
		})
	const large = await found({
		...{ ...of, key: 'large', members: members.large },
		...(quick ? { groups: 6, teams: 60 } : { groups: 24, teams: 400 }),
	})
	const small = await found({ ...of, key: 'small', members: members.small, groups: 24, teams: 60 })
	const shape = { ...of, key: 'calibrated', members: members.calibrated, groups: 6, teams: 40 }
	const calibrated = await found(shape)
	await told('its cycle', () => writeCycle(admin, shape, [calibrated], { cycle: 1, withCheckIns: true }))
	await admin.query('VACUUM ANALYZE')
	return { large, small, calibrated, members }
}

/** The slug of a company, and the user of its HR. */
export async function addressOf(
	admin: Client,
	{ accountId, hr }: Company,
): Promise<{ slug: string; userId: string }> {
	const { rows } = await admin.query<{ slug: string }>(`SELECT slug FROM account WHERE id = $1`, [accountId])
	const slug = rows[0]?.slug
	if (slug === undefined || hr.userId === null) throw new Error('The company is not there.')
	return { slug, userId: hr.userId }
}
