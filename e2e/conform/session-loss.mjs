// A credential that is revoked in the middle of the work: sign in again, and go on where the work stood.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import * as form from './form.mjs'
import { enterOrg, signInWithPassword } from './sign-in.mjs'
import { signInWithToken } from './token-sign-in.mjs'

export async function outlivesItsSession(steps, page, { account, stage, about, server }) {
  const typed = `${stage.prefix} made after a session was lost`
  await steps.step('a form is filled by somebody signed in with a token', async () => {
    const { id, token } = await server.makeAllAccess(about, 'is revoked')
    await page.goto('')
    await signInWithToken(page, token)
    await enterOrg(page, account.org)
    await form.openForm(page)
    await form.grant(page, 'Read', 'bucket', stage.read.name)
    await form.description(page).fill(typed)
    await server.deleteToken(id)
  })
  await steps.step('sending it with the token revoked leads to signing in again, with the reason', async () => {
    const before = await server.countTokens()
    await form.createButton(page).click()
    await expect(page.getByRole('status').filter({ hasText: 'Your session ended' })).toBeVisible()
    assert.equal(await server.countTokens(), before)
  })
  await steps.step('after signing in again the form is as it was', async () => {
    await signInWithPassword(page, account)
    await expect(page.getByRole('heading', { name: 'New token', exact: true })).toBeVisible()
    await enterOrg(page, account.org)
    await expect(form.description(page)).toHaveValue(typed)
    await form.filter(page).fill(stage.read.name)
    await expect(form.tick(page, 'Read', `bucket ${stage.read.name}`)).toBeChecked()
    await expect(form.tick(page, 'Write', `bucket ${stage.read.name}`)).not.toBeChecked()
  })
  await steps.step('and it can be sent', async () => {
    const stored = await server.stored(await form.create(page))
    assert.equal(stored.description, typed)
    form.assertGrants(stored, [
      { action: 'read', resource: { type: 'buckets', id: stage.read.id, orgID: about.org.id } },
    ])
    await form.copyAndClose(page)
  })
  await page.context().close()
}
