import type { RunWork } from './job-work.server.ts'
export const runCheckRoster: RunWork = async () => ({ ok: false, problem: 'broken' })
