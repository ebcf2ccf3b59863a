import { Form } from 'react-router'
import type { Opening } from '#app/data/count-opening.server.ts'
import { openRefusals } from '#app/domain/cycle/phase-words.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { PageOf } from './read-page.server.ts'

/** Who would take part, and the button that freezes them. */
export function DraftView({ page, account }: { page: PageOf<'draft'>; account: string }) {
	const { cycle, plan, opening, running, hindrance, locale, timeZone } = page
	if (opening.participants === 0) {
		return (
			<>
				<EmptyState
					title="Nobody can take part yet"
					action={
						<ButtonLink
							to={`${account}/${opening.withoutFamily > 0 ? 'people' : 'roster-imports/new'}`}
							variant="primary"
						>
							{opening.withoutFamily > 0 ? 'Give people a role family' : 'Import your roster'}
						</ButtonLink>
					}
				>
					{opening.withoutFamily > 0
						? `${peopleText(opening.withoutFamily, locale)} in the roster, and no role family. It decides which questions a check-in asks.`
						: 'Your roster is empty. Add your people first; then come back and open the cycle.'}
				</EmptyState>
				<DeleteDraft name={cycle.name} />
			</>
		)
	}
	return (
		<>
			<Stats label="Who would take part today">
				<Stat
					label="Participants"
					value={formatNumber(opening.participants, locale)}
					note="if opened today"
				/>
				<Stat
					label="One rater only"
					value={`${formatNumber(opening.withoutUser, locale)} + ${formatNumber(opening.withoutManager, locale)}`}
					note="no user account + no manager who can answer"
				/>
				<Stat
					label="In no team"
					value={formatNumber(opening.withoutTeam, locale)}
					note="counted for the whole account"
				/>
				<Stat
					label="Left out"
					value={formatNumber(opening.withoutFamily + opening.outOfScope, locale)}
					note={opening.outOfScope > 0 ? 'not asked, or no role family' : 'no role family'}
				/>
			</Stats>
			{hindrance && (
				<Notice
					tone="warning"
					title={
						plan.opensOn === null
							? 'Its dates have passed'
							: `It was to open on ${formatDate(plan.opensOn, locale, timeZone)} and could not`
					}
					actions={
						<ButtonLink to={`${account}/cycles/${cycle.id}/plan`} size="small">
							Change the plan
						</ButtonLink>
					}
				>
					{hindrance}
				</Notice>
			)}
			{running && !hindrance && (
				<Notice
					tone="warning"
					title={`${running.name} is still running`}
					actions={
						<ButtonLink to={`${account}/cycles/${running.id}`} size="small">
							Go to {running.name}
						</ButtonLink>
					}
				>
					{openRefusals['another-running'](running.name)}
				</Notice>
			)}
			<Panel
				title={`Open ${cycle.name}`}
				description="From then on people and their managers can answer."
				footer={
					running ? undefined : (
						<Form method="post">
							<input type="hidden" name="intent" value="open" />
							<Button>Open for {peopleText(opening.participants, locale)}</Button>
						</Form>
					)
				}
			>
				<div className="flex max-w-prose flex-col gap-3 text-sm">
					<p>
						Opening freezes who takes part, with team, manager, role family and title as they are now. Later
						moves count from the next cycle on. Asked with: {cycle.frameworkTitle}, version{' '}
						{formatNumber(cycle.frameworkVersion, locale)}.
					</p>
					<OpeningNotes opening={opening} locale={locale} account={account} />
				</div>
			</Panel>
			<DeleteDraft name={cycle.name} />
		</>
	)
}

function OpeningNotes({ opening, locale, account }: { opening: Opening; locale: string; account: string }) {
	const { withoutFamily, withoutManager, withoutUser } = opening
	if (withoutFamily + withoutManager + withoutUser === 0) return null
	return (
		<>
			<ul className="flex list-disc flex-col gap-1 ps-5">
				{withoutUser > 0 && (
					<li>
						{peopleText(withoutUser, locale)} without a user account can’t answer for themselves. Invite them,
						also while the cycle is open; else their manager’s answers count alone, marked as such.
					</li>
				)}
				{withoutManager > 0 && (
					<li>
						For {peopleText(withoutManager, locale)} no manager can answer. A missing manager is frozen as
						missing; a manager without a user account can still join.
					</li>
				)}
				{withoutFamily > 0 && (
					<li>
						{peopleText(withoutFamily, locale)} without a role family {withoutFamily === 1 ? 'stays' : 'stay'}{' '}
						out of this cycle.
					</li>
				)}
			</ul>
			<div className="flex flex-wrap gap-2">
				<ButtonLink to={`${account}/people`} size="small">
					Look at the people
				</ButtonLink>
				{withoutUser > 0 && (
					<ButtonLink to={`${account}/invitations`} size="small">
						Invite people
					</ButtonLink>
				)}
			</div>
		</>
	)
}

function DeleteDraft({ name }: { name: string }) {
	return (
		<Confirm
			label="Delete this draft"
			size="small"
			text={`This deletes ${name}. Nobody was asked and nothing was answered in it; it can be created again.`}
		>
			<Form method="post">
				<input type="hidden" name="intent" value="delete" />
				<Button variant="danger" size="small">
					Delete {name}
				</Button>
			</Form>
		</Confirm>
	)
}
