// Buckets, and how their list is cut into pages.

import assert from 'node:assert/strict'

import { BucketsAPI } from '@influxdata/influxdb-client-apis'

const MANY = 45

export async function judge(judge, stand) {
  const buckets = new BucketsAPI(stand.operator)
  const orgID = stand.org.id
  const make = (name) => buckets.postBuckets({ body: { name, orgID, retentionRules: [] } })
  const name = stand.named('bucket')
  const made = await judge.call('a bucket is made', async () => {
    const body = { name, orgID, description: 'for a while', retentionRules: [{ type: 'expire', everySeconds: 7200 }] }
    const made = await buckets.postBuckets({ body })
    assert.equal(made.name, name)
    assert.equal(made.type, 'user')
    assert.equal(made.description, 'for a while')
    assert.equal(made.orgID, orgID)
    assert.equal(made.retentionRules[0].everySeconds, 7200)
    return made
  })
  const bucketID = made.id
  await judge.refused('a name that is taken is refused',
    { status: 422, code: 'conflict', message: `bucket with name ${name} already exists` },
    () => make(name),
  )
  await judge.call('a bucket is found by id', async () => {
    const found = await buckets.getBucketsID({ bucketID })
    assert.deepEqual(found, made)
  })
  await judge.call('a bucket is listed by name', async () => {
    const { buckets: listed } = await buckets.getBuckets({ name, orgID })
    assert.deepEqual(listed.map(({ id }) => id), [bucketID])
  })
  await judge.call('the system buckets are listed', async () => {
    for (const system of ['_monitoring', '_tasks']) {
      const { buckets: listed } = await buckets.getBuckets({ name: system, org: stand.org.name })
      assert.equal(listed.length, 1)
      assert.equal(listed[0].type, 'system')
    }
  })
  await judge.call('a bucket is changed', async () => {
    const body = { description: 'for a short while', retentionRules: [{ type: 'expire', everySeconds: 3600 }] }
    const changed = await buckets.patchBucketsID({ bucketID, body })
    assert.equal(changed.name, name)
    assert.equal(changed.description, 'for a short while')
    assert.equal(changed.retentionRules[0].everySeconds, 3600)
  })
  await judge.refused('an unknown bucket is not found',
    { status: 404, code: 'not found', message: 'bucket not found' },
    () => buckets.getBucketsID({ bucketID: '00000000000000ff' }),
  )
  await judge.refused('a page of more than 100 is refused',
    { status: 400, code: 'invalid', message: 'limit must be between 1 and 100' },
    () => buckets.getBuckets({ limit: 101 }),
  )

  const many = []
  for (let number = 0; number < MANY; number += 1) {
    many.push((await make(stand.named(`page-${number}`))).id)
  }
  await judge.call('a page has 20 buckets if nothing is said, and tells the next one', async () => {
    const page = await buckets.getBuckets({ orgID })
    assert.equal(page.buckets.length, 20)
    assert.match(page.links.next, /limit=20/)
    assert.match(page.links.next, /offset=20/)
  })
  const all = await judge.call('pages by offset hold every bucket once', async () => {
    const ids = []
    for (let offset = 0; ; offset += 20) {
      const page = await buckets.getBuckets({ orgID, limit: 20, offset })
      ids.push(...page.buckets.map(({ id }) => id))
      if (page.buckets.length < 20) break
    }
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(many.every((id) => ids.includes(id)))
    return ids
  })
  await judge.call('one page of 100 begins with the same buckets', async () => {
    const page = await buckets.getBuckets({ orgID, limit: 100 })
    assert.deepEqual(page.buckets.map(({ id }) => id), all.slice(0, 100))
  })
  for (const [where, filter] of [['of the organization', { orgID }], ['of all organizations', {}]]) {
    await judge.call(`pages ${where} that begin after a bucket hold every bucket once`, async () => {
      const ids = []
      for (let after; ; after = ids.at(-1)) {
        const page = await buckets.getBuckets({ ...filter, limit: 20, after })
        ids.push(...page.buckets.map(({ id }) => id))
        if (page.buckets.length < 20) break
      }
      assert.equal(new Set(ids).size, ids.length)
      assert.ok(many.every((id) => ids.includes(id)))
    })
  }
  await judge.call('buckets are deleted', async () => {
    for (const bucketID of [made.id, ...many]) {
      await buckets.deleteBucketsID({ bucketID })
    }
    await assert.rejects(buckets.getBucketsID({ bucketID }), { statusCode: 404 })
  })
}
