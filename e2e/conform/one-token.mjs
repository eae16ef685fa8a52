// The life of one token: renamed, switched off and on, revoked and brought back, replaced, and deleted for good.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import * as form from './form.mjs'

export async function changesOneToken(steps, page, { stage, server }) {
  const permissions = [{ action: 'read', resource: { type: 'buckets', id: stage.read.id, orgID: stage.read.orgID } }]
  const name = `${stage.prefix} one life`
  const { id } = await server.makeToken('one life', permissions)
  const drawer = page.getByRole('complementary').last()
  const open = () => page.evaluate((id) => (location.hash = `#/tokens/${id}`), id)
  const press = (button) => drawer.getByRole('button', { name: button, exact: true }).click()
  const stands = (status, description) =>
    expect.poll(async () => { const now = await server.stored(id); return [now.status, now.description] }).toEqual([status, description])

  await steps.step('a token is renamed in place', async () => {
    await open()
    // It was made after the list came.
    await page.getByRole('button', { name: 'Load the list again' }).first().click()
    await press('Rename')
    await drawer.getByRole('textbox', { name: 'Name of the token' }).fill(`${name}, renamed`)
    await page.keyboard.press('Enter')
    await stands('active', `${name}, renamed`)
  })
  await steps.step('it is deactivated and activated', async () => {
    await press('Deactivate')
    await stands('inactive', `${name}, renamed`)
    await press('Activate')
    await stands('active', `${name}, renamed`)
  })
  await steps.step('it is revoked with a note, and undo takes both back', async () => {
    await press('Revoke')
    await expect.poll(async () => (await server.stored(id)).description).toMatch(/, renamed \(revoked \d{4}-\d\d-\d\d\)$/)
    assert.equal((await server.stored(id)).status, 'inactive')
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click()
    await stands('active', `${name}, renamed`)
  })
  await steps.step('it is replaced: the new one says whose place it takes, the old one is switched off', async () => {
    await press('Replace')
    await page.getByRole('button', { name: 'Create token', exact: true }).click()
    await form.copyAndClose(page)
    const fresh = await server.tokenDescribed(`${name}, renamed (replaces ${id})`)
    await open()
    await press('Switch this one off')
    await expect.poll(async () => (await server.stored(id)).status).toBe('inactive')
    assert.match((await server.stored(id)).description, new RegExp(`, renamed \\(replaced by ${fresh.id}, off since \\d{4}-\\d\\d-\\d\\d\\)$`))
    assert.equal(fresh.status, 'active')
  })
  await steps.step('the old one is deleted after its name is typed', async () => {
    await press('Delete for good…')
    const question = page.getByRole('alertdialog')
    await question.getByRole('textbox').fill(`${name}, renamed`)
    await question.getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(async () => (await server.ask('GET', `/authorizations/${id}`)).status).toBe(404)
    await press('Close details')
    // There is no way back to what is gone.
    await expect(page.locator('.toast')).toHaveCount(0)
  })
}
