import type { KeyboardEvent } from 'react'
import { ArrowDown, ArrowUp, CircleCheck, Ellipsis, Link2, MessageSquare, MoveRight } from 'lucide-react'
import { Form, Link } from 'react-router'
import type { ItemState } from '#app/domain/roadmap/item.ts'
import { itemStates, refuseState } from '#app/domain/roadmap/item.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { isOverdue } from '#app/domain/roadmap/plan-items.ts'
import { itemKindNames, itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { BadgeTone } from '#app/ui/badge.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Menu, MenuButton } from '#app/ui/menu.tsx'
import { placeValue, stepFrom } from './arrange-board.ts'
import type { BoardItem, PlanPage } from './read-page.server.ts'

const tones: Record<ItemState, BadgeTone> = {
	todo: 'outline',
	doing: 'neutral',
	done: 'accent',
	dropped: 'outline',
}

type Props = {
	item: BoardItem
	page: PlanPage
	/** All of the plan, for the places around this one. */
	items: readonly BoardItem[]
	/** The phases that are not closed. */
	open: readonly PhaseKey[]
	onKeyDown: (event: KeyboardEvent) => void
}

/** One item: its words lead to its page, its menu moves it and sets its state. */
export function BoardCard({ item, page, items, open, onKeyDown }: Props) {
	const { plan, root, locale, today, mayEdit } = page
	const isMovable = mayEdit && open.includes(item.phase)
	return (
		<li
			data-card={item.id}
			draggable={isMovable}
			onKeyDown={onKeyDown}
			onDragStart={(event) => {
				event.dataTransfer.setData('text/plain', item.id)
				event.dataTransfer.effectAllowed = 'move'
			}}
			className="flex flex-col gap-2 rounded-control border border-line bg-panel p-3"
		>
			<div className="flex items-start justify-between gap-2">
				<Link
					to={`${root}/${plan.id}/items/${item.id}`}
					draggable={false}
					className="min-w-0 text-sm font-medium wrap-anywhere underline-offset-4 hover:underline"
				>
					<bdi className={item.state === 'dropped' ? 'line-through' : undefined}>{item.text}</bdi>
				</Link>
				{isMovable && <CardMenu item={item} page={page} items={items} open={open} />}
			</div>
			<div className="flex flex-wrap items-center gap-1.5">
				<Badge tone={tones[item.state]} {...(item.state === 'done' && { icon: CircleCheck })}>
					{itemStateNames[item.state]}
				</Badge>
				<Badge>{itemKindNames[item.kind]}</Badge>
				{isOverdue(item, today) && <Badge tone="late">Overdue</Badge>}
			</div>
			{/* Without anything to say it takes no room. */}
			<p className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted empty:hidden">
				{item.ownerName && (
					<span className="min-w-0 wrap-anywhere">
						<bdi>{item.ownerName}</bdi>
						{item.ownerHasLeft && ' (has left)'}
					</span>
				)}
				{item.dueOn && <span>due {formatDate(item.dueOn, locale, 'UTC')}</span>}
				{item.evidence > 0 && (
					<span className="inline-flex items-center gap-1">
						<Link2 aria-hidden className="size-3.5" />
						{formatNumber(item.evidence, locale)} shown
					</span>
				)}
				{item.comments > 0 && (
					<span className="inline-flex items-center gap-1">
						<MessageSquare aria-hidden className="size-3.5" />
						{formatNumber(item.comments, locale)}
						<span className="sr-only">{item.comments === 1 ? 'comment' : 'comments'}</span>
					</span>
				)}
			</p>
		</li>
	)
}

/** Works without JavaScript: each choice sends the form. */
function CardMenu({ item, page: { plan }, items, open }: Omit<Props, 'onKeyDown'>) {
	const up = stepFrom(items, open, item, 'up')
	const down = stepFrom(items, open, item, 'down')
	const states = itemStates.filter((state) => state !== item.state && refuseState(item, state) === null)
	return (
		<Menu
			summaryClass="grid size-7 shrink-0 place-items-center rounded-control hover:bg-hover"
			summary={
				<>
					<Ellipsis aria-hidden className="size-4" />
					<span className="sr-only">Change “{item.text}”</span>
				</>
			}
		>
			<Form method="post">
				<input type="hidden" name="intent" value="card" />
				<input type="hidden" name="itemId" value={item.id} />
				<input type="hidden" name="version" value={item.version} />
				{up && (
					<MenuButton name="to" value={placeValue(up)} icon={ArrowUp}>
						Up
					</MenuButton>
				)}
				{down && (
					<MenuButton name="to" value={placeValue(down)} icon={ArrowDown}>
						Down
					</MenuButton>
				)}
				{plan.phases.map(
					({ key, name }) =>
						key !== item.phase &&
						open.includes(key) && (
							<MenuButton key={key} name="to" value={key} icon={MoveRight}>
								To {name}
							</MenuButton>
						),
				)}
				{states.map((state) => (
					<MenuButton key={state} name="state" value={state} icon={CircleCheck}>
						{itemStateNames[state]}
					</MenuButton>
				))}
			</Form>
		</Menu>
	)
}
