import type { ReactNode } from 'react'
import { Trash2 } from 'lucide-react'
import { Form, Link } from 'react-router'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { lensNames, roadmapLenses } from '#app/domain/roadmap/roadmap-lens.ts'
import { originNotes } from '#app/domain/roadmap/roadmap-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { NewPage } from './read-page.server.ts'

const lensTexts: Record<RoadmapLens, string> = {
	'ai-coding-level': 'For teams that build product features. Its deliverables and outcomes are the source’s.',
	rung: 'For engineering teams that work with agents. The source has no plan for the ladder: this one is ours, drawn from its traps and their ways out.',
	tier: 'For every other team, by family. The source has no plan for the map: these are ours, drawn from its questions and options.',
}

type Template = NewPage['templates'][number]

/** What a plan begins with, by lens, and apart what the account has saved: each leads to the form with it. */
export function TemplateChoice({ page, teamId }: { page: NewPage; teamId: string | null }) {
	const { templates, own, mayRemove, locale } = page
	return (
		<>
			{own.length > 0 && (
				<Panel
					title="Templates of your company"
					description={`${originNotes.account} Save a plan as a template to add one.`}
					padding="flush"
				>
					<ul className="divide-y divide-line">
						{own.map((template) => (
							<TemplateLine key={template.key} {...{ template, teamId, locale }}>
								<span className="text-sm text-muted">{lensNames[template.lens]}</span>
								{mayRemove && <RemoveTemplate templateId={template.id} />}
							</TemplateLine>
						))}
					</ul>
				</Panel>
			)}
			{roadmapLenses.map((lens) => (
				<Panel key={lens} title={lensNames[lens]} description={lensTexts[lens]} padding="flush">
					<ul className="divide-y divide-line">
						{templates
							.filter((template) => template.lens === lens)
							.map((template) => (
								<TemplateLine key={template.key} {...{ template, teamId, locale }}>
									<OriginBadge origin={template.origin} />
								</TemplateLine>
							))}
					</ul>
				</Panel>
			))}
		</>
	)
}

type LineProps = { template: Template; teamId: string | null; locale: string; children: ReactNode }

function TemplateLine({ template: { key, name, items }, teamId, locale, children }: LineProps) {
	return (
		<li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
			<Link
				to={`?${new URLSearchParams({ template: key, ...(teamId && { team: teamId }) })}`}
				className="link min-w-0 flex-1 basis-60"
			>
				<bdi>{name}</bdi>
			</Link>
			<span className="text-sm text-muted">{formatNumber(items, locale)} items</span>
			{children}
		</li>
	)
}

function RemoveTemplate({ templateId }: { templateId: string }) {
	return (
		<Confirm
			label="Remove"
			icon={Trash2}
			size="small"
			text="Plans that began with it keep what they have. The template cannot be brought back."
		>
			<Form method="post">
				<input type="hidden" name="templateId" value={templateId} />
				<Button variant="danger" size="small" name="intent" value="remove-template">
					Remove the template
				</Button>
			</Form>
		</Confirm>
	)
}
