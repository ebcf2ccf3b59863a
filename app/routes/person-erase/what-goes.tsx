import type { ErasurePreview } from '#app/data/erasures/preview-erasure.server.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = { preview: ErasurePreview; locale: string }

/** What an erasure takes and what it leaves, in words and figures. */
export function WhatGoes({ preview, locale }: Props) {
	const of = (count: number, one: string, more: string) =>
		`${formatNumber(count, locale)} ${count === 1 ? one : more}`
	const { values, contributions, files, user, publishedCycles, runningCycle, reports, teamsLed, rates } =
		preview
	const { training, trainingOpen, hasTarget, savedReports, sharedReports } = preview
	const goes = [
		'Name, e-mail, employee id, title, team, own attributes and logins.',
		'Everything written about them and by them: reasons and evidence of their check-ins, notes, exemptions, calibration.',
		values > 0 && `${of(values, 'value', 'values')} of metrics that are theirs alone.`,
		contributions > 0 && `${of(contributions, 'comment or piece', 'comments and pieces')} of evidence.`,
		training > 0 &&
			`The notes of ${of(training, 'training', 'trainings')} that they were given${trainingOpen > 0 ? `; ${formatNumber(trainingOpen, locale)} not done yet ${trainingOpen === 1 ? 'is' : 'are'} dropped` : ''}.`,
		hasTarget && 'The target that is set for them alone.',
		savedReports > 0 &&
			`${of(savedReports, 'report that they saved', 'reports that they saved')}${sharedReports > 0 ? `, of which ${formatNumber(sharedReports, locale)} ${sharedReports === 1 ? 'is' : 'are'} shared and gone for others as well` : ''}.`,
		files > 0 &&
			`The originals of ${of(files, 'imported file', 'imported files')} in which they may stand. What was imported of others stays; what waits to be applied has to be uploaded again.`,
		'Mails to them and about them that wait, reminders, reports by mail, invitations, and exports that were made ready.',
		user === 'goes' && 'Their user account: this is the only company that it opens.',
		user === 'stays' &&
			'Their way into this company. Their user account stays: it opens another company as well.',
	]
	const stays = [
		publishedCycles > 0
			? `An anonymous participant in ${of(publishedCycles, 'published cycle', 'published cycles')}, with the tiers and answers that its figures are made of. No figure changes, with one exception: in a cycle for which no target was kept, their training needs are counted against today’s, and a target of their own goes.`
			: 'Nothing in published cycles: they took part in none.',
		training > 0 && 'Which training they had, without their name, so that its figures stay.',
		runningCycle !== null && `In ${runningCycle}, which is running, they count as left.`,
		rates > 0 &&
			`${of(rates, 'person whom they rate is', 'people whom they rate are')} handed over to whoever is next up the line.`,
		reports > 0 &&
			`${of(reports, 'person keeps', 'people keep')} “Erased person” as manager until you name another.`,
		teamsLed > 0 && `${of(teamsLed, 'team has', 'teams have')} no lead until you name one.`,
		'What they wrote about others: it belongs to the records of these. Names of people inside such texts are not looked for.',
		'An entry in the audit log that leads to nobody.',
	]
	return (
		<div className="grid gap-6 lg:grid-cols-2">
			<Panel title="What goes">
				<List items={goes} />
			</Panel>
			<Panel title="What stays">
				<List items={stays} />
			</Panel>
		</div>
	)
}

function List({ items }: { items: readonly (string | false)[] }) {
	return (
		<ul className="list-disc space-y-2 ps-5 text-pretty">
			{items.filter(Boolean).map((item) => (
				<li key={String(item)}>{item}</li>
			))}
		</ul>
	)
}
