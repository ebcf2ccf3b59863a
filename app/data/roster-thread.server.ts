import { parentPort, workerData } from 'node:worker_threads'
import { RosterDesk } from './roster-desk.server.ts'
import type { RosterAnswer, RosterCall, RosterTold } from './with-roster-desk.server.ts'

/** The thread in which a large roster lies on the table: it answers one call after the other. */
const port = parentPort
if (!port) throw new Error('This is a thread, not a program.')

const tell = (told: RosterTold) => port.postMessage(told)
const desk = new RosterDesk(workerData as Uint8Array, (stage, done, total) =>
	tell({ kind: 'progress', stage, done, total }),
)

port.on('message', (call: RosterCall) => tell({ kind: 'answer', answer: answer(call) }))

function answer(call: RosterCall): RosterAnswer {
	switch (call.method) {
		case 'describe':
			return desk.describe()
		case 'columns':
			return desk.columns(call.mapping)
		case 'addMembers':
			return desk.addMembers(call.json)
		case 'addErrors':
			return desk.addErrors(call.json)
		case 'plan':
			return desk.plan(call.current, call.mapping)
		case 'next':
			return desk.next(call.list, call.most)
	}
}
