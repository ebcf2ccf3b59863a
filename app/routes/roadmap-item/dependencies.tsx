import { Form, Link } from 'react-router'
import { itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { ItemPage } from './read-page.server.ts'

/** What a dependency holds back: people, and never a metric. */
function whatWaits({ kind, outcome }: ItemPage['item']): string {
	if (kind !== 'outcome') return 'It cannot be done before these are.'
	return outcome?.by === 'metric'
		? 'Its metric decides by itself: the outcome is met when the values say so, also before these are done.'
		: 'No note on it can be approved before these are done.'
}

/** What the item waits for, and what waits for it. */
export function Dependencies({ page }: { page: ItemPage }) {
	const { needs, neededBy, mayNeed, mayEdit, plan, root } = page
	const link = ({ id, text }: { id: string; text: string }) => (
		<Link to={`${root}/${plan.id}/items/${id}`} className="link min-w-0 wrap-anywhere">
			<bdi>{text}</bdi>
		</Link>
	)
	return (
		<Panel title="Waits for" description={whatWaits(page.item)}>
			<div className="flex flex-col gap-4 text-sm">
				{needs.length === 0 && <p className="text-muted">Nothing.</p>}
				<ul className="flex flex-col gap-2">
					{needs.map((item) => (
						<li key={item.id} className="flex flex-wrap items-center justify-between gap-2">
							<span className="min-w-0 flex-1 basis-40">
								{link(item)} <span className="text-muted">· {itemStateNames[item.state]}</span>
							</span>
							{mayEdit && (
								<Form method="post">
									<input type="hidden" name="intent" value="remove-need" />
									<input type="hidden" name="needsId" value={item.id} />
									<Button variant="quiet" size="small" aria-label={`No longer wait for “${item.text}”`}>
										Remove
									</Button>
								</Form>
							)}
						</li>
					))}
				</ul>
				{mayEdit && mayNeed.length > 0 && (
					<Form method="post" className="flex flex-col gap-3">
						<input type="hidden" name="intent" value="add-need" />
						<SelectField name="needsId" id="needs" label="Let it wait for">
							{plan.phases.map(({ key, name }) => {
								const of = mayNeed.filter(({ phase }) => phase === key)
								return (
									of.length > 0 && (
										<optgroup key={key} label={name}>
											{of.map(({ id, text }) => (
												<option key={id} value={id}>
													{text}
												</option>
											))}
										</optgroup>
									)
								)
							})}
						</SelectField>
						<div>
							<Button variant="secondary">Add</Button>
						</div>
					</Form>
				)}
				{neededBy.length > 0 && (
					<>
						<h3 className="text-sm">Waits for this one</h3>
						<ul className="flex flex-col gap-2">
							{neededBy.map((item) => (
								<li key={item.id}>{link(item)}</li>
							))}
						</ul>
					</>
				)}
			</div>
		</Panel>
	)
}
