import { useMemo } from 'react'
import type { ListedDelivery } from '#app/data/webhooks/list-deliveries.server.ts'
import type { DeliveryState } from '#app/domain/webhook/delivery.ts'
import { deliveryStateNames, deliveryStates } from '#app/domain/webhook/delivery.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import { deliveryColumns } from './columns.tsx'

type Props = {
	isOn: boolean
	rows: readonly ListedDelivery[]
	paging: { page: number; pageSize: number; total: number }
	state: DeliveryState | null
	locale: string
	timeZone: string
}

/** What a webhook was told, newest first. */
export function DeliveryLog({ isOn, rows, paging, state, locale, timeZone }: Props) {
	const columns = useMemo(() => deliveryColumns({ isOn, locale, timeZone }), [isOn, locale, timeZone])
	return (
		<section className="flex min-w-0 flex-col gap-3">
			<h2 className="text-lg">What it was told</h2>
			<p className="max-w-prose text-sm text-muted">
				Kept for 30 days, without what was answered. A message keeps its id however often it is sent.
			</p>
			<DataTable
				caption="What the webhook was told"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				paging={paging}
				noun={{ one: 'message', other: 'messages' }}
				filter={
					(paging.total > 0 || state) && (
						<FilterForm names={['state']} label="Filter messages">
							<SelectField
								name="state"
								label="State"
								controlSize="small"
								defaultValue={state ?? ''}
								options={[
									{ value: '', label: 'Any' },
									...deliveryStates.map((value) => ({ value, label: deliveryStateNames[value] })),
								]}
							/>
						</FilterForm>
					)
				}
				empty={<p className="text-muted">{state ? 'No message is in this state.' : 'Nothing yet.'}</p>}
			/>
		</section>
	)
}
