// Users: made, listed, renamed, switched off, deleted.

import assert from 'node:assert/strict'

import { AuthorizationsAPI, BucketsAPI, UsersAPI } from '@influxdata/influxdb-client-apis'

export async function judge(judge, stand) {
  const users = new UsersAPI(stand.operator)
  const name = stand.named('user')
  const made = await judge.call('a user is made', async () => {
    const made = await users.postUsers({ body: { name } })
    assert.equal(made.name, name)
    assert.equal(made.status, 'active')
    assert.deepEqual(made.links, { self: `/api/v2/users/${made.id}` })
    return made
  })
  const userID = made.id
  await judge.call('users are listed', async () => {
    const { users: listed } = await users.getUsers({ limit: 100 })
    assert.ok(listed.some(({ id }) => id === userID))
    assert.ok(listed.some(({ id }) => id === stand.user.id))
  })
  await judge.call('users are listed by name', async () => {
    assert.deepEqual((await users.getUsers({ name })).users, [made])
  })
  await judge.call('users are listed a page at a time', async () => {
    const [first] = (await users.getUsers({ limit: 1 })).users
    const [second] = (await users.getUsers({ limit: 1, offset: 1 })).users
    const [after] = (await users.getUsers({ limit: 1, after: first.id })).users
    assert.notEqual(first.id, second.id)
    assert.deepEqual(after, second)
  })
  await judge.call('a user is found by id', async () => {
    assert.deepEqual(await users.getUsersID({ userID }), made)
  })
  await judge.call('a user is renamed', async () => {
    const renamed = await users.patchUsersID({ userID, body: { name: `${name}-2` } })
    assert.equal(renamed.name, `${name}-2`)
    assert.equal(renamed.status, 'active')
  })
  await judge.refused('a name that is taken is refused',
    { status: 422, code: 'conflict', message: `user with name ${stand.user.name} already exists` },
    () => users.postUsers({ body: { name: stand.user.name } }),
  )
  await judge.refused('a password that is too short is refused',
    { status: 400, code: 'invalid', message: 'passwords must be between 8 and 72 characters long' },
    () => users.postUsersIDPassword({ userID, body: { password: 'short' } }),
  )

  const authorizations = new AuthorizationsAPI(stand.operator)
  const permissions = [stand.all('read', 'buckets')]
  const theirs = await judge.call('an operator makes a token for another user', async () => {
    const made = await authorizations.postAuthorizations({ body: { orgID: stand.org.id, userID, permissions } })
    assert.equal(made.userID, userID)
    assert.equal(made.user, `${name}-2`)
    await new BucketsAPI(stand.as(made.token)).getBuckets()
    return made
  })
  await judge.call('a user is switched off', async () => {
    const changed = await users.patchUsersID({ userID, body: { name: `${name}-2`, status: 'inactive' } })
    assert.equal(changed.status, 'inactive')
  })
  await judge.refused('the token of a user who is off is refused',
    { status: 403, code: 'forbidden', message: 'User is inactive' },
    () => new BucketsAPI(stand.as(theirs.token)).getBuckets(),
  )
  await judge.call('a user is deleted', () => users.deleteUsersID({ userID }))
  await judge.refused('a deleted user is not found',
    { status: 404, code: 'not found', message: 'user not found' },
    () => users.getUsersID({ userID }),
  )
  await judge.call('a token without its user is listed no more, and is deleted all the same', async () => {
    const { authorizations: listed } = await authorizations.getAuthorizations({ orgID: stand.org.id })
    assert.ok(listed.every(({ id }) => id !== theirs.id))
    await authorizations.deleteAuthorizationsID({ authID: theirs.id })
  })
}
