import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { AppError } from '#app/lib/app-error.ts'
import { createQueue } from '#app/lib/work-queue.ts'
import type {
	DescribedRoster,
	OnRosterProgress,
	RosterColumns,
	RosterPlanSummary,
	RosterToPlan,
} from './roster-desk.server.ts'
import { RosterDesk } from './roster-desk.server.ts'
import type { RosterPieceList } from './roster-pieces.server.ts'

export type RosterCall =
	| { method: 'describe' }
	| { method: 'columns'; mapping: RosterMapping }
	| { method: 'addMembers' | 'addErrors'; json: string }
	| { method: 'plan'; current: RosterToPlan; mapping: RosterMapping }
	| { method: 'next'; list: RosterPieceList; most: number }
export type RosterAnswer = ReturnType<RosterDesk[RosterCall['method']]>
export type RosterTold =
	| { kind: 'answer'; answer: RosterAnswer }
	| { kind: 'progress'; stage: 'reading' | 'checking'; done: number; total: number | null }

/** A `RosterDesk`, wherever it stands. */
export type RosterTable = {
	describe: () => Promise<DescribedRoster>
	columns: (mapping: RosterMapping) => Promise<RosterColumns>
	addMembers: (json: string) => Promise<void>
	addErrors: (json: string) => Promise<void>
	plan: (current: RosterToPlan, mapping: RosterMapping) => Promise<RosterPlanSummary>
	next: (list: RosterPieceList, most: number) => Promise<string[]>
}

/** Files up to this size are read in a few milliseconds, less than a thread takes to start. */
const smallFile = 64 * 1024
/**
 * What a thread may hold besides the bytes of its file: 50,000 rows that change as many people need less than 96, with 20 own
 * columns of which each value is another less than 160; twice as many rows need twice as much.
 */
const defaultMegabytes = 320
/** Of these for what is new: little, so that it is looked through often and the rest grows slowly. */
const youngMegabytes = 16

/** Jobs are few at a time as it is; however many pages of large files are asked for, few threads hold memory. */
const requests = createQueue({ atOnce: 2, waiting: 20 })

type Laid = {
	/** Given away: a large file is not in memory twice, and nobody can read it here afterwards. */
	bytes: Uint8Array<ArrayBuffer>
	/** Of a job, which does not wait behind requests, nor they behind it. */
	isJob?: boolean
	signal?: AbortSignal
	onProgress?: OnRosterProgress
	/** What a thread may hold besides the bytes. */
	mostMegabytes?: number
}

/**
 * Lays a roster on the table for as long as `run` takes. A large one gets a thread of its own, so that nobody else waits
 * while it is read and compared.
 *
 * @param of.signal ends the thread, whatever it is at
 * @throws AppError `unavailable` where too many requests wait, `too-large` where the file needs more memory than a thread may
 * have: the thread has ended then, and nothing else
 */
export async function withRosterDesk<T>(of: Laid, run: (table: RosterTable) => Promise<T>): Promise<T> {
	const { bytes, isJob = false, onProgress = () => {} } = of
	if (bytes.length <= smallFile) return run(besideUs(bytes, onProgress))
	if (isJob) return withThread(of, run)
	const turn = requests.run(() => withThread(of, run))
	if (!turn) throw new AppError('unavailable', 'Too many large files are read at once.')
	return turn
}

async function withThread<T>(
	{ bytes, signal, onProgress = () => {}, mostMegabytes = defaultMegabytes }: Laid,
	run: (table: RosterTable) => Promise<T>,
): Promise<T> {
	const thread = new Worker(threadFile(), {
		workerData: bytes,
		transferList: [bytes.buffer],
		resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
	})
	const end = () => void thread.terminate()
	signal?.addEventListener('abort', end, { once: true })
	try {
		signal?.throwIfAborted()
		return await run(inThread(thread, onProgress))
	} finally {
		signal?.removeEventListener('abort', end)
		await thread.terminate()
	}
}

/** Beside the bundle that this file is built into, or a part of; else beside its source. */
function threadFile(): string {
	const here = import.meta.dirname
	const built = [here, path.dirname(here)].map((folder) => path.join(folder, 'roster-thread.js'))
	return built.find((file) => existsSync(file)) ?? path.join(here, 'roster-thread.server.ts')
}

function besideUs(bytes: Uint8Array, onProgress: OnRosterProgress): RosterTable {
	const desk = new RosterDesk(bytes, onProgress)
	return {
		describe: async () => desk.describe(),
		columns: async (mapping) => desk.columns(mapping),
		addMembers: async (json) => desk.addMembers(json),
		addErrors: async (json) => desk.addErrors(json),
		plan: async (current, mapping) => desk.plan(current, mapping),
		next: async (list, most) => desk.next(list, most),
	}
}

function inThread(thread: Worker, onProgress: OnRosterProgress): RosterTable {
	let waiting: { resolve: (answer: RosterAnswer) => void; reject: (error: Error) => void } | undefined
	let broken: Error | undefined
	const settle = (error: Error) => {
		broken ??= error
		waiting?.reject(broken)
	}
	thread.on('message', (told: RosterTold) => {
		if (told.kind === 'progress') onProgress(told.stage, told.done, told.total)
		else waiting?.resolve(told.answer)
	})
	thread.on('error', (error) => {
		const isTooMuch = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
		settle(isTooMuch ? new AppError('too-large', 'A roster needs too much memory.') : (error as Error))
	})
	thread.on('exit', () => settle(new Error('The thread that read the roster has ended.')))
	const ask = (call: RosterCall) =>
		new Promise<RosterAnswer>((resolve, reject) => {
			if (broken) return reject(broken)
			waiting = { resolve, reject }
			thread.postMessage(call, [])
		})
	return {
		describe: async () => (await ask({ method: 'describe' })) as DescribedRoster,
		columns: async (mapping) => (await ask({ method: 'columns', mapping })) as RosterColumns,
		addMembers: async (json) => void (await ask({ method: 'addMembers', json })),
		addErrors: async (json) => void (await ask({ method: 'addErrors', json })),
		plan: async (current, mapping) => (await ask({ method: 'plan', current, mapping })) as RosterPlanSummary,
		next: async (list, most) => (await ask({ method: 'next', list, most })) as string[],
	}
}
