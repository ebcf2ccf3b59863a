import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#app/lib/app-error.ts'
import type { DeskEnd, DeskPass, DeskStep, ImportDeskSetup, RowReason } from './import-desk.server.ts'
import { ImportDesk } from './import-desk.server.ts'

export type DeskCall =
	| { method: 'addSubjects'; json: string }
	| { method: 'addReasons'; reasons: RowReason[] }
	| { method: 'begin'; pass: DeskPass }
	| { method: 'step'; piece: Uint8Array<ArrayBuffer> }
	| { method: 'end' }
export type DeskAnswer =
	{ method: 'done' } | { method: 'step'; step: DeskStep } | { method: 'end'; last: DeskStep; end: DeskEnd }

/** An `ImportDesk`, wherever it stands. Pieces are given away. */
export type ImportTable = {
	addSubjects: (json: string) => Promise<void>
	addReasons: (reasons: RowReason[]) => Promise<void>
	begin: (pass: DeskPass) => Promise<void>
	step: (piece: Uint8Array<ArrayBuffer>) => Promise<DeskStep>
	end: () => Promise<{ last: DeskStep; end: DeskEnd }>
}

/** Files up to this size are read in a few milliseconds, less than a thread takes to start. */
const smallFile = 64 * 1024
/**
 * Of the heap: the texts that a file says again and again, and for each thousand of people and teams one more. Where little is
 * allowed the engine looks for what is free sooner, and needs no more for a million rows than for some.
 */
const mostMegabytes = (subjects: number): number => 64 + Math.ceil(subjects / 1000)
/** Of these for what is new: little, so that it is looked through often and the rest grows slowly. */
const youngMegabytes = 4

/**
 * Lays a file of metrics on the table for as long as `run` takes. A large one gets a thread of its own, so that nobody else
 * waits while it is read.
 *
 * @param of.signal ends the thread, whatever it is at
 * @throws AppError `too-large` where the file needs more memory than a thread may have: the thread has ended then, and nothing else
 */
export async function withImportDesk<T>(
	of: { bytes: number; subjects: number; setup: ImportDeskSetup; signal?: AbortSignal | undefined },
	run: (table: ImportTable) => Promise<T>,
): Promise<T> {
	if (of.bytes <= smallFile) return run(besideUs(of.setup))
	const { signal } = of
	const thread = new Worker(threadFile(), {
		workerData: of.setup,
		resourceLimits: {
			maxOldGenerationSizeMb: mostMegabytes(of.subjects),
			maxYoungGenerationSizeMb: youngMegabytes,
		},
	})
	const end = () => void thread.terminate()
	signal?.addEventListener('abort', end, { once: true })
	try {
		signal?.throwIfAborted()
		return await run(inThread(thread))
	} finally {
		signal?.removeEventListener('abort', end)
		await thread.terminate()
	}
}

/** Beside the bundle that this file is built into, or a part of; else beside its source. */
function threadFile(): string {
	const here = import.meta.dirname
	const built = [here, path.dirname(here)].map((folder) => path.join(folder, 'import-thread.js'))
	return built.find((file) => existsSync(file)) ?? path.join(here, 'import-thread.server.ts')
}

function besideUs(setup: ImportDeskSetup): ImportTable {
	const desk = new ImportDesk(setup)
	return {
		addSubjects: async (json) => desk.addSubjects(json),
		addReasons: async (reasons) => desk.addReasons(reasons),
		begin: async (pass) => desk.begin(pass),
		step: (piece) => desk.step(piece),
		end: () => desk.end(),
	}
}

function inThread(thread: Worker): ImportTable {
	const waiting: { resolve: (answer: DeskAnswer) => void; reject: (error: Error) => void }[] = []
	let broken: Error | undefined
	const settle = (error: Error) => {
		broken ??= error
		for (const one of waiting.splice(0)) one.reject(broken)
	}
	thread.on('message', (answer: DeskAnswer) => waiting.shift()?.resolve(answer))
	thread.on('error', (error) => {
		const isTooMuch = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
		settle(
			isTooMuch ? new AppError('too-large', 'A file of metrics needs too much memory.') : (error as Error),
		)
	})
	thread.on('exit', () => settle(new Error('The thread that read the file has ended.')))
	const ask = (call: DeskCall, given: ArrayBuffer[] = []) =>
		new Promise<DeskAnswer>((resolve, reject) => {
			if (broken) return reject(broken)
			waiting.push({ resolve, reject })
			thread.postMessage(call, given)
		})
	return {
		addSubjects: async (json) => void (await ask({ method: 'addSubjects', json })),
		addReasons: async (reasons) => void (await ask({ method: 'addReasons', reasons })),
		begin: async (pass) => void (await ask({ method: 'begin', pass })),
		step: async (piece) => {
			const answer = await ask({ method: 'step', piece }, [piece.buffer])
			if (answer.method !== 'step') throw new Error('The thread answers something else.')
			return answer.step
		},
		end: async () => {
			const answer = await ask({ method: 'end' })
			if (answer.method !== 'end') throw new Error('The thread answers something else.')
			return answer
		},
	}
}
