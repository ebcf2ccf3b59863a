import { existsSync, readdirSync, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from '#app/lib/sync-folder.server.ts'
import { BackupError } from './backup-error.ts'

const cannotWrite = 73

/** What is written where: a file that is there once it is whole, or a stream. */
export type Destination =
	{ file: string; overwrite: boolean } | { write: (chunk: Uint8Array) => Promise<void> }

/**
 * Writes what comes to the destination. A file grows under another name beside its place, readable for nobody else, and is
 * moved there once it is on the disk; a killed process leaves that other name, which the next one takes away.
 *
 * @throws BackupError where the file cannot be made
 */
export async function writeTo(destination: Destination, source: AsyncIterable<Uint8Array>): Promise<void> {
	if ('write' in destination) {
		for await (const chunk of source) await destination.write(chunk)
		return
	}
	const { file, overwrite } = destination
	refuseExisting(file, overwrite)
	const draft = `${file}.${process.pid}.partial`
	try {
		removeLeftDrafts(file)
		const handle = await open(draft, 'wx', 0o600)
		try {
			for await (const chunk of source) await handle.writeFile(chunk)
			await handle.sync()
		} finally {
			await handle.close()
		}
		refuseExisting(file, overwrite)
		await rename(draft, file)
		await syncFolder(path.dirname(path.resolve(file)))
	} catch (error) {
		await rm(draft, { force: true })
		throw explain(error, file)
	}
}

/** @throws BackupError where the file is there and is to stay */
export function refuseExisting(file: string, overwrite: boolean): void {
	if (overwrite || !existsSync(file)) return
	throw new BackupError(
		`${file} exists and stays as it is. Name another file, or add --overwrite.`,
		cannotWrite,
	)
}

function removeLeftDrafts(file: string): void {
	const folder = path.dirname(path.resolve(file))
	const base = path.basename(file)
	for (const name of readdirSync(folder)) {
		const pid = name.startsWith(`${base}.`) && /^\.(\d+)\.partial$/.exec(name.slice(base.length))?.[1]
		if (pid && !isAlive(Number(pid))) rmSync(path.join(folder, name), { force: true })
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0)
		return true
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM'
	}
}

const makeRoom = 'Make room there, or name a file on another disk.'

/** Why a file cannot be made, and what to do, by the error's code. */
const refusals: Readonly<Record<string, readonly [why: string, whatToDo: string]>> = {
	ENOSPC: ['the disk is full', makeRoom],
	EDQUOT: ['the quota of the disk is used up', makeRoom],
	ENOENT: ['its folder does not exist', 'Make the folder, or name another.'],
	EACCES: ['this user may not write there', 'Name a file where this user may write.'],
	EROFS: ['the disk is read-only', 'Name a file on another disk.'],
}

function explain(error: unknown, file: string): unknown {
	const { code, syscall } = error as NodeJS.ErrnoException
	if (error instanceof BackupError || syscall === undefined || code === undefined) return error
	const [why, whatToDo] = refusals[code] ?? [code, 'Name another file.']
	return new BackupError(`${file} cannot be written: ${why}. No backup was made. ${whatToDo}`, cannotWrite)
}
