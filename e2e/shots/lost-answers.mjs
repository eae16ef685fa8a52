// The answer to a create is lost, and the list of tokens tells what became of it, or does not.

import { expect } from '../conform/browser.mjs'
import * as form from '../conform/form.mjs'
import { fetched } from './address.mjs'

const TOKENS = /\/api\/v2\/authorizations(\?|$)/

/** With the form filled in. */
export async function lostAnswers(page, account, shoot) {
  let asked
  let list = () => {}
  await page.route(TOKENS, async (route) => {
    if (route.request().method() !== 'POST') return list(route)
    asked = route.request().postDataJSON()
    return route.abort()
  })

  list = async (route) => route.fulfill({ json: withNew((await (await fetched(route)).json()), asked, account) })
  await form.createButton(page).click()
  await expect(page.getByText('The answer was lost, but the token exists')).toBeVisible()
  await shoot('lost-answer-found')
  await page.getByRole('button', { name: 'Keep it' }).click()

  list = (route) => route.abort()
  await form.createButton(page).click()
  await expect(page.getByText('The answer was lost, and the token may exist')).toBeVisible()
  await shoot('lost-answer-unseen')

  list = (route) => route.fallback()
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText('The answer was lost, but no token was made')).toBeVisible()
  await shoot('lost-answer')
}

/** The list as if the token had been made, and nobody else made one since. */
function withNew(body, asked, { username, org }) {
  const newest = body.authorizations.map(({ id }) => id).sort().at(-1)
  const owner = body.authorizations.find(({ user }) => user === username)
  const made = {
    ...owner,
    ...asked,
    id: (BigInt(`0x${newest}`) + 1n).toString(16).padStart(16, '0'),
    user: username,
    org,
    createdAt: '2026-04-17T07:41:00Z',
    updatedAt: '2026-04-17T07:41:00Z',
  }
  return { ...body, authorizations: [...body.authorizations, made] }
}
