import { ArrowRight } from 'lucide-react'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { FamilyPage } from './read-family.server.ts'

type OperationsGuide = NonNullable<FamilyPage['operations']>

const groupNames = { throughput: 'Throughput', quality: 'Quality', cost: 'Cost' } as const
const groups = ['throughput', 'quality', 'cost'] as const

/** How work is run at level 3, which the source tells of Engineering alone. */
export function Operations({ operations }: { operations: OperationsGuide }) {
	const { operationalUnit, unitOfWork, cycleTime, failureMode, dayShape, metrics, warning } = operations
	return (
		<section aria-labelledby="operations" className="flex flex-col gap-4">
			<div className="flex max-w-prose flex-col gap-2">
				<h2 id="operations">How level 3 is run</h2>
				<p>Work is built around a unit of five steps that recurs:</p>
			</div>
			<Flow steps={operationalUnit.map(({ name }) => name)} />
			<div className="grid gap-4 lg:grid-cols-2">
				<Panel title="Unit of work" headingLevel={3}>
					<div className="flex flex-col gap-3 text-sm">
						<p>{unitOfWork.text}</p>
						<Flow steps={unitOfWork.steps} />
						<Not items={unitOfWork.not} />
					</div>
				</Panel>
				<Panel title="Cycle time" headingLevel={3}>
					<div className="flex flex-col gap-3 text-sm">
						<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
							<dt className="text-muted">Stories</dt>
							<dd>{cycleTime.stories}</dd>
							<dt className="text-muted">Features</dt>
							<dd>{cycleTime.features}</dd>
						</dl>
						<p>{cycleTime.note}</p>
					</div>
				</Panel>
				<Panel title="When work stalls" headingLevel={3}>
					<div className="flex flex-col gap-3 text-sm">
						<p>{failureMode.cause}</p>
						<Bullets items={failureMode.examples} />
						<p>{failureMode.recovery}</p>
					</div>
				</Panel>
				<Panel title="What is measured" headingLevel={3}>
					<div className="flex flex-col gap-3 text-sm">
						<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-3">
							{groups.map((group) => (
								<div key={group} className="contents">
									<dt className="text-muted">{groupNames[group]}</dt>
									{metrics.items
										.filter((item) => item.group === group)
										.map(({ key, name }, index) => (
											<dd key={key} className={index > 0 ? 'col-start-2 -mt-2' : undefined}>
												{name}
											</dd>
										))}
								</div>
							))}
						</dl>
						<Not items={[metrics.not]} />
					</div>
				</Panel>
			</div>
			<Panel title="A typical day" headingLevel={3} description={dayShape.summary}>
				<ol className="grid gap-4 sm:grid-cols-3 sm:gap-6">
					{dayShape.parts.map(({ key, name, work }) => (
						<li key={key} className="flex flex-col gap-1.5 border-s-2 border-line ps-3 text-sm">
							<h4 className="font-medium">{name}</h4>
							<Bullets items={work} />
						</li>
					))}
				</ol>
			</Panel>
			<Notice tone="warning" title={`The source’s critical warning: ${lowerFirst(warning.text)}`}>
				<ul className="mt-1 flex flex-col gap-2">
					{warning.points.map(({ key, text }) => (
						<li key={key}>{text}</li>
					))}
				</ul>
			</Notice>
		</section>
	)
}

/** For a sentence that goes on with a text which stands alone elsewhere. */
function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1)
}

function Flow({ steps }: { steps: readonly string[] }) {
	return (
		<ol className="flex flex-wrap items-center gap-x-2 gap-y-2 text-sm">
			{steps.map((step, index) => (
				<li key={step} className="flex items-center gap-2">
					{index > 0 && <ArrowRight aria-hidden className="size-4 text-muted rtl:-scale-x-100" />}
					<span className="rounded-control border border-line-strong bg-panel px-3 py-1 font-medium">
						{step}
					</span>
				</li>
			))}
		</ol>
	)
}

function Bullets({ items }: { items: readonly string[] }) {
	return (
		<ul className="flex list-disc flex-col gap-1 ps-4.5 marker:text-control">
			{items.map((item) => (
				<li key={item}>{item}</li>
			))}
		</ul>
	)
}

function Not({ items }: { items: readonly string[] }) {
	return (
		<p className="text-muted">
			{items.map((item, index) => `${index === 0 ? 'Not' : ', not'} ${lowerFirst(item)}`).join('')}.
		</p>
	)
}
