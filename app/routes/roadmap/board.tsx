import type { KeyboardEvent } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { Place, Step } from './arrange-board.ts'
import { placeValue, putTo, stepFrom } from './arrange-board.ts'
import { BoardCard } from './board-card.tsx'
import type { PlanAnswer } from './actions.server.ts'
import type { BoardItem, PlanPage } from './read-page.server.ts'

const stepOfKey: Record<string, Step> = {
	ArrowUp: 'up',
	ArrowDown: 'down',
	ArrowLeft: 'before',
	ArrowRight: 'after',
}

/**
 * The plan by phase. A card moves by its menu, which needs no JavaScript, by dragging, and by Shift with an arrow key while it
 * has the focus, which it keeps.
 */
export function Board({ page }: { page: PlanPage }) {
	const { plan, locale, mayEdit } = page
	const mover = useFetcher<Omit<PlanAnswer, 'status'>>()
	const [focusId, setFocusId] = useState<string | null>(null)
	const [overPhase, setOverPhase] = useState<PhaseKey | null>(null)
	const board = useRef<HTMLDivElement>(null)
	const [under, setUnder] = useState<{ itemId: string; place: Place } | null>(null)
	const isMoving = mover.state !== 'idle'
	// Until the server has answered, the card stands where it was put; then what the server says stands.
	const items = isMoving && under ? putTo(plan.items, under.itemId, under.place) : plan.items
	const open = plan.phases.flatMap(({ key, closedOn }) => (closedOn === null ? [key] : []))
	const refused = !isMoving && mover.data && !mover.data.ok ? mover.data.text : null

	// A card that goes to another column is drawn anew there, and the focus goes along: when it goes, and when it is there, with
	// the drawing itself, so that no key in between is lost. What else changes on the page leaves the focus where it is.
	useLayoutEffect(() => {
		if (focusId !== null) board.current?.querySelector<HTMLElement>(`[data-card="${focusId}"] a`)?.focus()
	}, [focusId, isMoving])

	const put = (item: BoardItem, place: Place | null) => {
		if (!mayEdit || isMoving || place === null || !open.includes(item.phase)) return
		if (!open.includes(place.phase) || place.beforeId === item.id) return
		setUnder({ itemId: item.id, place })
		const fields = { intent: 'card', itemId: item.id, version: String(item.version), quiet: 'yes' }
		void mover.submit({ ...fields, to: placeValue(place) }, { method: 'post' })
	}
	const onKeyDown = (event: KeyboardEvent, item: BoardItem) => {
		const step = stepOfKey[event.key]
		if (!step || !event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
		event.preventDefault()
		setFocusId(item.id)
		put(item, stepFrom(plan.items, open, item, step))
	}
	return (
		<div className="flex flex-col gap-3">
			{mayEdit && (
				<p className="text-sm text-muted">
					Drag a card, use its menu, or press Shift with an arrow key while it has the focus.
				</p>
			)}
			{refused && (
				<Notice tone="error" title="The card was not moved" live>
					{refused}
				</Notice>
			)}
			<p role="status" className="sr-only">
				{under && !isMoving && !refused && describePlace(plan, under.itemId)}
			</p>
			<div ref={board} className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-4">
				{plan.phases.map((phase) => {
					const cards = items.filter((item) => item.phase === phase.key)
					const counted = cards.filter(({ state }) => state !== 'dropped')
					const done = counted.filter(({ state }) => state === 'done').length
					return (
						<section
							key={phase.key}
							aria-labelledby={`column-${phase.key}`}
							data-over={overPhase === phase.key || undefined}
							className="flex min-w-0 flex-col gap-3 rounded-panel border border-line bg-sunken p-3 data-over:border-accent"
							onDragOver={(event) => {
								if (!mayEdit || !open.includes(phase.key)) return
								event.preventDefault()
								setOverPhase(phase.key)
							}}
							onDragLeave={() => setOverPhase(null)}
							onDrop={(event) => {
								event.preventDefault()
								setOverPhase(null)
								const item = plan.items.find(({ id }) => id === event.dataTransfer.getData('text/plain'))
								const before = (event.target as Element).closest<HTMLElement>('[data-card]')?.dataset.card
								setFocusId(null)
								if (item) put(item, { phase: phase.key, beforeId: before ?? null })
							}}
						>
							<header className="flex flex-col gap-1">
								<h2 id={`column-${phase.key}`} className="flex flex-wrap items-center gap-2 text-base">
									<bdi>{phase.name}</bdi>
									{phase.closedOn !== null && <Badge>Closed</Badge>}
								</h2>
								<p className="text-xs text-muted">
									{formatDate(phase.startsOn, locale, 'UTC')} – {formatDate(phase.endsOn, locale, 'UTC')} ·{' '}
									{formatNumber(done, locale)} of {formatNumber(counted.length, locale)} done
								</p>
							</header>
							{cards.length === 0 ? (
								<p className="text-sm text-muted">Nothing planned in this phase.</p>
							) : (
								<ol className="flex flex-col gap-2">
									{cards.map((item) => (
										<BoardCard
											key={item.id}
											item={item}
											page={page}
											items={plan.items}
											open={open}
											onKeyDown={(event) => onKeyDown(event, item)}
										/>
									))}
								</ol>
							)}
						</section>
					)
				})}
			</div>
		</div>
	)
}

function describePlace({ phases, items }: PlanPage['plan'], itemId: string): string {
	const item = items.find(({ id }) => id === itemId)
	const own = items.filter(({ phase }) => phase === item?.phase)
	const place = own.findIndex(({ id }) => id === itemId) + 1
	const name = phases.find(({ key }) => key === item?.phase)?.name ?? ''
	return item ? `Moved to ${name}, place ${place} of ${own.length}.` : ''
}
