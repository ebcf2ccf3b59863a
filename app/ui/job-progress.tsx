import { useEffect, useState } from 'react'
import { X } from 'lucide-react'
import { Form, Link, useRevalidator } from 'react-router'
import { Button } from './button.tsx'
import { Panel } from './panel.tsx'

export type ShownJob = {
	/** What it is at: 'Checking rows'. */
	stage: string
	/** How far: '1,200 of 50,000'; may be empty. */
	progress: string
	done: number
	total: number | null
	isFinished: boolean
	isStopping: boolean
}

type Props = {
	title: string
	/** What is known to become of it when this page is closed, and the like. */
	description?: string
	job: ShownJob
	/** The address of the job: its events are below it, and it takes the wish to stop. */
	url: string
	/** Where stopping leads back to. */
	here: string
}

/** Work that goes on behind the page: followed live, and after a reload from where it is. */
export function JobProgress({ title, description, job, url, here }: Props) {
	const shown = useLive(job, `${url}/events`)
	return (
		<Panel title={title} description={description}>
			<div className="flex flex-col gap-3">
				<div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
					<span className="font-medium" role="status">
						{shown.stage}
					</span>
					<span className="text-muted tabular-nums">{shown.progress}</span>
				</div>
				<progress
					className="progress"
					aria-label={title}
					{...(shown.total !== null && shown.total > 0 ? { value: shown.done, max: shown.total } : {})}
				/>
				<div className="flex flex-wrap items-center gap-3">
					<Form method="post" action={url}>
						<input type="hidden" name="intent" value="cancel" />
						<input type="hidden" name="here" value={here} />
						<Button variant="secondary" size="small" icon={X}>
							{shown.isStopping ? 'Stopping' : 'Stop it'}
						</Button>
					</Form>
					{here !== url && (
						<Link to={url.slice(0, url.lastIndexOf('/'))} className="link text-sm">
							All background work
						</Link>
					)}
					<noscript>
						<Link to={here} className="link text-sm">
							See how far it is
						</Link>
					</noscript>
				</div>
			</div>
		</Panel>
	)
}

/** The latest that is known; when the work has ended, the page is read again. */
function useLive(job: ShownJob, url: string): ShownJob {
	const [live, setLive] = useState(job)
	const { revalidate } = useRevalidator()
	useEffect(() => {
		if (typeof EventSource === 'undefined') return
		const source = new EventSource(url)
		source.addEventListener('message', ({ data }) => {
			// From the same code on the server; zod would try to compile, which the page's policy stops and reports.
			const news = JSON.parse(String(data)) as ShownJob
			setLive(news)
			if (!news.isFinished) return
			source.close()
			void revalidate()
		})
		return () => source.close()
	}, [url, revalidate])
	return live
}
