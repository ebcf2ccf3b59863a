import { parentPort, workerData } from 'node:worker_threads'
import type { ImportDeskSetup } from './import-desk.server.ts'
import { ImportDesk } from './import-desk.server.ts'
import type { DeskAnswer, DeskCall } from './with-import-desk.server.ts'

/** The thread in which a large file of metrics is read: it answers one call after the other. */
const port = parentPort
if (!port) throw new Error('This is a thread, not a program.')

const desk = new ImportDesk(workerData as ImportDeskSetup)

port.on('message', (call: DeskCall) => {
	void answer(call).then((told) => {
		const { buffer } =
			told.method === 'step' ? told.step.bytes : told.method === 'end' ? told.last.bytes : { buffer: null }
		port.postMessage(told, buffer ? [buffer] : [])
	})
})

async function answer(call: DeskCall): Promise<DeskAnswer> {
	switch (call.method) {
		case 'addSubjects':
			desk.addSubjects(call.json)
			return { method: 'done' }
		case 'addReasons':
			desk.addReasons(call.reasons)
			return { method: 'done' }
		case 'begin':
			desk.begin(call.pass)
			return { method: 'done' }
		case 'step':
			return { method: 'step', step: await desk.step(call.piece) }
		case 'end':
			return { method: 'end', ...(await desk.end()) }
	}
}
