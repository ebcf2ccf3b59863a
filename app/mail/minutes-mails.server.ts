import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { Minutes } from '#app/data/roadmaps/send-minutes.server.ts'
import { describeAgenda } from '#app/domain/roadmap/agenda-words.ts'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { standingNames } from '#app/domain/roadmap/roadmap-words.ts'
import { shareText } from '#app/lib/share-text.ts'
import { composeMail } from './compose-mail.server.ts'

type About = { account: { name: string; slug: string; locale: string }; baseUrl: string }

/** As many lines of a part as a mail is read with; the rest is on the page. */
const mostLines = 20

/**
 * The minutes of a checkpoint, to each reader apart. They tell of the plan, which its owner and sponsors may read, and never of
 * what people reached: that each of them reads on the page as they may.
 */
export function minutesMails(
	{ plan, checkpointId, heldOn, agenda, standing, decisions, readers }: Minutes,
	of: About,
): OutboxMail[] {
	const { account, baseUrl } = of
	const { locale } = account
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
		new Date(heldOn),
	)
	const share = (value: number | null) => (value === null ? null : shareText(value, locale))
	const [done, planned] = [share(standing.actual), share(standing.planned)]
	const nameOf = phaseNamer(standing.phases)
	const sections = describeAgenda(agenda, { lens: plan.lens, nameOf, locale })
	const paragraphs = [
		`${standingNames[standing.standing]}: ${standing.says}`,
		...(done !== null && planned !== null ? [`Done: ${done}. Planned for ${day}: ${planned}.`] : []),
		...(decisions === ''
			? ['Nothing was decided.']
			: ['Decisions:', ...decisions.split('\n').filter((line) => line.trim() !== '')]),
		sections.length === 0 ? 'Nothing has changed since the last checkpoint.' : 'What changed:',
		...sections.flatMap(({ title, lines }) => [
			...lines
				.slice(0, mostLines)
				.map(({ text, note }) => `${title}: ${text}${note === null ? '' : ` (${note})`}`),
			...(lines.length > mostLines ? [`${title}: ${lines.length - mostLines} more, see the page.`] : []),
		]),
	]
	return readers.map((to) =>
		composeMail({
			to,
			subject: `Read the minutes of ${plan.name}, ${day}`,
			paragraphs,
			action: {
				label: 'See the checkpoint',
				url: `${baseUrl}/a/${account.slug}/roadmaps/${plan.id}/checkpoints/${checkpointId}`,
			},
			why: `You own or sponsor this plan of ${account.name}, and somebody who edits it chose to send its minutes.`,
		}),
	)
}
