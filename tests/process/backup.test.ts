import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { contour } from '#tests/backup/run-contour.ts'
import { databaseOf, makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import { readRows } from '#tests/backup/fingerprint.ts'

const folders = [makeDataFolder(), makeDataFolder()] as const
afterAll(() => folders.forEach(removeDataFolder))

test('beside a running Contour a backup is made and a restore refused; another folder takes it', async () => {
	const [folder, other] = folders
	const audited = { CONTOUR_AUDIT_KEY: randomBytes(32).toString('hex') }
	const file = path.join(folder, 'contour.tar.zst')
	const first = startApplication(folder, audited)
	try {
		await first.ready
		const founded = ['account', 'create', '--name', 'Example', '--owner', 'owner@example.com']
		expect((await contour(folder, null, founded, audited)).code).toBe(0)
		expect(await contour(folder, null, ['backup', file], audited)).toMatchObject({ code: 0, err: '' })
		const refused = await contour(folder, null, ['restore', file, '--replace', 'contour'])
		expect(refused).toMatchObject({
			code: 1,
			err: expect.stringContaining('already runs on this data folder'),
		})
	} finally {
		first.child.kill('SIGTERM')
		await first.ended
	}

	const restored = await contour(other, null, ['restore', file], audited)
	expect(restored).toMatchObject({ code: 0, err: '' })
	expect(restored.out.toString()).toContain('The keyed heads of 1 audit logs came with it.')
	expect(await contour(other, null, ['audit', 'verify'], audited)).toMatchObject({ code: 0, err: '' })
	const second = startApplication(other, audited)
	try {
		const url = await second.ready
		expect((await fetch(`${url}/healthcheck`)).status).toBe(200)
		expect((await readRows(databaseOf(other).adminUrl)).account).toMatch(/^1 /)
	} finally {
		second.child.kill('SIGTERM')
		expect(await second.ended).toBe(0)
	}
})
