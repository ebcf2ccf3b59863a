import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { formatPeriod } from '#app/domain/metric/format-value.ts'
import type { Agenda, AgendaItem } from './agenda.ts'
import type { PhaseKey } from './phase.ts'
import type { RoadmapLens } from './roadmap-lens.ts'
import { levelText } from './roadmap-lens.ts'

export type AgendaLine = {
	/** What it is about: an item, or a phase. */
	text: string
	itemId: string | null
	note: string | null
}
export type AgendaSection = { title: string; lines: AgendaLine[] }

/** The agenda as it is read out, the good news first; without sections that have nothing. Empty where nothing changed. */
export function describeAgenda(
	agenda: Agenda,
	{ lens, nameOf, locale }: { lens: RoadmapLens; nameOf: (phase: PhaseKey) => string; locale: string },
): AgendaSection[] {
	const day = (of: Day) => formatPeriod(of, 'day', locale)
	const due = (of: Day | null) => (of === null ? 'at the end of its phase' : `on ${day(of)}`)
	const level = (of: number) => levelText(lens, of, locale)
	const item = ({ id, text, phase }: AgendaItem, note: string = nameOf(phase)): AgendaLine => {
		return { text, itemId: id, note }
	}
	const ofPhase = (text: string, note: string): AgendaLine => ({ text, itemId: null, note })
	const { levels } = agenda
	return [
		{ title: 'Outcomes met', lines: agenda.outcomesMet.map((one) => item(one)) },
		{ title: 'Done', lines: agenda.done.map((one) => item(one)) },
		{
			title: 'Gates closed',
			lines: agenda.closed.map(({ name, on, exception }) =>
				ofPhase(name, exception === null ? day(on) : `${day(on)}, by an exception: ${exception}`),
			),
		},
		{ title: 'Open again', lines: agenda.reopened.map((one) => item(one)) },
		{
			title: 'Newly late',
			lines: [
				...agenda.phasesLate.map(({ name, endsOn }) => ofPhase(name, `was to end on ${day(endsOn)}`)),
				...agenda.newlyLate.map((one) => item(one, `was due on ${day(one.dueOn)}`)),
			],
		},
		{
			title: 'Moved',
			lines: [
				...agenda.phasesMoved.map(({ name, startsFrom, startsOn, endsFrom, endsOn }) =>
					ofPhase(name, `from ${day(startsFrom)} – ${day(endsFrom)} to ${day(startsOn)} – ${day(endsOn)}`),
				),
				...agenda.moved.map((one) => item(one, describeMoved(one, { due, nameOf }))),
			],
		},
		{ title: 'New', lines: agenda.added.map((one) => item(one)) },
		{ title: 'Dropped', lines: agenda.dropped.map((one) => item(one)) },
		{
			title: 'Levels',
			lines: levels
				? [
						...(levels.planned === levels.plannedFrom
							? []
							: [
									ofPhase(
										'Planned by now',
										`${level(levels.plannedFrom)} before, ${level(levels.planned)} now`,
									),
								]),
						...(levels.target === levels.targetFrom
							? []
							: [ofPhase('Target', `${level(levels.targetFrom)} before, ${level(levels.target)} now`)]),
					]
				: [],
		},
	].filter(({ lines }) => lines.length > 0)
}

function describeMoved(
	{ dueFrom, dueOn, phase, phaseFrom }: Agenda['moved'][number],
	{ due, nameOf }: { due: (day: Day | null) => string; nameOf: (phase: PhaseKey) => string },
): string {
	return [
		phase !== phaseFrom && `from ${nameOf(phaseFrom)} to ${nameOf(phase)}`,
		dueFrom !== dueOn && `due ${due(dueFrom)} before, ${due(dueOn)} now`,
	]
		.filter(Boolean)
		.join('; ')
}
