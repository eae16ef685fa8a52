// Twenty tokens at once: revoked by a plan, brought back to what each was, and deleted for good.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'

const COUNT = 20

export async function changesManyTokens(steps, page, { stage, server }) {
  const name = `${stage.prefix} at once`
  const permissions = [{ action: 'read', resource: { type: 'buckets', id: stage.read.id, orgID: stage.read.orgID } }]
  const before = await steps.step(`${COUNT} tokens are made`, async () => {
    const made = []
    for (let number = 1; number <= COUNT; number += 1) made.push(await server.makeToken(`at once ${number}`, permissions))
    return Promise.all(made.map(({ id }) => lookAt(server, id)))
  })
  const now = () => Promise.all(before.map(({ id }) => lookAt(server, id)))
  const act = async (verb, confirm) => {
    await page.getByRole('region', { name: 'Selected tokens' }).getByRole('button', { name: `${verb} ${COUNT}…` }).click()
    const plan = page.getByRole('alertdialog')
    if (confirm) await plan.getByRole('textbox').fill(confirm)
    await plan.getByRole('button', { name: `${verb}: ${COUNT} tokens` }).click()
  }
  const told = (words) => expect(page.getByRole('heading', { name: `${COUNT} tokens are ${words}` })).toBeVisible()
  const close = () => page.getByRole('button', { name: 'Close', exact: true }).click()
  const chooseAll = async () => {
    await page.getByLabel('Search tokens').fill(name)
    await page.getByRole('checkbox', { name: `Select all ${COUNT} that match` }).check()
  }

  await steps.step('all of them are revoked by one plan', async () => {
    await page.getByRole('button', { name: 'Load the list again' }).click()
    await chooseAll()
    await act('Revoke')
    await told('revoked')
    for (const [at, { status, description }] of (await now()).entries()) {
      assert.equal(status, 'inactive')
      assert.match(description, /^.+ \(revoked \d{4}-\d\d-\d\d\)$/)
      assert.ok(description.startsWith(before[at].description))
    }
  })
  await steps.step('undo brings each of them back to what it was', async () => {
    await page.getByRole('button', { name: `Undo ${COUNT}`, exact: true }).click()
    await told('as before')
    assert.deepEqual(await now(), before)
    await close()
  })
  await steps.step('inactive ones are deleted after the words are typed', async () => {
    await chooseAll()
    await act('Deactivate')
    await told('inactive')
    await close()
    await chooseAll()
    await act('Delete for good', `delete ${COUNT} tokens`)
    await told('deleted')
    for (const { id } of before) assert.equal((await server.ask('GET', `/authorizations/${id}`)).status, 404)
    await close()
  })
}

async function lookAt(server, id) {
  const { status, description } = await server.stored(id)
  return { id, status, description }
}
