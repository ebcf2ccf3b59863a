import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readEnv } from '#app/lib/env.server.ts'
import { writeLastBackup } from '#app/server/backup/last-backup.ts'
import { checkClock, checkPool } from '#app/server/doctor/check-database.ts'
import { checkDataFolder, checkLastBackup, checkNode } from '#app/server/doctor/check-machine.ts'
import { checkSettings } from '#app/server/doctor/check-settings.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'contour-doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))

const states = (findings: readonly { check: string; state: string }[]) =>
	Object.fromEntries(findings.map(({ check, state }) => [check, state]))

test('an old Node, a clock that is off, a pool that is too large', () => {
	expect(['20.20.0', '22.21.9', '22.22.0', '24.1.0'].map((version) => checkNode(version).state)).toEqual([
		...['problem', 'problem'],
		...['ok', 'ok'],
	])
	expect([0, -4, 30, -90].map((seconds) => checkClock(seconds).state)).toEqual([
		...['ok', 'ok'],
		...['warning', 'problem'],
	])
	expect([10, 94, 97].map((pool) => checkPool(pool, 97).state)).toEqual(['ok', 'warning', 'problem'])
})

test('settings that do not fit together, and one that is none', () => {
	const check = (settings: Record<string, string>) => states(checkSettings(readEnv(settings), settings))
	expect(check({})).toEqual({ settings: 'ok', address: 'ok' })
	expect(check({ CONTOUR_BASE_ULR: 'x' }).settings).toBe('warning')
	expect(check({ HOST: '0.0.0.0' }).address).toBe('warning')
	expect(check({ CONTOUR_BASE_URL: 'https://contour.example.com' }).address).toBe('warning')
	expect(check({ CONTOUR_BASE_URL: 'https://contour.example.com', TRUST_PROXY: '1' }).address).toBe('ok')
	const unsafe = check({ CONTOUR_BASE_URL: 'http://contour.example.com', CONTOUR_UNSAFE_HTTP: 'on' })
	expect(unsafe['plain http']).toBe('warning')
	expect(check({ CONTOUR_UNSAFE_WEBHOOKS: 'on' }).webhooks).toBe('warning')
})

test('a data folder that is missing, open to others, or fine', () => {
	expect(states(checkDataFolder(path.join(folder, 'none')))).toEqual({ 'data folder': 'warning' })
	const postgres = path.join(folder, 'postgres')
	mkdirSync(postgres)
	const credentials = path.join(postgres, 'credentials.json')
	writeFileSync(credentials, '{}', { mode: 0o600 })
	expect(states(checkDataFolder(folder))['data folder']).toBe('ok')
	chmodSync(credentials, 0o644)
	const [open] = checkDataFolder(folder)
	expect(open).toMatchObject({ state: 'problem', todo: `chmod 600 ${credentials}` })
})

test('the last backup: none, one of today, an old one, one that is gone', async () => {
	const at = '2026-11-20T10:00:00.000Z'
	const file = path.join(folder, 'backup')
	const note = (name: string) =>
		writeLastBackup(folder, { at, file: name, rows: 3, bytes: 5, sha256: 'a'.repeat(64) })
	const later = (days: number) => Date.parse(at) + days * 24 * 60 * 60 * 1000
	expect((await checkLastBackup(folder, later(0))).state).toBe('warning')
	writeFileSync(file, 'x')
	await note(file)
	expect((await checkLastBackup(folder, later(1))).state).toBe('ok')
	expect(await checkLastBackup(folder, later(8))).toMatchObject({
		state: 'warning',
		found: expect.stringContaining('8 days ago'),
	})
	await note(path.join(folder, 'moved'))
	expect((await checkLastBackup(folder, later(1))).found).toContain('not there any more')
})
