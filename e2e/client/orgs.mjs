// Organizations, their members and secrets.

import assert from 'node:assert/strict'

import { OrgsAPI, UsersAPI } from '@influxdata/influxdb-client-apis'

export async function judge(judge, stand) {
  const orgs = new OrgsAPI(stand.operator)
  const users = new UsersAPI(stand.operator)
  const name = stand.named('org')
  const made = await judge.call('an organization is made', async () => {
    const made = await orgs.postOrgs({ body: { name, description: 'for a while' } })
    assert.equal(made.name, name)
    assert.equal(made.description, 'for a while')
    return made
  })
  const orgID = made.id
  await judge.call('organizations are listed', async () => {
    const { orgs: listed } = await orgs.getOrgs({ limit: 100 })
    assert.ok([orgID, stand.org.id].every((id) => listed.some((org) => org.id === id)))
  })
  await judge.call('an organization is listed by name', async () => {
    assert.deepEqual((await orgs.getOrgs({ org: name })).orgs.map(({ id }) => id), [orgID])
  })
  await judge.call('an organization is found by id and changed', async () => {
    assert.equal((await orgs.getOrgsID({ orgID })).name, name)
    const changed = await orgs.patchOrgsID({ orgID, body: { description: 'for a short while' } })
    assert.equal(changed.description, 'for a short while')
    assert.equal(changed.name, name)
  })
  await judge.refused('a name that is taken is refused',
    { status: 422, code: 'conflict', message: `organization with name ${name} already exists` },
    () => orgs.postOrgs({ body: { name } }),
  )
  const user = await users.postUsers({ body: { name: stand.named('member') } })
  await judge.call('a member is added, listed and removed', async () => {
    const member = await orgs.postOrgsIDMembers({ orgID, body: { id: user.id } })
    assert.equal(member.role, 'member')
    assert.equal(member.name, user.name)
    assert.deepEqual((await orgs.getOrgsIDMembers({ orgID })).users.map(({ id }) => id), [user.id])
    await orgs.deleteOrgsIDMembersID({ orgID, userID: user.id })
    assert.deepEqual((await orgs.getOrgsIDMembers({ orgID })).users, [])
  })
  await judge.call('an owner is added and listed', async () => {
    const owner = await orgs.postOrgsIDOwners({ orgID, body: { id: user.id } })
    assert.equal(owner.role, 'owner')
    assert.ok((await orgs.getOrgsIDOwners({ orgID })).users.some(({ id }) => id === user.id))
  })
  await judge.call('secrets are stored, and only their keys are listed', async () => {
    await orgs.patchOrgsIDSecrets({ orgID, body: { apikey: 'its-value' } })
    assert.deepEqual((await orgs.getOrgsIDSecrets({ orgID })).secrets, ['apikey'])
    await orgs.postOrgsIDSecrets({ orgID, body: { secrets: ['apikey'] } })
    assert.deepEqual((await orgs.getOrgsIDSecrets({ orgID })).secrets, [])
  })
  await judge.call('an organization is deleted', () => orgs.deleteOrgsID({ orgID }))
  await judge.refused('a deleted organization is not found',
    { status: 404, code: 'not found', message: 'organization not found' },
    () => orgs.getOrgsID({ orgID }),
  )
  await users.deleteUsersID({ userID: user.id })
}
