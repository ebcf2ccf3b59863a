import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { applyRoster } from '#app/data/apply-roster.server.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { MetricCompany } from './metric-company.ts'
import { foundMetricCompany } from './metric-company.ts'

/** Seconds that a roster takes, and the same once more with a hundredth of its people changed. */
export async function timeRosters(
	{ admin }: BenchDatabase,
	rows: number,
): Promise<{ first: number; second: number }> {
	const company = await foundMetricCompany(admin, 0)
	const first = await time(company, 'a roster', rosterOf(rows, 'Specialist'))
	await admin.query('VACUUM ANALYZE member, team')
	return {
		first,
		second: await time(company, 'a roster with 1 % changed', rosterOf(rows, 'Senior specialist')),
	}
}

async function time({ scope }: MetricCompany, what: string, bytes: Uint8Array): Promise<number> {
	const start = performance.now()
	await told(what, async () => {
		const added = await addRosterImport(scope, { fileName: 'people.csv', bytes })
		if (!added.ok) throw new Error(added.problem.kind)
		const applied = await applyRoster(scope, {
			importId: added.importId,
			missing: 'keep',
			announce: () => [],
		})
		if (!applied.ok) throw new Error(applied.reason)
	})
	return (performance.now() - start) / 1000
}

function rosterOf(rows: number, title: string): Uint8Array {
	const lines = Array.from({ length: rows }, (_, n) => {
		const manager = n === 0 ? '' : `person${Math.floor((n - 1) / 8)}@example.com`
		return `Person ${n},person${n}@example.com,P${n},${n % 100 === 0 ? title : 'Specialist'},Team ${n % 900},${manager}`
	})
	return new TextEncoder().encode(['Name,Email,Employee ID,Title,Team,Manager', ...lines].join('\n'))
}
