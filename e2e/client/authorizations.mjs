// The life of a token: made, found, changed, switched off and on, deleted.

import assert from 'node:assert/strict'

import { AuthorizationsAPI, BucketsAPI, MeAPI } from '@influxdata/influxdb-client-apis'

const TOKEN = /^[A-Za-z0-9_-]{86}==$/

export async function judge(judge, stand) {
  const authorizations = new AuthorizationsAPI(stand.operator)
  const buckets = new BucketsAPI(stand.operator)
  const bucket = await buckets.postBuckets({
    body: { name: stand.named('granted'), orgID: stand.org.id, retentionRules: [] },
  })
  const listed = (token) => (stand.hashes ? '' : token)

  await judge.call('the list holds the operator’s own token', async () => {
    const answer = await authorizations.getAuthorizations()
    assert.deepEqual(answer.links, { self: '/api/v2/authorizations' })
    const isOwn = ({ userID, token }) => userID === stand.user.id && token === listed(stand.token)
    assert.ok(answer.authorizations.some(isOwn))
  })

  const description = 'reads one bucket, “writes” <b>another</b>'
  const permissions = [stand.one('read', 'buckets', bucket.id), stand.all('write', 'tasks')]
  const made = await judge.call('a new token is answered with its value and with names', async () => {
    const made = await authorizations.postAuthorizations({ body: { orgID: stand.org.id, description, permissions } })
    assert.match(made.token, TOKEN)
    assert.equal(made.status, 'active')
    assert.equal(made.description, description)
    assert.equal(made.orgID, stand.org.id)
    assert.equal(made.org, stand.org.name)
    assert.equal(made.userID, stand.user.id)
    assert.equal(made.user, stand.user.name)
    assert.deepEqual(made.permissions, [
      { action: 'read', resource: { ...permissions[0].resource, name: bucket.name, org: stand.org.name } },
      { action: 'write', resource: { ...permissions[1].resource, org: stand.org.name } },
    ])
    assert.deepEqual(made.links, {
      self: `/api/v2/authorizations/${made.id}`,
      user: `/api/v2/users/${stand.user.id}`,
    })
    assert.ok(Math.abs(Date.parse(made.createdAt) - Date.now()) < 60_000)
    return made
  })
  const shown = { ...made, token: listed(made.token) }
  const authID = made.id

  await judge.call(`found by id, its value is ${stand.hashes ? 'empty' : 'shown'}`, async () => {
    assert.deepEqual(await authorizations.getAuthorizationsID({ authID }), shown)
  })
  for (const [by, filter] of Object.entries({
    organization: { orgID: stand.org.id },
    'organization’s name': { org: stand.org.name },
    user: { userID: stand.user.id },
    'user’s name': { user: stand.user.name },
    'user and organization': { userID: stand.user.id, orgID: stand.org.id },
  })) {
    await judge.call(`listed by ${by}`, async () => {
      const answer = await authorizations.getAuthorizations(filter)
      assert.deepEqual(answer.authorizations.find(({ id }) => id === authID), shown)
      const ids = answer.authorizations.map(({ id }) => id)
      assert.deepEqual(ids, [...ids].sort())
    })
  }
  await judge.call('not listed for another organization', async () => {
    assert.deepEqual((await authorizations.getAuthorizations({ orgID: '00000000000000ff' })).authorizations, [])
  })
  await judge.call('the new token reads what it is granted', async () => {
    const found = await new BucketsAPI(stand.as(made.token)).getBucketsID({ bucketID: bucket.id })
    assert.equal(found.name, bucket.name)
  })
  await judge.call('the new token is shown no token', async () => {
    assert.deepEqual((await new AuthorizationsAPI(stand.as(made.token)).getAuthorizations()).authorizations, [])
  })

  await judge.call('its description is changed', async () => {
    const changed = await authorizations.patchAuthorizationsID({ authID, body: { description: 'renamed' } })
    assert.equal(changed.description, 'renamed')
    assert.equal(changed.status, 'active')
    assert.ok(Date.parse(changed.updatedAt) >= Date.parse(made.updatedAt))
    assert.equal(changed.token, listed(made.token))
  })
  await judge.call('permissions in a change are ignored', async () => {
    const body = { permissions: [stand.all('write', 'buckets')] }
    const changed = await authorizations.patchAuthorizationsID({ authID, body })
    assert.deepEqual(changed.permissions, made.permissions)
  })
  await judge.call('it is switched off', async () => {
    const changed = await authorizations.patchAuthorizationsID({ authID, body: { status: 'inactive' } })
    assert.equal(changed.status, 'inactive')
    assert.equal(changed.description, 'renamed')
  })
  await judge.refused('a token that is off may not ask who it is',
    { status: 401, code: 'unauthorized', message: 'token is inactive' },
    () => new MeAPI(stand.as(made.token)).getMe(),
  )
  await judge.call('a list asked with a token that is off is empty', async () => {
    assert.deepEqual((await new BucketsAPI(stand.as(made.token)).getBuckets()).buckets, [])
  })
  await judge.call('it is switched on', async () => {
    const changed = await authorizations.patchAuthorizationsID({ authID, body: { status: 'active' } })
    assert.equal(changed.status, 'active')
    await new BucketsAPI(stand.as(made.token)).getBucketsID({ bucketID: bucket.id })
  })

  await judge.call('a token can be made inactive from the start', async () => {
    const body = { orgID: stand.org.id, status: 'inactive', permissions }
    const off = await authorizations.postAuthorizations({ body })
    assert.equal(off.status, 'inactive')
    assert.equal(off.description, '')
    await authorizations.deleteAuthorizationsID({ authID: off.id })
  })
  await judge.call('the same permission twice is stored twice', async () => {
    const twice = [permissions[0], permissions[0]]
    const made = await authorizations.postAuthorizations({ body: { orgID: stand.org.id, permissions: twice } })
    assert.equal(made.permissions.length, 2)
    await authorizations.deleteAuthorizationsID({ authID: made.id })
  })

  await judge.call('it is deleted', async () => {
    let status
    await authorizations.deleteAuthorizationsID({ authID }, { responseStarted: (_, answered) => (status = answered) })
    assert.equal(status, 204)
  })
  await judge.refused('a deleted token is not found',
    { status: 404, code: 'not found', message: 'authorization not found' },
    () => authorizations.getAuthorizationsID({ authID }),
  )
  await judge.refused('a deleted token opens nothing',
    { status: 401, code: 'unauthorized', message: 'unauthorized access' },
    () => new BucketsAPI(stand.as(made.token)).getBucketsID({ bucketID: bucket.id }),
  )
  await buckets.deleteBucketsID({ bucketID: bucket.id })
}
