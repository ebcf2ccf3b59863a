import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { TEMPORARY } from './test-cluster.ts'

export type SmallDisk = { folder: string; release: () => void }

/** A file system of its own in a file; null where this machine or user may not mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
	mkdirSync(TEMPORARY, { recursive: true })
	const place = mkdtempSync(path.join(TEMPORARY, 'disk-'))
	const [image, folder] = [path.join(place, 'image'), path.join(place, 'mounted')]
	mkdirSync(folder)
	chmodSync(place, 0o755)
	const run = (tool: string, ...args: string[]) => execFileSync(tool, args, { stdio: 'pipe' })
	try {
		run('truncate', '-s', `${megabytes}M`, image)
		run('mkfs.ext4', '-q', '-m', '0', image)
		run('mount', '-o', 'loop', image, folder)
	} catch {
		rmSync(place, { recursive: true, force: true })
		return null
	}
	chmodSync(folder, 0o755)
	return {
		folder,
		release() {
			run('umount', folder)
			rmSync(place, { recursive: true, force: true })
		},
	}
}

/** Writes until nothing more fits. */
export function fill(file: string): void {
	const handle = openSync(file, 'w')
	try {
		for (let size = 1024 * 1024; size >= 512; size /= 2) {
			const block = Buffer.alloc(size)
			try {
				for (;;) writeSync(handle, block)
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
			}
		}
	} finally {
		closeSync(handle)
	}
}
