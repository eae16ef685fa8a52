// The main job: a token by the matrix, its description, what the server stored, and the secret.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import * as form from './form.mjs'

export async function makesAToken(steps, page, { stage, about, server }) {
  const { read, written, telegraf } = stage
  const generated = `Read buckets ${read.name} telegrafs ${telegraf.name} Write buckets ${written.name}`

  await steps.step('the form grants nothing at first, and is not sent so', async () => {
    await form.openForm(page)
    await expect(page.getByText('Nothing is granted yet.', { exact: true })).toBeVisible()
    await form.createButton(page).click()
    await expect(page.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible()
    await expect(form.dialog(page)).toBeHidden()
  })
  await steps.step('the matrix takes single buckets and a Telegraf configuration', async () => {
    await form.grant(page, 'Read', 'bucket', read.name)
    await form.grant(page, 'Write', 'bucket', written.name)
    await form.chooseType(page, 'Telegraf configurations')
    await form.grant(page, 'Read', 'Telegraf configuration', telegraf.name)
    await expect(page.getByRole('complementary', { name: /^Review/ }).getByText('3 permissions')).toBeVisible()
  })
  await steps.step('the description is generated to the letter', async () => {
    await expect(form.description(page)).toHaveValue('')
    await expect(form.description(page)).toHaveAttribute('placeholder', generated)
  })
  const before = await server.countTokens()
  const id = await steps.step('the token is created and its secret is masked', async () => {
    const id = await form.create(page)
    const secret = form.dialog(page).getByLabel('Token', { exact: true })
    await expect(secret).toHaveAttribute('type', 'password')
    return id
  })
  await steps.step('the server stored what was ticked, once, active, for this user', async () => {
    const stored = await server.stored(id)
    const orgID = about.org.id
    form.assertGrants(stored, [
      { action: 'read', resource: { type: 'buckets', id: read.id, orgID } },
      { action: 'read', resource: { type: 'telegrafs', id: telegraf.id, orgID } },
      { action: 'write', resource: { type: 'buckets', id: written.id, orgID } },
    ])
    assert.equal(stored.description, generated)
    assert.equal(stored.status, 'active')
    assert.equal(stored.userID, about.me.id)
    assert.equal(stored.orgID, orgID)
    assert.equal(await server.countTokens(), before + 1)
  })
  await steps.step('neither Esc nor Back nor another place takes the secret away', async () => {
    await page.keyboard.press('Escape')
    await expect(form.dialog(page).getByText('Copy it, or tick the box')).toBeVisible()
    await page.goBack()
    await expect(form.dialog(page)).toBeVisible()
    await page.evaluate(() => (location.hash = '#/tokens'))
    await expect(form.dialog(page)).toBeVisible()
    await expect(page).toHaveURL(/#\/tokens\/new$/)
  })
  const secret = await steps.step('the secret is shown when asked for', async () => {
    await form.dialog(page).getByRole('button', { name: 'Show token' }).click()
    const field = form.dialog(page).getByLabel('Token', { exact: true })
    await expect(field).toHaveValue(/^[A-Za-z0-9_-]{86}==$/)
    return field.inputValue()
  })
  await steps.step('copying puts it into the clipboard, and says so', async () => {
    await form.dialog(page).getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(form.dialog(page).getByText('Copied.')).toBeVisible()
    assert.equal(await form.clipboard(page), secret)
  })
  await steps.step('the secret grants what was ticked and is refused elsewhere', async () => {
    const token = secret
    const listed = await server.ask('GET', `/buckets?orgID=${about.org.id}&name=${read.name}`, { token })
    const { buckets } = await listed.json()
    assert.deepEqual(buckets.map(({ id }) => id), [read.id])
    assert.equal((await server.ask('GET', `/buckets/${written.id}`, { token })).status, 401)
    assert.equal((await server.ask('GET', `/telegrafs/${telegraf.id}`, { token })).status, 200)
    assert.equal(await server.tryWriting(token, written), 204)
    assert.equal(await server.tryWriting(token, read), 403)
  })
  await steps.step('once copied the dialog closes, and the page holds the secret no more', async () => {
    await form.dialog(page).getByRole('button', { name: 'Done' }).click()
    await expect(form.dialog(page)).toBeHidden()
    await expect(page).toHaveURL(/#\/tokens$/)
    const held = await page.evaluate(
      (secret) =>
        document.documentElement.outerHTML.includes(secret) ||
        [...document.querySelectorAll('input, textarea')].some((field) => field.value.includes(secret)) ||
        [localStorage, sessionStorage].some((storage) => JSON.stringify(storage).includes(secret)),
      secret,
    )
    assert.equal(held, false)
  })
  return { id, description: generated, tail: secret.slice(-4) }
}
