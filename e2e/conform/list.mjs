// The new token in the list, and finding it there.

import { expect } from './browser.mjs'
export async function findsTheRow(steps, page, { stage, made }) {
  const grid = page.getByRole('grid', { name: 'Tokens' })
  const row = grid.getByRole('row').filter({ hasText: made.id })
  await steps.step('the list shows the new row, with the focus on it', async () => {
    await expect(row).toContainText(made.description)
    await expect(row).toContainText('Active')
    await expect(row).toContainText('88 characters')
    await expect(row.getByRole('rowheader')).toBeFocused()
  })
  await steps.step('the search finds it, and says when nothing matches', async () => {
    const search = page.getByLabel('Search tokens')
    // Only this token’s description holds the name of the Telegraf configuration.
    await search.fill(stage.telegraf.name)
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: /^1 of [\d,]+ matches$/ })).toBeVisible()
    await expect(row).toBeVisible()
    await search.fill(`${stage.telegraf.name} nowhere`)
    await expect(page.getByRole('heading', { name: 'No token matches' })).toBeVisible()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect(row).toBeVisible()
  })
  await steps.step('it is still there when the list is loaded again', async () => {
    await page.getByRole('button', { name: 'Load the list again' }).click()
    await expect(row).toContainText(made.description)
  })
}
