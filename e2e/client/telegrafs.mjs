// Telegraf configurations: whoever holds the right to read one fetches it as TOML.

import assert from 'node:assert/strict'

import { AuthorizationsAPI, TelegrafsAPI } from '@influxdata/influxdb-client-apis'

const CONFIG = '[[inputs.cpu]]\n  percpu = true\n'

export async function judge(judge, stand) {
  const telegrafs = new TelegrafsAPI(stand.operator)
  const orgID = stand.org.id
  const name = stand.named('telegraf')
  const body = { name, description: 'for a while', orgID, config: CONFIG, metadata: { buckets: [] } }
  const made = await judge.call('a Telegraf configuration is made', async () => {
    const made = await telegrafs.postTelegrafs({ body })
    assert.equal(made.name, name)
    assert.equal(made.config, CONFIG)
    return made
  })
  const telegrafID = made.id
  await judge.call('Telegraf configurations are listed', async () => {
    const { configurations } = await telegrafs.getTelegrafs({ orgID })
    assert.ok(configurations.some(({ id }) => id === telegrafID))
  })
  await judge.call('a Telegraf configuration is changed', async () => {
    const changed = await telegrafs.putTelegrafsID({ telegrafID, body: { ...body, description: 'longer' } })
    assert.equal(changed.description, 'longer')
  })

  const authorizations = new AuthorizationsAPI(stand.operator)
  const permissions = [stand.one('read', 'telegrafs', telegrafID)]
  const { id: authID, token } = await authorizations.postAuthorizations({ body: { orgID, permissions } })
  await judge.call('a token that may read it fetches it as TOML', async () => {
    const accept = { headers: { accept: 'application/toml' } }
    const bytes = await new TelegrafsAPI(stand.as(token)).getTelegrafsID({ telegrafID }, accept)
    assert.equal(String(bytes), CONFIG)
  })
  await judge.refused('the same token may not delete it',
    { status: 401, code: 'unauthorized', message: `write:orgs/${orgID}/telegrafs/${telegrafID} is unauthorized` },
    () => new TelegrafsAPI(stand.as(token)).deleteTelegrafsID({ telegrafID }),
  )
  await judge.call('a Telegraf configuration is deleted', () => telegrafs.deleteTelegrafsID({ telegrafID }))
  await authorizations.deleteAuthorizationsID({ authID })
}
