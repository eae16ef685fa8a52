// Calls about tokens that the server refuses, as the client throws them.

import { AuthorizationsAPI, MeAPI } from '@influxdata/influxdb-client-apis'

const UNKNOWN = '00000000000000ff'
const refusal = (status, code) => (message) => ({ status, code, message })
const invalid = refusal(400, 'invalid')
const unauthorized = refusal(401, 'unauthorized')
const forbidden = refusal(403, 'forbidden')
const notFound = refusal(404, 'not found')

export async function judge(judge, stand) {
  const api = new AuthorizationsAPI(stand.operator)
  const orgID = stand.org.id
  const permissions = [stand.all('read', 'buckets')]
  const make = (body) => () => api.postAuthorizations({ body })
  const find = (authID) => () => api.getAuthorizationsID({ authID })
  const list = (filter) => () => api.getAuthorizations(filter)
  const whoAmI = (client) => () => new MeAPI(client).getMe()
  const noOrg = stand.named('no-org')
  const elsewhere = { action: 'read', resource: { type: 'buckets', orgID: UNKNOWN } }
  const instance = { action: 'read', resource: { type: 'instance' } }
  const cases = [
    ['no token at all', unauthorized('unauthorized access'), whoAmI(stand.anyone())],
    ['an unknown token', unauthorized('unauthorized access'), whoAmI(stand.as('unknown'))],
    ['finding an id that does not exist', notFound('authorization not found'), find(UNKNOWN)],
    ['finding a text that is no id', invalid('id must have a length of 16 bytes'), find('abc')],
    ['finding sixteen letters that are no id', invalid('invalid ID'), find('not-an-id-at-all')],
    ['listing by a text that is no id', invalid('id must have a length of 16 bytes'), list({ orgID: 'abc' })],
    ['listing by an unknown user', notFound('user not found'), list({ user: stand.named('nobody') })],
    ['listing by an unknown organization', notFound(`organization name "${noOrg}" not found`), list({ org: noOrg })],
    [
      'changing what does not exist',
      notFound('authorization not found'),
      () => api.patchAuthorizationsID({ authID: UNKNOWN, body: { description: 'x' } }),
    ],
    [
      'deleting what does not exist',
      notFound('authorization not found'),
      () => api.deleteAuthorizationsID({ authID: UNKNOWN }),
    ],
    [
      'a new token without permissions',
      invalid('authorization must include permissions'),
      make({ orgID, permissions: [] }),
    ],
    ['a new token without an organization', invalid('org id required: invalid ID'), make({ permissions })],
    [
      'a new token of an unknown type',
      invalid('invalid resource type for permission: unknown resource type for permission'),
      make({ orgID, permissions: [stand.all('read', 'flows')] }),
    ],
    [
      'a new token with an unknown action',
      invalid('invalid action type for permission: unknown action for permission'),
      make({ orgID, permissions: [stand.all('own', 'buckets')] }),
    ],
    [
      'a new token with an unknown status',
      invalid('invalid status: must be active or inactive'),
      make({ orgID, status: 'asleep', permissions }),
    ],
    [
      'a new token with a broken id',
      invalid(/^invalid json structure: .*id must have a length of 16 bytes$/),
      make({ orgID: 'abc', permissions }),
    ],
    [
      'a new token for another organization’s buckets',
      invalid(`permission read:orgs/${UNKNOWN}/buckets is not for org id ${orgID}`),
      make({ orgID, permissions: [elsewhere] }),
    ],
    // Only a session of the instance's owner holds this; an operator's token does not.
    [
      'a new token for the instance',
      forbidden('permission read:instance is not allowed: read:instance is unauthorized'),
      make({ orgID, permissions: [instance] }),
    ],
  ]
  for (const [sentence, expected, carryOut] of cases) {
    await judge.refused(`${sentence} is refused`, expected, carryOut)
  }

  const { id: authID, token } = await api.postAuthorizations({ body: { orgID, permissions } })
  const older = /^v?2\.[0-7]\./.test(stand.version)
  await judge.refused('an unknown status is refused in a change',
    invalid(older ? 'unknown authorization status' : 'encodeAuthorization: unknown authorization status'),
    () => api.patchAuthorizationsID({ authID, body: { status: 'asleep' } }),
  )
  await judge.refused('a limited token may not ask who it is, and is told what it lacks',
    unauthorized(`read:users/${stand.user.id} is unauthorized`),
    () => new MeAPI(stand.as(token)).getMe(),
  )
  await judge.refused('a limited token may not make tokens',
    unauthorized(`write:orgs/${orgID}/authorizations is unauthorized`),
    () => new AuthorizationsAPI(stand.as(token)).postAuthorizations({ body: { orgID, permissions } }),
  )
  await api.deleteAuthorizationsID({ authID })

  const themselves = { action: 'write', resource: { type: 'users', id: stand.user.id } }
  const minting = [stand.all('write', 'authorizations'), themselves]
  const minter = await api.postAuthorizations({ body: { orgID, permissions: minting } })
  const needed = `read:orgs/${orgID}/buckets`
  await judge.refused('nobody grants what they do not hold',
    forbidden(`permission ${needed} is not allowed: ${needed} is unauthorized`),
    () => new AuthorizationsAPI(stand.as(minter.token)).postAuthorizations({ body: { orgID, permissions } }),
  )
  await api.deleteAuthorizationsID({ authID: minter.id })
}
