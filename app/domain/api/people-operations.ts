import { z } from 'zod'
import { day, id, named, pageOf, paging, text } from './fields.ts'
import { none, operation } from './operation.ts'

const person = z.object({
	id,
	name: z.string(),
	email: z.string().nullable(),
	externalId: z.string().nullable(),
})

export const memberSchema = z
	.object({
		id,
		name: z.string(),
		email: z.string().nullable(),
		externalId: z.string().nullable(),
		jobTitle: z.string().nullable(),
		family: z.string().nullable().meta({ description: 'The key of the role family; null: not assessed.' }),
		teamId: id.nullable(),
		teamPath: z.array(z.string()).nullable().meta({ description: 'Names from the top down.' }),
		manager: person.nullable(),
		startedOn: day.nullable(),
		leftOn: day.nullable(),
		hasLeft: z.boolean(),
		attributes: z.record(z.string(), z.string()).meta({ description: 'The account’s own fields.' }),
	})
	.meta({ id: 'Member' })

export const listMembersOperation = operation({
	id: 'listMembers',
	method: 'GET',
	path: '/members',
	tag: 'People',
	summary: 'Lists the employee records',
	description: 'In the order of their ids, so that records which come meanwhile move no page.',
	needs: 'people.manage',
	params: none,
	query: z.strictObject({
		...paging,
		search: text(200).optional().meta({ description: 'Part of a name, e-mail, external id or job title.' }),
		team: z
			.union([id, z.literal('none')])
			.optional()
			.meta({ description: 'A team with all below it, or none.' }),
		family: text(200).optional().meta({ description: 'The key of a role family, or none.' }),
		manager: z
			.union([id, z.literal('none')])
			.optional()
			.meta({ description: 'Who reports to this member, or to nobody: none.' }),
		status: z.enum(['active', 'left', 'all']).default('active'),
	}),
	answer: { status: 200, description: 'A page of members.', schema: pageOf(memberSchema) },
})

export const getMemberOperation = operation({
	id: 'getMember',
	method: 'GET',
	path: '/members/{memberId}',
	tag: 'People',
	summary: 'Reads one employee record',
	needs: 'people.manage',
	params: z.strictObject({ memberId: id }),
	query: none,
	answer: { status: 200, description: 'The member.', schema: memberSchema },
})

export const teamSchema = z
	.object({
		id,
		name: z.string(),
		parentId: id.nullable(),
		lead: named.nullable(),
		isArchived: z.boolean(),
		members: z.int().meta({ description: 'People of the team itself who have not left.' }),
		membersBelow: z.int().meta({ description: 'The same with all teams below.' }),
	})
	.meta({ id: 'Team' })

export const listTeamsOperation = operation({
	id: 'listTeams',
	method: 'GET',
	path: '/teams',
	tag: 'People',
	summary: 'Lists the teams of the tree as it is now',
	needs: 'people.manage',
	params: none,
	query: z.strictObject({
		...paging,
		search: text(200).optional().meta({ description: 'Part of the name of a team or its lead.' }),
		state: z.enum(['active', 'archived']).default('active'),
	}),
	answer: { status: 200, description: 'A page of teams.', schema: pageOf(teamSchema) },
})

export const getTeamOperation = operation({
	id: 'getTeam',
	method: 'GET',
	path: '/teams/{teamId}',
	tag: 'People',
	summary: 'Reads one team',
	needs: 'people.manage',
	params: z.strictObject({ teamId: id }),
	query: none,
	answer: { status: 200, description: 'The team.', schema: teamSchema },
})
