import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { tierChangeText } from '#app/charts/change-text.ts'
import type { FittingPlan, PlansOfTeam } from '#app/data/heatmap/list-fitting-plans.server.ts'
import { listFittingPlans } from '#app/data/heatmap/list-fitting-plans.server.ts'
import type { LevelStall } from '#app/data/heatmap/list-level-stalls.server.ts'
import { listLevelStalls } from '#app/data/heatmap/list-level-stalls.server.ts'
import type { ListedTierStall } from '#app/data/heatmap/list-tier-stalls.server.ts'
import { listTierStalls } from '#app/data/heatmap/list-tier-stalls.server.ts'
import { readPublishedView, withoutRows } from '#app/data/heatmap/read-published-view.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import { familyOptions } from '#app/domain/heatmap/family-options.ts'
import type { StallLens } from '#app/domain/heatmap/stall-lens.ts'
import type { StallSearch } from '#app/domain/heatmap/stall-search.ts'
import { stallSearchSchema } from '#app/domain/heatmap/stall-search.ts'
import { levelText } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeOrigin } from '#app/domain/target/target-words.ts'
import { frameworkOfLens } from '#app/domain/team-assessment/lens-search.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import {
	formatDate,
	formatNumber,
	formatTarget,
	formatTier,
	sayParts,
	sayPublished,
} from '#app/ui/format.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Advice, Takeable } from './advice.server.ts'
import { adviceOn } from './advice.server.ts'

const pageSize = 10
const twoDigits = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const

/** A plan that a remedy can be added to, or only be looked at. */
export type PlanToTake = {
	id: string
	name: string
	href: string
	/** What the plan has not taken up yet; empty where the reader does not edit it. */
	takeables: Takeable[]
	mayEdit: boolean
	phases: { value: string; label: string }[]
	phase: string | undefined
	idempotencyKey: string
}

export type StallItem = {
	id: string
	name: string
	/** The nodes above, or the lens. */
	place: string
	href: string
	figures: { label: string; value: string; note?: string }[]
	advice: Advice
	plans: PlanToTake[]
	/** Where to begin a plan, for who may. */
	beginHref: string | null
}

/** What stands still on the lens that the URL asks for, ten a page. */
export async function readStallsPage(session: AccountSession, url: URL) {
	const search = stallSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { lens, page } = search.data
	const { locale, slug } = session.account
	const params = changeSearch(url.searchParams, { page: null })
	const common = { lens, locale, csvHref: `/a/${slug}/heatmap/stalls.csv${params}` }
	const read =
		lens === 'tiers' ? await readTiers(session, search.data) : await readLevels(session, { lens, page })
	if (read === 'nothing') return { kind: 'nothing' as const, ...common }
	const { items, total, tiers } = read
	if (items.length === 0 && page > 1) throw redirect(url.pathname + params)
	return { kind: 'stalls' as const, ...common, items, tiers, paging: { page, pageSize, total } }
}
export type StallsPage = Awaited<ReturnType<typeof readStallsPage>>

const ofPage = <Item>(all: readonly Item[], page: number): Item[] =>
	all.slice((page - 1) * pageSize, page * pageSize)

type Listed = {
	/** Of the page. */
	items: StallItem[]
	total: number
	/** Only of tiers, which stand still between two published cycles. */
	tiers: {
		asOf: string
		cycle: string
		cycles: { value: string; label: string }[]
		family: string
		families: { value: string; label: string }[]
		comparisonName: string | null
		k: number
		isSuppressed: boolean
		followsPeople: boolean
		hasTargets: boolean
		maySetTargets: boolean
	} | null
}

async function readTiers(session: AccountSession, of: StallSearch): Promise<Listed | 'nothing'> {
	const { scope, person, account } = session
	const view = await readPublishedView(scope, person, { cycle: of.cycle, rows: withoutRows })
	if (view === null) throw notFound()
	if (view === 'nothing') return view
	if (of.family !== undefined && !view.families.some(({ id }) => id === of.family)) throw notFound()
	const { stalls, hasTargets, followsPeople } = await listTierStalls(scope, person, {
		...{ view, familyId: of.family },
	})
	const listed = ofPage(stalls, of.page)
	const plans = await listFittingPlans(scope, person, {
		...{ lens: 'tier', nodeIds: listed.map(({ node }) => node.id), today: todayIn(account.timeZone) },
	})
	return {
		items: listed.map((stall) => tierItem(session, { stall, plans: plans.get(stall.node.id), view })),
		total: stalls.length,
		tiers: {
			asOf: sayParts(
				...[view.cycle.name, view.comparisonName && `since ${view.comparisonName}`],
				sayPublished(view.cycle.publishedAt, account.locale, account.timeZone),
			),
			cycle: view.cycle.ref,
			cycles: cycleOptions(view.cycles),
			family: of.family ?? '',
			families: familyOptions(view.families),
			...{ comparisonName: view.comparisonName, k: view.k, isSuppressed: view.isSuppressed },
			...{ followsPeople, hasTargets, maySetTargets: may(person, 'targets.set') },
		},
	}
}

