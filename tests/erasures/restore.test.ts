import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { erasePersonForGood } from '#app/jobs/erasures/erase-person.server.ts'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'
import { createBackup } from '#app/server/backup/create-backup.ts'
import { restoreBackup } from '#app/server/backup/restore-backup.ts'
import { checkErasures } from '#app/server/doctor/check-erasures.ts'
import { createEmptyDatabase } from '#tests/backup/empty-database.ts'
import type { EmptyDatabase } from '#tests/backup/empty-database.ts'
import { contour, makeFolder } from '#tests/backup/run-contour.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { withClient } from '#tests/support/test-cluster.ts'

const folder = makeFolder()
const archive = path.join(folder, 'contour.tar.zst')
const source = await createSampleDatabase()
const audit = path.join(folder, 'audit')

const listFile = () => {
	const [name] = readdirSync(audit).filter((file) => file.startsWith('erasures-'))
	if (!name) throw new Error('There is no list.')
	return path.join(audit, name)
}
const findErasures = async ({ appUrl }: EmptyDatabase) => (await checkErasures(appUrl))[0]?.state
const restore = ({ ownerUrl }: EmptyDatabase) => restoreBackup({ ownerUrl, source: { file: archive } })
/** Snapshots as they are stored, and who is behind the names. */
const readState = (url: string) =>
	withClient(url, async (client) => {
		const { rows } = await client.query(
			`SELECT (SELECT md5(string_agg(c::text, ';' ORDER BY c::text)) FROM snapshot_cell c) AS cells,
				(SELECT md5(string_agg(c::text, ';' ORDER BY c::text)) FROM snapshot_shown_cell c) AS shown,
				(SELECT md5(string_agg(c::text, ';' ORDER BY c::text)) FROM snapshot_metric c) AS metrics,
				(SELECT md5(string_agg(concat_ws(' ', p.id, p.state, p.tier), ';' ORDER BY p.id)) FROM participant p
					JOIN cycle c ON c.id = p.cycle_id WHERE c.phase = 'published') AS participants,
				(SELECT count(*)::int FROM member WHERE erased_at IS NOT NULL) AS erased,
				(SELECT count(*)::int FROM "user" WHERE email = 'member@meridian.example') AS user`,
		)
		return rows[0] as { erased: number; user: number; cells: string; participants: string }
	})

test('somebody who is erased after a backup is erased again when it is restored, and figures stay', async () => {
	configureEnv(readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', CONTOUR_DATA_DIR: folder }))
	const destination = { file: archive, overwrite: false }
	await createBackup({ ownerUrl: source.ownerUrl, destination, contour: 'test' })
	const before = await readState(source.adminUrl)
	expect(before).toMatchObject({ erased: 0, user: 1 })

	openDatabase({ connectionString: source.appUrl, max: 2 })
	const { rows } = await source.adminPool.query<{
		id: string
		version: number
		userId: string
		hrId: string
	}>(
		`SELECT m.id, m.version, u.id AS "userId", s.id AS "hrId" FROM member m, membership s JOIN "user" u ON u.id = s.user_id
		 WHERE m.email = 'member@meridian.example' AND u.email = 'hr@meridian.example'`,
	)
	const { id: memberId = '', version = 0, userId = '', hrId: membershipId = '' } = rows[0] ?? {}
	const { accountId } = source
	const hr = mintAccountScope({ accountId, userId, membershipId, memberId: null, roles: ['hr'] })
	const none = () => []
	const erased = await erasePersonForGood(hr, { memberId, version, announce: none, announceHandOver: none })
	await closeDatabase()
	expect(erased).toEqual({ ok: true })
	const list = readFileSync(listFile(), 'utf8')
	expect(list).not.toContain('member@')
	const after = await readState(source.adminUrl)
	expect(after).toEqual({ ...before, erased: 1, user: 0 })

	const target = await createEmptyDatabase()
	const restored = await contour(folder, target, ['restore', archive])
	expect({ code: restored.code, err: restored.err }).toEqual({ code: 0, err: '' })
	expect(restored.out.toString()).toContain('Erased again 1 person')
	expect(await readState(target.adminUrl)).toEqual(after)
	openDatabase({ connectionString: target.appUrl, max: 2 })
	const same = { snapshots: 5, differences: [], metricDifferences: [], treeDifferences: [] }
	expect(await verifySnapshots(hr)).toMatchObject(same)
	await closeDatabase()
	expect(await findErasures(target)).toBe('ok')

	// A list that is not ours is no list: nothing is restored, and nobody is erased by it.
	writeFileSync(listFile(), list.replace(memberId, crypto.randomUUID()))
	const other = await createEmptyDatabase()
	await expect(restore(other)).rejects.toThrow('was changed by something else than Contour')
	expect(await findErasures(target)).toBe('problem')

	// Moved away on purpose it is restored without; once it is there again, the doctor says so and a replay follows it.
	const away = path.join(folder, 'away')
	mkdirSync(away)
	const place = listFile()
	renameSync(place, path.join(away, 'list.json'))
	expect(await restore(other)).toMatchObject({ erased: 0 })
	expect(await readState(other.adminUrl)).toEqual(before)
	writeFileSync(place, list)
	expect(await findErasures(other)).toBe('problem')
	const replayed = await contour(folder, other, ['erasures', 'replay', '--json'])
	expect(JSON.parse(replayed.out.toString())).toEqual({ erased: 1, unknown: 0, listed: 0 })
	expect(await readState(other.adminUrl)).toEqual(after)
	expect(await findErasures(other)).toBe('ok')
}, 240_000)
