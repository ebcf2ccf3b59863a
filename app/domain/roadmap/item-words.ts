/** Why nothing of an item was changed. */
type Refusal =
	| {
			reason:
				| 'gone'
				| 'plan-closed'
				| 'phase-closed'
				| 'outcome-by-rule'
				| 'person-gone'
				| 'metric-gone'
				| 'too-many'
				| 'in-plan'
				| 'by-metric'
				| 'done'
				| 'stale'
	  }
	| { reason: 'due-before-start'; startsOn: string }
	| { reason: 'needs-open'; open: readonly string[] }
	| { reason: 'loop'; texts: readonly string[] }

const texts = {
	gone: 'This item is gone. Load the page again.',
	'plan-closed': 'The plan is closed: nothing in it changes. Whoever edits it can open it again.',
	'phase-closed': 'The phase is closed: nothing in it changes any more.',
	'outcome-by-rule':
		'An outcome is done when its metric says so, or when a note on it is approved. Open it to say how it is met.',
	'person-gone': 'The owner whom you named is gone. Name somebody else.',
	'metric-gone': 'The metric that you chose is gone. Choose another.',
	'too-many': 'The plan has as many items as a plan can have. Drop one, or begin another plan.',
	'in-plan': 'The plan has taken this up already.',
	'by-metric': 'A metric decides this outcome, or nobody has said how it is met yet. Nothing is approved.',
	done: 'This outcome is met already.',
	stale:
		'Somebody else changed this item meanwhile, and nothing of theirs is lost. Look at it as it is now, then try again.',
}

/** Why nothing of an item was changed, and what to do. */
export function describeItemRefusal(refusal: Refusal): string {
	if (refusal.reason === 'needs-open') {
		return `It waits for what is not done yet: ${quoted(refusal.open)}. Finish that first, or take the dependency away.`
	}
	if (refusal.reason === 'due-before-start') {
		return `The plan begins on ${refusal.startsOn}, and nothing in it is due before. Choose that day or a later one.`
	}
	if (refusal.reason === 'loop') {
		return `These would wait for one another: ${quoted(refusal.texts)}. Take one of the dependencies away first.`
	}
	return texts[refusal.reason]
}

const quoted = (list: readonly string[]) => list.map((text) => `“${text}”`).join(', ')

/** The fields of an item as its history names them. */
export const itemFieldNames: Record<string, string> = {
	added: 'Added',
	text: 'Text',
	kind: 'Kind',
	state: 'State',
	weight: 'Weight',
	owner: 'Owner',
	dueOn: 'Due',
	link: 'Link',
	phase: 'Phase',
	outcome: 'Met by',
	needs: 'Waits for',
	evidence: 'Evidence',
	approval: 'Approved note',
}

/** Who stands where no name does. */
export const nobodyTexts = {
	left: 'Somebody who has left',
	unnamed: 'Somebody whose name is not kept',
}

/** What did a change that no person made. */
export function describeJob(field: string): string {
	return field === 'state' ? 'By its metric' : 'By Contour'
}
