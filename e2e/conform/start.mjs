// Presets and copies: what they grant is compared with what was made without the console.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
import * as form from './form.mjs'

/** Chooses a preset; where the line has no room for it, it is behind "More". */
async function choosePreset(page, name) {
  const line = page.getByRole('toolbar', { name: 'Start from' })
  await expect(line).toBeVisible()
  const button = line.getByRole('button', { name, exact: true })
  if (await button.isVisible()) return button.click()
  await line.getByRole('button', { name: 'More' }).click()
  await line.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
}

export async function startsFromWhatExists(steps, page, { about, server }) {
  const reference = await server.makeAllAccess(about, 'all access by hand')
  await steps.step('the preset for all access stores the set that clients store under this name', async () => {
    await form.openForm(page)
    await choosePreset(page, 'All access')
    await expect(form.description(page)).toHaveAttribute('placeholder', `All access to ${about.org.name}`)
    const stored = await server.stored(await form.create(page))
    form.assertGrants(stored, reference.permissions)
    await form.copyAndClose(page)
  })
  if (about.isOperator) {
    await steps.step('the preset for an operator stores every grantable right everywhere', async () => {
      await form.openForm(page)
      await choosePreset(page, 'Operator')
      await form.confirm(page)
      const stored = await server.stored(await form.create(page))
      const everything = about.types
        .filter((type) => type !== 'instance')
        .flatMap((type) => ['read', 'write'].map((action) => ({ action, resource: { type } })))
      form.assertGrants(stored, everything)
      await form.copyAndClose(page)
      await server.deleteToken(stored.id)
    })
  }
  await steps.step('a clone of a listed token grants the same, and says so', async () => {
    const original = await server.makeReader('to be cloned')
    await page.getByRole('button', { name: 'Load the list again' }).click()
    await page.getByLabel('Search tokens').fill(original.description)
    await page.getByRole('button', { name: `Clone ${original.description}`, exact: true }).click()
    await expect(form.description(page)).toHaveValue(`${original.description} (copy)`)
    await expect(page.getByText('Grants the same as the original.')).toBeVisible()
    const stored = await server.stored(await form.create(page))
    form.assertGrants(stored, original.permissions)
    assert.equal(stored.userID, original.userID)
    await form.copyAndClose(page)
  })
}
