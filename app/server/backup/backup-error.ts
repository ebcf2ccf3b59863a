import { StartError } from '#app/lib/start-error.ts'

/** What is wrong with a backup's file or its database, in words for the person at the shell; nothing was changed. */
export class BackupError extends StartError {
	/** @param exitCode as in BSD's sysexits: 65 a file that cannot be used, 66 none there, 73 a file that cannot be made */
	constructor(message: string, exitCode = 1) {
		super(message, exitCode)
		this.name = 'BackupError'
	}
}
