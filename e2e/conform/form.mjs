// The form for a new token and the dialog after it, as a person uses them.

import assert from 'node:assert/strict'

import { expect } from './browser.mjs'
/** Opens an empty form. */
export async function openForm(page) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^New( token)?$/ }).click()
  await expect(page.getByRole('heading', { name: 'New token', exact: true })).toBeVisible()
}

/** Goes to a resource type by the title that the list of types shows. */
export async function chooseType(page, title) {
  const option = page.getByRole('listbox', { name: 'Resource types' }).getByRole('option', { name: title })
  await option.click()
  await expect(option).toHaveAttribute('aria-selected', 'true')
}

/** The filter over the objects of the chosen type. */
export function filter(page) {
  return page.getByRole('textbox', { name: /^Filter .* by name, id or pattern$/ })
}

/** The tick of one object, such as `Read, bucket telemetry`. */
export function tick(page, right, what) {
  return page.getByRole('checkbox', { name: `${right}, ${what}`, exact: true })
}

/** Looks for an object and ticks it. */
export async function grant(page, right, kind, name) {
  await filter(page).fill(name)
  const box = tick(page, right, `${kind} ${name}`)
  await box.check()
  await expect(box).toBeChecked()
}

/** Chooses how far a right reaches. */
export async function reach(page, right, label) {
  await page.getByRole('group', { name: `${right} applies to` }).getByRole('radio', { name: label }).check()
}

export function description(page) {
  return page.getByRole('textbox', { name: 'Description' })
}

/** The button beside the form, or the one at the foot of narrow windows, where it says less. */
export function createButton(page) {
  return page.getByRole('button', { name: /^Create( token)?$/ })
}

export function dialog(page) {
  return page.getByRole('dialog', { name: 'Store this token now' })
}

/** Types what a token that reaches beyond its organization is confirmed with. */
export async function confirm(page) {
  await page.getByRole('textbox', { name: 'Type “every organization” to confirm' }).fill('every organization')
}

/** Sends the form, and answers the id that the server gave the token. */
export async function create(page) {
  const made = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v2/authorizations'),
  )
  await createButton(page).click()
  const answer = await made
  assert.equal(answer.status(), 201, await answer.text())
  await expect(dialog(page)).toBeVisible()
  return (await answer.json()).id
}

/** Copies the secret out of the dialog and closes it. */
export async function copyAndClose(page) {
  await dialog(page).getByRole('button', { name: 'Copy and close' }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Tokens', exact: true })).toBeVisible()
  return clipboard(page)
}

/** What the clipboard holds. */
export function clipboard(page) {
  return page.evaluate(() => navigator.clipboard.readText())
}

/** Compares what the server stored with what was asked for, whatever the order. */
export function assertGrants(stored, expected) {
  const plain = ({ action, resource: { type, id, orgID } }) => [action, type, orgID, id ?? 'all'].join(' ')
  assert.deepEqual(stored.permissions.map(plain).sort(), expected.map(plain).sort())
}
