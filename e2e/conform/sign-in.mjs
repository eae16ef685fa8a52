// Signing in with user and password, what the bar then shows, and signing out.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
/** Opens the console and signs in as a person does. */
export async function signInWithPassword(page, { username, password }) {
  await page.getByRole('radio', { name: 'User and password' }).check()
  await page.getByRole('textbox', { name: 'User', exact: true }).fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Goes to the organization of this run, if the console chose another one. */
export async function enterOrg(page, org) {
  const chooser = page.getByRole('banner').getByRole('button', { name: /^Organization: / })
  await expect(chooser).toBeVisible()
  if ((await chooser.getAttribute('aria-label')) !== `Organization: ${org}`) {
    await chooser.click()
    await page.getByRole('menuitemradio', { name: org, exact: true }).click()
  }
  await expect(chooser).toHaveAttribute('aria-label', `Organization: ${org}`)
}

export async function signsInWithPassword(steps, page, { account, about, server }) {
  await steps.step('the console opens and finds the server', async () => {
    await page.goto('')
    await expect(page.getByRole('heading', { name: 'Sign in to your server' })).toBeVisible()
    await expect(page.getByText(about.product)).toBeVisible()
  })
  await steps.step('a wrong password is told', async () => {
    await signInWithPassword(page, { ...account, password: `${account.password}?` })
    await expect(page.getByRole('alert').filter({ hasText: 'Wrong user or password' })).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'User', exact: true })).toHaveValue(account.username)
  })
  await steps.step('user and password sign in', async () => {
    await signInWithPassword(page, account)
    await expect(page.getByRole('heading', { name: 'Tokens', exact: true })).toBeVisible()
    await enterOrg(page, account.org)
  })
  await steps.step('the bar shows server, version, organization, user and rights', async () => {
    const bar = page.getByRole('banner')
    const host = new URL(page.url()).host
    await expect(bar.getByRole('button', { name: `Connected to ${host} ${about.product}` })).toBeVisible()
    await expect(bar.getByRole('button', { name: `Organization: ${account.org}` })).toBeVisible()
    await expect(bar.getByRole('button', { name: `Account: ${about.me.name}` })).toBeVisible()
    const rights = about.isOperator ? 'Your access Operator' : /^Your access (All access|Custom)$/
    await expect(bar.getByRole('button', { name: rights })).toBeVisible()
  })
  await steps.step('the list holds as many tokens as the server shows this user', async () => {
    const count = await server.countTokens()
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: `${count} tokens` })).toBeVisible()
    await expect(page.getByRole('grid', { name: 'Tokens' })).toHaveAttribute('aria-rowcount', `${count + 1}`)
  })
}

export async function signsOut(steps, page, { server }) {
  await steps.step('signing out ends the session on the server too', async () => {
    const cookies = await page.context().cookies(new URL('api/v2/me', page.url()).href)
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    assert.equal((await server.ask('GET', '/me', { cookie })).status, 200)
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/v2/signout'))
    await page.getByRole('banner').getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'You are signed out' })).toBeVisible()
    assert.equal((await answered).status(), 204)
    assert.equal((await server.ask('GET', '/me', { cookie })).status, 401)
  })
  await page.context().close()
}
