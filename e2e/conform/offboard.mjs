// A user leaves: the tokens are issued anew for somebody else, and the user is deleted. Only an operator may.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import { enterOrg } from './sign-in.mjs'

export async function offboardsAUser(steps, page, { stage, about, server }) {
  if (!about.isOperator) return
  const grants = (action, bucket) => [{ action, resource: { type: 'buckets', id: bucket.id, orgID: bucket.orgID } }]
  const { leaver, heir, old } = await steps.step('a user with two tokens, and one who takes over, are made', async () => {
    const [leaver, heir] = [await server.makeUser('leaver'), await server.makeUser('heir')]
    const reads = await server.makeTokenFor(leaver.id, 'press reader', grants('read', stage.read))
    const writes = await server.makeTokenFor(leaver.id, 'press writer', grants('write', stage.written))
    return { leaver, heir, old: [reads, writes] }
  })
  const userStatus = async ({ id }) => (await server.ask('GET', `/users/${id}`)).json()
  const finish = (what) => page.getByRole('button', { name: `Finish: ${what}` })

  await steps.step('the page of owners finds the user, and says what stops', async () => {
    await page.reload()
    await enterOrg(page, about.org.name)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Owners' }).click()
    await page.getByLabel('Search owners').fill(leaver.name)
    const row = page.getByRole('grid', { name: 'Owners' }).getByRole('row').filter({ hasText: leaver.id })
    await expect(row).toContainText('2 active')
    await row.getByRole('link').click()
    await expect(page.getByRole('region', { name: 'If this user goes' })).toContainText('2 tokens stop working: the server answers “User is inactive”.')
  })
  const fresh = await steps.step('both are issued anew, and nothing stops meanwhile', async () => {
    await page.getByRole('button', { name: 'Offboard…' }).click()
    await page.getByRole('combobox', { name: 'Owner of the new tokens' }).fill(heir.name)
    await page.getByRole('option', { name: heir.name }).click()
    await page.getByRole('button', { name: 'Start with 2 new tokens' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('heading', { name: 'Store these 2 tokens now' })).toBeVisible()
    await dialog.getByRole('checkbox', { name: 'I have stored these tokens' }).check()
    await dialog.getByRole('button', { name: /^(Done|Close)$/ }).click()
    await expect(page.getByText('2 tokens have their successors')).toBeVisible()
    const fresh = await server.tokensOf(heir.id)
    for (const { id, permissions } of old) {
      const takes = fresh.find(({ description }) => description.endsWith(`(replaces ${id})`))
      assert.deepEqual(takes.permissions.map(plain), permissions.map(plain))
      assert.equal((await server.stored(id)).status, 'active')
    }
    assert.equal(fresh.length, 2)
    return fresh
  })
  await steps.step('the old ones are switched off with a note, and the user is deactivated', async () => {
    await page.getByRole('checkbox', { name: 'Every program uses its new secret' }).check()
    await finish('deactivate the user').click()
    await expect(page.getByText('The user is deactivated.')).toBeVisible()
    for (const { id } of old) {
      const { status, description } = await server.stored(id)
      assert.equal(status, 'inactive')
      assert.match(description, /\(replaced by [0-9a-f]{16}, off since \d{4}-\d\d-\d\d\)$/)
    }
    assert.equal((await userStatus(leaver)).status, 'inactive')
    await page.getByRole('button', { name: 'Close' }).last().click()
  })
  await steps.step('the user is deleted after every token, by typed name', async () => {
    await page.getByRole('button', { name: 'Offboard…' }).click()
    await page.getByRole('radio', { name: /^Delete/ }).check()
    await page.getByRole('checkbox', { name: 'Every program uses its new secret' }).check()
    await finish('delete the user…').click()
    const question = page.getByRole('alertdialog')
    await question.getByRole('textbox', { name: 'Name of the user' }).fill(leaver.name)
    await question.getByRole('button', { name: 'Delete for good' }).click()
    await expect(page.getByText('The user is deleted.')).toBeVisible()
    for (const { id } of old) assert.equal((await server.ask('DELETE', `/authorizations/${id}`)).status, 404)
    assert.equal((await server.ask('GET', `/users/${leaver.id}`)).status, 404)
    for (const { id } of fresh) assert.equal((await server.stored(id)).status, 'active')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Tokens/ }).click()
  })
}

/** Without the names, which the server adds to what was asked for. */
function plain({ action, resource: { type, id, orgID } }) {
  return { action, type, id, orgID }
}
