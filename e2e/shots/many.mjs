// One token for each name of a list: at work, paused, done and undone.

import { expect } from '../conform/browser.mjs'

const NAMES = ['press-gw-01', 'press-gw-02', 'press-gw-03', 'press-gw-04']
const TOKENS = /\/api\/v2\/authorizations$/

export async function manyAtOnce(page, shoot) {
  const dialog = page.getByRole('dialog')
  await page.getByRole('radio', { name: 'Several' }).check()
  await page.getByRole('textbox', { name: 'Names' }).fill(NAMES.join('\n'))
  const third = await holdRequest(page, 3)
  await page.getByRole('button', { name: 'Create 4 tokens' }).click()
  await third.arrived
  await expect(dialog.getByRole('row').filter({ hasText: NAMES[2] })).toContainText('Sending')
  await shoot('many-running')
  await dialog.getByRole('button', { name: 'Pause' }).click()
  third.release()
  await expect(page.getByRole('heading', { name: 'Paused: 3 of 4 tokens created' })).toBeVisible()
  await shoot('many-paused')
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('heading', { name: 'Store these 4 tokens now' })).toBeVisible()
  await shoot('many')
  await dialog.getByRole('button', { name: 'Undo…' }).click()
  await shoot('many-undo')
  await dialog.getByRole('button', { name: 'Delete 4 tokens' }).click()
  await expect(page.getByRole('heading', { name: 'All 4 tokens were deleted' })).toBeVisible()
  await shoot('many-undone')
  await dialog.getByRole('button', { name: /^(Close|Done)/ }).last().click()
  await page.getByRole('radio', { name: 'One token' }).check()
  await page.getByRole('toolbar', { name: 'Start from' }).getByRole('button', { name: 'Empty', exact: true }).click()
}

/** Holds the n-th request for a new token back until it is released. */
async function holdRequest(page, n) {
  let seen = 0
  const [arrived, arrive] = settled()
  const [released, release] = settled()
  await page.route(TOKENS, async (route) => {
    if (route.request().method() === 'POST' && (seen += 1) === n) {
      arrive()
      await released
    }
    await route.fallback()
  })
  return { arrived, release }
}

function settled() {
  let settle
  const promise = new Promise((resolve) => (settle = resolve))
  return [promise, settle]
}
