import { randomBytes } from 'node:crypto'
import { hashPassword } from '#app/auth/passwords.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { sampleLoadedAction } from '#app/data/is-sample-complete.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { makeParticipations } from './answers.ts'
import { correctQuarter } from './correct-quarter.server.ts'
import { draftRubric } from './draft-rubric.server.ts'
import { handOverReport } from './hand-over-report.server.ts'
import { makeMetricValues } from './metric-values.ts'
import { makeOrganization, signInNames } from './organization.ts'
import { sampleQuarters } from './quarters.ts'
import { SeededRandom } from './random.ts'
import { movePeople, writePeople } from './write-people.ts'
import { markSampleTeams, writeAssessments } from './write-assessments.server.ts'
import { writeCheckIns } from './write-check-ins.ts'
import { writeCheckpoints } from './write-checkpoints.server.ts'
import { writeMetrics } from './write-metrics.ts'
import { writeRoadmaps } from './write-roadmaps.server.ts'
import { writeTraining } from './write-training.server.ts'

export const sampleSlug = 'meridian'
export const sampleEmails = signInNames.map((name) => `${name}@meridian.example`)

const seed = 20_260_701
const timeZone = 'Europe/Berlin'

/** Half-steps that each family should reach within three quarters. */
const targets: Record<string, number> = {
	engineering: 5,
	design: 4,
	marketing: 4,
	'customer-service': 5,
	sales: 4,
}

/**
 * Loads Meridian, the sample company: people, four published quarters, the first of them corrected, and one that runs, in which
 * somebody stands in for a manager; what teams said of themselves in the last of them; a version of the map that is being drafted;
 * the plans of three teams; and the training that was given. The people, their answers and the figures are the same every time; the dates are relative to `now`.
 *
 * @param password of the six people who can sign in; nobody else of the sample can
 * @throws where an account `meridian` or one of the sample's users exists
 */
export async function loadSample({
	password,
	now = new Date(),
}: {
	password: string
	now?: Date
}): Promise<{ accountId: string }> {
	const random = new SeededRandom(seed)
	const organization = makeOrganization(random)
	const participations = makeParticipations(organization, random)
	const quarters = sampleQuarters(now, timeZone)
	const passwordHash = await hashPassword(password)
	const owner = organization.members.find((member) => member.id === organization.signIns.get('owner'))
	const created = await createAccount({
		name: 'Meridian',
		slug: sampleSlug,
		locale: 'en-GB',
		timeZone,
		isSample: true,
		content: builtInContent,
		owner: { email: 'owner@meridian.example', name: owner?.name ?? 'Owner', passwordHash },
		roles: ['owner'],
	})
	if (!created.ok) throw new Error(`The sample company cannot be loaded: ${created.reason}.`)
	const { accountId, userId } = created
	const scope = systemScope(accountId)

	const teamIds = await writePeople(scope, organization, {
		quarters,
		ownerUserId: userId,
		passwordHash,
		unusableHash: await hashPassword(randomBytes(32).toString('hex')),
	})
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`INSERT INTO target (account_id, family_id, tier, due_on)
			 SELECT f.account_id, f.id, ($2::jsonb ->> f.key)::int, $3::date FROM role_family f WHERE f.account_id = $1`,
			[accountId, JSON.stringify(targets), quarters.at(-1)?.endsOn],
		),
	)
	await writeMetrics(
		scope,
		makeMetricValues(organization, { quarters, today: todayIn(timeZone, now) }, new SeededRandom(seed + 1)),
		{ teamIds, at: now, dueOn: quarters.at(-1)?.endsOn ?? '' },
	)
	await markSampleTeams(scope, teamIds)
	const assessing = new SeededRandom(seed + 2)
	const questionKeys = new Map(
		skillProgressionMap.rubric.families.map(({ key, questions }) => [
			key,
			questions.map((question) => question.key),
		]),
	)
	for (const [index, quarter] of quarters.entries()) {
		if (index > 0) await movePeople(scope, organization, { quarter: index, teamIds })
		const cycle = await createCycle(scope, {
			day: quarter.startsOn,
			plan: quarter.plan,
			repeats: quarter.publishedAt === null,
		})
		if (!cycle.ok) throw new Error(`The sample's cycle ${quarter.name} cannot be created: ${cycle.reason}.`)
		const { cycleId } = cycle
		const opened = await openCycle(scope, { cycleId, at: quarter.openedAt })
		if (!opened.ok) throw new Error(`The sample's cycle ${quarter.name} cannot be opened: ${opened.reason}.`)
		await writeCheckIns(scope, {
			cycleId,
			openedAt: quarter.openedAt,
			until: quarter.publishedAt ?? now,
			participations: participations.filter((participation) => participation.quarter === index),
			questionKeys,
		})
		// Of the two quarters before the running one, and of that.
		const assessed = index - (quarters.length - 3)
		if (assessed >= 0) {
			await writeAssessments(scope, {
				...{ cycleId, teamIds, random: assessing },
				at: new Date(quarter.openedAt.getTime() + 2 * 86_400_000),
				index: quarter.publishedAt ? assessed : null,
			})
		}
		if (!quarter.publishedAt) {
			await suggestCalibrationGroups(scope, { cycleId })
			await handOverReport(scope, { cycleId, today: todayIn(timeZone, now) })
			continue
		}
		const published = await publishCycle(scope, { cycleId, at: quarter.publishedAt })
		if (!published.ok)
			throw new Error(`The sample's cycle ${quarter.name} cannot be published: ${published.reason}.`)
		if (index === 0) await correctQuarter(scope, { cycleId, publishedAt: quarter.publishedAt })
	}
	await draftRubric(scope)
	await writeRoadmaps(scope, { today: todayIn(timeZone, now) })
	await writeCheckpoints(scope, { locale: 'en-GB' })
	await writeTraining(scope, {
		publishedOn: quarters.flatMap(({ publishedAt }) => (publishedAt ? [todayIn(timeZone, publishedAt)] : [])),
		today: todayIn(timeZone, now),
	})
	await withAccount(scope, (transaction) =>
		appendAuditEvent(transaction, scope, {
			action: sampleLoadedAction,
			subject: { kind: 'account', id: accountId },
			detail: { members: organization.members.length },
		}),
	)
	return { accountId }
}
