import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { describeError } from '#app/lib/describe-error.ts'

const token = 'q3Z_9xkTn2vWb7LrYc5M'

test('of an error of the database the names of the schema stay, and nothing of the row', () => {
	const error = new DatabaseError(
		'duplicate key value violates unique constraint "member_email_key"',
		1,
		'error',
	)
	Object.assign(error, {
		...{ code: '23505', table: 'member', constraint: 'member_email_key', where: 'Olga' },
		...{ detail: 'Key (email)=(olga@north.example) already exists.', parameters: ['Olga Öhm'] },
	})
	const described = describeError(error)
	expect(described).toMatchObject({ code: '23505', table: 'member', constraint: 'member_email_key' })
	expect(JSON.stringify(described)).not.toMatch(/olga|Öhm/i)
	expect(described.stack?.[0]).toMatch(/^at .*describe-error\.test\.ts:\d+:\d+/)
})

test.each([
	'invalid input syntax for type uuid: "Olga Öhm"',
	`Key (name)=(Olga Öhm) is not present`,
	"The value 'Olga Öhm' is too long",
	'550 <olga@north.example> is unknown here',
	`no session ${token}`,
	`Invalid \`prisma.user.create()\` invocation:\n{ data: { name: "Olga Öhm", email: "olga@north.example" } }\nArgument missing.`,
])('%j loses what a person typed', (message) => {
	const text = JSON.stringify(describeError(new Error(message, { cause: new Error(message) })))
	expect(text).not.toMatch(/olga|Öhm/i)
	expect(text).not.toContain(token)
})

test('its causes come along, and what is no error says nothing', () => {
	const described = describeError(new Error('outer', { cause: new TypeError('inner') }))
	expect(described).toMatchObject({ message: 'outer', cause: { type: 'TypeError', message: 'inner' } })
	expect(describeError('olga@north.example')).toEqual({
		type: 'string',
		message: 'Something was thrown that is no error.',
	})
})
