// Writing and querying, as far as rights go: what was written is not asked for again.

import assert from 'node:assert/strict'

import { Point } from '@influxdata/influxdb-client'
import { AuthorizationsAPI, BucketsAPI } from '@influxdata/influxdb-client-apis'

/** Nothing is tried again and nothing waits for a timer: the first answer is what is judged. */
const ONCE = { maxRetries: 0, flushInterval: 0 }

export async function judge(judge, stand) {
  const buckets = new BucketsAPI(stand.operator)
  const authorizations = new AuthorizationsAPI(stand.operator)
  const orgID = stand.org.id
  const make = (name) => buckets.postBuckets({ body: { name: stand.named(name), orgID, retentionRules: [] } })
  const [read, written] = [await make('is-read'), await make('is-written')]
  const permissions = [stand.one('read', 'buckets', read.id), stand.one('write', 'buckets', written.id)]
  const { id: authID, token } = await authorizations.postAuthorizations({ body: { orgID, permissions } })
  const client = stand.as(token)

  await judge.call('a point is written where the token may write', async () => {
    assert.equal(await write(client, orgID, written.name, new Point('m').floatField('f', 1.5).toLineProtocol()), 1)
  })
  await judge.call('a bucket is also written by its id, in an organization by its name', async () => {
    assert.equal(await write(client, stand.org.name, written.id, 'm f=2'), 1)
  })
  await judge.call('a line that is a comment asks for the right and stores nothing', async () => {
    assert.equal(await write(client, orgID, written.name, '# nothing'), 1)
  })
  await judge.refused('writing where the token may only read is refused',
    { status: 403, code: 'forbidden', message: 'insufficient permissions for write' },
    () => write(client, orgID, read.name, '# nothing'),
  )
  await judge.refused('writing into an unknown bucket is refused',
    { status: 404, code: 'not found', message: `bucket "${stand.named('no-bucket')}" not found` },
    () => write(client, orgID, stand.named('no-bucket'), '# nothing'),
  )
  await judge.call('a query of an empty bucket answers no rows', async () => {
    assert.deepEqual(await query(client, orgID, read.name), [])
  })
  await judge.refused('a query of a bucket that the token may only write is refused as if it did not exist',
    {
      status: 404,
      code: 'not found',
      message: `failed to initialize execute state: could not find bucket "${written.name}"`,
    },
    () => query(client, orgID, written.name),
  )
  await authorizations.deleteAuthorizationsID({ authID })
  await buckets.deleteBucketsID({ bucketID: read.id })
  await buckets.deleteBucketsID({ bucketID: written.id })
}

/** Writes one line, and answers how many the client counts as written: it does so for a 204 only. */
async function write(client, org, bucket, line) {
  let written = 0
  const api = client.getWriteApi(org, bucket, 'ns', {
    ...ONCE,
    writeSuccess: (lines) => {
      written += lines.length
    },
    // The error is thrown to whoever closes the writer, and need not be logged as well.
    writeFailed: (error) => Promise.reject(error),
  })
  api.writeRecord(line)
  await api.close()
  return written
}

function query(client, org, bucket) {
  return client.getQueryApi(org).collectRows(`from(bucket: "${bucket}") |> range(start: -1m)`)
}
