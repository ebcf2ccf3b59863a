import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { readAssessmentSight, seesTeamAssessments } from './read-assessment-sight.server.ts'
import type { AssessedCheck } from './read-assessment-checks.server.ts'
import { readAssessmentChecks } from './read-assessment-checks.server.ts'
import type { AssessmentInput } from './read-assessment-inputs.server.ts'
import { readOwnInput, readRevealedInputs } from './read-assessment-inputs.server.ts'
import type { AssessmentHead } from './select-assessment.server.ts'
import { selectAssessment } from './select-assessment.server.ts'

export type Assessment = {
	/** What was agreed is null, as the checks are empty, for who takes no part, also while it is taken up again. */
	head: AssessmentHead
	/** Whether it may still change: from the opening of its cycle to the publication. */
	isRunning: boolean
	own: AssessmentInput | null
	/** The views of single people, for those who give and agree; empty for everybody else, and for all before the reveal. */
	inputs: AssessmentInput[]
	/** What was agreed, with its evidence; for who takes no part only once the whole is agreed. */
	checks: AssessedCheck[]
}

/** An assessment as far as its reader goes; null for one that is not there or of a team that is not the reader's. */
export async function getAssessment(
	scope: AccountScope,
	person: Person,
	{ assessmentId, teamId }: { assessmentId: string; teamId: string },
): Promise<Assessment | null> {
	return withAccount(scope, async (transaction) => {
		const head = await selectAssessment(transaction, scope, assessmentId)
		if (!head || head.teamId !== teamId) return null
		const sight = await readAssessmentSight(transaction, scope, person)
		if (!seesTeamAssessments(sight, teamId)) return null
		const takesPart = head.gives || head.facilitates
		const { memberId } = scope
		const isAgreed = head.state === 'agreed'
		const isOpen = takesPart || isAgreed
		return {
			head: isOpen ? head : withoutResult(head),
			isRunning: isRunning(head.phase),
			own: memberId ? await readOwnInput(transaction, scope, { assessmentId, memberId }) : null,
			inputs: takesPart ? await readRevealedInputs(transaction, scope, assessmentId) : [],
			checks: isOpen ? await readAssessmentChecks(transaction, scope, assessmentId) : [],
		}
	})
}

const withoutResult = (head: AssessmentHead): AssessmentHead => ({
	...head,
	...{ claimed: null, shown: null, shownOn: null, rung: null, trapRecognized: null, note: null },
})
