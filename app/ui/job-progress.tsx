import type { ReactNode } from 'react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { X } from 'lucide-react'
import { Form, Link, useNavigation, useRevalidator } from 'react-router'
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
	/** What came of it, once it has ended. */
	children?: ReactNode
}

/** Work that goes on behind the page: followed live, and after a reload from where it is. Then what came of it. */
export function JobProgress({ title, description, job, url, here, children }: Props) {
	const { box, state, hold } = useHeldFocus(job.isFinished)
	const shown = useLive(job, url, hold)
	const isStopping = useNavigation().formAction === url || job.isStopping || shown.isStopping
	if (job.isFinished) {
		return (
			<div ref={box}>
				<div ref={state} role="status" tabIndex={-1} data-focus-target>
					{children}
				</div>
			</div>
		)
	}
	const isOver = shown.isFinished || isStopping
	return (
		<div ref={box}>
			<Panel title={title} description={description}>
				<div className="flex flex-col gap-3">
					<div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
						<div ref={state} className="font-medium" role="status" tabIndex={-1} data-focus-target>
							{isStopping && !shown.isFinished ? 'Stopping' : shown.stage}
						</div>
						<span className="text-muted tabular-nums">{shown.progress}</span>
					</div>
					<progress
						className="progress"
						aria-label={title}
						{...(shown.total !== null && shown.total > 0 ? { value: shown.done, max: shown.total } : {})}
					/>
					<div className="flex min-h-8 flex-wrap items-center gap-3">
						{!isOver && (
							<Form method="post" action={url} preventScrollReset onSubmit={hold}>
								<input type="hidden" name="intent" value="cancel" />
								<input type="hidden" name="here" value={here} />
								<Button variant="secondary" size="small" icon={X}>
									Stop it
								</Button>
							</Form>
						)}
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
		</div>
	)
}

/** The latest that is known; when the work has ended, the page is read again. */
function useLive(job: ShownJob, url: string, beforeControlsGo: () => void): ShownJob {
	const [live, setLive] = useState<{ url: string; job: ShownJob } | null>(null)
	const { revalidate } = useRevalidator()
	const { isFinished } = job
	useEffect(() => {
		if (isFinished || typeof EventSource === 'undefined') return
		const source = new EventSource(`${url}/events`)
		source.addEventListener('message', ({ data }) => {
			// From the same code on the server; zod would try to compile, which the page's policy stops and reports.
			const news = JSON.parse(String(data)) as ShownJob
			if (news.isStopping || news.isFinished) beforeControlsGo()
			setLive({ url, job: news })
			if (!news.isFinished) return
			source.close()
			void revalidate()
		})
		return () => source.close()
	}, [url, isFinished, revalidate, beforeControlsGo])
	return live?.url === url ? live.job : job
}

/**
 * Keeps the focus of whoever is in the box, when its controls go, on the line that says how the work is; and on the page,
 * when the box goes as well. `hold` is to be called before controls go.
 */
function useHeldFocus(isFinished: boolean) {
	const box = useRef<HTMLDivElement>(null)
	const state = useRef<HTMLDivElement>(null)
	const isHeld = useRef(false)
	const hold = useCallback(() => {
		if (!box.current?.contains(document.activeElement)) return
		isHeld.current = true
		state.current?.focus()
	}, [])
	useLayoutEffect(() => {
		if (isFinished && isHeld.current && document.activeElement === document.body) state.current?.focus()
	}, [isFinished])
	useLayoutEffect(() => {
		const whole = box.current
		return () => {
			if (whole?.contains(document.activeElement)) document.getElementById('main')?.focus()
		}
	}, [])
	return { box, state, hold }
}
