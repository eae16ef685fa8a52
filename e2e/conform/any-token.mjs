// Other tokens: all buckets with a description of one's own, and the one that InfluxDB documents.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import * as form from './form.mjs'

export async function makesAnyToken(steps, page, { stage, about, server }) {
  const orgID = about.org.id
  await steps.step('a token may read all buckets, also future ones', async () => {
    await form.openForm(page)
    await form.reach(page, 'Read', 'All, also future')
    await expect(form.description(page)).toHaveAttribute('placeholder', 'Read all buckets')
    const own = `${stage.prefix} reads “all” buckets <b>`
    await form.description(page).fill(own)
    const stored = await server.stored(await form.create(page))
    form.assertGrants(stored, [{ action: 'read', resource: { type: 'buckets', orgID } }])
    assert.equal(stored.description, own)
    const token = await form.copyAndClose(page)
    assert.equal((await server.ask('GET', `/buckets/${stage.written.id}`, { token })).status, 200)
  })
  await steps.step('read on _monitoring and write on _tasks are described as InfluxDB documents it', async () => {
    const described = 'Read buckets _monitoring Write buckets _tasks'
    await form.openForm(page)
    await expect(form.description(page)).toHaveValue('')
    await form.grant(page, 'Read', 'bucket', '_monitoring')
    await form.grant(page, 'Write', 'bucket', '_tasks')
    await expect(form.description(page)).toHaveAttribute('placeholder', described)
    const stored = await server.stored(await form.create(page))
    assert.equal(stored.description, described)
    assert.deepEqual(
      stored.permissions.map(({ action, resource }) => [action, resource.type, resource.name]),
      [['read', 'buckets', '_monitoring'], ['write', 'buckets', '_tasks']],
    )
    await form.copyAndClose(page)
  })
}
