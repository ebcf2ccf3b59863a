import type { RunWork } from './job-work.server.ts'
export const runApplyRoster: RunWork = async () => ({ ok: false, problem: 'broken' })
