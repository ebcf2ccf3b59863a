import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { Form, Link } from 'react-router'
import { peopleText } from '#app/lib/people-text.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { NameForm } from './name-form.tsx'
import type { FamiliesPage, FamilyAnswer } from './route.tsx'

type Props = {
	family: FamiliesPage['families'][number]
	isFirst: boolean
	isLast: boolean
	answer: FamilyAnswer
	page: Pick<FamiliesPage, 'locale' | 'slug'>
}

/** One family: who is in it, its place in the order, and what can be done with one of the account's own. */
export function FamilyItem({ family, isFirst, isLast, answer, page: { locale, slug } }: Props) {
	const { id, name, builtIn, hasQuestions, members, isUsed } = family
	const people = peopleText(members, locale)
	return (
		<li className="flex flex-col gap-3 px-4 py-4 sm:px-6">
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<div className="min-w-0 flex-1 basis-40">
					<h2 className="flex flex-wrap items-center gap-2 text-base">
						<LongText>{name}</LongText>
						{!builtIn && <Badge>Your own</Badge>}
					</h2>
					<p className="mt-0.5 text-sm text-muted">
						{people}.{' '}
						{hasQuestions ? (
							<>
								Asked by the{' '}
								<Link to={`/a/${slug}/frameworks/skill-progression-map`} className="link">
									skill progression map
								</Link>
								.
							</>
						) : (
							'Not assessed by the map: no check-in.'
						)}
					</p>
				</div>
				<div className="flex flex-wrap gap-1">
					{!isFirst && <Act id={id} intent="move" to="up" icon={ArrowUp} label={`Move ${name} up`} />}
					{!isLast && <Act id={id} intent="move" to="down" icon={ArrowDown} label={`Move ${name} down`} />}
					{!builtIn && !isUsed && <Act id={id} intent="delete" icon={Trash2} label={`Delete ${name}`} />}
				</div>
			</div>
			{!builtIn && (
				<details className="text-sm" open={answer !== undefined || undefined}>
					<summary className="cursor-pointer text-accent">Rename</summary>
					<div className="max-w-form pt-3">
						<NameForm
							id={`family-${id}`}
							hidden={{ intent: 'rename', familyId: id, from: answer?.current ?? name }}
							name={name}
							label={answer?.current ? `Name, ${answer.current} at present` : 'Name'}
							submitLabel="Save the name"
							result={answer?.result}
						/>
					</div>
				</details>
			)}
		</li>
	)
}

const words = { up: 'Up', down: 'Down' }

type ActProps = {
	id: string
	intent: 'move' | 'delete'
	to?: 'up' | 'down'
	icon: typeof ArrowUp
	label: string
}

function Act({ id, intent, to, icon, label }: ActProps) {
	return (
		<Form method="post">
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="familyId" value={id} />
			{to && <input type="hidden" name="to" value={to} />}
			<Button variant="quiet" size="small" icon={icon} aria-label={label}>
				<span className="max-sm:hidden">{to ? words[to] : 'Delete'}</span>
			</Button>
		</Form>
	)
}