function tierItem(
	session: AccountSession,
	{
		stall,
		plans,
		view,
	}: {
		stall: ListedTierStall
		plans: PlansOfTeam | undefined
		view: { cycle: { ref: string; name: string }; comparisonName: string | null }
	},
): StallItem {
	const { locale, timeZone, slug } = session.account
	const { node, above, family, target, n, basis } = stall
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	const number = (value: number) => formatNumber(value, locale)
	// Two digits: whether it is less than a quarter of a tier can be seen.
	const mean = (halfSteps: number) => formatNumber(tierOf(halfSteps), locale, twoDigits)
	const cell = new URLSearchParams({ cycle: view.cycle.ref, node: node.id, family: family.id })
	const origin = describeOrigin({ scope: target.scope, name: target.name })
	const advice = adviceOn('tiers', stall.now)
	return {
		...{ id: `${node.id} ${family.id}`, name: `${node.name} · ${family.name} family`, advice },
		place: above.map(({ name }) => name).join(' › '),
		href: `/a/${slug}/heatmap/cell?${cell}`,
		figures: [
			{ label: `Mean in ${view.comparisonName ?? 'the cycle before'}`, value: mean(stall.before) },
			{
				label: `Mean in ${view.cycle.name}`,
				value: mean(stall.now),
				note: tierChangeText(stall, locale, 2),
			},
			{
				label: 'Target',
				value: tier(target.halfSteps),
				note: `${formatTarget({ tier: tierOf(target.halfSteps), dueOn: target.dueOn }, locale, timeZone)}, ${origin}${target.isFrozen ? '' : ' since'}`,
			},
			basis === 'people'
				? { label: 'The same people', value: number(n), note: 'with a result in both cycles' }
				: { label: 'Assessed', value: number(n), note: 'at least four in five of the people are the same' },
		],
		...plansOf(session, { nodeId: node.id, plans, advice }),
	}
}

type TeamLens = Exclude<StallLens, 'tiers'>

async function readLevels(
	session: AccountSession,
	{ lens, page }: { lens: TeamLens; page: number },
): Promise<Listed> {
	const { scope, person, account } = session
	const stalls = await listLevelStalls(scope, person, {
		...{ frameworkKey: frameworkOfLens[lens], today: todayIn(account.timeZone) },
	})
	return {
		items: ofPage(stalls, page).map((stall) => levelItem(session, lens, stall)),
		total: stalls.length,
		tiers: null,
	}
}

function levelItem(session: AccountSession, lens: TeamLens, stall: LevelStall): StallItem {
	const { locale, timeZone, slug } = session.account
	const { team, level, now, before, target, trapRecognized } = stall
	const planLens = lens === 'levels' ? 'ai-coding-level' : 'rung'
	const text = (of: number) => {
		const words = levelText(planLens, of, locale)
		return words.charAt(0).toUpperCase() + words.slice(1)
	}
	const advice = adviceOn(lens, level)
	return {
		...{ id: team.id, name: team.name, advice },
		place: lens === 'levels' ? 'Five AI coding levels' : 'Agentic engineering ladder',
		href: `/a/${slug}/teams/${team.id}/assessments/${now.assessmentId}`,
		figures: [
			{ label: before.cycleName, value: text(level), note: 'agreed' },
			{ label: now.cycleName, value: text(level), note: 'agreed' },
			target
				? {
						label: 'Target',
						value: text(target.targetLevel),
						note: `by ${formatDate(target.endsOn, locale, timeZone)}, in the plan ${target.name}`,
					}
				: { label: 'Plan', value: 'None that you can read', note: 'so nothing says how high' },
			...(lens === 'rungs' && trapRecognized !== null
				? [{ label: 'The trap of the rung', value: trapRecognized ? 'Recognized' : 'Not recognized' }]
				: []),
		],
		...plansOf(session, { nodeId: team.id, plans: stall, advice }),
	}
}

/** What the reader can do about it in the plans that hold. */
function plansOf(
	{ account, scope }: AccountSession,
	{ nodeId, plans, advice }: { nodeId: string; plans: PlansOfTeam | undefined; advice: Advice },
): Pick<StallItem, 'plans' | 'beginHref'> {
	const root = `/a/${account.slug}/roadmaps`
	const search = nodeId === scope.accountId ? '' : `?${new URLSearchParams({ team: nodeId })}`
	return {
		plans: (plans?.plans ?? []).map((plan) => ({
			...{ id: plan.id, name: plan.name, href: `${root}/${plan.id}`, mayEdit: plan.mayEdit },
			takeables: plan.mayEdit ? advice.takeables.filter(({ key, text }) => !plan.taken.has(key ?? text)) : [],
			...phasesOf(plan),
			idempotencyKey: newIdempotencyKey(),
		})),
		beginHref: plans?.mayBegin && plans.plans.length === 0 ? `${root}/new${search}` : null,
	}
}

const phasesOf = ({ openPhases, phase }: FittingPlan): Pick<PlanToTake, 'phases' | 'phase'> => ({
	phases: openPhases.map(({ key, name }) => ({ value: key, label: name })),
	phase: phase ?? undefined,
})
