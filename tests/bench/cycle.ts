import { ensureBuild } from '#app/server/build.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import { measureCalibration } from './cycle-calibration.ts'
import { measureCheckIns } from './cycle-check-ins.ts'
import { writeCycleData } from './cycle-data.ts'
import { measureOpening } from './cycle-opening.ts'
import { measureProgress } from './cycle-progress.ts'
import { withBenchServer } from './cycle-server.ts'
import type { Result } from './measure.ts'

/**
 * What a cycle of 10,000 participants costs: to open it, to send check-ins by many at once, to see how far it is, and to
 * calibrate 1,000 of them. `quick` shows that everything works, on a tenth.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	return withBenchDatabase('cycle', async (database) => {
		const data = await writeCycleData(database.admin, { quick })
		const opening = await measureOpening(database, data, { quick })
		return withBenchServer(database, async (server) => [
			opening,
			...(await measureCheckIns(database, data, server, { quick })),
			...(await measureProgress(database, data, server, { quick })),
			await measureCalibration(database, data, server, { quick }),
		])
	})
}
