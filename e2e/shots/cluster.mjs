// The page for clusters: signing in, the list, the form, the secret, changing permissions, and a release without an API.

import { expect } from '../conform/browser.mjs'
import { fetched } from './address.mjs'

const SECRET = 'apiv1_a-secret-that-only-the-pictures-in-the-documentation-show_it-opens-nothing_01'
const ID = '5c1f0002-3b1e-4c55-9d2a-7f0c6be1a902'

/** `token` is the management token of the stand-in. What comes after the form looks alike in every window. */
export async function cluster(page, token, shoot, whole) {
  // The same secret and time every time. The id stays: another one in the list would be told as a second token.
  await page.route('**/tokens', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const answer = await fetched(route)
    const createdAt = '2026-04-17T07:41:00Z'
    return route.fulfill({ response: answer, json: { ...(await answer.json()), createdAt, accessToken: SECRET } })
  })
  await page.goto('')
  await expect(page.getByRole('textbox', { name: 'Management token' })).toBeVisible()
  await expect(page.getByText(/Management API/).first()).toBeVisible()
  await shoot('cluster-sign-in')
  await signIn(page, token)
  await expect(page.getByText('grafana control room').first()).toBeVisible()
  await shoot('cluster-tokens')

  const tick = (right, name) => page.getByRole('checkbox', { name: `${right}, database ${name}`, exact: true })
  if (whole) {
    await page.goto(`#/tokens/${ID}`)
    await page.getByRole('button', { name: 'Change permissions' }).click()
    await tick('Write', 'plant-a/alarms').uncheck()
    await expect(page.getByText(/1 lost/)).toBeVisible()
    await shoot('cluster-change')
    await page.getByRole('button', { name: 'Cancel' }).click()
  }

  await page.getByRole('link', { name: 'New token' }).first().click()
  await tick('Read', 'plant-a/metrics').check()
  await tick('Write', 'plant-a/metrics').check()
  await tick('Read', 'plant-a/alarms').check()
  await page.getByRole('group', { name: 'Expiry' }).getByRole('radio').nth(2).check()
  await shoot('cluster-new-token')
  if (!whole) return
  await page.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByRole('dialog', { name: 'Store this token now' })).toBeVisible()
  await shoot('cluster-reveal')
}

/** A release that has no HTTP API: the page becomes the builder of the command. */
export async function clusterWithoutApi(page, shoot) {
  await page.goto('')
  await page.getByRole('textbox', { name: 'Management token' }).fill('any-management-token-that-is-long-enough-to-be-one')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Write influxctl commands without signing in' }).click()
  const filter = page.getByRole('textbox', { name: 'Filter databases by name or pattern' })
  for (const name of ['plant_a', 'plant_b']) {
    await filter.fill(name)
    await filter.press('Enter')
    await page.getByRole('checkbox', { name: `Read, database ${name}`, exact: true }).check()
  }
  await page.getByRole('checkbox', { name: 'Write, database plant_b', exact: true }).check()
  await filter.fill('')
  await shoot('cluster-command')
}

async function signIn(page, token) {
  await page.getByRole('textbox', { name: 'Management token' }).fill(token)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}
