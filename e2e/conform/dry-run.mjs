// Asking what a credential may grant: the server names the first right that it would refuse, and stores nothing.
//
// The console asks only versions on which this was recorded, so only those are tried here.

import assert from 'node:assert/strict'

const ASKED_VERSIONS = /^InfluxDB 2\.[789]\./

export async function asksWithoutMaking(steps, { stage, about, server }) {
  if (!ASKED_VERSIONS.test(about.product)) return
  const orgID = about.org.id
  const me = about.me.id
  const read = (bucket) => ({ action: 'read', resource: { type: 'buckets', id: bucket.id, orgID } })
  // Held for certain by whoever makes tokens for this user, and of another organization: the last check refuses it.
  const last = { action: 'write', resource: { type: 'users', id: me, orgID: '000000000000dead' } }
  const minter = await server.makeToken('minter', [
    { action: 'write', resource: { type: 'authorizations', orgID } },
    { action: 'write', resource: { type: 'users', id: me } },
    read(stage.read),
  ])
  const ask = async (permissions) => {
    const question = { orgID, userID: me, status: 'inactive', description: `${stage.prefix} asked`, permissions: [...permissions, last] }
    const answer = await server.ask('POST', '/authorizations', { token: minter.token, body: JSON.stringify(question) })
    const body = await answer.json()
    if (answer.status === 201) server.note(body.id)
    return { status: answer.status, message: body.message }
  }
  const before = await server.countTokens()
  await steps.step('asking for what a credential holds is refused only for the last check', async () => {
    const { status, message } = await ask([read(stage.read)])
    assert.equal(status, 400)
    assert.match(message, / is not for org id /)
  })
  await steps.step('asking for more names the first right that the credential lacks', async () => {
    const { status, message } = await ask([read(stage.read), read(stage.written)])
    assert.equal(status, 403)
    assert.ok(message.startsWith(`permission read:orgs/${orgID}/buckets/${stage.written.id} is not allowed`), message)
  })
  await steps.step('asking stored nothing', async () => {
    assert.equal(await server.countTokens(), before)
  })
}
