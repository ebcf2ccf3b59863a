import { queryWithoutAccount } from '#app/data/database.server.ts'

/** Of each webhook of all accounts the delivery that is due first, of those whose secret this key opens. */
export async function listDueDeliveries(of: {
	keyName: string
}): Promise<{ accountId: string; deliveryId: string }[]> {
	return queryWithoutAccount(
		`SELECT account_id AS "accountId", id AS "deliveryId" FROM list_due_deliveries($1)`,
		[of.keyName],
	)
}
