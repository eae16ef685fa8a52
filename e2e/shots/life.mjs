// What becomes of tokens: one that is open, the users who own them, offboarding, what hashing would mean, and 1.x credentials.

import { expect } from '../conform/browser.mjs'

const LEAVING = 'jonas.feld'
const heading = (page, name) => page.getByRole('heading', { name, level: 1 })

export async function tokenLife(page, shoot) {
  const tokens = page.getByRole('grid', { name: 'Tokens' })
  await tokens.getByText('leak detection dashboard').click()
  await expect(page.getByRole('heading', { name: 'leak detection dashboard' })).toBeVisible()
  await shoot('token')
  await page.getByRole('button', { name: 'Close details' }).click()

  await page.goto('#/owners')
  await expect(heading(page, 'Owners')).toBeVisible()
  await page.getByRole('grid', { name: 'Owners' }).getByText(LEAVING).click()
  await expect(heading(page, LEAVING)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'If this user goes' })).toBeVisible()
  await shoot('owner')
  await page.getByRole('button', { name: 'Offboard…' }).click()
  await expect(heading(page, `Offboard ${LEAVING}`)).toBeVisible()
  await shoot('offboard')

  await page.goto('#/hashing')
  await expect(heading(page, 'Ready for hashing')).toBeVisible()
  await shoot('hashing')
  await page.goto('#/tokens')
  await expect(heading(page, 'Tokens')).toBeVisible()
}

export async function v1Credentials(page, shoot) {
  await page.goto('#/v1-credentials')
  await expect(heading(page, '1.x credentials')).toBeVisible()
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await shoot('v1-credentials')
}
