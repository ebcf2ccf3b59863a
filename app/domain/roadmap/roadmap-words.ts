import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { formatPeriod } from '#app/domain/metric/format-value.ts'
import type { PhaseForecast } from './forecast.ts'
import { fewestFinished } from './forecast.ts'
import type { GateDecision, GateObstacle } from './gate.ts'
import type { ItemKind, ItemState } from './item.ts'
import type { PhaseKey } from './phase.ts'
import type { RoadmapStanding, StandingReason } from './standing.ts'
import { lateAfterDays, mostBehind } from './standing.ts'
import type { TemplateOrigin } from './template.ts'

/** What a phase is called where its template gives it no name. */
export const phaseNames: Record<PhaseKey, string> = {
	discovery: 'Discovery',
	mvp: 'MVP and instrumentation',
	hardening: 'Experimentation and hardening',
	scaling: 'Scaling',
}

/** The days of the phases as the source gives them, with what is our reading of it. */
export const readingOfLengths =
	'The source gives two weeks, one to three months, three to six and six to twelve. Contour counts the months from the start of the plan, and days 15 to 30, which the source leaves open, belong to the second phase.'

export const itemKindNames: Record<ItemKind, string> = {
	deliverable: 'Deliverable',
	outcome: 'Outcome',
	remedy: 'Remedy',
	training: 'Training',
	own: 'Own item',
}

export const itemStateNames: Record<ItemState, string> = {
	todo: 'To do',
	doing: 'In progress',
	done: 'Done',
	dropped: 'Dropped',
}

export const standingNames: Record<RoadmapStanding, string> = {
	'on-track': 'On track',
	'at-risk': 'At risk',
	late: 'Late',
}

/** What a template is, beside its name. */
export const originNotes: Record<TemplateOrigin, string> = {
	source:
		'The source’s roadmap, with its deliverables and outcomes. It is an instrument of governance and prescribes nothing.',
	contour:
		'Put together by Contour from what the framework asks and names. The source has no roadmap for these teams, and says nothing of how long they take.',
	account: 'Saved by somebody of your company.',
}

export const obstacleNames: Record<GateObstacle['why'], string> = {
	open: 'Not done yet',
	'outcome-not-met': 'Not met yet',
	'no-evidence': 'Done, but nothing shows it: add a link or a note',
}

type NameOf = (phase: PhaseKey) => string

/** Why a phase can’t be closed, with what to do. */
export function describeGateRefusal(decision: Extract<GateDecision, { ok: false }>, nameOf: NameOf): string {
	switch (decision.reason) {
		case 'closed-already':
			return 'This phase is closed already.'
		case 'earlier-phase-open':
			return `Close ${nameOf(decision.phase)} first: phases close in their order.`
		case 'obstacles': {
			const count = decision.obstacles.length
			if (count === 0) {
				return 'This phase has no deliverable and no outcome, so nothing shows that it was gone through. Add one, or close it by an exception and say why.'
			}
			return `${count === 1 ? '1 item keeps' : `${count} items keep`} this phase open. Finish ${count === 1 ? 'it' : 'them'}, or close the phase by an exception and say why.`
		}
	}
}

const dayText = (day: Day, locale: string) => formatPeriod(day, 'day', locale)
const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)
const finishedText = (count: number) =>
	count === 0 ? 'no item finished' : count === 1 ? '1 item finished' : `${count} items finished`

/** 'About 12 Mar 2027, between 1 Mar and 2 Apr 2027'. */
export function describeForecast(forecast: PhaseForecast, locale: string): string {
	switch (forecast.kind) {
		case 'no-items':
			return 'Nothing planned'
		case 'too-early':
			return `Too early to say: ${finishedText(forecast.finished)} so far, a forecast takes ${fewestFinished}`
		case 'done':
			return `Done on ${dayText(forecast.on, locale)}`
		case 'forecast':
			return `About ${dayText(forecast.on, locale)}, between ${dayText(forecast.earliest, locale)} and ${dayText(forecast.latest, locale)}, at the pace so far`
	}
}

/** The one rule by which every plan stands, the first that applies; the gravest first. */
export const standingRules: readonly { standing: RoadmapStanding; text: string }[] = [
	{
		standing: 'late',
		text: `An open phase is past its end, or an open item is overdue by more than ${lateAfterDays} days.`,
	},
	{
		standing: 'at-risk',
		text: `An open item is overdue, or the forecast of an open phase lies after its end, or what is done lies more than ${Math.round(mostBehind * 100)} percentage points below what is planned for today.`,
	},
	{
		standing: 'on-track',
		text: 'Everything else. Items without a day of their own are due with their phase; those of a closed phase are overdue no more.',
	},
]

/** Why a plan stands where it does, in one sentence. */
export function describeStanding(
	reason: StandingReason,
	{ nameOf, locale }: { nameOf: NameOf; locale: string },
): string {
	const percent = (share: number) =>
		new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)
	switch (reason.why) {
		case 'phase-overdue':
			return `${nameOf(reason.phase)} was to end on ${dayText(reason.endedOn, locale)}, ${days(reason.days)} ago, and is open.`
		case 'item-overdue':
			return reason.items === 1
				? `1 item is overdue, by ${days(reason.days)}.`
				: `${reason.items} items are overdue, the longest by ${days(reason.days)}.`
		case 'forecast-after-end':
			return `At the pace so far ${nameOf(reason.phase)} ends about ${dayText(reason.forecast.on, locale)}, planned is ${dayText(reason.endsOn, locale)}.`
		case 'behind-plan':
			return `${percent(reason.actual)} is done, planned for today is ${percent(reason.planned)}.`
		case 'not-begun':
			return `Begins on ${dayText(reason.startsOn, locale)}.`
		case 'all-closed':
			return 'All four phases are closed.'
		case 'nothing-planned':
			return 'The plan has no items.'
		case 'as-planned':
			return `${percent(reason.actual)} is done, planned for today is ${percent(reason.planned)}; nothing is overdue.`
	}
}
