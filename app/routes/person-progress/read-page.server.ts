import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { PersonCycle, PersonProgress } from '#app/data/get-person-progress.server.ts'
import { getPersonProgress } from '#app/data/get-person-progress.server.ts'
import { readMeasuredShares } from '#app/data/metrics/read-measured-shares.server.ts'
import { readMemberTarget } from '#app/data/targets/read-member-target.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { nextSteps } from '#app/domain/check-in/next-steps.ts'
import { describeReaders } from '#app/domain/check-in/reader-words.ts'
import { showShares } from '#app/domain/check-in/says-versus-shows.ts'
import type { RubricFamily, RubricQuestion } from '#app/domain/framework/rubric.ts'
import { notFound } from '#app/lib/http.server.ts'
import { comparedShares } from '#seed/frameworks/compared-shares.ts'

/** A person's history as this reader may see it; anybody else gets the 404. */
export async function readPersonProgressPage(session: AccountSession, memberId: string) {
	const { scope, account, person } = session
	const progress = await getPersonProgress(scope, { memberId })
	if (progress === null) throw notFound()
	const { member, isSelf, cycles, families, readers } = progress
	const wording = ({ text, managerText }: RubricQuestion) => (isSelf ? text : managerText)
	const questionsOf = (cycle: PersonCycle) =>
		(families.get(keyOf(cycle))?.questions ?? []).map((question) => ({
			key: question.key,
			text: wording(question),
		}))
	const latest = cycles.findLast(({ outcome }) => outcome !== null)
	const family = latest && families.get(keyOf(latest))
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		member,
		isSelf,
		opensRecord: may(person, 'people.manage'),
		cycles,
		groups: groupsOf(cycles).map((of) => ({ cycles: of, questions: of[0] ? questionsOf(of[0]) : [] })),
		latest: latest ?? null,
		target: await readMemberTarget(scope, person, { memberId: member.id }),
		setsTargets: may(person, 'targets.set'),
		steps:
			latest?.outcome && family
				? nextSteps(family, latest.outcome.answers).map(({ question, managerQuestion, ...step }) => ({
						...step,
						question: isSelf ? question : managerQuestion,
					}))
				: [],
		shares: await readShares(session, latest, family),
		mayImport: may(person, 'metrics.import'),
		evidence: evidenceOf(progress, wording),
		readers:
			readers &&
			describeReaders(readers, {
				whose: isSelf ? 'your' : `${member.name}’s`,
				k: account.minimumGroupSize,
			}),
	}
}

/** What is measured beside what was agreed last, once that is published. */
async function readShares(
	{ scope, account, person }: AccountSession,
	latest: PersonCycle | undefined,
	family: RubricFamily | undefined,
) {
	const compared = comparedShares((latest?.phase === 'published' && family) || null)
	const answers = latest?.outcome?.answers ?? []
	const participantId = latest?.participantId ?? ''
	return showShares({
		compared,
		questions: family?.questions ?? [],
		measured: await readMeasuredShares(scope, person, { participantId, compared }),
		answersTo: (questionKey) =>
			answers
				.filter((answer) => answer.questionKey === questionKey)
				.map(({ halfSteps }) => ({ by: 'agreed', halfSteps })),
		tiers: latest?.outcome ? [{ by: 'agreed', halfSteps: latest.outcome.tier }] : [],
		locale: account.locale,
	})
}

const keyOf = ({ frameworkVersionId, familyKey }: PersonCycle) => `${frameworkVersionId} ${familyKey}`

/** Neighbouring cycles that asked the same questions: only their answers are put side by side. */
function groupsOf(cycles: readonly PersonCycle[]): PersonCycle[][] {
	const groups: PersonCycle[][] = []
	for (const cycle of cycles) {
		const group = groups.at(-1)
		if (group?.[0] && keyOf(group[0]) === keyOf(cycle)) group.push(cycle)
		else groups.push([cycle])
	}
	return groups
}

/** The newest cycle first, with the question to which each belongs. */
function evidenceOf({ cycles, families }: PersonProgress, wording: (question: RubricQuestion) => string) {
	return cycles.toReversed().flatMap((cycle) => {
		const questions = families.get(keyOf(cycle))?.questions ?? []
		const items = cycle.evidence.map((item) => {
			const question = questions.find(({ key }) => key === item.questionKey)
			return { ...item, question: question ? wording(question) : item.questionKey }
		})
		return items.length === 0 ? [] : [{ cycle, items }]
	})
}

export type PersonProgressPage = Awaited<ReturnType<typeof readPersonProgressPage>>
