import type { JobKind, JobProblem, JobProgress, JobStage, JobState } from './job-kind.ts'

export const kindNames: Record<JobKind, string> = {
	'roster-check': 'Check of a file',
	'roster-apply': 'Import of a file',
	'import-check': 'Check of metrics',
	'import-apply': 'Import of metrics',
	'import-undo': 'Taking back of an import',
	'cycle-publish': 'Publication',
	'training-needs-export': 'Export of training needs',
}

export const stateNames: Record<JobState, string> = {
	queued: 'Waiting',
	running: 'Running',
	done: 'Done',
	failed: 'Failed',
	cancelled: 'Stopped',
}

const stageNames: Record<JobStage, string> = {
	reading: 'Reading rows',
	checking: 'Checking rows',
	preparing: 'Preparing',
	writing: 'Writing rows',
	counting: 'Counting',
}

/** What went wrong, whether anything was changed, what to do now. */
export const problemTexts: Record<JobProblem, string> = {
	gone: 'What it was about is not there any more, so nothing was done.',
	stale: 'People or teams have changed since this was shown, so nothing was applied. Look at it again.',
	'not-running': 'The cycle is not running any more, so nothing was changed.',
	'not-due': 'The day of publication was moved meanwhile, so nothing was changed.',
	unchanged:
		'Nothing has changed since the newest version, so none was published. Close the correction, or wait until people have agreed anew.',
	'not-allowed':
		'The person who started it may not do this any more, so nothing was done. Somebody with the right can start it again.',
	unreadable: 'The file cannot be read any more, so nothing was done. Upload it again.',
	'refused-rows':
		'Some rows were refused, and all or nothing was asked for, so nothing was applied. Mend them, or apply the good rows.',
	'too-large':
		'The file holds more than can be compared at once, so nothing was done. Choose fewer columns to keep, or split it, and then leave people who are not in the file as they are: they are in another one.',
	'too-many-rows':
		'There are more rows than such a file can have, so nothing was written. Filter for fewer, or take the CSV, which has no limit.',
	broken: 'Something broke here. Nothing was changed. Start it again, and report it if it breaks again.',
	'gave-up':
		'It was begun several times and never came to its end. Nothing was changed. Start it again when less is going on.',
}

/** What a job is doing: 'Checking rows'. */
export function describeStage({ state, stage, isStopping }: JobProgress): string {
	if (state === 'queued') return isStopping ? 'Stopping' : 'Waiting for its turn'
	if (state !== 'running') return stateNames[state]
	if (isStopping) return 'Stopping'
	return stage ? stageNames[stage] : 'Starting'
}

/** How far it is: '1,200 of 50,000'; empty where that says nothing. */
export function describeProgress({ state, done, total }: JobProgress, locale: string): string {
	if (state !== 'running' || (done === 0 && total === null)) return ''
	const number = new Intl.NumberFormat(locale)
	return total === null ? number.format(done) : `${number.format(done)} of ${number.format(total)}`
}
