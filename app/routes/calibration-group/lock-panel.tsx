import { LockKeyhole } from 'lucide-react'
import { Form } from 'react-router'
import { peopleText } from '#app/lib/people-text.ts'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { GroupPage } from './read-page.server.ts'

/** Whether the group is locked, by whom, and what was said when it was opened again. */
export function LockState({ page, refused }: { page: GroupPage; refused: string | undefined }) {
	const { group, locale, timeZone, mayChange } = page
	const time = (value: Date) => (
		<TimeText value={value} locale={locale} timeZone={timeZone} style="dateTime" />
	)
	if (group.lockedAt) {
		return (
			<Notice title="Locked" actions={mayChange && <UnlockForm page={page} refused={refused} />}>
				{group.lockedBy && (
					<>
						By <bdi>{group.lockedBy}</bdi>,{' '}
					</>
				)}
				{time(group.lockedAt)}. No check-in, agreement or tier of its people changes.
			</Notice>
		)
	}
	if (group.unlockedAt && group.unlockReason) {
		return (
			<Notice title="Opened again">
				{time(group.unlockedAt)}: <bdi>{group.unlockReason}</bdi>
			</Notice>
		)
	}
	return null
}

/** Asks before nothing of the group's people changes any more, with those whom that leaves without a result. */
export function LockForm({ page }: { page: GroupPage }) {
	const { group, summary, locale } = page
	const missing = summary.people - summary.settled
	return (
		<Confirm
			label="Lock the group"
			icon={LockKeyhole}
			text={
				<>
					No check-in, agreement or tier of {peopleText(summary.people, locale)} changes any more, until HR
					unlocks the group with a reason. Who is reopened counts as they had sent and agreed before, unless
					they have done so anew.{' '}
					{missing > 0 &&
						`${peopleText(missing, locale)} ${missing === 1 ? 'has' : 'have'} no result yet, and would be published as not assessed.`}
				</>
			}
		>
			<Form method="post">
				<input type="hidden" name="intent" value="lock" />
				<input type="hidden" name="version" value={group.version} readOnly />
				<Button size="small">Lock {group.name}</Button>
			</Form>
		</Confirm>
	)
}

function UnlockForm({ page: { group }, refused }: { page: GroupPage; refused: string | undefined }) {
	return (
		<details open={refused !== undefined || undefined} className="text-start">
			<summary className="button" data-variant="secondary" data-size="small">
				Unlock
			</summary>
			<Form method="post" className="mt-2 flex flex-col items-start gap-2">
				<input type="hidden" name="intent" value="unlock" />
				<input type="hidden" name="version" value={group.version} readOnly />
				<TextField
					id="unlock-reason"
					name="reason"
					label="Why?"
					hint="It stands here until the group is locked again."
					errors={refused ? [refused] : undefined}
					controlSize="small"
					maxLength={1000}
					required
				/>
				<Button variant="secondary" size="small">
					Unlock the group
				</Button>
			</Form>
		</details>
	)
}
