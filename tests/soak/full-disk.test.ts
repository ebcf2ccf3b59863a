import { rmSync } from 'node:fs'
import path from 'node:path'
import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { foundCompany } from '#tests/check-ins/company.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { databaseOf, startApplication } from '#tests/support/application.ts'
import { fill, mountSmallDisk } from '#tests/support/small-disk.ts'

const disk = mountSmallDisk(220)

test.runIf(disk)(
	'on a full disk reading goes on, writing fails with a sentence, and with room again nothing is lost',
	async () => {
		if (!disk) throw new Error('There is no disk.')
		const application = startApplication(path.join(disk.folder, 'contour'))
		const url = await application.ready
		const admin = new Pool({ connectionString: databaseOf(path.join(disk.folder, 'contour')).adminUrl })
		try {
			const company = await foundCompany(admin, 'full')
			const member = await company.addMember('Sam Sales')
			const hr = await company.addMember('Hana HR', { roles: ['hr'] })
			const here = `/check-ins/${await company.addParticipant(member)}`
			const self = visit(`${url}/a/full`, await startSessionOf(admin, member.userId))
			const token = await startSessionOf(admin, hr.userId)
			const form = fieldsOf((await self.get(here)).text)
			const save = (note: string, version: string) =>
				self.post(here, { ...form, note, version, intent: 'draft' })
			expect((await save('before', '0')).status).toBe(303)
			/** As much as no page that is there already has room for. */
			const upload = async () => {
				const body = new FormData()
				const lines = Array.from({ length: 4_000 }, (_, index) =>
					`Person ${index},${Math.random()}`.repeat(9),
				)
				body.set('file', new File([['Name,Title', ...lines].join('\n')], 'people.csv'))
				const response = await fetch(`${url}/a/full/roster-imports/new`, {
					method: 'POST',
					headers: { Cookie: `__Host-contour-session=${token}`, 'Sec-Fetch-Site': 'same-origin' },
					body,
					redirect: 'manual',
				})
				return { status: response.status, text: await response.text() }
			}

			const filler = path.join(disk.folder, 'filler')
			fill(filler)
			let refused = await upload()
			for (let attempt = 0; refused.status === 303 && attempt < 50; attempt += 1) refused = await upload()
			expect(refused.status).toBe(507)
			expect(refused.text).toContain('There is no room left')
			const counted = await admin.query<{ count: number }>('SELECT count(*)::int AS count FROM import')
			for (const page of ['', here, '/check-ins']) expect((await self.get(page)).status, page).toBe(200)
			expect((await self.get(here)).text).toContain('before')
			expect((await fetch(`${url}/healthcheck`)).status).toBe(200)

			rmSync(filler)
			expect((await upload()).status).toBe(303)
			expect((await save('after', '1')).status).toBe(303)
			expect((await admin.query('SELECT count(*)::int AS count FROM import')).rows[0]).toEqual({
				count: (counted.rows[0]?.count ?? 0) + 1,
			})
		} finally {
			await admin.end()
			application.child.kill('SIGTERM')
			await application.ended
			disk.release()
		}
	},
)
