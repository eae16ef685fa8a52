// What a server tells about itself.

import assert from 'node:assert/strict'

import {
  ConfigAPI,
  FlagsAPI,
  HealthAPI,
  MeAPI,
  PingAPI,
  ReadyAPI,
  ResourcesAPI,
} from '@influxdata/influxdb-client-apis'

/** In the server's order, as of 2.4. */
const TYPES = [
  'authorizations', 'buckets', 'dashboards', 'orgs', 'sources', 'tasks', 'telegrafs', 'users', 'variables', 'scrapers',
  'secrets', 'labels', 'views', 'documents', 'notificationRules', 'notificationEndpoints', 'checks', 'dbrp',
  'notebooks', 'annotations', 'remotes', 'replications', 'instance',
]

export async function judge(judge, stand) {
  await judge.call('health tells that it passes, and the version', async () => {
    const health = await new HealthAPI(stand.anyone()).getHealth()
    assert.equal(health.name, 'influxdb')
    assert.equal(health.status, 'pass')
    assert.equal(health.version, stand.version)
  })
  await judge.call('ready tells since when', async () => {
    const ready = await new ReadyAPI(stand.anyone()).getReady()
    assert.equal(ready.status, 'ready')
    assert.ok(Date.parse(ready.started) <= Date.now())
    assert.equal(typeof ready.up, 'string')
  })
  await judge.call('ping answers with headers only', async () => {
    let seen
    await new PingAPI(stand.anyone()).getPing(undefined, {
      responseStarted: (headers, status) => {
        seen = { status, build: headers['x-influxdb-build'], version: headers['x-influxdb-version'] }
      },
    })
    assert.deepEqual(seen, { status: 204, build: 'OSS', version: stand.version })
  })
  await judge.call('the resource types are listed in the server’s order', async () => {
    assert.deepEqual(await new ResourcesAPI(stand.operator).getResources(), TYPES)
  })
  await judge.call('flags are an object', async () => {
    const flags = await new FlagsAPI(stand.operator).getFlags()
    assert.ok(Object.values(flags).length > 0)
  })
  await judge.call('the configuration tells an operator whether tokens are hashed', async () => {
    const { config } = await new ConfigAPI(stand.operator).getConfig()
    assert.equal(config['use-hashed-tokens'] ?? false, stand.hashes)
    assert.equal(typeof config['session-length'], 'number')
  })
  await judge.call('me is the operator', async () => {
    const me = await new MeAPI(stand.operator).getMe()
    assert.equal(me.id, stand.user.id)
    assert.equal(me.name, stand.user.name)
    assert.equal(me.status, 'active')
  })
}
