import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { z } from 'zod'
import { importOnce } from './import-rates.ts'
import { metricFile } from './metric-company.ts'

/** What the application does with a file of metrics, in a process of its own, so that its memory is that and nothing else. */
const asked = z.object({ rows: z.number(), members: z.number() })
const { company, url } = z
	.object({
		url: z.string(),
		company: z.object({ accountId: z.string(), userId: z.string(), membershipId: z.string() }),
	})
	.parse(JSON.parse(process.argv[2] ?? ''))
const scope = mintAccountScope({ ...company, memberId: null, roles: ['hr'] })

openDatabase({ connectionString: url })
process.on('message', (message) => {
	const { rows, members } = asked.parse(message)
	if (rows === 0) return void closeDatabase().then(() => process.disconnect())
	return void importOnce({ ...company, scope }, metricFile(rows, members)).then((counts) =>
		process.send?.(counts),
	)
})
process.send?.('ready')
