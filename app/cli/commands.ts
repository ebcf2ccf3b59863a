import type { Command } from './command.ts'

/** Every command by its name. What it imports is read when it is called: for most of them that takes longer than their work. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
	'account create': async () => (await import('./commands/account-create.ts')).accountCreate,
	'user create': async () => (await import('./commands/user-create.ts')).userCreate,
	'token create': async () => (await import('./commands/token-create.ts')).tokenCreate,
	'import roster': async () => (await import('./commands/import-roster.ts')).importRoster,
	'export training-needs': async () =>
		(await import('./commands/export-training-needs.ts')).exportTrainingNeeds,
	'snapshots verify': async () => (await import('./commands/snapshots-verify.ts')).snapshotsVerify,
	'audit verify': async () => (await import('./commands/audit-verify.ts')).auditVerify,
	'audit accept-restore': async () => (await import('./commands/audit-accept-restore.ts')).auditAcceptRestore,
	'erasures replay': async () => (await import('./commands/erasures-replay.ts')).erasuresReplay,
	backup: async () => (await import('./commands/backup.ts')).backup,
	restore: async () => (await import('./commands/restore.ts')).restore,
	doctor: async () => (await import('./commands/doctor.ts')).doctor,
	'sample load': async () => (await import('./commands/sample.ts')).sampleLoad,
	'sample remove': async () => (await import('./commands/sample.ts')).sampleRemove,
	'db url': async () => (await import('./commands/db-url.ts')).dbUrl,
}
