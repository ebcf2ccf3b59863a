import type { RefObject, SubmitEvent } from 'react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFetcher, useRevalidator } from 'react-router'
import type { CheckInContent } from '#app/data/read-check-in.server.ts'
import type { FormValues } from './form-values.ts'
import { valuesOfForm } from './form-values.ts'
import type { CheckInAnswer } from './handle-post.server.ts'
import { dropLocalCopy, keepLocalCopy } from './local-copy.ts'

/** What the page answers here where the server could not be reached. */
export type Offline = { kind: 'offline' }

export type SaveStatus =
	| { kind: 'idle' | 'saving' | 'offline' }
	| { kind: 'saved'; at: Date }
	| { kind: 'refused'; message: string }
	| { kind: 'conflict'; current: CheckInContent | null }

/** Milliseconds of quiet after which a change is saved, and after which a lost connection is tried again. */
const quiet = 1200
const retry = 8000

/**
 * Saves the form by itself after a change. Keeps a copy on the device until the server has it, and stops where another tab
 * has saved a newer draft: from there on only the person decides.
 */
export function useAutosave(of: {
	form: RefObject<HTMLFormElement | null>
	localKey: string
	questionKeys: readonly string[]
	/** The version that the page was loaded with. */
	version: number
	/** Nothing is saved by itself: two versions wait for a decision, `device` where one is the copy on the device. */
	paused: 'device' | 'server' | null
	/** What Save or Send was answered with, when it did not get through. */
	refused: { kind: string } | undefined
}) {
	const { form, localKey, questionKeys, paused, refused } = of
	const fetcher = useFetcher<CheckInAnswer | Offline>()
	const { revalidate } = useRevalidator()
	const [version, setVersion] = useState(of.version)
	const latest = useRef(of.version)
	const [status, setStatus] = useState<SaveStatus>({ kind: 'idle' })
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
	/** The form has something that no save has taken along. */
	const changed = useRef(false)
	const held = useRef<HTMLElement | null>(null)
	const stopped = paused !== null || status.kind === 'conflict'

	const take = useCallback((newer: number) => {
		latest.current = newer
		setVersion(newer)
	}, [])
	const loaded = useRef(of.version)
	useEffect(() => {
		take(of.version)
		// The button has saved what was changed.
		if (of.version !== loaded.current && !changed.current) dropLocalCopy(localKey)
		loaded.current = of.version
	}, [of.version, localKey, take])

	const save = useCallback(() => {
		const element = form.current
		if (!element || stopped || fetcher.state !== 'idle') return
		const body = new FormData(element)
		body.set('intent', 'autosave')
		changed.current = false
		setStatus({ kind: 'saving' })
		void fetcher.submit(body, { method: 'post', defaultShouldRevalidate: false })
	}, [form, stopped, fetcher])

	const schedule = useCallback(
		(delay: number) => {
			clearTimeout(timer.current)
			timer.current = setTimeout(save, delay)
		},
		[save],
	)
	useEffect(() => () => clearTimeout(timer.current), [])

	/** To be called after every change; answers with what the form holds now. */
	const noteChange = useCallback((): FormValues | null => {
		if (!form.current) return null
		const values = valuesOfForm(new FormData(form.current), questionKeys)
		changed.current = true
		if (paused !== 'device') keepLocalCopy(localKey, values)
		schedule(quiet)
		return values
	}, [form, localKey, paused, questionKeys, schedule])

	const { state, data } = fetcher
	useEffect(() => {
		if (state !== 'idle' || !data) return
		switch (data.kind) {
			case 'saved':
				take(data.version)
				setStatus({ kind: 'saved', at: data.savedAt })
				if (!changed.current) dropLocalCopy(localKey)
				break
			case 'conflict':
				take(data.current?.version ?? 0)
				held.current = null
				setStatus({ kind: 'conflict', current: data.current })
				break
			case 'invalid':
				setStatus({ kind: 'refused', message: Object.values(data.errors)[0]?.[0] ?? '' })
				break
			case 'offline':
				changed.current = true
				setStatus({ kind: 'offline' })
				break
			case 'locked':
				void revalidate()
		}
	}, [state, data, localKey, revalidate, take])

	useEffect(() => {
		if (!refused) return
		changed.current = true
		if (refused.kind === 'offline') setStatus({ kind: 'offline' })
	}, [refused])

	// What no save has taken along, or could not be sent, goes with the next one.
	useEffect(() => {
		if (state === 'idle' && changed.current) schedule(status.kind === 'offline' ? retry : quiet)
	}, [state, status, refused, schedule])
	useEffect(() => {
		const again = () => changed.current && schedule(0)
		addEventListener('online', again)
		return () => removeEventListener('online', again)
	}, [schedule])

	// A click on Save or Send waits for the save that is on its way: they would take it for another tab's.
	useEffect(() => {
		const submitter = held.current
		if (state !== 'idle' || !submitter) return
		held.current = null
		const field = form.current?.elements.namedItem('version')
		if (field instanceof HTMLInputElement) field.value = String(latest.current)
		form.current?.requestSubmit(submitter)
	}, [state, form])
	const onSubmit = useCallback(
		(event: SubmitEvent<HTMLFormElement>) => {
			clearTimeout(timer.current)
			if (state === 'idle') {
				changed.current = false
				return
			}
			event.preventDefault()
			held.current = (event.nativeEvent as globalThis.SubmitEvent).submitter
		},
		[state],
	)

	return { version, status, noteChange, onSubmit }
}
