// Signing in with a token: one that may manage tokens, and three that may not, each told apart.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import { enterOrg } from './sign-in.mjs'

/** Pastes a token and signs in. */
export async function signInWithToken(page, token) {
  await page.getByRole('radio', { name: 'API token' }).check()
  await page.getByLabel('API token', { exact: true }).and(page.locator('input[type=password]')).fill(token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function signsInWithTokens(steps, newPage, { account, stage, about, server }) {
  const page = await newPage()
  await page.goto('')
  const told = (title) => expect(page.getByRole('alert').filter({ hasText: title })).toBeVisible()
  await steps.step('a wrong token is told, with its length', async () => {
    await signInWithToken(page, 'no-such-token')
    await told('The server does not know this token')
    await expect(page.getByText('13 characters. InfluxDB 2 tokens usually have 88.')).toBeVisible()
  })
  await steps.step('an inactive token is told', async () => {
    await signInWithToken(page, stage.inactive.token)
    await told('This token is inactive')
  })
  await steps.step('a token that cannot manage tokens is told', async () => {
    await signInWithToken(page, stage.limited.token)
    await told('This token is valid, but it cannot manage tokens')
  })
  await steps.step('a token with all access signs in, and its rights are shown', async () => {
    const { token } = await server.makeAllAccess(about, 'signs in')
    await signInWithToken(page, token)
    await expect(page.getByRole('heading', { name: 'Tokens', exact: true })).toBeVisible()
    await enterOrg(page, account.org)
    await expect(page.getByRole('banner').getByRole('button', { name: 'Your access All access' })).toBeVisible()
    const rows = page.getByRole('grid', { name: 'Tokens' }).getByRole('row')
    await expect(rows.filter({ hasText: `${stage.prefix} signs in` })).toContainText('All access')
  })
  await steps.step('the token is kept nowhere, so a reload signs out', async () => {
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]))
    assert.doesNotMatch(kept, /==/)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Sign in to your server' })).toBeVisible()
  })
  await page.context().close()
}
