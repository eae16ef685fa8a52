// Setup: the first call that any client makes to a new server.

import assert from 'node:assert/strict'

import { InfluxDB } from '@influxdata/influxdb-client'
import { SetupAPI } from '@influxdata/influxdb-client-apis'

import { Stand } from './stand.mjs'

const FIRST = { username: 'operator', password: 'a-password-for-tests', org: 'first-org', bucket: 'first-bucket' }

/** Runs setup and hands back where the other calls are made. */
export async function judge(judge, url, profile) {
  const setup = new SetupAPI(new InfluxDB({ url }))
  await judge.call('a new server allows setup', async () => {
    assert.equal((await setup.getSetup()).allowed, true)
  })
  await judge.refused(
    'setup names what is missing',
    {
      status: 422,
      code: 'unprocessable entity',
      message: 'onboarding failed: missing required fields [username,org,bucket]',
    },
    () => setup.postSetup({ body: {} }),
  )
  const made = await judge.call('setup answers user, organization, bucket and token', async () => {
    const made = await setup.postSetup({ body: { ...FIRST, retentionPeriodSeconds: 86_400 } })
    assert.equal(made.user.name, FIRST.username)
    assert.equal(made.org.name, FIRST.org)
    assert.equal(made.bucket.name, FIRST.bucket)
    assert.deepEqual(made.bucket.retentionRules[0].everySeconds, 86_400)
    assert.equal(made.auth.token.length, 88)
    assert.equal(made.auth.description, `${FIRST.username}'s Token`)
    assert.equal('hashedToken' in made.auth, profile.hashes)
    return made
  })
  await judge.call('a server with a user allows no setup', async () => {
    assert.equal((await setup.getSetup()).allowed, false)
  })
  await judge.refused(
    'a second setup is refused',
    { status: 422, code: 'conflict', message: 'onboarding has already been completed' },
    () => setup.postSetup({ body: FIRST }),
  )
  const { version, hashes } = profile
  return new Stand({ url, token: made.auth.token, user: made.user, org: made.org, version, hashes })
}
