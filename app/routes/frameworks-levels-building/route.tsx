import { requireAccess } from '#app/auth/require-access.server.ts'
import { framePage } from '#app/domain/framework/team-framework.ts'
import { FrameworkHeader } from '#app/ui/framework-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { fiveAiCodingLevels as framework } from '#seed/frameworks/five-ai-coding-levels.ts'
import type { Route } from './+types/route.ts'
import { Bridge } from './bridge.tsx'
import { Capabilities } from './capabilities.tsx'
import { Delivery } from './delivery.tsx'
import { Practices } from './practices.tsx'

export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'frameworks.read')
	return {
		...framePage(account, framework),
		capabilities: framework.capabilities,
		bridge: framework.bridge,
		practices: framework.practices,
		delivery: framework.delivery,
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Building up · Five AI coding levels · Contour' }]

export default function Building({ loaderData: page }: Route.ComponentProps) {
	const { locale } = page
	return (
		<div className="stack gap-10!">
			<FrameworkHeader
				{...page}
				page="building"
				title="Building up"
				description="What a team needs to be able to do at each AI coding level, what leads from one to the next, and which practices hold the upper ones."
				parts={[
					{ label: 'Capabilities and tools', id: 'capabilities' },
					{ label: 'Bridge', id: 'bridge' },
					{ label: 'Readiness', id: 'readiness' },
					{ label: 'Practices', id: 'practices' },
					{ label: 'Governance', id: 'governance' },
					{ label: 'Delivery', id: 'delivery' },
				]}
			/>
			<Capabilities capabilities={page.capabilities} locale={locale} />
			<Bridge bridge={page.bridge} locale={locale} />
			<Practices practices={page.practices} locale={locale} />
			<Delivery delivery={page.delivery} />
			<Provenance
				source={`Capabilities, tools, the bridge with its checklist, practices, controls, and how delivery is organized, from “${page.sourceTitle}”.`}
				contour="The wording of all of it. The source tells of delivery as the work of service providers; what it says to sell theirs is left out."
			/>
		</div>
	)
}
