import { runDoctor } from '#app/server/doctor/run-doctor.ts'
import type { Finding } from '#app/server/doctor/finding.ts'
import { exitCodes, type Command } from '#app/cli/command.ts'

export const doctor: Command = {
	summary: 'Looks at everything that Contour needs, and says what is wrong and what to do.',
	usage: '[--deep]',
	help: `--deep  Also recounts every published snapshot and recomputes every audit log
Changes nothing, and runs beside Contour or without it. Says nothing about people.
Exit code 0: no problem (warnings may remain); 1: there is one.`,
	options: { deep: { type: 'boolean' } },
	needsDatabase: 'looks-itself',
	async run({ values, print }) {
		const findings = await runDoctor({ deep: values.deep === true })
		const width = Math.max(...findings.map(({ check }) => check.length))
		print(findings.map((finding) => line(finding, width)).join('\n'), findings)
		return findings.some(({ state }) => state === 'problem') ? exitCodes.notHeld : exitCodes.done
	},
}

function line({ check, state, found, todo }: Finding, width: number): string {
	const text = `${state.padEnd(7)}  ${check.padEnd(width)}  ${found}${todo === undefined ? '' : `. ${todo}`}`
	return text.replaceAll(/\s*\n\s*/g, '; ').replaceAll('.. ', '. ')
}
