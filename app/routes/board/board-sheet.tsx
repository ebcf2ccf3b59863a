import { Download, Grid3x3, Presentation as PresentationIcon, Printer } from 'lucide-react'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { useHydrated } from '#app/ui/keyboard/use-hydrated.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import { asOfBoard, Basis, BoardLegend, FamilyTable, Sentences, TeamsTable } from './board-parts.tsx'
import type { BoardPageOf } from './read-page.server.ts'

/** The board page on a screen, and on one sheet of paper. */
export function BoardSheet({ page, slug }: { page: BoardPageOf<'board'>; slug: string }) {
	const { cycle, cycles, hrefs, isRoot, node, path, teams } = page
	return (
		<div className="board stack">
			<div aria-hidden className="contours board-contours" />
			<PageHeader
				above={
					path.length > 1 && <Breadcrumbs items={path.map(({ name, href }) => ({ label: name, href }))} />
				}
				title={
					<>
						<bdi>{node.name}</bdi>: where we stand
					</>
				}
				asOf={asOfBoard(page)}
				actions={
					<>
						<PrintButton />
						<ButtonLink to={hrefs.present} icon={PresentationIcon}>
							Present
						</ButtonLink>
						<SaveReportLink slug={slug} kind="board" label="Save this view" />
						<ButtonLink to={hrefs.heatmap} icon={Grid3x3}>
							Heatmap
						</ButtonLink>
						<ButtonLink to={hrefs.csv} icon={Download} reloadDocument>
							CSV
						</ButtonLink>
					</>
				}
			/>
			{cycle.isCorrectedSince && (
				<Notice title={`${cycle.name} was corrected since`}>
					This is an earlier version of it, as the page says below.
				</Notice>
			)}
			<FilterForm
				names={['cycle']}
				renames={{ node: 'near' }}
				label="Choose a cycle"
				submitLabel="Show"
				clearLabel="Newest"
			>
				<SelectField
					name="cycle"
					label="Cycle"
					controlSize="small"
					defaultValue={cycle.ref}
					options={cycles}
				/>
			</FilterForm>
			<section aria-label="In short">
				<Sentences page={page} />
			</section>
			<div className="board-tables" data-single={teams.rows.length === 0 || undefined}>
				{teams.rows.length > 0 && (
					<section aria-labelledby="board-teams" className="board-part">
						<h2 id="board-teams">{isRoot ? 'Teams' : 'Teams below it'}</h2>
						<TeamsTable page={page} />
					</section>
				)}
				<section aria-labelledby="board-families" className="board-part board-families">
					<h2 id="board-families">Role families</h2>
					<FamilyTable page={page} />
				</section>
			</div>
			<BoardLegend page={page} />
			<section aria-labelledby="board-basis" className="board-part board-basis">
				<h2 id="board-basis">What it stands on</h2>
				<Basis page={page} />
			</section>
		</div>
	)
}

/** Only where it can do something: without JavaScript the browser’s own menu prints. */
function PrintButton() {
	if (!useHydrated()) return null
	return (
		<Button type="button" icon={Printer} onClick={() => window.print()}>
			Print
		</Button>
	)
}
