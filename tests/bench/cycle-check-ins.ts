import type { Client } from 'pg'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { CycleData } from './cycle-data.ts'
import { addressOf } from './cycle-data.ts'
import { open } from './cycle-opening.ts'
import type { BenchServer } from './cycle-server.ts'
import type { Result } from './measure.ts'
import { median, timeResult } from './measure.ts'

const clients = 20

/** Somebody's own check-in, with what they will answer. */
type CheckIn = {
	participantId: string
	path: string
	token: string
	note: string
	answers: { key: string; halfSteps: number }[]
}
type Sent = { path: string; statuses: number[] }

/**
 * Own check-ins as the form's script sends them, each a saved draft and then what is sent, for signed-in people: by 20 at once,
 * against others one after another. In turns of a few hundred, so that both find the same application and the cycle equally
 * full. Afterwards every one has to be there, as it was sent.
 */
export async function measureCheckIns(
	{ admin }: BenchDatabase,
	{ large }: CycleData,
	{ url }: BenchServer,
	{ quick }: { quick: boolean },
): Promise<Result[]> {
	const { cycleId } = await open(large)
	await admin.query('VACUUM ANALYZE')
	const { rounds, each, fewer } = quick
		? { rounds: 2, each: 40, fewer: 10 }
		: { rounds: 5, each: 400, fewer: 100 }
	const { slug } = await addressOf(admin, large)
	const checkIns = await told('people who are signed in', () =>
		chooseCheckIns(admin, { ...large, slug, cycleId }, (rounds + 1) * each + rounds * fewer),
	)
	const all: CheckIn[] = []
	const answered: Sent[] = []
	const run = async (count: number, width: number) => {
		const some = checkIns.splice(0, count)
		all.push(...some)
		const start = performance.now()
		answered.push(...(await sendAll(url, some, width)))
		return (count / (performance.now() - start)) * 1000
	}
	await told(`${each} check-ins to warm up`, () => run(each, clients / 4))
	const [together, alone]: [number[], number[]] = [[], []]
	for (let round = 0; round < rounds; round += 1) {
		await told(
			`${each} check-ins by ${clients} clients and ${fewer} one after another, round ${round + 1} of ${rounds}`,
			async () => {
				const turns = [
					async () => together.push(await run(each, clients)),
					async () => alone.push(await run(fewer, 1)),
				]
				for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn()
			},
		)
	}
	const lost = await countLost(admin, large.accountId, all)
	const statuses = answered.flatMap((sent) => sent.statuses)
	const note = quick ? 'means something only at full size' : undefined
	const who = `${(rounds * each).toLocaleString('en')} check-ins by ${clients} clients`
	return [
		timeResult(
			`${who}, time for one of them against one after another, ms (1 / 0.8 is the limit)`,
			1000 / median(together),
			1000 / median(alone),
			quick ? null : 1.25,
			[note, `${median(together).toFixed(1)} a second against ${median(alone).toFixed(1)}`]
				.filter(Boolean)
				.join('; '),
		),
		noneResult('check-ins that are lost or not as they were sent', lost, all.length),
		noneResult('answers of 5xx', statuses.filter((status) => status >= 500).length, statuses.length),
		noneResult(
			'answers that are no success',
			statuses.filter((status) => status >= 300).length,
			statuses.length,
		),
	]
}

/** Holds where there is none. */
function noneResult(what: string, count: number, of: number): Result {
	return {
		name: `${what}, of ${of.toLocaleString('en')}`,
		ours: count,
		reference: of,
		ratio: count / of,
		limit: 0,
		holds: count === 0,
	}
}

