import { z } from 'zod'
import { teamFrameworkKeys } from '#app/domain/team-assessment/team-lens.ts'
import { day, id, moment, named, pageOf, paging } from './fields.ts'
import { none, operation } from './operation.ts'

const framework = z.enum(teamFrameworkKeys)

export const teamAssessmentSchema = z
	.object({
		id,
		cycle: named,
		team: named.meta({ description: 'As it was called in the cycle.' }),
		framework,
		claimed: z.int().nullable().meta({ description: 'The AI coding level that the team says of itself.' }),
		shown: z
			.int()
			.nullable()
			.meta({ description: 'The AI coding level that its checks and evidence show; 0 is none yet.' }),
		shownOn: day.nullable(),
		rung: z.int().nullable().meta({ description: 'Of the agentic engineering ladder.' }),
		trapRecognized: z.boolean().nullable(),
		agreedAt: moment,
	})
	.meta({ id: 'TeamAssessment' })

export const listTeamAssessmentsOperation = operation({
	id: 'listTeamAssessments',
	method: 'GET',
	path: '/team-assessments',
	tag: 'Results',
	summary: 'Lists what teams have agreed of themselves, the newest cycle first',
	description:
		'AI coding levels and rungs, of which no figure is ever made together. Never the view of a single person.',
	needs: 'team-assessments.read',
	params: none,
	query: z.strictObject({
		...paging,
		cycle: id.optional().meta({ description: 'Every cycle unless given.' }),
		team: id.optional().meta({ description: 'The team itself, without those below.' }),
		framework: framework.optional(),
	}),
	answer: { status: 200, description: 'A page of assessments.', schema: pageOf(teamAssessmentSchema) },
})
