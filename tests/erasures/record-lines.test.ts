import { expect, test } from 'vitest'
import type { PersonRecord } from '#app/data/data-subject/person-record.ts'
import { leftOutFor } from '#app/data/data-subject/person-record.ts'
import { writePersonPdf } from '#app/data/data-subject/write-person-pdf.server.ts'
import { listRecordLines } from '#app/data/data-subject/record-lines.ts'
import { readPdf } from '#tests/training-needs/read-pdf.ts'

const record: PersonRecord = {
	...{ form: 'contour-person-1', madeAt: '2026-11-26T10:00:00.000Z', madeFor: 'self' },
	account: { name: 'Meridian', slug: 'meridian' },
	leftOut: leftOutFor('self'),
	member: {
		...{ id: 'm1', name: 'Łucja Ωmega', email: null, employeeId: 'E1', jobTitle: 'Engineer', family: null },
		...{ jobFamily: null, team: 'Core / Payments', manager: null, startedOn: '2020-01-31', leftOn: null },
		...{ attributes: { Location: 'Bonn' }, recordedSince: '2026-01-01T00:00:00.000Z' },
	},
	...{
		reports: 0,
		leads: ['Payments', 'Core'],
		logins: [],
		user: null,
		membership: null,
		invitations: [],
		sessions: [],
	},
	participations: [
		{
			...{
				cycle: 'Q3 2026',
				startsOn: '2026-07-01',
				endsOn: '2026-09-30',
				phase: 'published',
				family: 'Engineering',
			},
			...{ team: 'Payments', manager: 'Bo', standIn: null, jobTitle: null, attributes: {}, state: 'active' },
			...{ exemptReason: null, calibration: [], reopenings: [] },
			outcome: {
				tier: 1.5,
				tierReason: null,
				singleRater: null,
				agreedAt: '2026-09-30T00:00:00.000Z',
				answers: [],
			},
			checkIns: [
				{
					...{
						by: 'self',
						sentAt: '2026-09-01T00:00:00.000Z',
						tier: 2,
						tierReason: 'Because',
						whatChanged: null,
					},
					...{ note: null, answers: [{ question: 'q', tier: 2, evidenceUrl: null, evidenceNote: 'Seen' }] },
				},
			],
		},
	],
	...{ rated: [], privateNotes: [], metrics: [], teamAssessments: [], teamEvidence: [], log: [] },
	training: {
		has: [
			{
				...{
					topic: 'Reading diffs',
					kind: 'course',
					step: 'engineering.review',
					fromTier: 1,
					state: 'planned',
				},
				...{ assignedOn: '2026-10-01', assignedBy: 'Bo', dueOn: '2026-12-01', doneOn: null, note: 'With Bo' },
			},
		],
		gave: [],
	},
	target: {
		own: null,
		holds: { tier: 2, dueOn: '2027-03-31', setFor: 'family', name: 'Engineering' },
		inCycles: [],
	},
	savedReports: [
		{
			...{ kind: 'movement', name: 'Ours', parameters: {}, isShared: false },
			since: '2026-10-02T00:00:00.000Z',
		},
	],
	reportMails: [],
	exports: [],
	plans: { owns: ['Plan'], sponsors: [], items: [], comments: [], evidence: [], approvals: [] },
	reminders: { onlyEssential: false, snoozedUntil: null, mails: [] },
}

/** Every text, number and truth that stands somewhere in a value. */
function leavesOf(value: unknown): string[] {
	if (value === null || value === '') return []
	if (typeof value !== 'object') return [String(value)]
	return Object.values(value as object).flatMap(leavesOf)
}

test('what is read line by line is what the JSON holds, no more and no less', () => {
	const lines = listRecordLines(record)
	const said = lines.map(({ heading, says }) => `${heading} ${says}`).join('\n')
	for (const leaf of leavesOf(record)) expect(said).toContain(leaf)
	expect(lines).toContainEqual({ heading: 'Record', what: 'Started on', says: '2020-01-31' })
	expect(lines).toContainEqual({ heading: 'Record', what: 'Leads 2', says: 'Core' })
	expect(lines).toContainEqual({
		...{ heading: 'Cycle Q3 2026', what: 'Check ins' },
		says: 'By: self, Sent at: 2026-09-01T00:00:00.000Z, Tier: 2, Tier reason: Because, Answers: Question: q, Tier: 2, Evidence note: Seen',
	})
	expect(lines).toContainEqual({
		...{ heading: 'Training', what: 'Has' },
		says: 'Topic: Reading diffs, Kind: course, Step: engineering.review, From tier: 1, State: planned, Assigned on: 2026-10-01, Assigned by: Bo, Due on: 2026-12-01, Note: With Bo',
	})
	expect(lines).toContainEqual({
		...{ heading: 'Saved reports', what: 'Saved reports' },
		says: 'Kind: movement, Name: Ours, Is shared: false, Since: 2026-10-02T00:00:00.000Z',
	})
	expect(lines.filter(({ says }) => says === '' || says === 'null' || says.includes('[object'))).toEqual([])
})

test('on paper a reader that is not the writer’s own finds every line, in Latin, Greek and Chinese', async () => {
	const parts: Uint8Array[] = []
	const named: PersonRecord = { ...record, leads: ['Zażółć gęślą', 'Ομάδα', '支付团队'] }
	await writePersonPdf(named, { locale: 'en', timeZone: 'UTC' }, async (bytes) => void parts.push(bytes))
	const { texts, contents, title } = await readPdf(new Uint8Array(Buffer.concat(parts)), {
		...{ headers: ['What', 'What it says'], single: 'What' },
	})
	expect(title).toBe('Everything about Łucja Ωmega')
	expect(contents).toContain('Cycle Q3 2026')
	const found = texts.join(' ').replaceAll(/\s+/g, '')
	for (const { says } of listRecordLines(named)) expect(found).toContain(says.replaceAll(/\s+/g, ''))
})