async function chooseCheckIns(
	admin: Client,
	of: { accountId: string; slug: string; cycleId: string },
	count: number,
): Promise<CheckIn[]> {
	const { rows } = await admin.query<{ id: string; userId: string; family: string }>(
		`SELECT p.id, s.user_id AS "userId", f.key AS family FROM participant p
		 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id AND m.left_on IS NULL
		 JOIN membership s ON s.account_id = p.account_id AND s.member_id = p.member_id
		 JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
		 WHERE p.account_id = $1 AND p.cycle_id = $2 ORDER BY p.id LIMIT $3`,
		[of.accountId, of.cycleId, count],
	)
	if (rows.length < count) throw new Error(`Only ${rows.length} people can send a check-in.`)
	const questions = new Map(
		skillProgressionMap.rubric.families.map((family) => [family.key, family.questions.map(({ key }) => key)]),
	)
	const checkIns: CheckIn[] = []
	for (const [index, { id, userId, family }] of rows.entries()) {
		checkIns.push({
			participantId: id,
			path: `/a/${of.slug}/check-ins/${id}.data`,
			token: await startSessionOf(admin, userId),
			note: `What number ${index} had to say`,
			// Two alike and one beside: a suggestion, and nothing to be asked back.
			answers: (questions.get(family) ?? []).map((key, n) => ({
				key,
				halfSteps: 2 + ((index + (n === 0 ? 1 : 0)) % 4),
			})),
		})
	}
	return checkIns
}

async function sendAll(url: string, checkIns: readonly CheckIn[], width: number): Promise<Sent[]> {
	const sent: Sent[] = []
	let next = 0
	const client = async () => {
		for (let checkIn = checkIns[next++]; checkIn; checkIn = checkIns[next++]) {
			const fields = fieldsOf(checkIn)
			const saved = await post(url, checkIn, { ...fields, version: '0', intent: 'autosave' })
			const done = await post(url, checkIn, { ...fields, version: '1', intent: 'send' })
			sent.push({ path: checkIn.path, statuses: [saved, done] })
		}
	}
	await Promise.all(Array.from({ length: width }, client))
	return sent
}

/** What the form holds. */
function fieldsOf({ note, answers }: CheckIn): Record<string, string> {
	const controls = answers.flatMap(({ key, halfSteps }, index) => [
		[`answers[${index}].questionKey`, key],
		[`answers[${index}].halfSteps`, String(halfSteps)],
		[`answers[${index}].evidenceUrl`, ''],
		[`answers[${index}].evidenceNote`, ''],
	])
	const texts = { tier: 'suggested', tierReason: '', whatChanged: '', note }
	return { idempotencyKey: crypto.randomUUID(), usesAi: 'yes', ...Object.fromEntries(controls), ...texts }
}

async function post(url: string, { path, token }: CheckIn, fields: Record<string, string>): Promise<number> {
	const response = await fetch(url + path, {
		method: 'POST',
		headers: { Cookie: `__Host-contour-session=${token}`, Origin: url, 'Sec-Fetch-Site': 'same-origin' },
		body: new URLSearchParams(fields),
		redirect: 'manual',
	})
	await response.text()
	return response.status
}

/** Those of which not everything is in the database: sent, with this note and these answers, and on the participant. */
async function countLost(admin: Client, accountId: string, checkIns: readonly CheckIn[]): Promise<number> {
	const { rows } = await admin.query<{ id: string; note: string; answers: Record<string, number> }>(
		`SELECT i.participant_id AS id, i.note, jsonb_object_agg(a.question_key, a.half_steps) AS answers
		 FROM check_in i JOIN participant p ON p.account_id = i.account_id AND p.id = i.participant_id AND p.self_sent_at = i.submitted_at
		 JOIN check_in_answer a ON a.account_id = i.account_id AND a.check_in_id = i.id
		 WHERE i.account_id = $1 AND i.rater = 'self' AND i.submitted_at IS NOT NULL GROUP BY i.account_id, i.id`,
		[accountId],
	)
	const found = new Map(rows.map(({ id, ...row }) => [id, row]))
	return checkIns.filter(({ participantId, note, answers }) => {
		const row = found.get(participantId)
		return !row || row.note !== note || answers.some(({ key, halfSteps }) => row.answers[key] !== halfSteps)
	}).length
}
