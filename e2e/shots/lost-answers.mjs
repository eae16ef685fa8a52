// The answer to a create is lost, and the list of tokens tells what became of it, or does not.

import { expect } from '../conform/browser.mjs'
import * as form from '../conform/form.mjs'
import { fetched } from './address.mjs'

const TOKENS = /\/api\/v2\/authorizations(\?|$)/

/** With the form filled in. */
export async function lostAnswers(page, account, shoot) {
  await tellTime(page, account.now)
  let asked
  let list = () => {}
  await page.route(TOKENS, async (route) => {
    if (route.request().method() !== 'POST') return list(route)
    asked = route.request().postDataJSON()
    return route.abort()
  })

  list = async (route) => route.fulfill({ json: withNew((await (await fetched(route)).json()), asked, account) })
  await form.createButton(page).click()
  await expect(page.getByText(/A new token looks like it\.$/)).toBeVisible()
  await shoot('lost-answer-found')
  await page.getByRole('button', { name: 'Keep it' }).click()

  list = (route) => route.abort()
  await form.createButton(page).click()
  await expect(page.getByText(/The token may exist/)).toBeVisible()
  await shoot('lost-answer-unseen')

  list = (route) => route.fallback()
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText(/No token was found so far\.$/)).toBeVisible()
  await shoot('lost-answer')
}

/** Lets the next answer say that the server's clock stands with that of the pictures. */
async function tellTime(page, now) {
  await page.route(/\/api\/v2\/dashboards\?/, async (route) => {
    const answer = await fetched(route)
    return route.fulfill({ response: answer, headers: { ...answer.headers(), date: now.toUTCString() } })
  })
  const told = page.waitForResponse(/\/api\/v2\/dashboards\?/)
  await form.chooseType(page, /^Dashboards/)
  await (await told).finished()
  await form.chooseType(page, /^Buckets/)
}

/** The list as if the token had just been made. */
function withNew(body, asked, { username, org, now, nextId }) {
  const owner = body.authorizations.find(({ user }) => user === username)
  const made = {
    ...owner,
    ...asked,
    id: nextId(),
    user: username,
    org,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  }
  return { ...body, authorizations: [...body.authorizations, made] }
}
