// Tokens for somebody else, and for users who are made on the way. Only an operator may.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import * as form from './form.mjs'
import { enterOrg } from './sign-in.mjs'

function kind(page, name) {
  return page.getByRole('group', { name: 'Owner' }).getByRole('radio', { name })
}

export async function makesTokensForOthers(steps, page, { stage, about, server }) {
  if (!about.isOperator) {
    await steps.step('that tokens are made for nobody else is said beforehand', async () => {
      await form.openForm(page)
      await expect(kind(page, /^Another user/)).toBeDisabled()
      await expect(page.getByText(/^Another user: /)).toBeVisible()
    })
    return
  }
  await steps.step('a token is made for another user', async () => {
    const user = await server.makeUser('other')
    // Users are fetched once a sitting; a sitting begins with the page.
    await page.reload()
    await enterOrg(page, about.org.name)
    await form.openForm(page)
    await form.grant(page, 'Read', 'bucket', stage.read.name)
    await kind(page, 'Another user').check()
    await page.getByRole('combobox', { name: 'User who owns the token' }).fill(user.name)
    await page.getByRole('option', { name: user.name }).click()
    const stored = await server.stored(await form.create(page))
    assert.equal(stored.userID, user.id)
    await form.copyAndClose(page)
  })
  const name = `${stage.prefix}-new`
  const makeFor = async (sentence) => {
    await form.openForm(page)
    await form.grant(page, 'Read', 'bucket', stage.read.name)
    await kind(page, 'New user').check()
    await page.getByRole('textbox', { name: 'Name of the new user' }).fill(name)
    const stored = await server.stored(await form.create(page))
    await expect(form.dialog(page)).toContainText(sentence)
    const token = await form.copyAndClose(page)
    return { userID: stored.userID, token }
  }
  const first = await steps.step('a new user is made on the way, and the token works', async () => {
    const made = await makeFor(`The user ${name} was created for it.`)
    assert.equal(made.userID, (await server.userNamed(name)).id)
    const listed = await server.ask('GET', `/buckets/${stage.read.id}`, { token: made.token })
    assert.equal(listed.status, 200)
    return made
  })
  await steps.step('the same name a second time leads to the same user', async () => {
    const again = await makeFor(`The user ${name} existed already`)
    assert.equal(again.userID, first.userID)
  })
}
