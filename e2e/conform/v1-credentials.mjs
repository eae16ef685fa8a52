// A credential of InfluxDB 1.x: made with a password, given another one, stopped, and deleted. Whether a password works is
// asked as a 1.x program does.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import { expect } from './browser.mjs'
import { signInWithToken } from './token-sign-in.mjs'
import { enterOrg } from './sign-in.mjs'
import * as form from './form.mjs'

export async function keepsV1Credentials(steps, page, { account, stage, about, server }) {
  const name = `${stage.prefix}-v1`
  const [first, second] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')]
  const { token } = await server.makeAllAccess(about, 'keeps 1.x credentials')
  const drawer = page.getByRole('complementary').last()

  await steps.step('a credential of 1.x is created with a password, and a program gets in', async () => {
    await page.goto('')
    await signInWithToken(page, token)
    await enterOrg(page, account.org)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^1\.x/ }).click()
    await page.getByRole('main').getByRole('link', { name: 'New credential' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(first)
    await form.grant(page, 'Read', 'bucket', stage.read.name)
    await form.grant(page, 'Write', 'bucket', stage.written.name)
    await page.getByRole('button', { name: 'Create credential' }).click()
    await expect(drawer.getByRole('heading', { name })).toBeVisible()
    const stored = await server.v1(token, name)
    const on = (action, { id, orgID }) => ({ action, resource: { type: 'buckets', id, orgID } })
    form.assertGrants(stored, [on('read', stage.read), on('write', stage.written)])
    assert.equal(stored.status, 'active')
    assert.equal(await server.query(name, first), 200)
  })
  await steps.step('another password takes the place of the first', async () => {
    await drawer.getByRole('textbox', { name: 'New password' }).fill(second)
    await drawer.getByRole('button', { name: 'Set password' }).click()
    await expect(drawer.getByRole('textbox', { name: 'New password' })).toHaveValue('')
    await expect.poll(() => server.query(name, first)).toBe(401)
    assert.equal(await server.query(name, second), 200)
  })
  await steps.step('deactivated, it lets nobody in', async () => {
    await drawer.getByRole('button', { name: 'Deactivate' }).click()
    await expect(drawer.getByRole('button', { name: 'Activate', exact: true })).toBeVisible()
    assert.equal((await server.v1(token, name)).status, 'inactive')
    assert.equal(await server.query(name, second), 401)
  })
  await steps.step('it is deleted after its name was typed', async () => {
    await drawer.getByRole('button', { name: 'Delete for good…' }).click()
    const question = page.getByRole('alertdialog')
    await question.getByRole('textbox').fill(name)
    await question.getByRole('button', { name: 'Delete for good' }).click()
    await expect(drawer.getByText('This credential is deleted.')).toBeVisible()
    assert.equal(await server.v1(token, name), undefined)
  })
  await page.context().close()
}
