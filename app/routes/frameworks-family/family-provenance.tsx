import { Provenance } from '#app/ui/provenance.tsx'
import type { FamilyPage } from './read-family.server.ts'

/** Whose words a family's page has: the source's stay so where the account has edited others. */
export function FamilyProvenance({ family: { origin, entry, questions } }: Pick<FamilyPage, 'family'>) {
	const own = [...(entry.origin === 'account' ? [entry] : []), ...questions.filter(isOwn)].map(
		({ text }) => `“${text}”`,
	)
	const kept = questions.filter((question) => !isOwn(question)).length
	const asked =
		kept === 0
			? ''
			: own.length === 0
				? ' the questions and what each option says,'
				: ' the other questions and what each option of them says,'
	return (
		<Provenance
			source={
				origin === 'account'
					? 'Nothing on this page.'
					: `What each level is, its signs and notes, the pattern,${asked} and every figure with its citation.`
			}
			contour={
				origin === 'account'
					? 'The rule that makes a suggested tier of the answers.'
					: `The wording of what is the source’s.${entry.origin === 'account' ? '' : ' The question that decides about tier 0.5.'} Each of its questions as a manager reads it, and the rule that makes a suggested tier of the answers.`
			}
			account={
				origin === 'account'
					? 'This role family and its questions.'
					: own.length > 0 && (
							<bdi>{`These, with their options: ${own.join(', ')}. They carry no citation.`}</bdi>
						)
			}
		/>
	)
}

const isOwn = ({ origin }: FamilyPage['family']['questions'][number]) => origin === 'account'
