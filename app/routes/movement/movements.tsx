import { LockKeyhole } from 'lucide-react'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { FlowTable, MovementTable } from './movement-tables.tsx'
import { flowFamilies, FlowPicture, MovedMost, SpreadPicture } from './pictures.tsx'
import type { MovementPage } from './read-page.server.ts'
import { SidesTable } from './sides-table.tsx'

type PageOf<Kind extends MovementPage['kind']> = Extract<MovementPage, { kind: Kind }>

/** The movement of every team, for who sees everybody of both cycles. */
export function AllMovements({ page, slug }: { page: PageOf<'flows'>; slug: string }) {
	const total = page.rows.find(({ isTotal }) => isTotal)
	return (
		<>
			<MovementTable caption="Movement by team" {...page} />
			{total && <FlowPicture page={page} total={total} />}
			{total && <FlowTable total={total} families={flowFamilies(page)} locale={page.locale} />}
			<MovedMost page={page} slug={slug} />
		</>
	)
}

/** The movement as readers of groups get it: who went where in the whole account, and the two sides of every team. */
export function ShownMovements({ page, slug }: { page: PageOf<'sides'>; slug: string }) {
	const { flow, locale } = page
	return (
		<>
			<Notice title={flow ? 'Who went where, of the whole company' : 'Both sides, not who went where'}>
				{page.ownTeams.length > 0
					? `Of ${listOf(page.ownTeams, locale)} you see everybody in the heatmap; of all others you see groups. `
					: 'You see groups. '}
				<HowFar page={page} />
				{page.isOtherAsked && ` For you it is always since the cycle before, ${page.comparisonName}.`}
			</Notice>
			{flow && (
				<>
					<MovementTable
						caption={`Movement of the whole company, ${flowFamilies(page)}`}
						rows={[flow.row]}
						step={flow.step}
						locale={locale}
					/>
					<LeftOut page={page} />
					<FlowPicture page={page} total={flow.row} step={flow.step} />
					<FlowTable total={flow.row} families={flowFamilies(page)} step={flow.step} locale={locale} />
				</>
			)}
			<SidesTable page={page} />
			<SpreadPicture page={page} />
			<MovedMost page={page} slug={slug} />
		</>
	)
}

function HowFar({ page: { flow, isAccount, k, locale } }: { page: PageOf<'sides'> }) {
	const hidden = `A figure about fewer than ${k} people is hidden, and so is what would give it away.`
	if (flow?.step) {
		return (
			<>
				Who went from tier to tier is shown of the whole company in round numbers, to the nearest{' '}
				{formatNumber(flow.step, locale)} people, so that nobody’s tier follows from it. Ways of fewer than{' '}
				{formatNumber(flow.step / 2, locale)} people are left out, a total of fewer is “under{' '}
				{formatNumber(flow.step / 2, locale)}”, and sums may differ. Of each team you see where people stood
				then and where they stand now. {hidden}
			</>
		)
	}
	if (flow) {
		return (
			<>
				Who went from tier to tier is shown of the whole company, where nobody’s tier follows from it; of each
				team, where people stood then and where they stand now. {hidden}
			</>
		)
	}
	return (
		<>
			This shows where people stood then and where they stand now, as the heatmap shows it to you.{' '}
			{isAccount
				? 'Who went from tier to tier is hidden this time: too few people are in both cycles, or somebody’s tier could follow from it. '
				: 'Who went from tier to tier is shown of the whole company alone. '}
			{hidden}
		</>
	)
}

/** Which families the flow is of, where it is not of all. */
function LeftOut({ page: { flow, locale } }: { page: PageOf<'sides'> }) {
	if (!flow || flow.leftOut === 0) return null
	const families =
		flow.leftOut === 1 ? 'One role family is' : `${formatNumber(flow.leftOut, locale)} role families are`
	return (
		<p className="inline-flex items-baseline gap-1.5 text-sm text-muted">
			<LockKeyhole aria-hidden className="size-3.5 shrink-0 self-center" />
			This is of {listOf(flow.families, locale)}. {families} hidden, so that nobody’s tier follows.
		</p>
	)
}

const listOf = (names: readonly string[], locale: string) =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
